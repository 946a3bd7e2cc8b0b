"""What the two of a 1:1 write. Few fields: the sheet of a week takes ten minutes at most."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.forms.inputs import MomentField
from dengta.domains.communication.models import OneOnOne, Promise
from dengta.domains.communication.selectors.proposals import Hours, Proposal
from dengta.domains.communication.services.one_on_ones import NewPromise

LINES_FOR_EACH = 2


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PlanForm(forms.Form):
    """When."""

    at = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )  # fmt: skip


class HoursForm(forms.Form):
    """When the leader is there for talks."""

    begins = forms.TimeField(label=_("I am there from"), widget=_clock(), initial=time(9))
    ends = forms.TimeField(label=_("I am there until"), widget=_clock(), initial=time(18))

    def clean(self) -> dict[str, Any]:
        """An end after the beginning."""
        data = super().clean() or {}
        if not self.errors and data["begins"] >= data["ends"]:
            self.add_error("ends", _("Please choose a later hour than the one before."))
        return data

    def hours(self) -> Hours:
        """What was said, or the usual hours."""
        if self.is_bound and self.is_valid():
            return Hours(self.cleaned_data["begins"], self.cleaned_data["ends"])
        return Hours()


class ProposalsForm(forms.Form):
    """Proposed times: each to be taken, changed, or left."""

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.proposals = list(proposals)
        for one in self.proposals:
            at = timezone.localtime(one.at) if one.at else None
            name = {"name": one.employee.name}
            self.fields[f"take_{one.employee.pk}"] = forms.BooleanField(
                label=_("Agree with {name}").format(**name), required=False, initial=at is not None
            )
            self.fields[f"at_{one.employee.pk}"] = MomentField(
                label=_("Time for {name}").format(**name), required=False, initial=at
            )

    def lines(self) -> Iterator[tuple[Proposal, forms.BoundField, forms.BoundField]]:
        """Each proposal with its two fields."""
        for one in self.proposals:
            yield one, self[f"take_{one.employee.pk}"], self[f"at_{one.employee.pk}"]

    def clean(self) -> dict[str, Any]:
        """What is taken has a time."""
        data = super().clean() or {}
        for one in self.proposals:
            at = f"at_{one.employee.pk}"
            if data.get(f"take_{one.employee.pk}") and not data.get(at) and at not in self.errors:
                self.add_error(at, _("Please say when."))
        return data

    def times(self) -> dict[int, datetime]:
        """The times that were taken, by employee."""
        keys = [one.employee.pk for one in self.proposals]
        return {pk: self.cleaned_data[f"at_{pk}"] for pk in keys if self.cleaned_data[f"take_{pk}"]}


class WhyForm(forms.Form):
    """A reason that the other one reads."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=_lines(3), help_text=_("The other one reads it.")
    )


class StepForm(forms.Form):
    """One of the two steps where somebody is upset."""

    text = forms.CharField(max_length=300, widget=_lines(3))

    def __init__(self, *args: Any, label: Any, help_text: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text


class NoteForm(forms.Form):
    """The own private note."""

    text = forms.CharField(label=_("My private note"), max_length=2000, required=False, widget=_lines(4))


class OwnPartForm(forms.Form):
    """What the person says: how they are first, then what they want to talk about."""

    mood = forms.ChoiceField(
        label=_("How are you?"), choices=OneOnOne.Mood.choices, required=False, widget=forms.RadioSelect
    )
    topic = forms.CharField(
        label=_("What I would like to talk about"), max_length=300, required=False, widget=_lines(2),
        help_text=_("A line is enough."),
    )  # fmt: skip
    own_words = forms.CharField(
        label=_("What else I want to say"), max_length=600, required=False, widget=_lines(3),
        help_text=_("Also what your leader could do differently."),
    )  # fmt: skip

    def __init__(self, *args: Any, questions: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = list(questions)
        for code, question in questions.items():
            self.fields[f"opening_{code}"] = forms.CharField(
                label=question, max_length=300, required=False, widget=_lines(2)
            )

    def part(self) -> dict[str, Any]:
        """What was written, as the service takes it."""
        data = self.cleaned_data
        opening = {code: data[f"opening_{code}"] for code in self.questions}
        return {name: data[name] for name in ("mood", "topic", "own_words")} | {"opening": opening}


class SheetForm(forms.Form):
    """The leader's part: praise, what was said, whether promises held, new promises of both, how long it took."""

    praise = forms.CharField(
        label=_("A praise"), max_length=300, required=False, widget=_lines(2), help_text=_("For what exactly?")
    )
    words = forms.CharField(label=_("What we talked about"), max_length=600, required=False, widget=_lines(3))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240, required=False)
    minutes_reason = forms.CharField(
        label=_("Why more time, if it was more"), max_length=200, required=False,
        help_text=_("More time for those who need it is no fault."),
    )  # fmt: skip

    def __init__(self, *args: Any, promises: Sequence[Promise], due_on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.promises = list(promises)
        choices = [choice for choice in Promise.Outcome.choices if choice[0] != Promise.Outcome.OPEN]
        for promise in self.promises:
            self.fields[f"held_{promise.pk}"] = forms.ChoiceField(
                label=promise.text, choices=choices, required=False, widget=forms.RadioSelect, initial=promise.outcome
            )
        for side in Promise.Side.values:
            for line in range(LINES_FOR_EACH):
                self.fields[f"{side}_{line}"] = forms.CharField(label=_("Promise"), max_length=200, required=False)
                self.fields[f"{side}_{line}_due"] = DayField(label=_("Due"), required=False, initial=due_on)

    def judged(self) -> Iterator[tuple[Promise, forms.BoundField]]:
        """The earlier promises, each with its field."""
        for promise in self.promises:
            yield promise, self[f"held_{promise.pk}"]

    def lines(self, side: str) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """The lines for new promises of one side."""
        for line in range(LINES_FOR_EACH):
            yield self[f"{side}_{line}"], self[f"{side}_{line}_due"]

    @property
    def person_lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """What the person promises."""
        return list(self.lines(Promise.Side.PERSON))

    @property
    def leader_lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """What the leader promises."""
        return list(self.lines(Promise.Side.LEADER))

    def clean(self) -> dict[str, Any]:
        """A promise without a day is no promise."""
        data = super().clean() or {}
        for side in Promise.Side.values:
            for line in range(LINES_FOR_EACH):
                if data.get(f"{side}_{line}") and not data.get(f"{side}_{line}_due") and not self.errors:
                    self.add_error(f"{side}_{line}_due", _("Please say until when."))
        return data

    def part(self) -> dict[str, Any]:
        """What was written, as the service takes it."""
        data = self.cleaned_data
        names = ("praise", "words", "minutes", "minutes_reason")
        new = [
            NewPromise(side, data[f"{side}_{line}"].strip(), data[f"{side}_{line}_due"])
            for side in Promise.Side.values
            for line in range(LINES_FOR_EACH)
            if data[f"{side}_{line}"].strip()
        ]
        outcomes = {promise.pk: data[f"held_{promise.pk}"] for promise in self.promises}
        return {name: data[name] for name in names} | {"outcomes": outcomes, "promises": new}
