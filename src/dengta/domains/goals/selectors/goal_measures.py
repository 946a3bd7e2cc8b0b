"""What can be a goal: the figures of the service room's library that get better in one direction, in percent points."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dengta.domains.service.selectors.kpis import Good, IntervalKind, Kpi, Table, Unit, kpi_named, registered_kpis
from dengta.domains.service.selectors.samples import Sample
from dengta.engines.goals.measures import Bounds, Direction, MeasureKind
from dengta.engines.goals.splits import PRIOR_STRENGTH, shrunk_baseline

# What takes the place of a figure that cannot be split: a share within the promise, or a plain mean.
INSTEAD: Mapping[str, str] = {
    "wait_p90": "service_level",
    "frt_p50": "reply_in_time",
    "frt_p90": "reply_in_time",
    "frt_open_p50": "reply_in_time",
    "frt_open_p90": "reply_in_time",
    "acw_p90": "acw",
    "aht_typical": "aht",
}
_BOUNDS: Mapping[Unit, Bounds] = {
    Unit.SHARE: Bounds(0.0, 100.0),
    Unit.PER_1000: Bounds(0.0, 1000.0),
    Unit.SECONDS: Bounds(0.0),
    Unit.COUNT: Bounds(0.0),
}
_SCORES: Mapping[str, Bounds] = {"nps": Bounds(-100.0, 100.0), "ces": Bounds(1.0, 7.0)}


@dataclass(frozen=True)
class Measured:
    """A figure as goals reckon with it: shares in percent points, everything else in its own unit."""

    kpi: Kpi

    @property
    def name(self) -> str | Promise:
        """What people call it."""
        return self.kpi.name

    @property
    def kind(self) -> MeasureKind:
        """How its parts combine to the whole."""
        if self.kpi.percentile is not None or self.kpi.interval is IntervalKind.GEOMETRIC:
            return MeasureKind.PERCENTILE
        if not self.kpi.denominator:
            return MeasureKind.SUM
        return MeasureKind.MEAN if self.kpi.unit is Unit.SECONDS else MeasureKind.RATIO

    @property
    def instead(self) -> str:
        """The key of what can be split in its place; empty where it can be split itself."""
        return INSTEAD.get(self.kpi.key, "service_level") if self.kind is MeasureKind.PERCENTILE else ""

    @property
    def direction(self) -> Direction:
        """Which way is better."""
        return Direction.DOWN if self.kpi.good is Good.DOWN else Direction.UP

    @property
    def sign(self) -> int:
        """+1 where more is better."""
        return self.direction.sign

    @property
    def bounds(self) -> Bounds:
        """What it can be at all."""
        return _SCORES.get(self.kpi.key) or _BOUNDS.get(self.kpi.unit, Bounds())

    @property
    def scale(self) -> int:
        """From numerator over denominator to what goals reckon with."""
        return 100 if self.kpi.unit in {Unit.SHARE} or self.kpi.key == "nps" else self.kpi.scale

    def points(self, value: float | None) -> float | None:
        """A value of the library in the unit of goals."""
        return value if value is None or self.kpi.unit is not Unit.SHARE else value * 100

    def of(self, sample: Sample) -> float | None:
        """The figure that a sample makes."""
        return self.scale * sample.numerator / sample.denominator if sample.denominator else None

    def shrunk(self, sample: Sample | None, group: float) -> float:
        """An agent's baseline, drawn towards the team as far as the sample is small (rules 5.6)."""
        if sample is None or not sample.denominator:
            return group
        return shrunk_baseline(sample.denominator, sample.numerator * self.scale / 100, group, PRIOR_STRENGTH)

    def nearer(self, one: float, other: float) -> float:
        """The better of two values."""
        return max(one, other) if self.sign > 0 else min(one, other)

    def text(self, value: float | None) -> str:
        """As people read it: to a tenth, never more exactly than it is known."""
        if value is None:
            return "–"
        if self.kpi.unit is Unit.SECONDS:
            whole = round(value)
            return _("{n} s").format(n=f"{value:.0f}") if value < 100 else f"{whole // 60}:{whole % 60:02}"
        tail = "%" if self.kpi.unit is Unit.SHARE else ""
        return f"{value:,.1f}{tail}"

    def span(self, low: float | None, high: float | None) -> str:
        """Both ends of an interval."""
        return f"{self.text(low)}–{self.text(high)}"

    def change(self, value: float) -> str:
        """A difference, with its sign; of shares in points."""
        number = f"{value:+,.2f}".replace("-", "−")
        return f"{number} {_('pt')}" if self.kpi.unit is Unit.SHARE else number


def measured(key: str) -> Measured:
    """The measure of this key. Raises RuleViolation for an unknown one, as the library does."""
    return Measured(kpi_named(key))


def offered() -> list[Measured]:
    """Everything that can be better or worse; what cannot be split is refused when chosen, with what can be instead."""
    return [
        Measured(kpi)
        for kpi in registered_kpis()
        if kpi.good is not Good.NEITHER and kpi.table is not Table.OPEN and (kpi.denominator or kpi.percentile)
    ]
