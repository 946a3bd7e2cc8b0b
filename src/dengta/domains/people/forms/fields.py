"""Fields that several forms of this room share."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Unit


class ReasonField(forms.CharField):
    """Why: nothing is decided without it."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": _("Reason"), "max_length": 300, **options})


class UnitField(forms.ModelChoiceField[Unit]):
    """A unit among those that the view allows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), **options)

    def label_from_instance(self, obj: Unit) -> str:
        """With its kind, because a team and a line may carry one name."""
        return f"{obj.name} · {obj.get_kind_display()}"


class WithUnits(forms.Form):
    """A form whose unit fields offer what the reader may choose: `Form(data, units=…)`."""

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.queryset = units
