"""What is entered about suggestions, and how their list is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.forms.floor import DayField, FloorForm, WordsField, asks_while_typing
from dengta.domains.communication.models import Suggestion
from dengta.domains.communication.selectors import suggestions as selectors
from dengta.domains.communication.selectors.measures import measures
from dengta.domains.people.models import Employee


class SuggestionForm(FloorForm):
    """An idea, in two fields and one choice."""

    title = forms.CharField(
        label=_("Your suggestion in one sentence"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", **asks_while_typing(reverse_lazy("suggestions:similar"), "#similar")}
        ),
    )
    body = WordsField(label=_("What is it like now, and what would be better?"), rows=5, max_length=2000)
    hidden = forms.BooleanField(label=_("Hide my name from colleagues"), required=False)


class AdoptForm(FloorForm):
    """Yes, with a plan."""

    answer = WordsField(label=_("Your answer to the author"))
    steps = WordsField(label=_("What is done"))
    doer = forms.ModelChoiceField(label=_("Who does it"), queryset=Employee.objects.none())
    until = DayField(label=_("Until when"))
    measure = forms.ChoiceField(label=_("Figure in which it should show"), required=False)
    reward = forms.CharField(
        label=_("Reward"),
        max_length=200,
        required=False,
        help_text=_("What the author gets for it, in words. It is recorded here and granted by your rules."),
    )

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["doer"].queryset = people  # type: ignore[attr-defined]
        none = [("", _("No figure; we look at it together"))]
        self.fields["measure"].choices = [*none, *((one.key, one.label) for one in measures())]  # type: ignore[attr-defined]


class DeclineForm(FloorForm):
    """No, with a reason and an alternative: the service refuses one without (R-043)."""

    answer = WordsField(label=_("Why not"), required=False, insisted=True)
    alternative = WordsField(
        label=_("What could be done instead"),
        required=False,
        insisted=True,
        help_text=_("For example: a smaller step, another time, whom to ask, what is missing."),
    )


class JoinForm(FloorForm):
    """Which one it says the same as."""

    into = forms.ModelChoiceField(label=_("Join it to"), queryset=Suggestion.objects.none())

    def __init__(self, *args: Any, others: QuerySet[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class SuggestionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By words, status and the own ones. Never by name: who had an idea may be hidden."""

    q = django_filters.CharFilter(method="by_text", label=_("Search suggestions"))
    status = django_filters.ChoiceFilter(
        choices=[choice for choice in Suggestion.Status.choices if choice[0] in selectors.OPEN_TO_ALL],
        label=_("Status"),
        empty_label=_("All statuses"),
    )
    whose = django_filters.ChoiceFilter(
        method="by_whose", choices=(("mine", _("Mine")),), label=_("Whose"), empty_label=_("Of everybody")
    )

    class Meta:
        model = Suggestion
        fields: list[str] = []

    def by_text(self, rows: QuerySet[Suggestion], name: str, value: str) -> QuerySet[Suggestion]:
        """By words of the idea."""
        return rows.filter(Q(title__icontains=value) | Q(body__icontains=value))

    def by_whose(self, rows: QuerySet[Suggestion], name: str, value: str) -> QuerySet[Suggestion]:
        """The own ones."""
        return rows.filter(selectors.mine(self.request.user))
