"""What is entered about KPI plans."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.forms.pay import PayForm, ShareField
from dengta.domains.goals.selectors.scoring import kpi_choices
from dengta.domains.people.models import Unit
from dengta.web.fields import DateField


class PlanForm(PayForm):
    """The frame of a plan."""

    unit = forms.ModelChoiceField(label=_("For whom"), queryset=Unit.objects.none())
    title = forms.CharField(label=_("Name of the plan"), max_length=80)
    starts_on = DateField(label=_("First day"))
    grade = forms.CharField(label=_("Grade"), max_length=20, required=False, help_text=_("Empty: all grades."))
    reason = forms.CharField(
        label=_("Why time and volume weigh more than quality, where they do"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if units is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = units  # type: ignore[attr-defined]
            del self.fields["reason"]


class WeightForm(PayForm):
    """A KPI of a plan."""

    kpi = forms.ChoiceField(label=_("KPI"))
    weight = ShareField(label=_("Weight in per cent"))
    baseline = forms.FloatField(
        label=_("Baseline: scores 0"), help_text=_("Shares as a number between 0 and 1, times in seconds.")
    )
    target = forms.FloatField(label=_("Target: scores 100"), help_text=_("In between, the score is linear."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kpi"].choices = kpi_choices()  # type: ignore[attr-defined]
