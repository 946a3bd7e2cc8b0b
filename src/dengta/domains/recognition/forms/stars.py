"""What is entered about stars, tiers and contests."""

from datetime import date
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.people.models import Unit
from dengta.domains.recognition.forms.rule_book import SheetForm
from dengta.domains.recognition.models import Contest, StarMonth, StarStanding
from dengta.domains.recognition.selectors.judged_days import month_after
from dengta.domains.recognition.services.contests import Plan
from dengta.domains.recognition.services.star_criteria import Line, Terms
from dengta.web.fields import DateField, WordsField

TIERS = 4
MONTHS = 3


class OfClientForm(forms.Form):
    """For which client, and from which month on."""

    unit = forms.ModelChoiceField(label=_("For the people of"), queryset=Unit.objects.none())
    applies_from = forms.TypedChoiceField(
        label=_("Holds from"), coerce=date.fromisoformat,
        help_text=_("A month that has not begun: what people are measured by is known beforehand."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        month, choices = month_after(today), []
        for _place in range(MONTHS):
            choices.append((month.isoformat(), date_format(month, "YEAR_MONTH_FORMAT")))
            month = month_after(month)
        self.fields["applies_from"].choices = choices  # type: ignore[attr-defined]


class CriteriaForm(OfClientForm):
    """By what the best are found, and what they get."""

    csat_weight = forms.IntegerField(
        label=_("Weight of satisfaction, in percent"), min_value=0, max_value=100,
        help_text=_("The rest is the weight of contacts solved at once."),
    )  # fmt: skip
    min_answers = forms.IntegerField(
        label=_("Fewest answers of customers"), min_value=1, max_value=2000,
        help_text=_("Below it nobody is compared: a handful of answers is luck."),
    )  # fmt: skip
    min_solved = forms.IntegerField(label=_("Fewest contacts solved at once"), min_value=1, max_value=5000)
    places = forms.IntegerField(label=_("Places on the shortlist"), min_value=2, max_value=5)
    vote_days = forms.IntegerField(label=_("Working days to vote"), min_value=1, max_value=5)
    bonus = forms.DecimalField(
        label=_("Bonus"), min_value=0, max_value=20000, max_digits=8, decimal_places=2,
        help_text=_("Where a star is shared, so is the bonus."),
    )  # fmt: skip
    points = forms.IntegerField(label=pgettext_lazy("reward", "Points"), min_value=0, max_value=10000)
    why = WordsField(label=_("Why these"), max_length=300, insisted=True, required=False)

    def terms(self) -> Terms:
        """As the service takes them."""
        names = ("csat_weight", "min_answers", "min_solved", "places", "vote_days", "bonus", "points")
        return Terms(**{name: self.cleaned_data[name] for name in names})


class TiersForm(OfClientForm):
    """Up to four lines that rise."""

    why = WordsField(label=_("Why these"), max_length=300, insisted=True, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for place in range(1, TIERS + 1):
            needed = place == 1
            self.fields |= {
                f"name_{place}": forms.CharField(
                    label=_("Tier %(place)s") % {"place": place}, max_length=40, required=needed
                ),
                f"name_en_{place}": forms.CharField(
                    label=_("Tier %(place)s in English") % {"place": place}, max_length=40, required=False
                ),
                f"from_score_{place}": forms.DecimalField(
                    label=_("Tier %(place)s: from a score of") % {"place": place}, min_value=0, max_value=100,
                    max_digits=5, decimal_places=2, required=needed,
                ),
                f"points_{place}": forms.IntegerField(
                    label=_("Tier %(place)s: points a month") % {"place": place}, min_value=0, max_value=5000,
                    required=False, help_text=_("Empty: an honour alone."),
                ),
            }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A line that has a name has a score."""
        told: dict[str, Any] = super().clean() or {}
        for place in range(1, TIERS + 1):
            if told.get(f"name_{place}") and told.get(f"from_score_{place}") is None:
                self.add_error(f"from_score_{place}", _("Please say from which score on."))
        return told

    def lines(self) -> list[Line]:
        """As the service takes them."""
        told = self.cleaned_data
        return [
            Line(
                told[f"name_{place}"], told[f"name_en_{place}"], told[f"from_score_{place}"],
                told[f"points_{place}"] or 0,
            )
            for place in range(1, TIERS + 1)
            if told[f"name_{place}"]
        ]  # fmt: skip


class VoteForm(SheetForm):
    """One of the shortlist."""

    for_id = forms.TypedChoiceField(label=_("I vote for"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, candidates: list[StarStanding], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["for_id"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.employee.name} · {one.team.name}") for one in candidates
        ]


class LateForm(SheetForm):
    """Why it comes late, where it does."""

    late_because = WordsField(
        label=_("Why it comes late"), max_length=300, required=False, rows=2,
        help_text=_("Only where more than five working days have passed."),
    )  # fmt: skip


class NamedForm(SheetForm):
    """Named or not."""

    named = forms.TypedChoiceField(
        label=_("When it is published"), widget=forms.RadioSelect, coerce=lambda told: told == "yes",
        choices=[("yes", _("Name me")), ("no", _("Say “a colleague”"))],
    )  # fmt: skip


class ContestForm(forms.Form):
    """Teams, figure, days and prize."""

    title = forms.CharField(label=_("Title"), max_length=80)
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams that take part"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("Two or more of one client. They are compared on the kinds of work that all of them do."),
    )  # fmt: skip
    kpi = forms.ChoiceField(label=_("What is compared"), choices=Contest.Kpi.choices)
    starts_on = DateField(label=_("Starts on"), help_text=_("After today: nothing of it changes any more."))
    ends_on = DateField(label=_("Ends on"))
    prize_form = forms.ChoiceField(label=_("Prize"), choices=Contest.Prize.choices)
    prize = forms.DecimalField(
        label=_("For each of the winning team"), min_value=Decimal(1), max_value=5000, max_digits=8, decimal_places=2,
        help_text=_("Without a clear winner the teams that lead share it."),
    )  # fmt: skip

    def __init__(self, *args: Any, teams: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """As the service takes it."""
        told = self.cleaned_data
        return Plan(**{name: told[name] for name in ("title", "kpi", "starts_on", "ends_on", "prize_form", "prize")})


class MonthFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By how far it is."""

    state = django_filters.ChoiceFilter(
        choices=StarMonth.State.choices, label=_("State"), empty_label=_("All states")
    )  # fmt: skip

    class Meta:
        model = StarMonth
        fields: list[str] = []
