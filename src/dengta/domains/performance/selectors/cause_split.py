"""The arithmetic of a change: how much of it is another mix of work, how much is doing the same work differently.

Both readings leave no residual. Mid-point weights do not care which period comes first; measured against a plan, the
mix is weighed with the planned values and the rest is performance. The plan is the target that was published for the
team; where none was in force, the first period stands for it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dengta.domains.goals.selectors.published_targets import PublishedTarget, published_target
from dengta.domains.performance.models import CauseAnalysis, CauseStratum
from dengta.domains.service.selectors.kpis import Good, kpi_named
from dengta.domains.service.selectors.strata import KindOfWork, channel_name, shift_name
from dengta.engines.goals import MixSplit, PlanPart, mix_effect
from dengta.engines.metrics import Cell, Change, Interval, difference_interval, split_change, wilson

Strata = Mapping[Hashable, Cell]
By = Callable[[CauseStratum], object]
Name = Callable[[CauseStratum], str]


@dataclass(frozen=True)
class Side:
    """One period: the share, the sample it rests on and its interval."""

    n: int
    hits: int

    @property
    def value(self) -> float | None:
        """The share; None without a sample."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> Interval:
        """In which the truth lies."""
        return wilson(self.hits, self.n)


@dataclass(frozen=True)
class Line:
    """One kind of work in both periods, and what it adds to the change."""

    name: str
    topic: int
    channel: int
    before: Side
    after: Side
    mix: float
    performance: float


@dataclass(frozen=True)
class Split:
    """A change, taken apart twice: `change` between the periods with mid-point weights, `against_plan` between plan and
    second period. The plan is `target`, or the first period where no target was in force."""

    before: Side
    after: Side
    change: Change | None
    against_plan: MixSplit | None
    interval: Interval | None
    lines: Sequence[Line]
    shifts: Sequence[Line]
    target: PublishedTarget | None = None

    @property
    def total(self) -> float:
        """The change of the share; 0 where one side is empty."""
        return self.change.total if self.change else 0.0


def difference(before: Side, after: Side) -> Interval | None:
    """The interval of the change; None where one side is empty."""
    if before.value is None or after.value is None:
        return None
    return difference_interval(before.interval, before.value, after.interval, after.value)


def whole(cells: Iterable[Cell]) -> Side:
    """All kinds of work together."""
    known = list(cells)
    return Side(int(sum(cell.n for cell in known)), int(sum(cell.total for cell in known)))


def has_worsened(*, kpi: str, before: Side, after: Side, points: float, today: date) -> bool:
    """Whether a share got worse by more than so many points, and by more than chance, on samples that carry it."""
    interval, known = difference(before, after), kpi_named(kpi)
    if interval is None or min(before.n, after.n) < known.minimum.on(today):
        return False
    assert before.value is not None
    assert after.value is not None
    worse = 1 if known.good is Good.DOWN else -1
    by_chance = interval.covers(0)
    return not by_chance and (after.value - before.value) * worse * 100 > points


def target_of(analysis: CauseAnalysis) -> PublishedTarget | None:
    """What the team was asked to reach in the second period; None where no target was in force. Two queries."""
    return published_target(kpi=analysis.kpi, unit=analysis.unit_id, start=analysis.after_start, end=analysis.after_end)


def split_of(analysis: CauseAnalysis, target: PublishedTarget | None = None) -> Split:
    """The split of an analysis, from its strata; against the target of the second period, where one is given. One
    query."""
    rows = list(analysis.strata.order_by("topic_name", "topic", "channel", "shift"))
    before: Strata = {_kind(row): Cell(row.before_hits, row.before_n) for row in rows if row.before_n}
    after: Strata = {_kind(row): Cell(row.after_hits, row.after_n) for row in rows if row.after_n}
    change = split_change(before, after)
    sides = whole(before.values()), whole(after.values())
    # Goals reckon with shares in percent points.
    planned = sides[0].value if target is None else target.value / 100
    return Split(
        *sides,
        change=change,
        target=target,
        against_plan=against_plan(before, after, planned or 0.0) if change else None,
        interval=difference(*sides),
        lines=_lines(rows, change, by=lambda row: (row.topic, row.channel), name=_topic_and_channel),
        shifts=_lines(rows, change, by=lambda row: row.shift, name=lambda row: shift_name(row.shift)),
    )


def against_plan(before: Strata, after: Strata, planned: float) -> MixSplit:
    """What came against what was planned. A target says one figure for the whole: each kind of work is planned as the
    first period had it, and as much better as the whole. How much better changes no mix, so nothing is read into it.

    Work that one of the periods did not have is planned as it did in the other: it is mix.
    """
    more = planned - (whole(before.values()).value or 0.0)
    parts = []
    for kind in {**before, **after}:
        old, new = before.get(kind), after.get(kind)
        known = [cell.ratio for cell in (old, new) if cell is not None]
        parts.append(PlanPart(known[0] + more, known[-1], old.n if old else 0, new.n if new else 0))
    return mix_effect(parts)


def _kind(row: CauseStratum) -> KindOfWork:
    return KindOfWork(row.topic, row.channel, row.shift)


def _topic_and_channel(row: CauseStratum) -> str:
    channel = channel_name(row.channel)
    return f"{row.topic_name} · {channel}" if row.topic_name else channel


def _lines(rows: Sequence[CauseStratum], change: Change | None, *, by: By, name: Name) -> list[Line]:
    """Strata put together by something they have in common; what they add is the sum of what each adds."""
    groups: dict[object, list[CauseStratum]] = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    lines = [
        Line(
            name=name(group[0]),
            topic=group[0].topic,
            channel=group[0].channel,
            before=Side(sum(row.before_n for row in group), sum(row.before_hits for row in group)),
            after=Side(sum(row.after_n for row in group), sum(row.after_hits for row in group)),
            mix=sum(change.mix_by[_kind(row)] for row in group) if change else 0.0,
            performance=sum(change.performance_by[_kind(row)] for row in group) if change else 0.0,
        )
        for group in groups.values()
    ]
    return sorted(lines, key=lambda line: -abs(line.mix + line.performance))
