"""What a leader fills in to hand a task over."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, Unit
from dengta.domains.people.services.lending import lendable


class Day(forms.DateField):
    """A day, picked from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


class Words(forms.CharField):
    """Some sentences. `insisted`: an empty one is refused by the service, with its reason."""

    def __init__(self, *, rows: int = 3, insisted: bool = False, **options: Any) -> None:
        self.insisted = insisted
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"max_length": 1000, "widget": widget, **options})


class DelegationForm(forms.Form):
    """Who may decide what, where, how often, until when."""

    employee_id = forms.ModelChoiceField(label=_("To whom"), queryset=Employee.objects.none())
    task = forms.CharField(label=_("Task"), max_length=200, help_text=_("What is to be achieved, in one sentence."))
    lent = forms.MultipleChoiceField(label=_("May decide"), widget=forms.CheckboxSelectMultiple)
    unit_id = forms.ModelChoiceField(label=_("In the unit"), queryset=Unit.objects.none())
    starts_on = Day(label=_("From"))
    ends_on = Day(label=_("Up to and including"), help_text=_("The day after, the rights are gone by themselves."))
    most = forms.IntegerField(
        label=_("At most so many decisions"), min_value=1, max_value=999, required=False,
        help_text=_("Empty: as many as the task needs."),
    )  # fmt: skip
    limits = Words(label=_("Agreed limits"), rows=2, max_length=300, required=False,
                   help_text=_("For example: an amount above which to ask first."))  # fmt: skip

    def __init__(self, *args: Any, people: QuerySet[Employee], units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["employee_id"].queryset = people  # type: ignore[attr-defined]
        self.fields["employee_id"].label_from_instance = lambda one: f"{one.name} · {one.number}"  # type: ignore[attr-defined]
        self.fields["unit_id"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit_id"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]
        self.fields["lent"].choices = [(one.name, one.label) for one in lendable()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """People and units as the service takes them."""
        data = dict(self.cleaned_data)
        for name in ("employee_id", "unit_id"):
            if data.get(name) is not None:
                data[name] = data[name].pk
        return data


class ReasonForm(forms.Form):
    """Why."""

    reason = Words(label=_("Reason"), max_length=300)
