"""Changes of the tree."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.forms.fields import DateField, ReasonField, UnitField, WithUnits
from dengta.domains.people.models import Unit


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


class RenameForm(forms.ModelForm[Unit]):
    """Another name."""

    class Meta:
        model = Unit
        fields = ("name",)
        labels = {"name": _("Name of the unit")}


class MoveUnitForm(WithUnits):
    """Another place in the tree."""

    to = UnitField(label=_("Under"))
    on = DateField(label=_("From"))
    reason = ReasonField()


class CloseForm(forms.Form):
    """The end of a unit."""

    on = DateField(label=_("Closed from"))
    reason = ReasonField()
