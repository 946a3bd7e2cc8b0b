"""The two forms of the wizard: a file with its source, and the columns with their fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengta.foundation.errors import RuleViolation
from dengta.foundation.imports.dates import FORMATS
from dengta.foundation.imports.mapping import DATED, ColumnMap, questions_asked, what_is_missing, with_certain_formats
from dengta.foundation.imports.profile import ColumnSeen, Profile
from dengta.foundation.imports.targets import Field, Target

ACCEPTED = ".csv,.txt,.tsv,.tab,.xlsx,.xlsm,.xls"


class UploadForm(forms.Form):
    """A file, and where it comes from."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, TSV, XLSX or XLS. The first line holds the names of the columns."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=60,
        help_text=_("Which system the file comes from. The same name next time, and its columns are matched already."),
        widget=forms.TextInput(attrs={"list": "known-sources", "autocomplete": "off"}),
    )


class RenameForm(forms.Form):
    """What a saved mapping is called."""

    title = forms.CharField(
        label=_("Name of the mapping"),
        max_length=60,
        help_text=_("Rows that came in under the former name stay the same rows: nothing is imported twice."),
    )


@dataclass(frozen=True)
class FieldRow:
    """One field of the target on the mapping page."""

    field: Field
    column: BoundField
    time: BoundField | None
    format: BoundField | None
    seen: ColumnSeen | None

    @property
    def is_absent(self) -> bool:
        """Whether the file has no such column, and nobody needs it."""
        troubled = any(bound.errors for bound in (self.column, self.time, self.format) if bound is not None)
        return not (self.column.value() or self.field.required or troubled)

    @property
    def evidence(self) -> str:
        """What the values of the column say about its dates."""
        found = self.seen.evidence if self.seen and self.format else None
        if found is None:
            return ""
        if not found.format:
            return gettext("The values leave open which number is the day. Please choose.")
        votes, example = found.votes.get(found.format, 0), found.examples.get(found.format, "")
        if len(found.candidates) > 1 and example:
            return gettext("{votes} values can only be read this way, such as {example}.").format(
                votes=votes, example=example
            )
        return ""


class MappingForm(forms.Form):
    """Which column is which field, how dates are written, and what the target asks."""

    def __init__(self, data: Any = None, *, target: Target[Any], profile: Profile, columns: ColumnMap) -> None:
        super().__init__(data)
        self.target, self.profile, self.proposed = target, profile, columns
        headings = [("", _("not in this file")), *((heading, heading) for heading in profile.headings)]
        for known in target.fields:
            chosen = columns.columns.get(known.name, ())
            self._choice(f"column-{known.name}", known.label, headings, "".join(chosen[:1]))
            if known.kind == "datetime":
                times = [("", _("in the same column")), *headings[1:]]
                self._choice(f"time-{known.name}", _("Time of day"), times, "".join(chosen[1:2]))
            if known.kind in DATED:
                formats = [("", _("Please choose")), *FORMATS.items()]
                self._choice(f"format-{known.name}", _("Written as"), formats, columns.formats.get(known.name, ""))
        for question in target.questions:
            self.fields[f"answer-{question.name}"] = forms.ChoiceField(
                label=str(question.label),
                help_text=str(question.help),
                choices=question.choices,
                initial=columns.answers.get(question.name, question.choices[0][0]),
                widget=forms.RadioSelect,
                required=False,
            )
        zones = [(name, name) for name in sorted(available_timezones())]
        self._choice("zone", _("Time zone of the file"), zones, columns.zone)

    def _choice(self, name: str, label: Any, choices: list[Any], initial: str) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)

    def matched(self) -> list[FieldRow]:
        """The fields that have a column, or need one."""
        return [row for row in self._rows() if not row.is_absent]

    def absent(self) -> list[FieldRow]:
        """The fields that the file does not have."""
        return [row for row in self._rows() if row.is_absent]

    def unused(self) -> list[str]:
        """The columns of the file that belong to no field: they are not read."""
        used = {bound.value() for row in self._rows() for bound in (row.column, row.time) if bound is not None}
        return [heading for heading in self.profile.headings if heading not in used]

    def time_zone(self) -> BoundField:
        """The time zone of the file."""
        return _needed(self["zone"])

    def _rows(self) -> Iterator[FieldRow]:
        """The fields of the target with their controls, in its order."""
        for known in self.target.fields:
            column = self[f"column-{known.name}"]
            seen = self.profile.column(str(column.value() or ""))
            apart = known.kind == "datetime" and seen is not None and seen.kind in {"date", "time"}
            yield FieldRow(
                field=known,
                column=_needed(column) if known.required else column,
                time=self[f"time-{known.name}"] if apart else None,
                format=_needed(self[f"format-{known.name}"]) if known.kind in DATED and seen is not None else None,
                seen=seen,
            )

    def questions(self) -> list[BoundField]:
        """The questions of the target that this mapping raises."""
        return [_needed(self[f"answer-{question.name}"]) for question in questions_asked(self.target, self.proposed)]

    def clean(self) -> dict[str, Any]:
        """Everything that is missing, each at its own control."""
        cleaned = super().clean() or self.cleaned_data
        for problem in what_is_missing(self.target, self.profile, self.column_map()):
            name = "format" if problem.code == "imports.format_missing" else "column"
            place = f"{name}-{problem.field}"
            self.add_error(place if place in self.fields else None, str(RuleViolation(problem.code, **problem.facts)))
        return cleaned

    def column_map(self) -> ColumnMap:
        """The answers as a mapping; formats that the values leave no doubt about are filled in."""
        given = self.cleaned_data
        columns: dict[str, tuple[str, ...]] = {}
        formats: dict[str, str] = {}
        answers: dict[str, str] = {}
        for known in self.target.fields:
            chosen = (given.get(f"column-{known.name}"), given.get(f"time-{known.name}"))
            if chosen[0]:
                columns[known.name] = tuple(heading for heading in chosen if heading)
            if order := given.get(f"format-{known.name}"):
                formats[known.name] = order
        for question in self.target.questions:
            answers[question.name] = given.get(f"answer-{question.name}") or question.choices[0][0]
        mapped = ColumnMap(columns, formats, answers, given.get("zone", ""))
        return with_certain_formats(self.target, self.profile, mapped)


def _needed(bound: BoundField) -> BoundField:
    """Marked as needed: that it has to be there depends on other answers, and `clean` sees to it."""
    bound.field.required = True
    return bound
