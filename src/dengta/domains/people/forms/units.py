"""Changes of the tree."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.forms.fields import ReasonField, UnitField, WithUnits
from dengta.domains.people.models import Unit
from dengta.domains.people.selectors.labour_law import region_choices
from dengta.web.fields import DateField


class RegionField(forms.ChoiceField):
    """The region whose labour law holds."""

    def __init__(self, **options: Any) -> None:
        words = {
            "label": _("Region"),
            "required": False,
            "help_text": _("Whose labour law holds there: minimum wage, local leave. Empty: as the unit above."),
        }
        super().__init__(choices=lambda: [("", "–"), *region_choices()], **{**words, **options})


class FoundForm(WithUnits):
    """A new unit."""

    name = forms.CharField(label=_("Name of the unit"), max_length=120)
    code = forms.CharField(label=_("Code"), max_length=40)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[choice for choice in Unit.Kind.choices if choice[0] != Unit.Kind.COMPANY]
    )
    parent = UnitField(label=_("Under"))
    on = DateField(label=_("From"))
    time_zone = forms.CharField(
        label=_("Time zone"), max_length=40, required=False, help_text=_("Empty: as the unit above. Asia/Shanghai")
    )
    region = RegionField()


class ChangeForm(forms.Form):
    """Another name, or another region."""

    name = forms.CharField(label=_("Name of the unit"), max_length=120)
    region = RegionField()


class MoveUnitForm(WithUnits):
    """Another place in the tree."""

    to = UnitField(label=_("Under"))
    on = DateField(label=_("From"))
    reason = ReasonField()


class CloseForm(forms.Form):
    """The end of a unit."""

    on = DateField(label=_("Closed from"))
    reason = ReasonField()
