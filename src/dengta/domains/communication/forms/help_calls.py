"""What is entered when somebody calls for help, and what is kept of it."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.forms.floor import FloorForm, WordsField
from dengta.domains.communication.models import HelpCall, KnowledgeEntry


class HelpForm(FloorForm):
    """One line: the customer is waiting."""

    line = forms.CharField(
        label=_("What do you need, in one line"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class HelpAnswerForm(FloorForm):
    """The answer, or nothing: then the leader comes over."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Left empty, the agent reads that you are on the way."),
    )


class KnowledgeForm(FloorForm):
    """A question and its answer, in words for everybody."""

    question = forms.CharField(label=_("Question"), max_length=200)
    answer = WordsField(label=_("Answer"), rows=4)


class HelpFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By whether it waits."""

    state = django_filters.ChoiceFilter(
        method="by_state",
        choices=(
            ("waiting", _("Still waiting")),
            ("answered", pgettext_lazy("reply", "Answered")),
            ("withdrawn", _("Taken back")),
        ),
        label=_("Status"),
        empty_label=_("All statuses"),
    )

    class Meta:
        model = HelpCall
        fields: list[str] = []

    def by_state(self, rows: QuerySet[HelpCall], name: str, value: str) -> QuerySet[HelpCall]:
        """Waiting, answered or taken back."""
        if value == "waiting":
            return rows.filter(answered_at=None, withdrawn_at=None)
        return (
            rows.filter(answered_at__isnull=False) if value == "answered" else rows.filter(withdrawn_at__isnull=False)
        )


class KnowledgeFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By words."""

    q = django_filters.CharFilter(method="by_text", label=_("Search questions and answers"))

    class Meta:
        model = KnowledgeEntry
        fields: list[str] = []

    def by_text(self, rows: QuerySet[KnowledgeEntry], name: str, value: str) -> QuerySet[KnowledgeEntry]:
        """Words of question or answer, each of them somewhere."""
        for word in value.split():
            rows = rows.filter(Q(question__icontains=word) | Q(answer__icontains=word))
        return rows
