"""What is entered about the rule book, and how its lists are narrowed."""

from typing import Any

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, Unit
from dengta.domains.recognition.models import (
    Category,
    Clause,
    ClauseKind,
    ClauseVersion,
    Edition,
    Measure,
    Repetition,
    Severity,
)
from dengta.domains.recognition.selectors.clauses import saying
from dengta.web.fields import DateField, WordsField

CODE = RegexValidator(r"^[A-Za-z]{1,4}-?\d{2,3}$", _("Letters and a number, such as KQ03."))
LONG = 4000


class SheetForm(forms.Form):
    """A form that may stand in a sheet over a page with fields of the same names."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "sheet_%s", **options})


class FoundForm(SheetForm):
    """Of which unit."""

    unit = forms.ModelChoiceField(
        label=_("For whom it holds"), queryset=Unit.objects.none(),
        help_text=_("The company, or a client’s branch for what holds there alone."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class EditionForm(SheetForm):
    """What changes, in a line."""

    summary = forms.CharField(
        label=_("Subject of the edition"), max_length=200,
        help_text=_("In a line, such as “Shift swaps and customer data”. Everybody reads it."),
    )  # fmt: skip


class WhyForm(SheetForm):
    """A reason."""

    why = WordsField(label=_("Why"), max_length=300, insisted=True, required=False)


class ClauseForm(forms.Form):
    """The words of a clause: what is asked or promised, and how one can tell."""

    title = forms.CharField(label=_("Title"), max_length=120)
    plain = WordsField(
        label=_("In plain words"), rows=3, max_length=LONG,
        help_text=_("As you would say it to a new colleague. This is what people see first."),
    )  # fmt: skip
    standard = WordsField(label=_("The standard, in full"), rows=6, max_length=LONG)
    evidence = WordsField(
        label=_("Evidence needed"), rows=3, max_length=LONG,
        help_text=_("By which records one can tell. What cannot be shown cannot be held against anybody."),
    )  # fmt: skip
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    plain_en = WordsField(label=_("In plain words, in English"), rows=3, max_length=LONG, required=False)
    standard_en = WordsField(label=_("The standard in English"), rows=6, max_length=LONG, required=False)
    evidence_en = WordsField(label=_("Evidence needed, in English"), rows=3, max_length=LONG, required=False)
    why = forms.CharField(
        label=_("Why it is written or changed"), max_length=300, help_text=_("Everybody reads it beside the change.")
    )
    why_en = forms.CharField(label=_("Why, in English"), max_length=300, required=False)


class ConductForm(ClauseForm):
    """A standard of conduct, with its grade."""

    severity = forms.TypedChoiceField(label=_("Severity"), choices=Severity.choices, coerce=int)
    least = forms.TypedChoiceField(label=_("Mildest measure"), choices=Measure.choices, coerce=int)
    most = forms.TypedChoiceField(label=_("Most severe measure"), choices=Measure.choices, coerce=int)
    counts_months = forms.IntegerField(
        label=_("Counts as repetition for (months)"), min_value=1, max_value=36, initial=12,
        help_text=_("After that it is forgotten: the next time is the first time again."),
    )  # fmt: skip


class RewardForm(ClauseForm):
    """What is promised, with its band where it is money."""

    band_low = forms.DecimalField(
        label=_("Reward from"), max_digits=9, decimal_places=2, min_value=0, required=False,
        help_text=_("Leave both empty where it is not money."),
    )  # fmt: skip
    band_high = forms.DecimalField(label=_("Reward up to"), max_digits=9, decimal_places=2, min_value=0, required=False)


FORMS: dict[str, type[ClauseForm]] = {ClauseKind.CONDUCT: ConductForm, ClauseKind.REWARD: RewardForm}


def new_clause_form(kind: str, *args: Any, **options: Any) -> ClauseForm:
    """The form of a clause that is new: with its code and chapter in front."""
    form = FORMS[kind](*args, **options)
    chapters = [
        (value, label) for value, label in Category.choices if (value == Category.REWARD) is (kind == ClauseKind.REWARD)
    ]
    first = {
        "code": forms.CharField(
            label=_("Code"), max_length=12, validators=[CODE],
            help_text=_("Letters and a number, such as KQ03. It stays with the clause for ever."),
        ),
        "category": forms.ChoiceField(label=_("Chapter"), choices=chapters),
    }  # fmt: skip
    form.fields = {**first, **form.fields}
    return form


class MatrixForm(forms.Form):
    """The table of measures: a range for each severity and repetition."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for severity in Severity:
            for repetition in Repetition:
                for end, label in (("least", _("Mildest measure")), ("most", _("Most severe measure"))):
                    self.fields[f"{end}_{severity}_{repetition}"] = forms.TypedChoiceField(
                        label=label, choices=Measure.choices, coerce=int
                    )

    def rows(self) -> list[tuple[str, list[tuple[str, forms.BoundField, forms.BoundField]]]]:
        """The fields as they stand in the table."""
        return [
            (
                str(severity.label),
                [
                    (str(time.label), self[f"least_{severity}_{time}"], self[f"most_{severity}_{time}"])
                    for time in Repetition
                ],
            )
            for severity in Severity
        ]

    def clean(self) -> dict[str, Any]:
        """As the service takes it."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        return {
            "cells": {
                (severity.value, time.value): (data[f"least_{severity}_{time}"], data[f"most_{severity}_{time}"])
                for severity in Severity
                for time in Repetition
            }
        }


class OpenForm(SheetForm):
    """Until when the draft is before the staff."""

    closes_on = DateField(label=_("Comments until the end of"))


class CommentForm(SheetForm):
    """What somebody thinks of the draft."""

    text = WordsField(label=_("What I think of it"), rows=4, insisted=True, required=False)


class AnswerForm(SheetForm):
    """What becomes of a comment."""

    answer = WordsField(label=_("What becomes of it, and why"), rows=4, insisted=True, required=False)


class SettleForm(SheetForm):
    """How it was settled with the staff."""

    procedure = forms.ChoiceField(label=_("How it was settled"), choices=Edition.Procedure.choices)
    held_on = DateField(label=_("Date"))
    participants = forms.IntegerField(label=_("How many took part"), min_value=1, max_value=100_000)
    union_opinion = WordsField(
        label=_("Opinion of the union or the representatives, and what was agreed"), rows=4, max_length=2000,
        insisted=True, required=False,
    )  # fmt: skip
    minutes = forms.FileField(
        label=_("Minutes, with the list of who took part"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        help_text=_("PDF, PNG or JPEG, up to 20 MB. It proves the procedure if it is ever questioned."),
    )


class ForwardForm(SheetForm):
    """From which day on it holds."""

    effective_on = DateField(
        label=_("In force from"), help_text=_("After the day it is out; leave people time to read and sign.")
    )


class SignForm(SheetForm):
    """The own name."""

    signature = forms.CharField(
        label=_("My name"), max_length=80, help_text=_("Write your name in full: it is your signature.")
    )


class BookFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By words and by chapter."""

    q = django_filters.CharFilter(
        method="by_text", label=_("Words or code"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Words or code")}),
    )  # fmt: skip
    category = django_filters.ChoiceFilter(
        field_name="clause__category", choices=Category.choices, label=_("Chapter"), empty_label=_("All chapters")
    )

    class Meta:
        model = ClauseVersion
        fields: list[str] = []

    def by_text(self, rows: QuerySet[ClauseVersion], name: str, value: str) -> QuerySet[ClauseVersion]:
        """In any text of either language, or by the beginning of the code."""
        return saying(rows, value)


class UnsignedFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By person."""

    q = django_filters.CharFilter(
        method="by_text", label=_("Name, pinyin or number"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, pinyin or number")}),
    )  # fmt: skip

    class Meta:
        model = Employee
        fields: list[str] = []

    def by_text(self, rows: QuerySet[Employee], name: str, value: str) -> QuerySet[Employee]:
        """By name, staff number or pinyin."""
        text = value.strip()
        found = Q(name__icontains=text) | Q(number__istartswith=text) | Q(pinyin__icontains=text.casefold())
        return rows.filter(found)


def kind_of(clause: Clause) -> type[ClauseForm]:
    """The form of a clause."""
    return FORMS[clause.kind]
