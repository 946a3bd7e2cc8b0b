"""KPI values for screens: from the sums only, in a constant number of queries, with sample and interval.

`kpi_values` asks at most nine: the tree, one per minimum sample (three), sums, states, one per percentile shown; one
for the promises that open contacts may have broken, and one for the names of the groups.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import Count, Model, Q, QuerySet, Sum

from dengta.domains.people.models import Employee
from dengta.domains.people.models import Unit as House
from dengta.domains.service import policies
from dengta.domains.service.models import (
    AgentDay,
    AgentWeekShape,
    Channel,
    Contact,
    Queue,
    StateDay,
    TeamDay,
    TeamDayShape,
    UnitDay,
)
from dengta.domains.service.selectors.kpis import IntervalKind, Kpi, Table, Unit, kpi_named
from dengta.domains.service.selectors.names import names_of
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.selectors.unfinished import overdue, undecided_contacts
from dengta.engines.metrics import (
    Interval,
    Reliability,
    geometric_interval,
    geometric_mean,
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


# Grouping → the column of the key; and what a key is the id of.
_KEYS: Mapping[By, str] = {
    By.UNIT: "unit_id",
    By.AGENT: "agent_id",
    By.QUEUE: "queue_id",
    By.CHANNEL: "channel",
    By.DAY: "day",
}
_NAMED: Mapping[By, type[Model]] = {By.UNIT: House, By.AGENT: Employee, By.QUEUE: Queue}
Key = Any
# Key of each group → its summed columns.
_Sums = dict[Key, dict[str, int]]


class Figure(NamedTuple):
    """One KPI of one group. `value` is None where there is nothing to count; `n` is the sample it rests on."""

    kpi: Kpi
    numerator: int
    denominator: int
    value: float | None
    n: int
    reliability: Reliability
    minimum: int
    sums: Mapping[str, int] = MappingProxyType({})

    @property
    def interval(self) -> Interval | None:
        """In which the truth lies; None for what is counted, not estimated. Made when asked for: most cells do not."""
        if self.value is None or not self.kpi.denominator or self.kpi.interval is IntervalKind.NONE:
            return None
        interval = _interval(self.kpi, self.numerator, self.denominator, self.sums)
        return interval and Interval(interval.low * self.kpi.scale, interval.high * self.kpi.scale)

    @property
    def is_solid(self) -> bool:
        """Whether it may be compared and ranked."""
        return self.reliability is Reliability.SOLID


class Figures(Mapping[str, Figure]):
    """The figures of one group, each made when first asked for: a table of hundreds of teams shows a page of them."""

    def __init__(self, kpis: Mapping[str, Kpi], make: Callable[[Kpi], Figure]) -> None:
        self._kpis, self._make, self._known = kpis, make, dict[str, Figure]()

    def __getitem__(self, key: str) -> Figure:
        """The figure of this KPI."""
        if key not in self._known:
            self._known[key] = self._make(self._kpis[key])
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        """The keys of its KPIs."""
        return iter(self._kpis)

    def __len__(self) -> int:
        """How many KPIs it has."""
        return len(self._kpis)


class Group(NamedTuple):
    """The figures of one team, agent, queue, channel or day (or of everything: key None)."""

    key: Key
    name: str
    figures: Mapping[str, Figure]
    # What they are made of: sums of groups are again sums, their figures are not.
    sums: Mapping[str, int] = MappingProxyType({})


def kpi_values(
    actor: Actor,
    *,
    kpis: Sequence[str],
    where: Slice,
    today: date,
    by: By = By.TOTAL,
    names: Mapping[Key, str] | None = None,
) -> list[Group]:
    """The KPIs of each group that has any fact in this slice, by name (days: in order). `names`: those that are known.

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

    def make(key: Key, row: Mapping[str, int], kpi: Kpi) -> Figure:
        mature = _mature(kpi, key, by, where, today)
        return figure_of(kpi, row, minimum=minimums[kpi.minimum.name], mature=mature)

    groups = sums or ({None: {}} if by is By.TOTAL else {})
    called, known = _names(by, groups, names or {}), {kpi.key: kpi for kpi in wanted}
    found = [Group(key, called[key], Figures(known, partial(make, key, row)), row) for key, row in groups.items()]
    return sorted(found, key=lambda group: (group.name, str(group.key)))


