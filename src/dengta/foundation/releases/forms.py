"""Why one asks, and what one answers."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """What the file is for."""

    reason = forms.CharField(
        label=_("What is the file for?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who decides reads it, and it stays on record."),
    )  # fmt: skip


class DecisionForm(forms.Form):
    """Words for the person who asked."""

    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you decline."),
    )  # fmt: skip
