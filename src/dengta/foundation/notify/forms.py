"""The shape of what people choose about notifications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.foundation.notify.models import Preference


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PreferenceForm(forms.Form):
    """How I want to be told."""

    email = forms.BooleanField(label=_("Also tell me by e-mail"), required=False)
    quiet_from = forms.TimeField(label=_("No e-mail from"), required=False, widget=_clock())
    quiet_until = forms.TimeField(label=_("until"), required=False, widget=_clock())
    digest = forms.BooleanField(label=_("Collect them into one e-mail a day"), required=False)
    digest_at = forms.TimeField(label=_("Send it at"), widget=_clock())

    def clean(self) -> dict[str, Any]:
        """Quiet hours have two ends."""
        facts: dict[str, Any] = super().clean() or {}
        if bool(facts.get("quiet_from")) != bool(facts.get("quiet_until")):
            missing = "quiet_until" if facts.get("quiet_from") else "quiet_from"
            if missing not in self.errors:
                self.add_error(missing, _("Please fill in both ends of the quiet hours, or neither."))
        return facts

    @classmethod
    def of(cls, preference: Preference) -> "PreferenceForm":
        """The form as it stands today."""
        return cls(initial={name: getattr(preference, name) for name in cls.base_fields})
