"""A text to be looked through."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 20_000


class TextForm(forms.Form):
    """Rules, a contract or an announcement, as it is to be published."""

    text = forms.CharField(
        label=_("Text to check"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Paste rules, a contract or an announcement. Chinese or English."),
    )
