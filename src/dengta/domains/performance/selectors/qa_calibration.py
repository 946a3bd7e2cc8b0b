"""Calibrations: one's own sheet while it is blind; who differs on what once it is open; the course over sessions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean, median

from django.db.models import Count, Q, QuerySet

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaAgreed, QaMark, QaSession, QaSheet
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_items import Item, items_from, result_of
from dengta.engines.scoring.agreement import Drift, drift, fleiss_kappa
from dengta.foundation.access import Actor

Points = int | None


def sessions(actor: Actor) -> QuerySet[QaSession]:
    """Calibrations this person may see, with how many were asked and how many are in."""
    rows = policies.sessions(actor).select_related("unit", "moderator", "version__form")
    in_already = Count("sheets", filter=Q(sheets__submitted_at__isnull=False), distinct=True)
    return rows.annotate(asked=Count("sheets", distinct=True), is_in=in_already)


def own_sheet(actor: Actor, session: QaSession) -> QaSheet | None:
    """The sheet of the person signed in. One query."""
    return QaSheet.objects.filter(session=session, reviewer=policies.own_id(actor)).first()


def own_marks(sheet: QaSheet) -> dict[str, QaMark]:
    """What stands in a sheet, by item. One query."""
    return {mark.item: mark for mark in QaMark.objects.filter(sheet=sheet)}


@dataclass(frozen=True)
class Row:
    """One question: what each reviewer gave, how far apart they are, and what was agreed."""

    item: Item
    given: Sequence[Points]
    notes: Sequence[str]
    apart: float
    agreed: Points = None
    reason: str = ""
    is_agreed: bool = False


@dataclass(frozen=True)
class Column:
    """One reviewer: the score, and how far from the measure on average, up and down; `n` answers that compare."""

    reviewer: Employee
    score: float | None
    bias: float | None
    off: float | None
    n: int
    gaps: Sequence[float] = ()


@dataclass(frozen=True)
class Table:
    """All answers of a revealed session. `kappa` is Fleiss' over full, part, none and does not apply."""

    rows: Sequence[Row] = ()
    columns: Sequence[Column] = ()
    kappa: float | None = None
    is_against_agreed: bool = False


def table(actor: Actor, session: QaSession) -> Table:
    """What everybody gave, as far as this person may read it: nothing of others while it is blind. Two queries."""
    return _tables(actor, [session])[0]


def _tables(actor: Actor, sessions_: Sequence[QaSession]) -> list[Table]:
    """The same for several sessions, and as many queries."""
    marks: dict[int, list[QaMark]] = defaultdict(list)
    readable = policies.open_marks(actor).filter(sheet__session__in=sessions_).select_related("sheet__reviewer")
    for mark in readable.order_by("sheet__reviewer__pinyin", "sheet_id"):
        marks[mark.sheet.session_id].append(mark)
    agreed: dict[int, dict[str, QaAgreed]] = defaultdict(dict)
    for one in QaAgreed.objects.filter(session__in=sessions_):
        agreed[one.session_id][one.item] = one
    return [_table(session, marks[session.pk], agreed[session.pk]) for session in sessions_]


def _table(session: QaSession, readable: Sequence[QaMark], agreed: Mapping[str, QaAgreed]) -> Table:
    marks: dict[int, dict[str, QaMark]] = defaultdict(dict)
    people: dict[int, Employee] = {}
    for mark in readable:
        marks[mark.sheet_id][mark.item] = mark
        people[mark.sheet_id] = mark.sheet.reviewer
    if session.status == QaSession.Status.OPEN or not marks:
        return Table()
    items = items_from(session.version.items)
    rows = [_row(item, [marks[sheet].get(item.key) for sheet in marks], agreed.get(item.key)) for item in items]
    columns = [_column(people[sheet], marks[sheet], rows, place) for place, sheet in enumerate(marks)]
    return Table(rows, columns, kappa([_kinds(row) for row in rows]), bool(agreed))


def _row(item: Item, marks: Sequence[QaMark | None], agreed: QaAgreed | None) -> Row:
    given = [mark.points if mark else None for mark in marks]
    known = [points for points in given if points is not None]
    apart = 100 * (max(known) - min(known)) / item.most if known else 0.0
    notes = [mark.note if mark else "" for mark in marks]
    if agreed is None:
        return Row(item, given, notes, apart)
    return Row(item, given, notes, apart, agreed.points, agreed.reason, is_agreed=True)


def _measure(row: Row, place: int) -> float | None:
    """What an answer is measured against: the agreed one; before that the middle of the others."""
    if row.is_agreed:
        return row.agreed
    others = [points for at, points in enumerate(row.given) if at != place and points is not None]
    return median(others) if others else None


def _column(reviewer: Employee, marks: Mapping[str, QaMark], rows: Sequence[Row], place: int) -> Column:
    gaps = [
        100 * (given - measure) / row.item.most
        for row in rows
        if (given := row.given[place]) is not None and (measure := _measure(row, place)) is not None
    ]
    points = {key: mark.points for key, mark in marks.items()}
    score = result_of([row.item for row in rows], points).score
    if not gaps:
        return Column(reviewer, score, None, None, 0)
    return Column(reviewer, score, mean(gaps), mean(abs(gap) for gap in gaps), len(gaps), gaps)


def _kinds(row: Row) -> list[str]:
    """Answers as kinds that questions of different size share."""
    most = row.item.most
    return ["na" if one is None else "full" if one == most else "none" if one == 0 else "part" for one in row.given]


def kappa(subjects: Sequence[Sequence[str]]) -> float | None:
    """Fleiss' kappa: agreement beyond chance. None for fewer than two reviewers, and where everybody always says the
    same kind, which leaves nothing that chance could miss."""
    found = fleiss_kappa(subjects)
    return found.kappa if found else None


@dataclass(frozen=True)
class Past:
    """A session in the course of them: its agreement, and how far each reviewer was off on average."""

    session: QaSession
    kappa: float | None
    off: Mapping[int, Column] = field(default_factory=dict)


def course(actor: Actor, *, limit: int = 12) -> list[Past]:
    """The last sessions that are open to this person, oldest first: is the team growing together or apart? Three
    queries, however many sessions."""
    done = policies.sessions(actor).exclude(status=QaSession.Status.OPEN).select_related("version", "unit")
    last = list(done.order_by("-opened_at", "-pk")[:limit])[::-1]
    return [
        Past(session, shown.kappa, {one.reviewer.pk: one for one in shown.columns})
        for session, shown in zip(last, _tables(actor, last), strict=True)
    ]


def drift_of(past: Sequence[Past], reviewer: int) -> Drift | None:
    """Whether a reviewer leans to one side over the sessions, and whether that changes between them. No query."""
    return drift([one.off[reviewer].gaps for one in past if reviewer in one.off and one.off[reviewer].gaps])
