"""What the pages of stars and contests show: shares with their intervals, steps, shares of votes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.recognition.models import ContestTeam, StarMonth, StarStanding
from dengta.domains.recognition.selectors.stars import SMALLEST_GROUP
from dengta.domains.recognition.views.days import on
from dengta.web.figures import Step

State = StarMonth.State
REACHED = {State.VOTING: 2, State.CHOSEN: 3, State.APPROVED: 4, State.PUBLISHED: 5}


def percent(value: float | None) -> str:
    """A share as people read it; a dash for none."""
    return "–" if value is None else f"{100 * value:.1f} %"


def span(low: float | None, high: float | None) -> str:
    """An interval."""
    return "" if low is None or high is None else f"{100 * low:.1f}–{100 * high:.1f} %"


@dataclass(frozen=True)
class ShownStanding:
    """What somebody reached, in words."""

    row: StarStanding
    csat: str
    csat_span: str
    solved: str
    solved_span: str


def shown(row: StarStanding) -> ShownStanding:
    """One line of a table. No query."""
    return ShownStanding(
        row,
        csat=percent(row.csat),
        csat_span=span(row.csat_low, row.csat_high),
        solved=percent(row.solved / row.contacts if row.contacts else None),
        solved_span=span(row.solved_low, row.solved_high),
    )


@dataclass(frozen=True)
class ShownTeam:
    """What a team reached in a contest."""

    row: ContestTeam
    raw: str
    adjusted: str
    span: str


def shown_teams(rows: Iterable[ContestTeam]) -> list[ShownTeam]:
    """In the order of their names. No query."""
    return [ShownTeam(one, percent(one.raw), percent(one.adjusted), span(one.low, one.high)) for one in rows]


def steps_of(month: StarMonth) -> list[Step]:
    """How far the choice of a month is."""

    until = _("voting until %(day)s") % {"day": on(month.closes_on)} if month.closes_on else ""
    steps = [
        (_("Criteria fixed"), on(month.criteria.written_on)),
        (_("Shortlist by the rule"), on(day_of(month.taken_at))),
        (_("The team votes, in secret"), until),
        (_("Approved by a second person"), on(day_of(month.decided_at) if month.decided_at else None)),
        (_("The winner says whether to be named"), on(month.answer_until) if month.state == State.APPROVED else ""),
        (_("Published"), on(month.published_on)),
    ]
    reached = REACHED.get(State(month.state), 1)
    if month.state == State.PUBLISHED:
        reached = len(steps)
    if month.state in (State.NOBODY, State.DECLINED):
        steps = steps[: 2 if month.state == State.NOBODY else 4]
        reached = len(steps)
    return [
        Step(title=title, note=note, state="done" if place < reached else "now" if place == reached else "later")
        for place, (title, note) in enumerate(steps)
    ]


@dataclass(frozen=True)
class VoteShare:
    """One bar of the result: whose it is, only where they let us name them."""

    name: str
    percent: int
    votes: int


def vote_shares(candidates: Sequence[StarStanding], voted: int) -> list[VoteShare]:
    """How the votes fell, the most first, as totals; nothing where few voted."""
    if voted < SMALLEST_GROUP:
        return []
    ordered = sorted(candidates, key=lambda one: (-one.votes, not one.is_winner))
    return [
        VoteShare(
            one.employee.name if one.is_winner and one.named else _("a colleague"),
            round(100 * one.votes / voted), one.votes,
        )
        for one in ordered
    ]  # fmt: skip
