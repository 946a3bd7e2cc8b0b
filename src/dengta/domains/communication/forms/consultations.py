"""Asking people before a decision, answering, and concluding."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.forms.delegations import Day, Words
from dengta.domains.communication.forms.library import CLAUSES_HELP, ClausesField
from dengta.domains.people.models import Employee


class ConsultationForm(forms.Form):
    """What is to be decided, and whom one asks."""

    title = forms.CharField(label=_("What is to be decided"), max_length=100)
    question = Words(label=_("What I want to know"), max_length=2000, rows=4)
    asked = forms.ModelMultipleChoiceField(
        label=_("Whom I ask"), queryset=Employee.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    until = Day(label=_("Answers until"))

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked"].queryset = people  # type: ignore[attr-defined]
        self.fields["asked"].label_from_instance = lambda one: f"{one.name} · {one.number}"  # type: ignore[attr-defined]

    def clean_asked(self) -> list[int]:
        """Ids, as the service takes them."""
        return [one.pk for one in self.cleaned_data["asked"]]


class SubjectForm(forms.Form):
    """The same about something that waits to be decided: everybody whom it will touch is asked."""

    title = forms.CharField(label=_("What is to be decided"), max_length=100)
    question = Words(
        label=_("What I want to know"), max_length=2000, rows=6,
        help_text=_("With the text as you mean to decide it: they can only speak about what they have read."),
    )  # fmt: skip
    clauses = ClausesField(label=_("The text as it is meant to hold"), help_text=CLAUSES_HELP)
    until = Day(label=_("Answers until"))

    def __init__(self, *args: Any, is_text: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_text:
            del self.fields["clauses"]


class VoiceForm(forms.Form):
    """What somebody thinks."""

    answer = Words(label=_("What I think"), max_length=2000, rows=4)


class ConclusionForm(forms.Form):
    """What became of the answers."""

    conclusion = Words(
        label=_("What became of the answers"),
        max_length=2000,
        rows=4,
        help_text=_("What was taken up, what was not, and why. Everybody who was asked reads it."),
    )
