"""The steps of the goal wizard: figure and unit, baseline, reading, way, teams."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.forms.goals import VolumesForm, number_field, words_field
from dengta.domains.goals.models import Goal, PlanGroup
from dengta.domains.goals.selectors.goal_measures import Measured, offered
from dengta.domains.goals.services.wizard import GroupEdit
from dengta.domains.people.models import Employee, Unit
from dengta.web.fields import DateField

LONGEST = 24


class StartForm(forms.Form):
    """What is to get better, for whom, and when."""

    title = forms.CharField(label=_("Name of the goal"), max_length=80)
    kpi = forms.ChoiceField(label=_("Figure"))
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    starts_on = DateField(label=_("First day"), help_text=_("The first day of a month"))
    months = forms.IntegerField(label=_("Months"), min_value=1, max_value=LONGEST, initial=12)
    review_day = forms.IntegerField(
        label=_("Day of the month on which the team looks at it"), min_value=1, max_value=28, initial=5
    )
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=Employee.objects.none(), required=False)
    parent = forms.ModelChoiceField(label=_("Serves the goal"), queryset=Goal.objects.none(), required=False)
    weight = forms.IntegerField(
        label=_("Weight among the goals of the unit, in percent"), min_value=1, max_value=100, initial=100
    )

    def __init__(
        self, *args: Any, units: QuerySet[Unit], owners: QuerySet[Employee], parents: QuerySet[Goal], today: date,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["kpi"].choices = [(one.kpi.key, one.name) for one in offered()]  # type: ignore[attr-defined]
        self.fields["kpi"].initial = "csat"
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = date(today.year, 1, 1)


class BaselineForm(forms.Form):
    """The days it is taken from, and another value with its reason."""

    start = DateField(label=_("From"))
    end = DateField(label=_("Up to and including"))
    value = number_field(_("Baseline"), required=False, help_text=_("Leave it empty to take what the records say."))
    reason = words_field(_("Why it differs from the records"), most=300, insisted=False)


class ReadingForm(forms.Form):
    """What "+x %" means."""

    uplift = number_field(_("How much better, in percent"))
    reading = forms.ChoiceField(label=_("What it means"), choices=Goal.Reading.choices, widget=forms.RadioSelect)
    scope = forms.ChoiceField(label=_("As what"), choices=Goal.Scope.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, goal: Goal, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["uplift"].widget.attrs |= {
            "hx-get": reverse("goals:readings", args=[goal.pk]), "hx-target": "#readings", "hx-include": "this",
            "hx-trigger": "input changed delay:400ms",
        }  # fmt: skip


class RampForm(VolumesForm):
    """The way over the months."""

    shape = forms.ChoiceField(label=_("Way over the months"), choices=Goal.Shape.choices)
    cap = number_field(
        _("Most that a month may be asked for"), required=False, help_text=_("Empty: what the teams can reach at best.")
    )
    field_order = ("shape", "cap")


class GroupsForm(forms.Form):
    """Where the teams stand: a row of three fields for each."""

    reason = words_field(_("Why it differs from the records"), most=300, insisted=False)

    def __init__(self, *args: Any, groups: Sequence[PlanGroup], measure: Measured, **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = list(groups)
        for group in self.groups:
            for name, label, value in (
                ("baseline", _("Baseline of {team}"), group.baseline),
                ("bound", _("Best of {team}"), group.bound),
                ("weight", _("Share of the work of {team}"), group.weight),
            ):
                self.fields[f"{name}_{group.unit_id}"] = forms.FloatField(
                    label=str(label).format(team=group.unit.name), required=name == "weight",
                    initial=None if value is None else round(value, 1),
                    widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal", "class": "dt-input"}),
                )  # fmt: skip

    def rows(self) -> list[tuple[PlanGroup, Any, Any, Any]]:
        """Each team with its three fields."""
        return [
            (one, self[f"baseline_{one.unit_id}"], self[f"bound_{one.unit_id}"], self[f"weight_{one.unit_id}"])
            for one in self.groups
        ]

    def edits(self) -> list[GroupEdit]:
        """What was entered."""
        data = self.cleaned_data
        return [
            GroupEdit(
                one.unit_id, data[f"baseline_{one.unit_id}"], data[f"bound_{one.unit_id}"],
                data[f"weight_{one.unit_id}"],
            )
            for one in self.groups
        ]  # fmt: skip
