"""What is entered about the group chat of a unit."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet

from dengta.domains.communication.forms.inputs import TeamField
from dengta.domains.communication.models import TeamGroup
from dengta.domains.communication.services.groups import Goes
from dengta.domains.people.models import Unit
from dengta.foundation.notify.selectors import group_choices


class GoesForm(forms.Form):
    """What is said in the group."""

    announcements = forms.BooleanField(
        label=_("Announcements to the whole unit"), required=False, initial=True,
        help_text=_("Title, link and until when to confirm; never the text."),
    )  # fmt: skip
    standups = forms.BooleanField(label=_("That a stand-up begins"), required=False, initial=True)
    minutes = forms.BooleanField(
        label=_("That minutes are out"), required=False, initial=True,
        help_text=_("Stand-ups and meetings are those of the team itself; units above it have none."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """As the service takes it."""
        data = dict(self.cleaned_data)
        data["goes"] = Goes(*(data.pop(name, False) for name in ("announcements", "standups", "minutes")))
        return data


class ConnectForm(GoesForm):
    """Which group is whose."""

    unit = TeamField(
        label=_("Unit"), help_text=_("This unit and everybody below it."),
        error_messages={"invalid_choice": _("This unit was closed meanwhile. Please choose another one.")},
    )  # fmt: skip
    robot = forms.TypedChoiceField(
        label=_("Group chat"), coerce=UUID,
        help_text=_("Only a group in which nobody sits but people of this unit: they all read what is said there."),
        error_messages={
            "invalid_choice": _("This group was removed or switched off meanwhile. Please choose another one.")
        },
    )  # fmt: skip
    field_order = ("unit", "robot")

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["robot"].choices = [("", _("Please choose")), *group_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Unit and group by their ids."""
        data = super().clean()
        unit = data.pop("unit", None)
        return {"unit_id": unit.pk if unit else 0, "robot_id": data.pop("robot", None), **data}


class GroupFilter(FilterSet):  # type: ignore[misc]  # the library ships no types
    """By a part of the name of the unit or the group."""

    q = CharFilter(label=_("Unit or group"), method="search")

    class Meta:
        model = TeamGroup
        fields: tuple[str, ...] = ()

    def search(self, rows: QuerySet[TeamGroup], name: str, value: str) -> QuerySet[TeamGroup]:
        """Names that hold this."""
        return rows.filter(
            Q(unit__name__icontains=value) | Q(robot__name__icontains=value) | Q(robot=None, name__icontains=value)
        )
