"""Which column is which field: proposed from the headings, confirmed by a person, kept with the source."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.utils import translation

from dengta.foundation.imports.dates import FORMATS, YMD
from dengta.foundation.imports.profile import Profile
from dengta.foundation.imports.targets import Field, Problem, Question, Target
from dengta.foundation.imports.values import fold

DATED = ("datetime", "date")


@dataclass(frozen=True)
class ColumnMap:
    """The answers of the mapping page.

    `columns`: field → its heading, or the headings of its date and its time column. `formats`: field → date format.
    """

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    zone: str = ""

    def as_json(self) -> dict[str, Any]:
        """For keeping in a JSON column."""
        columns = {name: list(headings) for name, headings in self.columns.items()}
        return {"columns": columns, "formats": self.formats, "answers": self.answers, "zone": self.zone}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ColumnMap":
        """The mapping that `as_json` kept."""
        columns = {name: tuple(headings) for name, headings in kept["columns"].items()}
        return cls(columns, kept["formats"], kept["answers"], kept["zone"])


def questions_asked(target: Target[Any], columns: ColumnMap) -> list[Question]:
    """The questions that this mapping raises."""
    return [question for question in target.questions if not question.when or question.when in columns.columns]


def suggest(target: Target[Any], profile: Profile) -> ColumnMap:
    """A mapping by the names of the columns, with the date formats that the values leave no doubt about."""
    taken: set[str] = set()
    columns: dict[str, tuple[str, ...]] = {}
    for known in target.fields:
        heading = _best_heading(known, profile, taken)
        if heading:
            columns[known.name] = (heading,)
            taken.add(heading)
    for known in target.fields:
        if known.kind == "datetime" and known.name in columns:
            columns[known.name] = _with_time(known, columns[known.name][0], profile)
    answers = {question.name: question.choices[0][0] for question in target.questions}
    return with_certain_formats(target, profile, ColumnMap(columns, {}, answers, settings.TIME_ZONE))


def with_certain_formats(target: Target[Any], profile: Profile, columns: ColumnMap) -> ColumnMap:
    """The mapping with the formats that follow from the values; a format chosen before stays."""
    formats = dict(columns.formats)
    for known in target.fields:
        if known.kind in DATED and known.name in columns.columns and known.name not in formats:
            seen = profile.column(columns.columns[known.name][0])
            if seen is not None and not seen.samples:
                formats[known.name] = YMD  # an empty column has nothing to ask about
            elif seen is not None and seen.evidence is not None and seen.evidence.format:
                formats[known.name] = seen.evidence.format
    return ColumnMap(columns.columns, formats, columns.answers, columns.zone)


def _best_heading(known: Field, profile: Profile, taken: set[str]) -> str:
    names = [fold(name) for name in _names(known)]
    matches = [heading for heading in profile.headings if heading not in taken and fold(heading) in names]
    return min(matches, key=lambda heading: names.index(fold(heading)), default="")


def _names(known: Field) -> Iterator[str]:
    """All names of a field: its own, its label in every language, its synonyms."""
    yield known.name
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield str(known.label)
    yield from known.synonyms


def _with_time(known: Field, heading: str, profile: Profile) -> tuple[str, ...]:
    """A date column with the column of its time of day; a time column with the row's date column."""
    kinds = {column.heading: column.kind for column in profile.columns}
    if kinds[heading] == "date":
        wanted = {fold(name) for name in known.time_synonyms}
        times = (other for other in profile.headings if kinds[other] == "time" and fold(other) in wanted)
        time_heading = next(times, None)
        return (heading, time_heading) if time_heading else (heading,)
    if kinds[heading] == "time":
        day_heading = next((other for other in profile.headings if kinds[other] == "date"), None)
        return (day_heading, heading) if day_heading else (heading,)
    return (heading,)


def has_columns_of(profile: Profile, columns: ColumnMap) -> bool:
    """Whether the file has every column that this mapping reads."""
    return all(heading in profile.headings for headings in columns.columns.values() for heading in headings)


def what_is_missing(target: Target[Any], profile: Profile, columns: ColumnMap) -> list[Problem]:
    """Everything that keeps this mapping from being used with this file; empty when it is complete."""
    return [*_columns_missing(target, profile, columns), *_formats_missing(target, profile, columns)]


def _columns_missing(target: Target[Any], profile: Profile, columns: ColumnMap) -> Iterator[Problem]:
    for known in target.fields:
        headings = columns.columns.get(known.name, ())
        if known.required and not headings:
            yield Problem("imports.field_missing", known.name, {"label": str(known.label)})
        for heading in headings:
            if heading not in profile.headings:
                yield Problem("imports.column_missing", known.name, {"label": str(known.label), "heading": heading})


def _formats_missing(target: Target[Any], profile: Profile, columns: ColumnMap) -> Iterator[Problem]:
    for known in target.fields:
        headings = columns.columns.get(known.name, ())
        if known.kind not in DATED or not headings:
            continue
        facts = {"label": str(known.label), "heading": headings[0]}
        seen = profile.column(headings[0])
        if seen is not None and seen.kind == "time":
            yield Problem("imports.date_missing", known.name, facts)
        elif columns.formats.get(known.name) not in FORMATS:
            yield Problem("imports.format_missing", known.name, facts)
    if columns.zone not in available_timezones():
        yield Problem("imports.unknown_zone", "", {"zone": columns.zone})
    for question in questions_asked(target, columns):
        if columns.answers.get(question.name) not in dict(question.choices):
            yield Problem("imports.question_open", "", {"label": str(question.label)})


def zone_of(columns: ColumnMap) -> ZoneInfo:
    """The time zone of the file's times."""
    return ZoneInfo(columns.zone)
