"""What is entered about bonuses, points and payouts, and how their lists are narrowed."""

from typing import Any
from uuid import uuid4

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, Unit
from dengta.domains.recognition.forms.rule_book import SheetForm
from dengta.domains.recognition.models import CatalogueItem, ClauseVersion, Reward
from dengta.domains.recognition.services.bonuses import GIVABLE
from dengta.web.fields import DateField, WordsField

FORMS = [(one.value, one.label) for one in GIVABLE]


class MonthField(DateField):
    """Any day of a month stands for the month."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        return day.replace(day=1) if day else day


class OfferForm(SheetForm):
    """What is given, and why."""

    kind = forms.ChoiceField(label=_("Form of reward"), choices=FORMS)
    amount = forms.DecimalField(
        label=_("Amount"), max_digits=9, decimal_places=2, min_value=0, required=False,
        help_text=_("Money, points, or what the gift costs. Nothing for honour and flexible work."),
    )  # fmt: skip
    reason = WordsField(label=_("Reason"), max_length=500, help_text=_("The person reads it: what they did well."))
    late_because = forms.CharField(
        label=_("Why it comes late"), max_length=300, required=False,
        help_text=_("Only where more than the promised working days have passed since the facts were known."),
    )  # fmt: skip


class ProposalForm(OfferForm):
    """The same above the band."""

    public_reason = WordsField(
        label=_("Reason that is published"), max_length=500,
        help_text=_("Everybody reads it: why it is more than the band. Without a name."),
    )  # fmt: skip


class ClauseChoice(forms.ModelChoiceField[ClauseVersion]):
    """A clause with its band."""

    def label_from_instance(self, obj: ClauseVersion) -> str:
        band = f" ({obj.band_low:g}–{obj.band_high:g})" if obj.band_low is not None else ""
        return f"{obj.clause.code} {obj.shown_title}{band}"


class NewForm(OfferForm):
    """Who did what, by which clause; and what is given for it, where that is known."""

    employee = forms.ModelChoiceField(label=_("Person"), queryset=Employee.objects.none())
    clause = ClauseChoice(
        label=_("By which clause"), queryset=ClauseVersion.objects.none(),
        help_text=_("In brackets the band that one person may give from."),
    )  # fmt: skip
    title = forms.CharField(label=_("What for"), max_length=120)
    known_on = DateField(label=_("Facts known on"))
    kind = forms.ChoiceField(
        label=_("Form of reward"), choices=[("", _("Only note it for now")), *FORMS], required=False
    )  # fmt: skip
    reason = WordsField(
        label=_("Reason"), max_length=500, required=False, help_text=_("The person reads it: what they did well.")
    )
    field_order = ("employee", "clause", "title", "known_on", "kind", "amount", "reason", "late_because")

    def __init__(
        self, *args: Any, people: QuerySet[Employee], clauses: QuerySet[ClauseVersion], **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["employee"].queryset = people  # type: ignore[attr-defined]
        self.fields["clause"].queryset = clauses  # type: ignore[attr-defined]


class WhyForm(SheetForm):
    """A reason."""

    why = WordsField(label=_("Reason"), max_length=300)


class TakingBackForm(SheetForm):
    """The answer of the second person; whoever asked can only let it be."""

    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, is_own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        agree = [] if is_own else [("agree", _("It was a mistake: take it back"))]
        self.fields["answer"].choices = [*agree, ("keep", _("It stays"))]  # type: ignore[attr-defined]


class UnitForm(SheetForm):
    """Something of a unit."""

    unit = forms.ModelChoiceField(label=_("For which unit"), queryset=Unit.objects.none())

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class AllotForm(UnitForm):
    """How many points a unit and all below it can give."""

    points = forms.IntegerField(label=_("Points to put in"), min_value=1, max_value=1_000_000)
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class BudgetForm(UnitForm):
    """How much money a unit and all below it can give in a month."""

    month = MonthField(label=_("Month"), help_text=_("Any day of it."))
    amount = forms.DecimalField(label=_("Amount"), max_digits=11, decimal_places=2, min_value=0)


class ItemForm(UnitForm):
    """What points are redeemed for."""

    title = forms.CharField(label=_("What one gets"), max_length=80)
    title_en = forms.CharField(label=_("The same in English"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Form of reward"), choices=CatalogueItem.Form.choices)
    points = forms.IntegerField(label=_("Price in points"), min_value=1, max_value=1_000_000)
    amount = forms.DecimalField(
        label=_("Days, or what it costs"), max_digits=8, decimal_places=2, min_value=0, initial=0
    )  # fmt: skip
    stock = forms.IntegerField(
        label=_("How many there are"), min_value=0, required=False, help_text=_("Empty: as many as people ask for.")
    )
    is_offered = forms.BooleanField(label=_("On offer"), required=False, initial=True)


class RedeemForm(forms.Form):
    """The page it was asked on."""

    token = forms.UUIDField(widget=forms.HiddenInput)


class PrepareForm(UnitForm):
    """Which month."""

    month = MonthField(label=_("Month"), help_text=_("Any day of it; it has to be over."))


class ApproveForm(SheetForm):
    """Why it may be above the budget."""

    over_because = WordsField(
        label=_("Why it is above the budget"), max_length=300, required=False, help_text=_("Only where it is.")
    )  # fmt: skip


class AnswerMissingForm(SheetForm):
    """What became of a payment, and when it comes."""

    answer = WordsField(label=_("Answer"), max_length=300, help_text=_("The person reads it: what became of it."))
    pays_on = DateField(label=_("Day of the payment"), help_text=_("Of the new one, or of the one that came."))


class PaidForm(SheetForm):
    """On which day."""

    paid_on = DateField(label=_("Paid on"))


class MissingForm(SheetForm):
    """What is wrong."""

    said = WordsField(label=_("What is wrong"), max_length=300)


class GivenFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By person, form, source and day."""

    q = django_filters.CharFilter(
        method="by_text", label=_("Name, pinyin or number"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, pinyin or number")}),
    )  # fmt: skip
    kind = django_filters.ChoiceFilter(
        field_name="form", choices=Reward.Form.choices, label=_("Form of reward"), empty_label=_("All forms")
    )  # fmt: skip
    source = django_filters.ChoiceFilter(
        choices=Reward.Source.choices, label=_("Given by"), empty_label=_("All sources")
    )  # fmt: skip
    since = django_filters.DateFilter(
        field_name="granted_on", lookup_expr="gte", label=_("Given from"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
    until = django_filters.DateFilter(
        field_name="granted_on", lookup_expr="lt", label=_("Given before"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip

    class Meta:
        model = Reward
        fields: list[str] = []

    def by_text(self, rows: QuerySet[Reward], name: str, value: str) -> QuerySet[Reward]:
        """By name, staff number or pinyin."""
        text = value.strip()
        found = Q(employee__name__icontains=text) | Q(employee__number__istartswith=text)
        return rows.filter(found | Q(employee__pinyin__icontains=text.casefold()))
