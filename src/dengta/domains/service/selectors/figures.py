"""KPI values for screens: from the sums only, in a constant number of queries, with sample and interval.

`kpi_values` asks at most eight: the tree, one per minimum sample (three), sums, states, one per percentile shown; and
one for the promises that open contacts may have broken.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from dengta.domains.service import policies
from dengta.domains.service.models import (
    AgentDay,
    AgentWeekShape,
    Channel,
    Contact,
    StateDay,
    TeamDay,
    TeamDayShape,
    UnitDay,
)
from dengta.domains.service.selectors.kpis import IntervalKind, Kpi, Table, Unit, kpi_named
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.selectors.unfinished import late_contacts, open_contacts
from dengta.engines.metrics import (
    Interval,
    Reliability,
    mean_interval,
    nps_interval,
    rate_interval,
    reliability,
    wilson,
)
from dengta.engines.metrics.histogram import merged
from dengta.foundation.access import Actor
from dengta.foundation.errors import RuleViolation


class By(StrEnum):
    """What figures are grouped by."""

    TOTAL = "total"
    UNIT = "unit"
    AGENT = "agent"
    QUEUE = "queue"
    CHANNEL = "channel"
    DAY = "day"


# Grouping → the columns of the key and of its name.
_KEYS: Mapping[By, tuple[str, str]] = {
    By.UNIT: ("unit_id", "unit__name"),
    By.AGENT: ("agent_id", "agent__name"),
    By.QUEUE: ("queue_id", "queue__name"),
    By.CHANNEL: ("channel", "channel"),
    By.DAY: ("day", "day"),
}
Key = Any
# Key and name of each group → its summed columns.
_Sums = dict[tuple[Key, str], dict[str, int]]


@dataclass(frozen=True)
class Figure:
    """One KPI of one group. `value` is None where there is nothing to count; `n` is the sample it rests on."""

    kpi: Kpi
    numerator: int
    denominator: int
    value: float | None
    interval: Interval | None
    n: int
    reliability: Reliability
    minimum: int

    @property
    def is_solid(self) -> bool:
        """Whether it may be compared and ranked."""
        return self.reliability is Reliability.SOLID


@dataclass(frozen=True)
class Group:
    """The figures of one team, agent, queue, channel or day (or of everything: key None)."""

    key: Key
    name: str
    figures: Mapping[str, Figure]


def kpi_values(actor: Actor, *, kpis: Sequence[str], where: Slice, today: date, by: By = By.TOTAL) -> list[Group]:
    """The KPIs of each group that has any fact in this slice, by name (days: in order).

    Per agent, or for one agent, only rows of people whose own figures `actor` may see, and only KPIs that can be
    attributed to a person (kpi_not_personal otherwise). Sums of teams follow the wider right, a client has only that.
    """
    wanted = [kpi_named(key) for key in kpis]
    personal = by is By.AGENT or where.is_about_agents
    for kpi in wanted:
        if kpi.table is Table.OPEN:
            message = f"{kpi.key} is a snapshot: ask `backlog`"
            raise ValueError(message)
        if personal and not kpi.personal:
            raise RuleViolation("kpi_not_personal", kpi=kpi.name, why=kpi.attribution.label)
    sums = _sums(actor, wanted, where, by, personal=personal)
    minimums = {kpi.minimum.name: kpi.minimum.on(today) for kpi in {kpi.minimum.name: kpi for kpi in wanted}.values()}

    def figures(key: Key, row: Mapping[str, int]) -> dict[str, Figure]:
        return {
            kpi.key: figure_of(kpi, row, minimum=minimums[kpi.minimum.name], mature=_mature(kpi, key, by, where, today))
            for kpi in wanted
        }

    groups = sums or ({(None, ""): {}} if by is By.TOTAL else {})
    found = [Group(key, name, figures(key, row)) for (key, name), row in groups.items()]
    return sorted(found, key=lambda group: (group.name, str(group.key)))


def _mature(kpi: Kpi, key: Key, by: By, where: Slice, today: date) -> bool:
    last = key if by is By.DAY else where.last
    return bool(last + timedelta(days=kpi.lag_days) < today) if kpi.lag_days else True


def _sums(actor: Actor, kpis: Sequence[Kpi], where: Slice, by: By, *, personal: bool) -> _Sums:
    sums: _Sums = defaultdict(dict)
    units = where.units()
    of_contacts = {column for kpi in kpis if kpi.table is Table.CONTACTS for column in kpi.columns}
    if of_contacts:
        rows = _days_of(actor, where, by, personal=personal)
        rows = rows.filter(where.days(), units, where.work())
        _add(sums, _grouped(rows, of_contacts, by))
    of_states = {column for kpi in kpis if kpi.table is Table.STATES for column in kpi.columns}
    # States know neither queue nor channel.
    if of_states and by not in {By.QUEUE, By.CHANNEL} and where.queue is None and where.channel is None:
        states = policies.see_agent_states if personal else policies.see_team_states
        rows = _visible(states, actor, StateDay.objects.all(), personal=personal)
        _add(sums, _grouped(rows.filter(where.days(), units, where.people()), of_states, by))
    promised = [kpi for kpi in kpis if kpi.overdue]
    if promised and where.now is not None:
        _add(sums, _late(actor, promised, where, by, now=where.now, personal=personal))
    for kpi in kpis:
        if kpi.percentile is not None:
            for group, packed in _shapes(actor, kpi.percentile[0], where, by, personal=personal).items():
                whole = merged(packed)
                value = whole.percentile(kpi.percentile[1])
                sums[group] |= {f"{kpi.key}:n": whole.n, kpi.key: round(value or 0)}
    return sums


def _days_of(actor: Actor, where: Slice, by: By, *, personal: bool) -> QuerySet[Any]:
    """The fewest sums that answer: those of agents only where the slice is about agents, those by queue and channel
    only where one of these is asked for."""
    if personal:
        return policies.see_agent_figures.scope(actor, AgentDay.objects.all()).filter(where.people())
    if by in {By.QUEUE, By.CHANNEL} or where.is_about_work:
        return policies.see_team_figures.aggregate_scope(actor, TeamDay.objects.all())
    return policies.see_unit_figures.aggregate_scope(actor, UnitDay.objects.all())


def _visible(right: Any, actor: Actor, rows: QuerySet[Any], *, personal: bool) -> QuerySet[Any]:
    return right.scope(actor, rows) if personal else right.aggregate_scope(actor, rows)  # type: ignore[no-any-return]


def _grouped(rows: QuerySet[Any], columns: set[str], by: By) -> _Sums:
    aggregates = {f"sum_{column}": Sum(column, default=0) for column in sorted(columns)}
    if by is By.TOTAL:
        row = rows.aggregate(**aggregates)
        return {(None, ""): {column: int(row[f"sum_{column}"]) for column in columns}}
    key, name = _KEYS[by]
    if by is By.AGENT:
        rows = rows.filter(agent_id__isnull=False)
    return {
        (row[key], _name(by, row[name])): {column: int(row[f"sum_{column}"]) for column in columns}
        for row in rows.order_by().values(*{key, name}).annotate(**aggregates)
    }


def _name(by: By, name: Any) -> str:
    if by is By.CHANNEL:
        return str(Channel(name).label)
    return name.isoformat() if by is By.DAY else str(name)


def _add(sums: _Sums, more: _Sums) -> None:
    for group, columns in more.items():
        sums[group].update(columns)


def _shapes(actor: Actor, which: str, where: Slice, by: By, *, personal: bool) -> dict[tuple[Key, str], list[bytes]]:
    """Packed histograms per group. Those of an agent are kept by week: the period is rounded out to whole weeks."""
    rows: QuerySet[Any]
    if personal:
        rows = policies.see_agent_shapes.scope(actor, AgentWeekShape.objects.all())
        rows = rows.filter(where.weeks(), where.units("week"), where.people())
    else:
        rows = policies.see_team_shapes.aggregate_scope(actor, TeamDayShape.objects.all())
        rows = rows.filter(where.days(), where.units(), where.work())
    key, name = _KEYS.get(by, ("", ""))
    parts: dict[tuple[Key, str], list[bytes]] = defaultdict(list)
    columns = dict.fromkeys(part for part in (key, name) if part)
    for row in rows.order_by().values(which, *columns):
        group = (row[key], _name(by, row[name])) if key else (None, "")
        parts[group].append(bytes(row[which]))
    return parts


def _late(actor: Actor, kpis: Sequence[Kpi], where: Slice, by: By, *, now: datetime, personal: bool) -> _Sums:
    """Open contacts per group that have broken these promises already: no sums, a snapshot of `now`. One query."""
    right = policies.see_agent_open_sums if personal else policies.see_open_sums
    rows = _visible(right, actor, Contact.objects.filter(open_contacts()), personal=personal)
    rows = rows.filter(where.days("business_day"), where.units("business_day"), where.people(), where.work())
    late = {f"late_{kpi.key}": Count("pk", filter=late_contacts(kpi.overdue, now=now)) for kpi in kpis}
    if by is By.TOTAL:
        counted = rows.aggregate(**late)
        return {(None, ""): {f"{kpi.key}:late": counted[f"late_{kpi.key}"] for kpi in kpis}}
    key, name = _KEYS[by]
    rows = rows.filter(agent_id__isnull=False) if by is By.AGENT else rows
    grouped = rows.annotate(day=F("business_day")).order_by().values(*{key, name}).annotate(**late)
    return {
        (row[key], _name(by, row[name])): {f"{kpi.key}:late": row[f"late_{kpi.key}"] for kpi in kpis} for row in grouped
    }


def figure_of(kpi: Kpi, row: Mapping[str, int], *, minimum: int, mature: bool = True) -> Figure:
    """The figure that these summed columns make."""
    known = defaultdict(int, row)
    if kpi.percentile is not None:
        return _percentile(kpi, known, minimum=minimum, mature=mature)
    numerator = kpi.sum_of(kpi.numerator, known)
    if not kpi.denominator:
        state = Reliability.SOLID if mature else Reliability.IMMATURE
        return Figure(kpi, numerator, 0, float(numerator), None, numerator, state, minimum)
    denominator = kpi.sum_of(kpi.denominator, known) + known[f"{kpi.key}:late"]
    n = (kpi.sum_of(kpi.sample, known) if kpi.sample else denominator) // kpi.sample_divisor
    return Figure(
        kpi,
        numerator,
        denominator,
        value=numerator / denominator * kpi.scale if denominator else None,
        interval=_interval(kpi, numerator, denominator, known) if denominator else None,
        n=n,
        reliability=reliability(n, minimum=minimum, mature=mature),
        minimum=minimum,
    )


def _percentile(kpi: Kpi, row: Mapping[str, int], *, minimum: int, mature: bool) -> Figure:
    n, value = row[f"{kpi.key}:n"], row[kpi.key]
    carries = reliability(n, minimum=minimum, mature=mature)
    return Figure(kpi, value if n else 0, n, float(value) if n else None, None, n, carries, minimum)


def _interval(kpi: Kpi, numerator: int, denominator: int, row: Mapping[str, int]) -> Interval | None:
    kinds: Mapping[IntervalKind, Callable[[], Interval | None]] = {
        IntervalKind.WILSON: lambda: wilson(numerator, denominator),
        IntervalKind.POISSON: lambda: rate_interval(numerator, denominator, per=1),
        IntervalKind.MEAN: lambda: mean_interval(denominator, numerator, row[kpi.squares]),
        IntervalKind.NPS: lambda: nps_interval(row["promoters"], row["passives"], row["detractors"]),
        IntervalKind.NONE: lambda: None,
    }
    interval = kinds[kpi.interval]()
    return None if interval is None else Interval(interval.low * kpi.scale, interval.high * kpi.scale)


__all__ = ["By", "Figure", "Group", "Slice", "Unit", "figure_of", "kpi_values"]
