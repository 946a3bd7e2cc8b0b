"""Figures of people compared like with like: what each reached, what all reach on the same work, and what to believe.

Whoever is judged by the same plan is compared: everybody of its branch. From their rows `engines.scoring` learns what
each kind of work (queue, topic, channel, shift) brings, and how far people differ beyond chance. A person's figure is
their difference from what all reach on the work that they do, believed as far as their rows carry it (G12).
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from dengta.domains.people.models import Membership, UnitClosure
from dengta.domains.people.models import Unit as House
from dengta.domains.service.selectors.agent_work import Done, agent_work, comparable
from dengta.domains.service.selectors.kpis import IntervalKind, Kpi, Unit
from dengta.engines.metrics import LOG_UNIT
from dengta.engines.scoring import VERSION, AgentScore, Amounts, Answers, Kind, Rows, Scale, fit

# Branch, figure and period → what was learnt from them; only within `learning_once`.
_learnt: ContextVar[dict[tuple[int, str, date, date], Scale | None] | None] = ContextVar("learnt", default=None)


# Among fewer, what all reach would tell what each of the others does; then everybody's own figure counts.
FEWEST = 5


@dataclass(frozen=True)
class LikeWithLike:
    """A figure of one person, from the rows that it counts.

    `raw`: what was reached. `expected`: what all reach on the same work, `centre` on all work. `value`: the figure
    that counts, as it would be on the work of all and drawn to the mean of all, from `low` to `high`. `weight`: how
    far the own rows were believed, 0…1. `comparable`: the share of them on work that others do as well. `people`: how
    many were compared. Enough to work the value out again: `centre` + `weight` × (`raw` − `expected`); of times
    `centre` × (1 + `weight` × (`raw` ÷ `expected` − 1)); of typical times `centre` × (`raw` ÷ `expected`) ^ `weight`.
    """

    n: int
    raw: float
    expected: float
    centre: float
    weight: float
    value: float
    low: float
    high: float
    comparable: float
    people: int
    version: int = VERSION


def like_with_like(
    branches: Mapping[int, int], kpis: Sequence[Kpi], start: date, end: date
) -> dict[int, dict[str, LikeWithLike]]:
    """Person → figure → how it compares, by the branch whose plan judges each (person → unit). A figure that is no
    share or mean of rows is left out, and so is whoever has no row of it, or fewer than four others to stand beside.

    The same for each person whoever else is asked about. Queries: a few for each branch, however many people.
    """
    wanted = [kpi for kpi in kpis if comparable(kpi)]
    own = agent_work(wanted, start=start, end=end, agents=list(branches))
    found: dict[int, dict[str, LikeWithLike]] = {person: {} for person in branches}
    for unit in sorted(set(branches.values())):
        scales = _scales(unit, wanted, start, end)
        for kpi in wanted:
            scale = scales[kpi.key]
            if scale is None or scale.agents < FEWEST:
                continue
            mine = _by_agent(done for done in own[kpi.key] if branches[done.agent] == unit)
            for person, rows in mine.items():
                found[person][kpi.key] = _compared(kpi, scale, scale.score(person, _rows(kpi, rows)))
    return found


def branches_of(units: Mapping[int, int], on: date) -> dict[int, int]:
    """Person → whose people they are compared with: those of the unit whose plan judges them (person → unit), or of
    their own client where the plan stands above it. What one client's people reach tells nothing to another's.
    Three queries.
    """
    homes = dict(Membership.objects.on(on).filter(employee__in=units).values_list("employee_id", "unit_id"))
    closure = UnitClosure.objects.on(on)
    clients = closure.filter(descendant__in=set(homes.values()), ancestor__kind=House.Kind.CLIENT)
    client = dict(clients.values_list("descendant_id", "ancestor_id"))
    below = closure.filter(ancestor__in=set(units.values()), descendant__in=set(client.values()))
    pairs = set(below.values_list("ancestor_id", "descendant_id"))
    own = {person: client.get(home) for person, home in homes.items()}
    return {
        person: mine if (mine := own.get(person)) is not None and (unit, mine) in pairs else unit
        for person, unit in units.items()
    }


@contextmanager
def learning_once() -> Iterator[None]:
    """Within it, what is learnt from a branch and period is learnt once: who asks about many people in parts waits for
    the rows of the whole branch once, and compares them by the same scale whatever is imported meanwhile. A worker that
    takes over after a crash learns anew."""
    token = _learnt.set({})
    try:
        yield
    finally:
        _learnt.reset(token)


def _scales(unit: int, kpis: Sequence[Kpi], start: date, end: date) -> Mapping[str, Scale | None]:
    """What there is to learn from everybody of a branch, by figure; None where nobody has a row of it."""
    known = _learnt.get()
    known = {} if known is None else known
    missing = [kpi for kpi in kpis if (unit, kpi.key, start, end) not in known]
    everybody = agent_work(missing, start=start, end=end, unit=unit) if missing else {}
    for kpi in missing:
        rows = everybody[kpi.key]
        known[unit, kpi.key, start, end] = fit(_rows(kpi, rows), kind=_kind(kpi)) if rows else None
    return {kpi.key: known[unit, kpi.key, start, end] for kpi in kpis}


def _by_agent(everything: Iterable[Done]) -> dict[int, list[Done]]:
    own: dict[int, list[Done]] = defaultdict(list)
    for done in everything:
        own[done.agent].append(done)
    return own


def _kind(kpi: Kpi) -> Kind:
    if kpi.interval is IntervalKind.WILSON:
        return Kind.SHARE
    # Logarithms differ by so much where times differ by a factor.
    return Kind.TIME if kpi.interval is IntervalKind.MEAN and kpi.unit is Unit.SECONDS else Kind.MEAN


def _rows(kpi: Kpi, everything: Iterable[Done]) -> list[Rows]:
    if _kind(kpi) is Kind.SHARE:
        return [Answers(done.agent, done.work, done.total, done.n) for done in everything]
    return [Amounts(done.agent, done.work, done.total, done.n, done.squares) for done in everything]


def _compared(kpi: Kpi, scale: Scale, score: AgentScore) -> LikeWithLike:
    shown = _shown(kpi)
    return LikeWithLike(
        n=round(score.n),
        raw=shown(score.raw or 0.0),
        expected=shown(score.expected or 0.0),
        centre=shown(scale.centre),
        weight=score.weight,
        value=shown(score.score),
        low=shown(score.interval.low),
        high=shown(score.interval.high),
        comparable=score.comparable,
        people=scale.agents,
    )


def _shown(kpi: Kpi) -> Callable[[float], float]:
    """From what was reckoned with to what people read: a typical time was reckoned with as its logarithm."""
    return (lambda value: math.exp(value / LOG_UNIT)) if kpi.interval is IntervalKind.GEOMETRIC else float
