"""The equality audit (R-088, H6): whether groups are measured and rewarded alike. Sums, never a person."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Unit, UnitClosure
from dengta.domains.recognition.models import Reward
from dengta.domains.recognition.selectors.judged_days import Span
from dengta.domains.recognition.selectors.judged_groups import Cut, Members, People
from dengta.domains.recognition.selectors.measures_given import SEVERE, concluded, measures_given
from dengta.domains.recognition.selectors.praise_source import praise_by_person
from dengta.engines.fairness import (
    Cell,
    Limits,
    Rate,
    Reach,
    Spread,
    Word,
    audit,
    chances,
    praise_spread,
    reach,
    reach_chances,
)
from dengta.engines.fairness.judging import LEVEL
from dengta.engines.fairness.judging import RATIO as LOOKED_AT_FROM
from dengta.engines.metrics import Interval
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_088 = Rule("R-088", _("Measures per hundred people are compared by group; 1.25 times as many is looked into"))
RATIO = Parameter(
    "recognition.audit_ratio", Decimal("1.25"),
    _("From how many times the measures of the others on a group is looked at"),
    unit="×", check=lambda ratio: Decimal("1.05") <= ratio <= 2,
)  # fmt: skip
REST = "rest"
ALL = "all"
# Nothing to hold against oneself: what everybody gets is given to hold against a group.
FEWEST_GROUPS = 2


class Asked(StrEnum):
    """What the audit asks."""

    MEASURES = "measures"
    OUTCOMES = "outcomes"
    REWARDS = "rewards"
    PRAISE = "praise"


# How the four share the level of the audit: R-088 is about measures, so the first has twice the part of another.
PARTS = {Asked.MEASURES: 2, Asked.OUTCOMES: 1, Asked.REWARDS: 1, Asked.PRAISE: 1}


def limits_of(asked: Asked, *, ratio: float = LOOKED_AT_FROM) -> Limits:
    """From where on what is said about a question: with its part of the level."""
    return Limits(level=LEVEL * PARTS[asked] / sum(PARTS.values()), ratio=ratio)


@dataclass(frozen=True)
class Line:
    """One group in the audit. `share` and its interval are of a hundred people (of a hundred found breaches, for
    outcomes); `ratio` is against all others, for measures after the mix of rules."""

    key: str
    people: int
    events: int
    share: float
    interval: Interval
    ratio: float
    ratio_interval: Interval | None
    word: Word


@dataclass(frozen=True)
class Audit:
    """The answer for one cut: everybody together, then group by group; the groups hidden together as one, if any."""

    total: Line | None
    lines: Mapping[str, Line]


Counted = Mapping[Hashable, set[int]]


@dataclass(frozen=True)
class Facts:
    """Everything counted once for all cuts: by clause, who was exposed and who it happened to."""

    exposed: Mapping[int, Members]
    happened: Mapping[int, Members]

    @cached_property
    def rows(self) -> list[set[int]]:
        """Of each person to whom it happened by several clauses, these clauses."""
        of: dict[int, set[int]] = defaultdict(set)
        for clause, who in self.happened.items():
            for person in who:
                of[person].add(clause)
        return [clauses for clauses in of.values() if len(clauses) > 1]


def measure_facts(people: People, span: Span) -> Facts:
    """Of each clause that led to measures: whom it binds, and who had one. Two queries and one for each book."""
    rows = measures_given(span.start, span.end).filter(employee__in=people.all)
    happened: dict[int, set[int]] = defaultdict(set)
    books: dict[int, int] = {}
    for clause, unit, person in rows.values_list("version__clause", "version__clause__book__unit", "employee"):
        happened[clause].add(person)
        books[clause] = unit
    bound = _bound(people, set(books.values()))
    # Somebody measured by a rule of a part of the house where they do not belong any more was exposed to it.
    exposed = {clause: bound[unit] | happened[clause] for clause, unit in books.items()}
    return Facts(exposed, {clause: frozenset(who) for clause, who in happened.items()})


def _bound(people: People, unit_ids: Collection[int]) -> dict[int, Members]:
    company = set(Unit.objects.filter(pk__in=unit_ids, kind=Unit.Kind.COMPANY).values_list("pk", flat=True))
    below: dict[int, set[int]] = defaultdict(set)
    lines = UnitClosure.objects.on(people.day).filter(ancestor__in=unit_ids)
    for over, unit in lines.values_list("ancestor_id", "descendant_id"):
        below[over].add(unit)
    return {
        unit: people.all
        if unit in company
        else frozenset(person for person, team in people.team.items() if team in below[unit])
        for unit in unit_ids
    }


def outcome_facts(people: People, span: Span) -> Facts:
    """Of each clause: in whom a breach was found, and who of them got a written warning or more (H6: the same offence,
    the outcome by group). One query."""
    rows = concluded(span.start, span.end).filter(employee__in=people.all)
    exposed: dict[int, set[int]] = defaultdict(set)
    happened: dict[int, set[int]] = defaultdict(set)
    for clause, person, given in rows.values_list("version__clause", "employee", "given"):
        exposed[clause].add(person)
        if given >= SEVERE:
            happened[clause].add(person)
    return Facts(
        {clause: frozenset(who) for clause, who in exposed.items()},
        {clause: frozenset(happened[clause]) for clause in exposed},
    )


def rewarded(people: People, span: Span) -> Members:
    """Who was given anything in the period. One query."""
    rows = Reward.objects.filter(takes_back=None, taken_back_by=None, employee__in=people.all)
    rows = rows.filter(granted_on__gte=span.start, granted_on__lt=span.end)
    return frozenset(rows.order_by().values_list("employee", flat=True))


def praised(people: People, span: Span) -> Mapping[int, int]:
    """How often each was praised, with 0 for who never was. Two queries."""
    counts = praise_by_person(span.start, span.end)
    return {person: counts.get(person, 0) for person in people.all}


def spread_of(counts: Mapping[int, int]) -> Spread:
    """How evenly praise is spread over everybody."""
    return praise_spread(list(counts.values()))


Judge = Callable[[Cut], Audit]
# Cells, people by group, and the rows of those whom it happened to by several clauses.
_Table = tuple[list[Cell], dict[Hashable, int], list[set[int]]]


def judge_facts(cuts: Sequence[Cut], people: People, facts: Facts, limits: Limits, *, by_breach: bool) -> Judge:
    """Group by group what happened on the rules that bind it; the chance is corrected for every group of all `cuts`. No
    query."""
    tables = {cut.name: _table(_parts(cut), facts, by_breach=by_breach) for cut in cuts}
    asked = {name: chances(*table, limits=limits) for name, table in tables.items()}
    whole = [Cell(ALL, clause, len(facts.exposed[clause]), len(who)) for clause, who in facts.happened.items()]
    size = _sizes(whole, {ALL: people.all}, by_breach=by_breach)
    total = _of_rate(audit(whole, size, facts.rows)[0]) if people.all else None

    def judged(cut: Cut) -> Audit:
        rates = audit(*tables[cut.name], beside=_beside(asked, cut), limits=limits)
        return Audit(total, {str(rate.group): _of_rate(rate) for rate in rates} if len(rates) >= FEWEST_GROUPS else {})

    return judged


def _table(parts: Mapping[str, Members], facts: Facts, *, by_breach: bool) -> _Table:
    cells = [
        Cell(key, clause, len(facts.exposed[clause] & who), len(facts.happened[clause] & who))
        for key, who in parts.items()
        for clause in facts.exposed
    ]
    # Where no group may be shown there are no cells either, and nobody to have broken anything.
    return cells, _sizes(cells, parts, by_breach=by_breach), facts.rows if parts else []


def _beside(asked: Mapping[str, Sequence[float]], cut: Cut) -> list[float]:
    return [chance for name, others in asked.items() if name != cut.name for chance in others]


def _sizes(cells: Sequence[Cell], parts: Mapping[str, Members], *, by_breach: bool) -> dict[Hashable, int]:
    if not by_breach:
        return {key: len(who) for key, who in parts.items()}
    sizes: dict[Hashable, int] = dict.fromkeys(parts, 0)
    for cell in cells:
        sizes[cell.group] += int(cell.exposure)
    return sizes


def judge_reach(cuts: Sequence[Cut], people: People, reached: Members, limits: Limits) -> Judge:
    """Group by group who was reached by what is good; the chance is corrected for every group of all `cuts`. No
    query."""
    tables: dict[str, dict[Hashable, tuple[int, int]]] = {
        cut.name: {key: (len(who), len(reached & who)) for key, who in _parts(cut).items()} for cut in cuts
    }
    asked = {name: reach_chances(table, limits=limits) for name, table in tables.items()}
    whole = reach({ALL: (len(people.all), len(reached))})[0] if people.all else None
    total = _of_reach(whole) if whole else None

    def judged(cut: Cut) -> Audit:
        found = reach(tables[cut.name], beside=_beside(asked, cut), limits=limits)
        return Audit(total, {str(one.group): _of_reach(one) for one in found} if len(found) >= FEWEST_GROUPS else {})

    return judged


def _parts(cut: Cut) -> dict[str, Members]:
    shown = {group.key: group.members for group in cut.shown}
    return {**shown, REST: cut.rest} if cut.rest and shown else shown


def _of_rate(rate: Rate) -> Line:
    return Line(
        key=str(rate.group), people=rate.people, events=rate.events, share=rate.per_hundred,
        interval=rate.per_hundred_interval, ratio=rate.ratio, ratio_interval=rate.interval, word=rate.word,
    )  # fmt: skip


def _of_reach(one: Reach) -> Line:
    return Line(
        key=str(one.group), people=one.people, events=one.reached, share=100 * one.share,
        interval=Interval(100 * one.interval.low, 100 * one.interval.high), ratio=one.ratio, ratio_interval=None,
        word=one.word,
    )  # fmt: skip


def judge_for(asked: Asked, people: People, span: Span, cuts: Sequence[Cut]) -> Judge:
    """What answers this question for each of the cuts: all that people are parted by, whichever of them is read. Up to
    four queries, however many."""
    limits = limits_of(asked)
    if asked is Asked.REWARDS:
        return judge_reach(cuts, people, rewarded(people, span), limits)
    if asked is Asked.PRAISE:
        reached = frozenset(person for person, n in praised(people, span).items() if n)
        return judge_reach(cuts, people, reached, limits)
    by_breach = asked is Asked.OUTCOMES
    facts = outcome_facts(people, span) if by_breach else measure_facts(people, span)
    ratio = float(RATIO.on(people.day)) if R_088.applies else float("inf")
    return judge_facts(cuts, people, facts, limits_of(asked, ratio=ratio), by_breach=by_breach)
