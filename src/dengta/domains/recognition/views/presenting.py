"""What the pages of the rule book show: changes side by side, the table of measures, how far an edition is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.recognition.models import Category, ClauseVersion, Edition, Measure, Repetition, Severity
from dengta.domains.recognition.selectors.clauses import Matrix, Range, allowed
from dengta.domains.recognition.selectors.editions import Change
from dengta.domains.recognition.views.days import on
from dengta.web.figures import Step

State = Edition.State


@dataclass(frozen=True)
class Part:
    """One text of a clause before and after."""

    label: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Whether nothing of it changed."""
        return self.before == self.after


@dataclass(frozen=True)
class ShownChange:
    """A clause that changes with an edition."""

    change: Change
    parts: Sequence[Part]

    @property
    def kind(self) -> str:
        """New, changed or ended."""
        if self.change.after is None:
            return "ended"
        return "new" if self.change.before is None else "changed"


def shown_changes(changes: Iterable[Change]) -> list[ShownChange]:
    """Each with its texts side by side. No query."""
    return [ShownChange(one, _parts(one.before, one.after)) for one in changes]


def _parts(before: ClauseVersion | None, after: ClauseVersion | None) -> list[Part]:
    old, new = _texts(before), _texts(after)
    labels = [(_("In plain words")), _("The standard, in full"), _("Evidence needed"), _("Grade and measures")]
    if before is not None and after is not None and before.shown_title != after.shown_title:
        labels, old, new = [_("Title"), *labels], [before.shown_title, *old], [after.shown_title, *new]
    return [Part(label, was, now) for label, was, now in zip(labels, old, new, strict=True) if was or now]


def _texts(version: ClauseVersion | None) -> list[str]:
    if version is None:
        return ["", "", "", ""]
    return [version.shown_plain, version.shown_standard, version.shown_evidence, graded(version)]


def graded(version: ClauseVersion) -> str:
    """Severity and measures, or the band of a reward, in a line."""
    if version.severity is not None and version.least is not None and version.most is not None:
        return _("severity {severity}; from {least} to {most}; counts for {months} months").format(
            severity=Severity(version.severity).label, least=Measure(version.least).label,
            most=Measure(version.most).label, months=version.counts_months,
        )  # fmt: skip
    if version.band_low is not None:
        return _("reward from {low} to {high}").format(low=version.band_low, high=version.band_high)
    return _("a reward that is not money")


@dataclass(frozen=True)
class ShownRange:
    """Which measures are allowed for the so-manieth time."""

    time: str
    words: str


def in_words(one: Range) -> str:
    """The range as people say it."""
    if one.least == one.most:
        return str(one.least.label)
    return _("{least} to {most}").format(least=one.least.label, most=one.most.label)


def shown_ranges(version: ClauseVersion, matrix: Matrix) -> list[ShownRange]:
    """What may follow from a breach of a clause, by repetition. No query."""
    if version.severity is None:
        return []
    return [ShownRange(str(time.label), in_words(allowed(version, matrix, time))) for time in Repetition]


@dataclass(frozen=True)
class ShownRow:
    """A severity and what may follow each time."""

    severity: str
    ranges: Sequence[ShownRange]


def shown_matrix(matrix: Matrix) -> list[ShownRow]:
    """The table of measures; nothing for an empty one. No query."""
    return [
        ShownRow(
            str(severity.label),
            [ShownRange(str(time.label), in_words(matrix[severity, time])) for time in Repetition],
        )
        for severity in Severity
        if (severity, Repetition.FIRST) in matrix
    ]


def by_chapter(rows: Iterable[ClauseVersion]) -> list[tuple[str, list[ClauseVersion]]]:
    """The clauses under their chapters, in the order of the book."""
    chapters: Mapping[str, list[ClauseVersion]] = {value: [] for value in Category.values}
    for row in rows:
        chapters[row.clause.category].append(row)
    return [(str(Category(value).label), found) for value, found in chapters.items() if found]


def edition_steps(edition: Edition) -> list[Step]:
    """How far an edition is on its way to being in force."""

    reached = {State.DRAFT: 0, State.CONSULTATION: 1, State.SETTLED: 3, State.PUBLISHED: 5}.get(State(edition.state), 0)
    steps = [
        (_("Draft"), on(day_of(edition.begun_at))),
        (_("Comments of the staff"), on(edition.closes_on)),
        (_("Assembly or representatives"), on(edition.held_on)),
        (_("Put forward, published by a second person"), on(edition.published_on)),
        (_("In force, and signed by everybody"), on(edition.effective_on)),
    ]
    return [
        Step(title=title, note=note, state="done" if place < reached else "now" if place == reached else "later")
        for place, (title, note) in enumerate(steps)
    ]
