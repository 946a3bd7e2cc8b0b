"""What is entered about benefits, and how their lists are narrowed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Unit
from dengta.domains.recognition.forms.rule_book import SheetForm
from dengta.domains.recognition.models import (
    BenefitList,
    CareerChance,
    ClauseVersion,
    Grant,
    IdeaReward,
    LoyaltyStep,
    Reward,
)
from dengta.web.fields import DateField, WordsField

ROWS = 8
LABELS = dict(Reward.Form.choices)


class BookForm(SheetForm):
    """Where something was booked by hand."""

    where = forms.CharField(
        label=_("Where it is booked"), max_length=200,
        help_text=_("Such as “leave account, 2 days” or “roster of week 49”. The person reads it."),
    )  # fmt: skip


class HandOutForm(SheetForm):
    """Who collected a gift."""

    where = forms.CharField(
        label=_("Collected by"), max_length=200, required=False,
        help_text=_("Empty where the person came; for whoever is away the colleague’s name, or “sent by post”."),
    )  # fmt: skip


class TripForm(SheetForm):
    """The days of a trip and who covers them."""

    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("Until"))
    cover = WordsField(label=_("Who stays on the phones meanwhile"), max_length=180, insisted=True, required=False)
    event = forms.TypedChoiceField(
        label=_("Team event"), required=False, coerce=int, empty_value=None,
        help_text=_("Where the trip is an event of the team, its cover is written there as well."),
    )  # fmt: skip

    def __init__(self, *args: Any, events: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["event"].choices = [("", _("none")), *events]  # type: ignore[attr-defined]


class UseForm(SheetForm):
    """What was taken on a day."""

    day = DateField(label=_("Day"))
    quantity = forms.DecimalField(label=_("How much"), max_digits=5, decimal_places=2, min_value=Decimal("0.25"))


class ExtendForm(SheetForm):
    """Until when, and why."""

    until = DateField(label=_("Can be taken until"))
    why = WordsField(label=_("Why"), max_length=300, insisted=True, required=False)


class ListForm(forms.Form):
    """What is given to everybody of a unit, and by which rule."""

    unit = forms.ModelChoiceField(label=_("For everybody of"), queryset=Unit.objects.none())
    occasion = forms.ChoiceField(label=_("Festival or occasion"), choices=BenefitList.Occasion.choices)
    title = forms.CharField(label=_("What is given"), max_length=80)
    kind = forms.ChoiceField(label=_("Form of reward"), choices=[(one, LABELS[one]) for one in BenefitList.FORMS])
    quantity = forms.DecimalField(
        label=_("For each"), max_digits=5, decimal_places=2, min_value=Decimal("0.25"), initial=1,
        help_text=_("Pieces of a gift, or days of flexible work (0.5 is half a day)."),
    )  # fmt: skip
    unit_cost = forms.DecimalField(
        label=_("Cost of one (yuan)"), max_digits=9, decimal_places=2, min_value=0, initial=0,
        help_text=_("0 for hours."),
    )  # fmt: skip
    counts_on = DateField(
        label=_("Day that counts"),
        help_text=_("Whoever belongs to the unit on this day is on the list, whoever is on leave as well."),
    )
    months_here = forms.IntegerField(
        label=_("Months here at least"), min_value=0, max_value=24, initial=0, help_text=_("0: newcomers as well.")
    )
    give_until = DateField(label=_("Picked up or taken until"))
    place = forms.CharField(label=_("Where it is picked up"), max_length=120, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class WhyForm(SheetForm):
    """A reason."""

    why = WordsField(label=_("Why"), max_length=300, insisted=True, required=False)


class LoyaltyForm(forms.Form):
    """A version of the loyalty plan: a table of steps, from a day on."""

    effective_on = DateField(label=_("In force from"))
    why = forms.CharField(label=_("What changes, and why"), max_length=300, help_text=_("Everybody reads it."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for place in range(ROWS):
            self.fields[f"years_{place}"] = forms.IntegerField(
                label=_("Years here"), min_value=1, max_value=50, required=False
            )
            self.fields[f"form_{place}"] = forms.ChoiceField(
                label=_("Form of reward"), choices=[(one, LABELS[one]) for one in LoyaltyStep.FORMS]
            )
            self.fields[f"amount_{place}"] = forms.DecimalField(
                label=_("Days, or trips"), max_digits=4, decimal_places=1, min_value=Decimal("0.5"), required=False
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields as they stand in the table."""
        return [(self[f"years_{n}"], self[f"form_{n}"], self[f"amount_{n}"]) for n in range(ROWS)]

    @staticmethod
    def initial_of(steps: list[LoyaltyStep]) -> Mapping[str, Any]:
        """The table as the version before has it."""
        return {
            f"{name}_{place}": getattr(step, name)
            for place, step in enumerate(steps[:ROWS])
            for name in ("years", "form", "amount")
        }

    def clean(self) -> dict[str, Any]:
        """As the service takes it: `steps` as (years, form, amount)."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        rows = [tuple(data[f"{name}_{place}"] for name in ("years", "form", "amount")) for place in range(ROWS)]
        steps = [row for row in rows if row[0] is not None]
        if any(row[2] is None for row in steps):
            self.add_error(None, _("Every step needs its days, or 1 for a trip."))
        return {"effective_on": data["effective_on"], "why": data["why"], "steps": steps}


class PlanForm(SheetForm):
    """A career plan."""

    path = forms.ChoiceField(label=_("Path"), choices=CareerChance.Path.choices)
    plan = WordsField(
        label=_("Career plan"), rows=6, max_length=2000, insisted=True, required=False,
        help_text=_("What the person would like, the first steps, who helps, and the time it gets."),
    )  # fmt: skip
    review_on = DateField(label=_("Looked at together on"))


class OutcomeForm(SheetForm):
    """What became of it."""

    outcome = WordsField(label=_("What became of the plan"), max_length=1000, insisted=True, required=False)


class IdeaForm(SheetForm):
    """By which clause, in which form and how much."""

    clause = forms.ModelChoiceField(label=_("By which clause"), queryset=ClauseVersion.objects.none())
    kind = forms.ChoiceField(
        label=_("Form of reward"),
        choices=[one for one in Reward.Form.choices if one[0] != Reward.Form.CHANCE],
        help_text=_("Money where the clause has a band, else another form."),
    )
    amount = forms.DecimalField(
        label=_("How much"), max_digits=9, decimal_places=2, min_value=0, initial=0,
        help_text=_("Yuan for all authors together; days or points for each; 0 for an honour or a thing."),
    )  # fmt: skip
    late_because = forms.CharField(
        label=_("Why it comes late"),
        max_length=300,
        required=False,
        help_text=_("Only when more than the promised working days have passed since the idea was adopted."),
    )

    def __init__(self, *args: Any, clauses: QuerySet[ClauseVersion], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["clause"]
        field.queryset = clauses  # type: ignore[attr-defined]
        field.label_from_instance = _clause_in_words  # type: ignore[attr-defined]


def _clause_in_words(row: ClauseVersion) -> str:
    band = "" if row.band_low is None else f" · {row.band_low:.0f}–{row.band_high:.0f}"
    return f"{row.clause.code} {row.shown_title}{band}"


class GrantFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By person, kind and state."""

    q = django_filters.CharFilter(
        method="by_text", label=_("Name, pinyin or number"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, pinyin or number")}),
    )  # fmt: skip
    kind = django_filters.ChoiceFilter(
        choices=Grant.Kind.choices, label=_("Form of reward"), empty_label=_("All forms")
    )
    state = django_filters.ChoiceFilter(choices=Grant.State.choices, label=_("State"), empty_label=_("All states"))

    class Meta:
        model = Grant
        fields: list[str] = []

    def by_text(self, rows: QuerySet[Grant], name: str, value: str) -> QuerySet[Grant]:
        """By name, staff number or pinyin."""
        return by_person(rows, value)


class ChanceFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By person and state."""

    q = django_filters.CharFilter(
        method="by_text", label=_("Name, pinyin or number"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, pinyin or number")}),
    )  # fmt: skip
    state = django_filters.ChoiceFilter(
        choices=CareerChance.State.choices, label=_("State"), empty_label=_("All states")
    )

    class Meta:
        model = CareerChance
        fields: list[str] = []

    def by_text(self, rows: QuerySet[CareerChance], name: str, value: str) -> QuerySet[CareerChance]:
        """By name, staff number or pinyin."""
        return by_person(rows, value)


class ListFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By state."""

    state = django_filters.ChoiceFilter(
        choices=BenefitList.State.choices, label=_("State"), empty_label=_("All states")
    )

    class Meta:
        model = BenefitList
        fields: list[str] = []


class IdeaFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By state."""

    state = django_filters.ChoiceFilter(choices=IdeaReward.State.choices, label=_("State"), empty_label=_("All states"))

    class Meta:
        model = IdeaReward
        fields: list[str] = []


def by_person(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Rows whose person is called so, has this number, or is spelled so."""
    text = value.strip()
    found = Q(employee__name__icontains=text) | Q(employee__number__istartswith=text)
    return rows.filter(found | Q(employee__pinyin__icontains=text.casefold()))
