"""What is entered about month-end reviews."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, Unit
from dengta.domains.performance.forms.cause_analyses import SheetForm
from dengta.domains.performance.forms.improvement_plans import PersonField


class MomentField(forms.DateTimeField):
    """A day with its time, by the clock of the house."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M"], **options)


class PrepareForm(SheetForm):
    """Which month of which team, and when it is held."""

    unit = forms.ModelChoiceField(label=_("Team"), queryset=Unit.objects.none())
    month = forms.ChoiceField(label=_("Month"))
    starts_at = MomentField(label=_("When"))
    minutes_long = forms.IntegerField(label=_("Minutes"), min_value=15, max_value=240, initial=60)
    place = forms.CharField(label=_("Place"), max_length=80, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], months: list[date], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["month"].choices = [(one.isoformat(), f"{one:%Y-%m}") for one in months]  # type: ignore[attr-defined]

    def clean_month(self) -> date:
        """Its first day."""
        return date.fromisoformat(self.cleaned_data["month"])


class SlotForm(SheetForm):
    """Who speaks."""

    employee = PersonField(label=_("Who speaks"))

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["employee"].queryset = people  # type: ignore[attr-defined]
