"""What is entered about a rule or procedure, and how its text becomes clauses."""

import re
from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.forms.inputs import DayField, Offering, PersonField, TeamField, TextField
from dengta.domains.communication.models import Clause, LibraryDocument
from dengta.domains.communication.selectors import library as selectors
from dengta.domains.communication.services.library import ClauseText

# "2.1 Text", "2.1、Text", "第3条 Text": the code, then the words.
BEGINS = re.compile(r"^\s*(?:第\s*)?(\d{1,3}(?:\.\d{1,3}){0,2})\s*(?:条|[.、．:：])?\s+(\S.*)$")


class ClausesField(forms.CharField):
    """A text in which each clause begins on a line of its own with its number; it becomes a list of clauses."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40000, widget=forms.Textarea(attrs={"rows": 16}), **options)

    def clean(self, value: str) -> list[ClauseText]:
        """The clauses, with lines without a number added to the one above."""
        text = super().clean(value)
        clauses: list[ClauseText] = []
        for line in text.splitlines():
            begins = BEGINS.match(line)
            if begins:
                clauses.append(ClauseText(begins[1], begins[2].strip()))
            elif line.strip() and clauses:
                last = clauses.pop()
                clauses.append(ClauseText(last.code, f"{last.text}\n{line.strip()}"))
            elif line.strip():
                raise forms.ValidationError(_("The first line needs a number, such as “1.1 We answer within …”."))
        return clauses


def as_text(clauses: Iterable[Clause]) -> str:
    """Clauses as they are written into the field."""
    return "\n".join(f"{one.code} {one.text}" for one in clauses)


CLAUSES_HELP = _("One clause a line, each with its number: “2.1 …”. A line without one belongs to the clause above.")


class IssueForm(Offering):
    """A new rule or procedure."""

    number = forms.CharField(label=_("Number"), max_length=20)
    title = forms.CharField(label=pgettext_lazy("of a text", "Title"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=LibraryDocument.Kind.choices)
    unit = TeamField(label=_("Holds for"), help_text=_("This unit and everybody below it."))
    owner = PersonField(label=_("Owner"))
    review_on = DayField(label=_("Review by"))
    clauses = ClausesField(label=_("Clauses"), help_text=CLAUSES_HELP)
    staff_interest = forms.BooleanField(
        label=_("A rule on the staff’s own interests"), required=False,
        help_text=_(
            "Pay, working hours, rest and leave, safety, insurance and welfare, training, discipline, quotas. The law "
            "asks for the staff’s opinion first."
        ),
    )  # fmt: skip


class ReviseForm(forms.Form):
    """The next version."""

    clauses = ClausesField(label=_("Clauses"), help_text=CLAUSES_HELP)
    changes = TextField(label=_("What changed"), max_length=300, rows=2)
    review_on = DayField(label=_("Review by"))


class ReviewForm(forms.Form):
    """Looked at, and it still holds."""

    note = TextField(label=_("What you checked"), max_length=300, rows=2)
    review_on = DayField(label=_("Next review by"))


class OwnerForm(Offering):
    """Another owner."""

    owner = PersonField(label=_("Owner"))


class RetireForm(forms.Form):
    """Why it holds no more."""

    reason = TextField(label=_("Reason"), max_length=300, rows=2)


class LibraryFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By words, kind and review."""

    q = django_filters.CharFilter(
        method="by_text",
        label=_("Number, title or text"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Number, title or text")}),
    )
    kind = django_filters.ChoiceFilter(
        choices=LibraryDocument.Kind.choices, label=_("Kind"), empty_label=_("All kinds")
    )
    review = django_filters.ChoiceFilter(
        method="by_review", label=_("Review"), choices=[("overdue", _("Review overdue"))], empty_label=_("Any review")
    )

    class Meta:
        model = LibraryDocument
        fields: list[str] = []

    def by_text(self, rows: QuerySet[LibraryDocument], name: str, value: str) -> QuerySet[LibraryDocument]:
        """By number, title or present text."""
        return selectors.matching(rows, value)

    def by_review(self, rows: QuerySet[LibraryDocument], name: str, value: str) -> QuerySet[LibraryDocument]:
        """Only what should have been reviewed."""
        return selectors.overdue(rows, timezone.localdate())
