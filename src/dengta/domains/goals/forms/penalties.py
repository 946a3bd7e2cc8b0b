"""What is entered about deductions of clients."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.forms.pay import PayForm
from dengta.domains.goals.models import ClientPenalty
from dengta.domains.people.models import Account, Unit
from dengta.web.fields import DateField


class PenaltyForm(PayForm):
    """A deduction: what, why, by which clause. Never who."""

    unit = forms.ModelChoiceField(label=_("Client"), queryset=Unit.objects.none())
    start = DateField(label=_("First day"))
    end = DateField(label=_("Last day"))
    amount = forms.DecimalField(label=_("Amount deducted"), min_value=0, max_digits=12, decimal_places=2)
    cause = forms.ChoiceField(label=_("Cause"), choices=ClientPenalty.Cause.choices)
    clause = forms.CharField(label=_("Clause of the contract"), max_length=200, required=False)
    what = forms.CharField(
        label=_("What happened"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Of product, process, policy or volume; no names: nobody pays for it."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class OwnerField(forms.ModelChoiceField[Account]):
    """A leader, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of the person."""
        return str(obj.employee.name)


class LessonForm(PayForm):
    """What is mended, who looks after it, until when."""

    lesson = forms.CharField(
        label=_("What is mended"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    owner = OwnerField(label=_("Which leader looks after it"), queryset=Account.objects.none())
    due_on = DateField(label=_("Until when"))

    def __init__(self, *args: Any, owners: QuerySet[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
