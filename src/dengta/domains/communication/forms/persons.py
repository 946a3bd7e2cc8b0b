"""Naming a person in a form by staff number or name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee


class PersonField(forms.CharField):
    """A staff number or a whole name, of somebody among `people`; gives the id."""

    def __init__(self, **options: Any) -> None:
        help_text = _("Staff number or full name.")
        super().__init__(**{"max_length": 80, "help_text": help_text, **options})
        self.people: QuerySet[Employee] = Employee.objects.none()

    def clean(self, value: Any) -> int | None:
        """The id of the one person meant."""
        text = super().clean(value)
        if not text:
            return None
        # Nobody needs more than two to know that a name is not enough.
        found = list(self.people.filter(Q(number__iexact=text) | Q(name=text)).values_list("pk", flat=True)[:2])
        if len(found) == 1:
            return int(found[0])
        if found:
            raise ValidationError(_("Several people have this name. Please enter the staff number."), code="several")
        raise ValidationError(_("Nobody with this number or name is among those you can choose."), code="nobody")
