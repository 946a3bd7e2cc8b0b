"""The figures that a plan may rest on, and what a goal stands at: from the service room, with sample and interval."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dengta.domains.performance.models import PlanReading
from dengta.domains.service.selectors.figures import By, Figure, kpi_values
from dengta.domains.service.selectors.kpis import Good, Kpi, kpi_named
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.selectors.strata import SHARES
from dengta.engines.metrics import Interval, wilson
from dengta.engines.scoring import MINIMUM, Month, Reason, alarm
from dengta.foundation.access import Actor

ONE_DAY = timedelta(days=1)
MONTHS = 3
Verdict = PlanReading.Verdict


class Ground(StrEnum):
    """Why a plan may be begun, or why not yet."""

    TWO_MONTHS = "two_months"
    TOO_FEW = "too_few"
    WITHIN_CHANCE = "within_chance"
    SINGLE_MONTH = "single_month"
    NOT_WORSE = "not_worse"


@dataclass(frozen=True)
class MonthSeen:
    """One month of one person beside their team."""

    month: date
    hits: int
    n: int
    team_hits: int
    team_n: int

    @property
    def value(self) -> float | None:
        """The share of the person."""
        return self.hits / self.n if self.n else None

    @property
    def team(self) -> float | None:
        """The share of the team."""
        return self.team_hits / self.team_n if self.team_n else None

    @property
    def interval(self) -> Interval:
        """In which the truth about the person lies."""
        return wilson(self.hits, self.n)


@dataclass(frozen=True)
class Guarded:
    """What the last whole months say, and whether a plan may rest on them."""

    kpi: Kpi
    ground: Ground
    months: Sequence[MonthSeen]
    minimum: int

    @property
    def allows(self) -> bool:
        """Whether a plan may be begun."""
        return self.ground is Ground.TWO_MONTHS


def measurable() -> list[Kpi]:
    """The figures in which a plan can have goals: shares that are a person's own."""
    return [kpi for kpi in map(kpi_named, SHARES) if kpi.personal]


def guard(actor: Actor, *, employee_id: int, unit_id: int, kpi: str, today: date) -> Guarded:
    """Whether a plan may be begun: the guard of `engines.scoring` must tell the person from the team, and the month
    before must point the same way on a sample that carries it. A single month, however bad, begins none, and none
    rests on fewer than thirty observations, however small a sample the house shows on its screens.

    Read with the rights of `actor`. A constant number of queries.
    """
    return guards(actor, employee_ids=[employee_id], unit_id=unit_id, kpi=kpi, today=today)[employee_id]


def guards(actor: Actor, *, employee_ids: Collection[int], unit_id: int, kpi: str, today: date) -> dict[int, Guarded]:
    """The same for several people of one team, and as many queries."""
    known = kpi_named(kpi)
    minimum = max(MINIMUM, known.minimum.on(today))
    seen: dict[int, list[MonthSeen]] = {pk: [] for pk in employee_ids}
    for start, end in whole_months(today, MONTHS):
        own = _own(actor, kpi, Slice(start=start, end=end, unit=unit_id, agents=list(seen)), today)
        team = _figure(actor, kpi, Slice(start=start, end=end, unit=unit_id), today)
        for pk, months in seen.items():
            hits, n = own.get(pk, (0, 0))
            months.append(MonthSeen(start, hits, n, team.numerator, team.denominator))
    return {
        pk: Guarded(known, judge(months, good=known.good, minimum=minimum), months, minimum)
        for pk, months in seen.items()
    }


def judge(months: Sequence[MonthSeen], *, good: Good, minimum: int) -> Ground:
    """What consecutive months say, the last one last."""
    history = [_told(month, good) for month in months]
    minimum = max(MINIMUM, minimum)
    verdict = alarm(history, minimum=minimum)
    last, before = months[-1], months[-2]
    if verdict.reason is Reason.TOO_FEW:
        return Ground.TOO_FEW
    if verdict.above:
        return Ground.NOT_WORSE
    if verdict.reason is Reason.ONCE_ONLY:
        return Ground.SINGLE_MONTH
    if not verdict.below:
        return Ground.WITHIN_CHANCE
    both = before.n >= minimum and _is_worse(before, good) and _is_worse(last, good)
    return Ground.TWO_MONTHS if both else Ground.SINGLE_MONTH


def whole_months(today: date, number: int) -> list[tuple[date, date]]:
    """The last so many months that are over, oldest first, half-open."""
    found, end = [], today.replace(day=1)
    for _step in range(number):
        start = (end - ONE_DAY).replace(day=1)
        found.append((start, end))
        end = start
    return found[::-1]


@dataclass(frozen=True)
class Stand:
    """What a goal stands at."""

    n: int
    value: float | None
    low: float | None
    high: float | None
    verdict: str


def stands(
    actor: Actor, *, employee_id: int, targets: Mapping[str, float], start: date, end: date, today: date
) -> dict[str, Stand]:
    """What each goal (KPI → target in the figure's own unit) stands at in these days. A constant number of queries."""
    groups = kpi_values(
        actor, kpis=list(targets), where=Slice(start=start, end=end, agent=employee_id), by=By.TOTAL, today=today
    )
    return {key: _stand(groups[0].figures[key], target) for key, target in targets.items()}


def _stand(figure: Figure, target: float) -> Stand:
    if figure.value is None or figure.n < figure.minimum:
        interval = figure.interval
        low, high = (interval.low, interval.high) if interval else (None, None)
        return Stand(figure.n, figure.value, low, high, Verdict.TOO_LITTLE)
    interval = figure.interval
    assert interval is not None
    better = figure.value >= target if figure.kpi.good is Good.UP else figure.value <= target
    verdict = Verdict.REACHED if better else Verdict.UNCLEAR if interval.covers(target) else Verdict.MISSED
    return Stand(figure.n, figure.value, interval.low, interval.high, verdict)


def _own(actor: Actor, kpi: str, where: Slice, today: date) -> dict[int, tuple[int, int]]:
    """Numerator and denominator of each of the people that the slice is about."""
    unnamed = dict.fromkeys(where.agents or (), "")
    groups = kpi_values(actor, kpis=[kpi], where=where, by=By.AGENT, today=today, names=unnamed)
    return {group.key: (group.figures[kpi].numerator, group.figures[kpi].denominator) for group in groups}


def _figure(actor: Actor, kpi: str, where: Slice, today: date) -> Figure:
    return kpi_values(actor, kpis=[kpi], where=where, by=By.TOTAL, today=today)[0].figures[kpi]


def _told(month: MonthSeen, good: Good) -> Month:
    if good is Good.DOWN:
        return Month(month.n - month.hits, month.n, month.team_n - month.team_hits, month.team_n)
    return Month(month.hits, month.n, month.team_hits, month.team_n)


def _is_worse(month: MonthSeen, good: Good) -> bool:
    if month.value is None or month.team is None:
        return False
    return month.value > month.team if good is Good.DOWN else month.value < month.team