def _names(by: By, keys: Collection[Key], known: Mapping[Key, str]) -> Mapping[Key, str]:
    """What each group is called. Read once for all of them: joined, the name would be read for each of their days."""
    if by in _NAMED:
        return names_of(_NAMED[by], keys, known=known)
    if by is By.CHANNEL:
        return {key: str(Channel(key).label) for key in keys}
    return {key: "" if key is None else key.isoformat() for key in keys}


def _mature(kpi: Kpi, key: Key, by: By, where: Slice, today: date) -> bool:
    last = key if by is By.DAY else where.last
    return bool(last + timedelta(days=kpi.lag_days) < today) if kpi.lag_days else True


def _sums(actor: Actor, kpis: Sequence[Kpi], where: Slice, by: By, *, personal: bool) -> _Sums:
    sums: _Sums = defaultdict(dict)
    units = where.units()
    of_contacts = {column for kpi in kpis if kpi.table is Table.CONTACTS for column in kpi.columns}
    if of_contacts:
        rows = _days_of(actor, by, about_work=where.is_about_work, personal=personal)
        rows = rows.filter(where.days(), units, where.work(), _people(where, by))
        _add(sums, _grouped(rows, of_contacts, by))
    of_states = {column for kpi in kpis if kpi.table is Table.STATES for column in kpi.columns}
    # States know neither queue nor channel.
    if of_states and by not in {By.QUEUE, By.CHANNEL} and where.queue is None and where.channel is None:
        states = policies.see_agent_states if personal else policies.see_team_states
        rows = _visible(states, actor, StateDay.objects.all(), personal=personal)
        _add(sums, _grouped(rows.filter(where.days(), units, _people(where, by)), of_states, by))
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


def _people(where: Slice, by: By) -> Q:
    """The agents it is narrowed to; by agent, what nobody handled is left out."""
    return Q(agent_id__isnull=False) if by is By.AGENT and not where.is_about_agents else where.people()


def _days_of(actor: Actor, by: By, *, about_work: bool, personal: bool) -> QuerySet[Any]:
    """The fewest sums that answer: those of agents only where the slice is about agents, those by queue and channel
    only where one of these is asked for."""
    if personal:
        return policies.see_agent_figures.scope(actor, AgentDay.objects.all())
    if by in {By.QUEUE, By.CHANNEL} or about_work:
        return policies.see_team_figures.aggregate_scope(actor, TeamDay.objects.all())
    return policies.see_unit_figures.aggregate_scope(actor, UnitDay.objects.all())


def _visible(right: Any, actor: Actor, rows: QuerySet[Any], *, personal: bool) -> QuerySet[Any]:
    return right.scope(actor, rows) if personal else right.aggregate_scope(actor, rows)  # type: ignore[no-any-return]


def _grouped(rows: QuerySet[Any], columns: set[str], by: By) -> _Sums:
    # The columns themselves, because to look each up by its name costs more than to sum it.
    own = rows.model._meta
    aggregates = {f"sum_{name}": Sum(own.get_field(name).get_col(own.db_table)) for name in sorted(columns)}
    if by is By.TOTAL:
        row = rows.aggregate(**aggregates)
        return {None: {column: int(row[f"sum_{column}"] or 0) for column in columns}}
    summed = rows.order_by().values_list(_KEYS[by]).annotate(**aggregates)
    # The aggregates stand behind the key, in their order.
    return {key: dict(zip(sorted(columns), map(int, sums), strict=True)) for key, *sums in summed}


def _add(sums: _Sums, more: _Sums) -> None:
    for group, columns in more.items():
        sums[group].update(columns)


