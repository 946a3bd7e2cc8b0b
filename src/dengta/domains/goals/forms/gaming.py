"""What is entered about review items."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.forms.pay import PayForm
from dengta.domains.goals.models import GamingReview


class ReplyForm(PayForm):
    """What the person says to it."""

    reply = forms.CharField(
        label=_("What was it?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class OutcomeForm(PayForm):
    """What a human made of it."""

    outcome = forms.ChoiceField(label=_("What it was"), choices=GamingReview.Outcome.choices)
    note = forms.CharField(label=_("Why"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
