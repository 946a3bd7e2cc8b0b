"""What is written about a grievance."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.forms.delegations import Words
from dengta.domains.communication.forms.persons import PersonField
from dengta.domains.communication.models import GrievanceStep
from dengta.domains.people.models import Employee

LONG = 4000


class GrievanceForm(forms.Form):
    """What happened, whom it is about, what would help."""

    what = Words(
        label=_("What happened"), rows=6, max_length=LONG, help_text=_("When, where, who was there: facts first.")
    )
    accused_id = PersonField(
        label=_("Whom it is about"),
        required=False,
        help_text=_(
            "Staff number or full name; leave it empty where it is about a matter. "
            "This person never handles it, whatever office they hold."
        ),
    )
    wish = Words(label=_("What would help"), max_length=1000, required=False)

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["accused_id"]
        assert isinstance(field, PersonField)
        field.people = people


class StepForm(forms.Form):
    """A step of whoever handles it."""

    kind = forms.ChoiceField(
        label=_("What I did"),
        widget=forms.RadioSelect,
        choices=[
            (kind.value, kind.label)
            for kind in (GrievanceStep.Kind.CALMING, GrievanceStep.Kind.SOLVING, GrievanceStep.Kind.NOTE)
        ],
    )
    text = Words(
        label=_("In words"), rows=4, max_length=LONG, help_text=_("The complainant reads it too, except for notes.")
    )


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = Words(
        label=_("What came of it"),
        rows=5,
        max_length=LONG,
        help_text=_("What was found, what follows, from when. The complainant answers to it."),
    )


class ReactionForm(forms.Form):
    """What the complainant says to the outcome."""

    verdict = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[("accept", _("I accept the outcome")), ("further", _("I take it further"))],
    )
    text = Words(label=_("Why"), max_length=LONG, required=False, help_text=_("Needed to take it further."))


class WithdrawForm(forms.Form):
    """Taking it back needs no reason."""

    reason = Words(label=_("A word on it"), required=False)