def _shapes(actor: Actor, which: str, where: Slice, by: By, *, personal: bool) -> dict[Key, list[bytes]]:
    """Packed histograms per group. Those of an agent are kept by week: the period is rounded out to whole weeks."""
    rows: QuerySet[Any]
    if personal:
        rows = policies.see_agent_shapes.scope(actor, AgentWeekShape.objects.all())
        rows = rows.filter(where.weeks(), where.units("week"), where.people())
    else:
        rows = policies.see_team_shapes.aggregate_scope(actor, TeamDayShape.objects.all())
        rows = rows.filter(where.days(), where.units(), where.work())
    parts: dict[Key, list[bytes]] = defaultdict(list)
    for packed, *key in rows.order_by().values_list(which, *([] if by is By.TOTAL else [_KEYS[by]])):
        parts[key[0] if key else None].append(bytes(packed))
    return parts


def _late(actor: Actor, kpis: Sequence[Kpi], where: Slice, by: By, *, now: datetime, personal: bool) -> _Sums:
    """Open contacts per group that have broken these promises already: no sums, a snapshot of `now`. One query."""
    right = policies.see_agent_open_sums if personal else policies.see_open_sums
    rows = _visible(right, actor, Contact.objects.filter(undecided_contacts()), personal=personal)
    rows = rows.filter(where.days("business_day"), where.units("business_day"), _people(where, by), where.work())
    if len(kpis) == 1:
        # One promise alone is a condition on the rows: cheaper than one on the count.
        rows = rows.filter(overdue(kpis[0].overdue, now=now))
        late = {f"late_{kpis[0].key}": Count("pk")}
    else:
        late = {f"late_{kpi.key}": Count("pk", filter=overdue(kpi.overdue, now=now)) for kpi in kpis}
    if by is By.TOTAL:
        counted = rows.aggregate(**late)
        return {None: {f"{kpi.key}:late": counted[f"late_{kpi.key}"] for kpi in kpis}}
    key = "business_day" if by is By.DAY else _KEYS[by]
    grouped = rows.order_by().values(key).annotate(**late)
    return {row[key]: {f"{kpi.key}:late": row[f"late_{kpi.key}"] for kpi in kpis} for row in grouped}


def figure_of(kpi: Kpi, row: Mapping[str, int], *, minimum: int, mature: bool = True) -> Figure:
    """The figure that these summed columns make."""
    if kpi.percentile is not None:
        return _percentile(kpi, row, minimum=minimum, mature=mature)
    numerator = kpi.sum_of(kpi.numerator, row)
    if not kpi.denominator:
        state = Reliability.SOLID if mature else Reliability.IMMATURE
        return Figure(kpi, numerator, 0, float(numerator), numerator, state, minimum)
    denominator = kpi.sum_of(kpi.denominator, row) + row.get(f"{kpi.key}:late", 0)
    n = (kpi.sum_of(kpi.sample, row) if kpi.sample else denominator) // kpi.sample_divisor
    return Figure(
        kpi,
        numerator,
        denominator,
        value=_value(kpi, numerator, denominator) if denominator else None,
        n=n,
        reliability=reliability(n, minimum=minimum, mature=mature),
        minimum=minimum,
        sums=row,
    )


def _value(kpi: Kpi, numerator: int, denominator: int) -> float:
    if kpi.interval is IntervalKind.GEOMETRIC:
        return geometric_mean(denominator, numerator)
    return numerator / denominator * kpi.scale


def _percentile(kpi: Kpi, row: Mapping[str, int], *, minimum: int, mature: bool) -> Figure:
    n, value = row.get(f"{kpi.key}:n", 0), row.get(kpi.key, 0)
    carries = reliability(n, minimum=minimum, mature=mature)
    return Figure(kpi, value if n else 0, n, float(value) if n else None, n, carries, minimum)


def _interval(kpi: Kpi, numerator: int, denominator: int, row: Mapping[str, int]) -> Interval | None:
    match kpi.interval:
        case IntervalKind.POISSON:
            return rate_interval(numerator, denominator, per=1)
        case IntervalKind.MEAN:
            return mean_interval(denominator, numerator, row[kpi.squares])
        case IntervalKind.GEOMETRIC:
            return geometric_interval(denominator, numerator, row[kpi.squares])
        case IntervalKind.NPS:
            return nps_interval(row["promoters"], row["passives"], row["detractors"])
        case _:
            return wilson(numerator, denominator)


__all__ = ["By", "Figure", "Group", "Slice", "Unit", "figure_of", "kpi_values"]
