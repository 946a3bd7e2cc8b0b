"""What is entered about cause analyses, and how their list is narrowed."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.people.models import Employee, Unit
from dengta.domains.performance.models import CauseAnalysis, CauseFinding
from dengta.domains.service.selectors.strata import shares
from dengta.web.fields import DateField

ONE_DAY = timedelta(days=1)


class WordsField(forms.CharField):
    """Some sentences. The service refuses an empty one with its reason, where it insists on it."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        super().__init__(**{"max_length": 2000, "widget": forms.Textarea(attrs={"rows": rows}), **options})


class SheetForm(forms.Form):
    """A form that may stand in a sheet over a page with fields of the same names."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "sheet_%s", **options})


class OpenForm(SheetForm):
    """Which figure of which team, and which two periods. People write last days; the service counts half-open."""

    unit = forms.ModelChoiceField(label=_("Team"), queryset=Unit.objects.none())
    kpi = forms.ChoiceField(label=_("Figure"))
    before_start = DateField(label=_("Before: first day"))
    before_last = DateField(label=_("Before: last day"))
    after_start = DateField(label=_("After: first day"))
    after_last = DateField(label=_("After: last day"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["kpi"].choices = [(kpi.key, kpi.name) for kpi in shares()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """With days after the last ones, as the service takes them."""
        data: dict[str, Any] = super().clean() or {}
        for side in ("before", "after"):
            last = data.pop(f"{side}_last", None)
            if last is not None:
                data[f"{side}_end"] = last + ONE_DAY
        return data


class ReasonForm(SheetForm):
    """Why a proposal is not followed."""

    reason = WordsField(label=_("Why not"), required=False, max_length=1000)


class FindingForm(SheetForm):
    """What was found in one place."""

    cause = forms.ChoiceField(label=_("What it comes from"), choices=CauseFinding.Cause.choices)
    text = WordsField(
        label=_("What was looked at, and what it showed"),
        required=False,
        help_text=_("With numbers and examples. Nobody’s name: this is about causes, not about people."),
    )


class ContributionForm(SheetForm):
    """An agent's own words."""

    text = WordsField(label=_("What I see in my work"), rows=5, required=False)
    nameless = forms.BooleanField(label=_("Show it to colleagues without my name"), required=False)


class OwnShareForm(SheetForm):
    """Whoever leads begins with themselves."""

    share = WordsField(
        label=_("What I did or left undone"),
        required=False,
        help_text=_("For example: told too late, planned too few, did not ask, trained nobody on the new rule."),
    )
    action = WordsField(label=_("What I do about it"), required=False)


class ActionForm(SheetForm):
    """Who does what until when."""

    what = forms.CharField(label=_("What is done"), max_length=200)
    owner = forms.ModelChoiceField(label=_("Who does it"), queryset=Employee.objects.none())
    due_on = DateField(label=_("Until when"))

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class NoteForm(SheetForm):
    """What came of it."""

    note = forms.CharField(label=_("What came of it"), max_length=300, required=False)


class ConclusionForm(SheetForm):
    """What it came to."""

    conclusion = WordsField(
        label=_("What it came to"),
        required=False,
        help_text=_("Two or three sentences that the team reads. After that nothing here changes any more."),
    )


class CauseFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By how far it is."""

    state = django_filters.ChoiceFilter(
        choices=CauseAnalysis.State.choices, label=_("State"), empty_label=pgettext_lazy("cause analysis", "All states")
    )

    class Meta:
        model = CauseAnalysis
        fields = ["state"]
