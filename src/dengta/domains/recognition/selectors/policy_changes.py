"""Did customers fare better since something about rules, measures or rewards changed (R-103, H17)? Satisfaction before
and after, among the teams it touched and those it did not, beside how much the measures went up or down."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Membership, Unit, UnitClosure
from dengta.domains.recognition.models import PolicyChange
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors.judged_days import Span
from dengta.domains.recognition.selectors.measures_given import measured_days
from dengta.domains.service.selectors.csat_weeks import satisfied_by_week
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.engines.fairness import Judgement, Outcome, Period, judge
from dengta.engines.fairness.judging import HIDDEN
from dengta.foundation.access import Actor
from dengta.foundation.rules import Rule

R_103 = Rule("R-103", _("Satisfaction before and after grades every change of rules, measures or rewards"))
WEEKS = 12
WEEK = timedelta(days=7)
Teams = frozenset[int]
Answers = Mapping[tuple[int, date], tuple[int, int]]


@dataclass(frozen=True)
class Measured:
    """Measures in the teams that a change touched, in as many weeks before and after; None where the teams are so small
    that the numbers would be about persons."""

    before: int
    after: int
    weeks_before: int
    weeks_after: int
    people: int

    @property
    def change(self) -> float | None:
        """By how much they went up for each week: 0.5 for half as many again. None without any before."""
        if not (self.before and self.weeks_after):
            return None
        return (self.after / self.weeks_after) / (self.before / self.weeks_before) - 1


@dataclass(frozen=True)
class BeforeAndAfter:
    """The report on one change. `weeks` are Mondays, `at` the first one that lies wholly after it; `compared` is empty
    where the change touched everybody."""

    change: PolicyChange
    touched: Teams
    compared: Teams
    weeks: tuple[date, ...]
    at: int
    own: tuple[Period, ...]
    others: tuple[Period, ...]
    judgement: Judgement
    measured: Measured | None

    @property
    def failed(self) -> bool:
        """Whether customers were served worse since: then it missed what it was for, whatever else it reached."""
        return R_103.warns(when=self.judgement.outcome is Outcome.WORSE)

    @property
    def is_young(self) -> bool:
        """Whether there are weeks still to come."""
        return self.judgement.after < WEEKS


def changes(actor: Actor) -> "QuerySet[PolicyChange]":
    """The changes that hold for the reader or are theirs to look after, newest first. One query."""
    rows = PolicyChange.objects.select_related("unit", "edition", "noted_by__employee")
    return policies.see_changes.scope(actor, rows).order_by("-since", "-pk")


def judged_in(actor: Actor, span: Span) -> "QuerySet[PolicyChange]":
    """Those that the report of a quarter judges: begun in it, or in the one before so that their weeks end in it."""
    return changes(actor).filter(since__gte=span.start - (WEEKS + 1) * WEEK, since__lt=span.end)


@dataclass(frozen=True)
class _House:
    """Who stands where, and everything that happened, for some changes at once."""

    teams: Teams
    below: Mapping[int, Teams]
    clients: Mapping[int, int]
    people: Mapping[int, int]
    answers: Answers
    measures: Sequence[tuple[int, int, date]]
    others: Sequence[PolicyChange]

    def touched(self, change: PolicyChange) -> Teams:
        """The teams of a change."""
        return (self.below.get(change.unit_id, frozenset()) | {change.unit_id}) & self.teams

    def compared(self, touched: Teams) -> Teams:
        """Teams it did not touch: of the same client where there are any, else of the rest of the house."""
        clients = {self.clients.get(team) for team in touched}
        free = self.teams - touched
        near = frozenset(team for team in free if self.clients.get(team) in clients)
        return near or free


def before_and_after(actor: Actor, rows: Iterable[PolicyChange], today: date) -> list[BeforeAndAfter]:
    """The report on each of these changes, over the teams whose people go into sums for this reader. Seven queries,
    however many changes."""
    wanted = list(rows)
    if not wanted:
        return []
    known = {change.pk: _weeks(change.since, today) for change in wanted}
    house = _house(actor, wanted, Span(min(weeks[0] for weeks, _at in known.values()), today))
    return [_report(change, *known[change.pk], house) for change in wanted]


def _weeks(since: date, today: date) -> tuple[tuple[date, ...], int]:
    """The Mondays before and after, without the week in which it changed; only weeks of which the answers are in."""
    monday = since - timedelta(days=since.weekday())
    first = monday if monday == since else monday + WEEK
    ripe = today - timedelta(days=kpi_named("csat").lag_days)
    before = [monday - n * WEEK for n in range(WEEKS, 0, -1)]
    after = [first + n * WEEK for n in range(WEEKS) if first + (n + 1) * WEEK <= ripe]
    return (*before, *after), len(before)


def _house(actor: Actor, wanted: Sequence[PolicyChange], span: Span) -> _House:
    units = policies.see_sums.aggregate_scope(actor, Unit.objects.all()).values("pk")
    teams = frozenset(Unit.objects.filter(pk__in=units, kind=Unit.Kind.TEAM).values_list("pk", flat=True))
    noted = list(PolicyChange.objects.filter(since__gte=span.start, since__lt=span.end))
    below: dict[int, set[int]] = defaultdict(set)
    clients: dict[int, int] = {}
    over = {change.unit_id for change in (*noted, *wanted)}
    lines = UnitClosure.objects.on(span.last).filter(
        Q(ancestor__in=over) | Q(ancestor__kind=Unit.Kind.CLIENT), descendant__in=teams
    )
    for ancestor, kind, team in lines.values_list("ancestor_id", "ancestor__kind", "descendant_id"):
        below[ancestor].add(team)
        if kind == Unit.Kind.CLIENT:
            clients[team] = ancestor
    members = Membership.objects.on(span.last).filter(unit__in=teams).order_by().values_list("unit")
    return _House(
        teams=teams,
        below={unit: frozenset(found) for unit, found in below.items()},
        clients=clients,
        people=dict(members.annotate(n=Count("pk"))),
        answers=satisfied_by_week(teams, span.start, span.end),
        measures=measured_days(span.start, span.end),
        others=noted,
    )


def _report(change: PolicyChange, weeks: tuple[date, ...], at: int, house: _House) -> BeforeAndAfter:
    touched = house.touched(change)
    compared = house.compared(touched)
    own, others = _periods(touched, weeks, house.answers), _periods(compared, weeks, house.answers)
    has_others = bool(compared) and any(one.answers for one in others)
    judgement = judge(
        own, others if has_others else None, at,
        other_changes=[
            _place(one.since, weeks) for one in house.others
            if one.pk != change.pk and house.touched(one) & (touched | compared)
        ],
    )  # fmt: skip
    return BeforeAndAfter(
        change, touched, compared if has_others else frozenset(), weeks, at, own, others if has_others else (),
        judgement, _measured(touched, weeks, at, house),
    )  # fmt: skip


def _periods(teams: Teams, weeks: Sequence[date], answers: Answers) -> tuple[Period, ...]:
    found = []
    for week in weeks:
        pairs = [answers.get((team, week), (0, 0)) for team in teams]
        found.append(Period(sum(one for one, _all in pairs), sum(every for _one, every in pairs)))
    return tuple(found)


def _place(since: date, weeks: Sequence[date]) -> int:
    """In which of the weeks another change fell; before them all it disturbs nothing, nor does it after."""
    if not weeks or since < weeks[0]:
        return 0
    return next((n for n, week in enumerate(weeks) if since < week + WEEK), len(weeks))


def _measured(touched: Teams, weeks: Sequence[date], at: int, house: _House) -> Measured | None:
    people = sum(house.people.get(team, 0) for team in touched)
    if people < HIDDEN or not weeks:
        return None

    def count(some: Collection[date]) -> int:
        known = frozenset(some)
        days = [day - timedelta(days=day.weekday()) for unit, _who, day in house.measures if unit in touched]
        return sum(monday in known for monday in days)

    return Measured(count(weeks[:at]), count(weeks[at:]), at, len(weeks) - at, people)
