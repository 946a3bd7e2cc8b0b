"""What is entered about raises, bands and budgets."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.forms.pay import PayForm
from dengta.domains.people.models import Employee, Unit
from dengta.web.fields import DateField


class RaiseForm(PayForm):
    """A raise in per cent, with evidence."""

    employee = forms.ModelChoiceField(label=_("For whom"), queryset=Employee.objects.none())
    percent = forms.DecimalField(label=_("Raise in per cent"), min_value=0, max_value=100, decimal_places=2)
    starts_on = DateField(label=_("From which day"))
    evidence = forms.CharField(
        label=_("Evidence"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Results, new tasks, what others would lose: what a second person can check."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["employee"].queryset = people  # type: ignore[attr-defined]


class DeclineForm(PayForm):
    """No, with its reason."""

    answer = forms.CharField(
        label=_("Why not"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class BandForm(PayForm):
    """A band of a grade."""

    grade = forms.CharField(label=_("Grade"), max_length=20)
    low = forms.DecimalField(label=_("Lowest fixed wage"), min_value=0, max_digits=10, decimal_places=2)
    high = forms.DecimalField(label=_("Highest fixed wage"), min_value=0, max_digits=10, decimal_places=2)
    starts_on = DateField(label=_("From which day"))


class BudgetForm(PayForm):
    """A budget of a unit and year."""

    unit = forms.ModelChoiceField(label=_("For whom"), queryset=Unit.objects.none())
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    amount = forms.DecimalField(
        label=_("Rise of all monthly wages together"), min_value=0, max_digits=12, decimal_places=2
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
