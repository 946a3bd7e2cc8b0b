"""The shape of a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SkipForm(forms.Form):
    """Why a receiver does without an event."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("What was done instead, or why nothing has to be. It stays in the record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
