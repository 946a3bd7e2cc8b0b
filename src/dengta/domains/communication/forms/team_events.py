"""What is entered about a team event."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.forms.inputs import MomentField, Offering, TeamField, TextField
from dengta.domains.communication.models import EventPart

Kind = EventPart.Kind


class PlanForm(Offering):
    """A new event."""

    unit = TeamField(label=_("Team"))
    title = forms.CharField(label=pgettext_lazy("of a text", "Title"), max_length=80)
    starts_at = MomentField(label=_("Begins"))
    sign_up_until = MomentField(label=_("Sign-up until"))
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    most_people = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=5000, required=False, help_text=_("Empty: everybody may come.")
    )
    budget = forms.DecimalField(label=_("Budget (yuan)"), min_value=0, max_digits=10, decimal_places=2)
    relaxing = forms.CharField(label=_("Relaxing part"), max_length=200, required=False)
    business = forms.CharField(label=_("Business part"), max_length=200, required=False)
    role_play = forms.CharField(
        label=_("Role-play of a service conflict"), max_length=200, required=False,
        help_text=_("Afterwards the debrief is kept with the event."),
    )  # fmt: skip
    plan = TextField(label=pgettext_lazy("of an event", "Plan"), max_length=4000, rows=4, required=False)
    cover = TextField(label=_("Who stays on the phones"), max_length=300, rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """The three parts become one answer."""
        data: dict[str, Any] = super().clean() or {}
        data["parts"] = {str(kind): data.pop(str(kind), "") for kind in Kind}
        return data


class CoverForm(forms.Form):
    """Who stays on the phones."""

    cover = TextField(label=_("Who stays on the phones"), max_length=300, rows=3)


class CancelForm(forms.Form):
    """Why it does not take place."""

    reason = TextField(label=_("Reason"), max_length=300, rows=2)


class CostForm(forms.Form):
    """What it cost."""

    cost = forms.DecimalField(label=_("Cost (yuan)"), min_value=0, max_digits=10, decimal_places=2)


class DebriefForm(forms.Form):
    """What the team takes from it."""

    debrief = TextField(
        label=_("Debrief"), max_length=4000, rows=8,
        help_text=_("What was played, what worked, and what we do differently with customers from now on."),
    )  # fmt: skip
