"""What is written down when targets were told to people who have no account."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.forms.goals import RoomForm
from dengta.domains.goals.models import Acknowledgement
from dengta.domains.goals.services.on_paper import Telling
from dengta.domains.people.models import Employee
from dengta.web.fields import DateField


class TellingForm(RoomForm):
    """When and where it was told, and what proves it."""

    told_on = DateField(label=_("Told on"))
    occasion = forms.ChoiceField(
        label=_("Occasion"), choices=Acknowledgement.Occasion.choices, widget=forms.RadioSelect,
        initial=Acknowledgement.Occasion.STAND_UP,
    )  # fmt: skip
    proof = forms.ChoiceField(
        label=_("What proves it"), choices=Acknowledgement.Proof.choices, widget=forms.RadioSelect,
        initial=Acknowledgement.Proof.SIGNED,
    )  # fmt: skip
    witness = forms.ModelChoiceField(
        label=_("Witness"), queryset=Employee.objects.none(), required=False,
        help_text=_("Somebody who was there; nobody where the sheet is signed."),
    )  # fmt: skip

    def __init__(self, *args: Any, witnesses: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["witness"].queryset = witnesses  # type: ignore[attr-defined]

    def telling(self) -> Telling:
        """What was entered, for the service."""
        data, witness = self.cleaned_data, self.cleaned_data["witness"]
        return Telling(data["told_on"], data["occasion"], data["proof"], witness.pk if witness else None)


class StandUpForm(TellingForm):
    """Who was told and agreed."""

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        who = forms.TypedMultipleChoiceField(
            label=_("Who was told and agreed"), choices=people, coerce=int,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields = {"people": who, **self.fields}


class ToldObjectionForm(TellingForm):
    """What somebody says who does not agree."""

    note = forms.CharField(
        label=_("In the words of the person"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("An objection is answered and blocks nothing."),
    )  # fmt: skip
