"""What is entered about a customer who is hard to serve, and how the list is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.forms.floor import DayField, FloorForm, WordsField, asks_while_typing
from dengta.domains.communication.models import CustomerFlag
from dengta.domains.communication.selectors import flags as selectors


class FlagForm(FloorForm):
    """One number, one line."""

    reference = forms.CharField(label=_("Customer or ticket number"), max_length=80)
    line = forms.CharField(
        label=_("What makes it hard, in one line"),
        max_length=200,
        help_text=_("What was said and done, not what the customer is like."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", **asks_while_typing(reverse_lazy("flags:wording"), "#wording")}
        ),
    )


class DecisionForm(FloorForm):
    """How the next contact goes, and until when."""

    decision = forms.ChoiceField(
        label=_("What you decide"), choices=CustomerFlag.Decision.choices, widget=forms.RadioSelect
    )
    words = WordsField(
        label=_("In words that whoever serves next can use"),
        max_length=500,
        required=False,
        insisted=True,
        help_text=_("Who takes over and how to reach them; what to say; what we offer, and what no longer."),
    )
    ends_on = DayField(label=_("Stands until"))


class FlagFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By number, and by whether it waits, stands or is over."""

    q = django_filters.CharFilter(field_name="reference", lookup_expr="icontains", label=_("Customer or ticket number"))
    state = django_filters.ChoiceFilter(
        method="by_state",
        choices=(
            ("waiting", pgettext_lazy("flag", "Waiting for a decision")),
            ("standing", pgettext_lazy("flag", "Stands")),
            ("over", pgettext_lazy("flag", "Over")),
        ),
        label=_("Status"),
        empty_label=_("All statuses"),
    )

    class Meta:
        model = CustomerFlag
        fields: list[str] = []

    def by_state(self, rows: QuerySet[CustomerFlag], name: str, value: Any) -> QuerySet[CustomerFlag]:
        """What waits, what stands today, what is over."""
        today = timezone.localdate()
        if value == "waiting":
            return rows.filter(selectors.waiting())
        stands = selectors.standing(today)
        return rows.filter(stands) if value == "standing" else rows.filter(ends_on__lt=today)
