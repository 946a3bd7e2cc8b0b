"""The steps of a mediation."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.forms.delegations import Day, Words
from dengta.domains.communication.forms.persons import PersonField
from dengta.domains.people.models import Employee

LONG = 3000


class MediationForm(forms.Form):
    """Between whom, and about what."""

    first_id = PersonField(label=_("One of the two"))
    second_id = PersonField(label=_("The other one"))
    topic = Words(
        label=_("The matter in short"),
        max_length=LONG,
        help_text=_("One sentence without a judgement. It can be you and a colleague: then the next leader mediates."),
    )

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("first_id", "second_id"):
            field = self.fields[name]
            assert isinstance(field, PersonField)
            field.people = people


class ViewForm(forms.Form):
    """How it looks from one side; the mediator says from which."""

    of = forms.ChoiceField(label=_("Whose view"), choices=())
    view = Words(label=_("How it looks from this side"), max_length=LONG, rows=5)

    def __init__(self, *args: Any, sides: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["of"].choices = sides  # type: ignore[attr-defined]
        if not sides:
            del self.fields["of"]


class AgreementForm(forms.Form):
    """What both agreed to."""

    agreement = Words(label=_("What both agreed to"), max_length=LONG, rows=4)
    follow_up_on = Day(label=_("Look back on"))


class OutcomeForm(forms.Form):
    """Whether it holds."""

    outcome = Words(label=_("Does it hold?"), max_length=LONG, rows=4)
