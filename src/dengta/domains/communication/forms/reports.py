"""What is entered about reports from the floor, and how their list is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.forms.floor import DayField, FloorForm, WordsField, asks_while_typing
from dengta.domains.communication.models import ConcernedCustomer, FloorReport
from dengta.domains.communication.selectors import reports as selectors
from dengta.domains.communication.selectors.ticket_system import Topic
from dengta.domains.people.models import Employee


class ReportForm(FloorForm):
    """What goes wrong, and for whom."""

    kind = forms.ChoiceField(label=_("Kind of problem"), choices=FloorReport.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("The problem in one sentence"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", **asks_while_typing(reverse_lazy("reports:similar"), "#similar")}
        ),
    )
    what = WordsField(label=_("What happened"), rows=4, max_length=2000)
    effect = forms.CharField(label=_("What customers notice"), max_length=300, required=False)
    topic = forms.ChoiceField(label=_("Topic of the contacts"), required=False)
    reference = forms.CharField(
        label=_("Customer concerned"),
        max_length=80,
        required=False,
        help_text=_("A customer or ticket number is enough: no name, no telephone number. More can be added later."),
    )
    contact = forms.CharField(label=_("Ticket"), max_length=80, required=False)

    def __init__(self, *args: Any, topics: list[Topic], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["topic"].choices = [("", _("None of these")), *topics]  # type: ignore[attr-defined]
        if not topics:
            del self.fields["topic"]


class CustomerForm(FloorForm):
    """One more customer who waits for the answer."""

    reference = forms.CharField(
        label=_("Customer concerned"),
        max_length=80,
        help_text=_("A customer or ticket number is enough: no name, no telephone number."),
    )
    contact = forms.CharField(label=_("Ticket"), max_length=80, required=False)


class OwnerForm(FloorForm):
    """Who sees to it."""

    owner = forms.ModelChoiceField(label=_("Who sees to it"), queryset=Employee.objects.none())
    mend_by = DayField(label=_("Until when"))

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class ReportAnswerForm(FloorForm):
    """The answer that reporters read: the service refuses an empty one (R-036)."""

    answer = WordsField(
        label=_("Your answer"),
        rows=5,
        max_length=2000,
        required=False,
        insisted=True,
        help_text=_("Everybody who reported it reads this. Write it so that it can be said to customers."),
    )
    tell_again = forms.BooleanField(
        label=_("Customers who were told already hear this one too"), required=False, initial=True
    )

    def __init__(self, *args: Any, told: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not told:
            del self.fields["tell_again"]


class ToldForm(FloorForm):
    """What became of the call to a customer."""

    outcome = forms.ChoiceField(
        label=_("Result"), choices=ConcernedCustomer.Outcome.choices, widget=forms.RadioSelect, initial="told"
    )
    words = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("When nobody could be reached: what was tried, and when."),
    )


class JoinReportForm(FloorForm):
    """Which one is about the same matter."""

    into = forms.ModelChoiceField(label=_("Join it to"), queryset=FloorReport.objects.none())

    def __init__(self, *args: Any, others: QuerySet[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class ReportFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By words, kind, status, and the own ones."""

    q = django_filters.CharFilter(method="by_text", label=_("Search reports"))
    kind = django_filters.ChoiceFilter(choices=FloorReport.Kind.choices, label=_("Kind"), empty_label=_("All kinds"))
    status = django_filters.ChoiceFilter(
        choices=[choice for choice in FloorReport.Status.choices if choice[0] != "merged"],
        label=_("Status"),
        empty_label=_("All statuses"),
    )
    whose = django_filters.ChoiceFilter(
        method="by_whose", choices=(("mine", _("Mine")),), label=_("Whose"), empty_label=_("Of everybody")
    )

    class Meta:
        model = FloorReport
        fields: list[str] = []

    def by_text(self, rows: QuerySet[FloorReport], name: str, value: str) -> QuerySet[FloorReport]:
        """By words of the report and its answer."""
        return rows.filter(Q(title__icontains=value) | Q(what__icontains=value) | Q(answer__icontains=value))

    def by_whose(self, rows: QuerySet[FloorReport], name: str, value: str) -> QuerySet[FloorReport]:
        """The own ones."""
        return rows.filter(selectors.mine(self.request.user))
