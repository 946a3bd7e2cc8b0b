"""The arithmetic of a cause analysis as a page shows it: figures in words, each with sample and interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dengta.domains.performance.models import CauseAnalysis
from dengta.domains.performance.selectors.cause_split import Line, Side, Split
from dengta.domains.service.selectors.kpis import Good, Kpi
from dengta.engines.metrics import Interval


@dataclass(frozen=True)
class ShownSide:
    """A share with its sample and interval, and the rows behind it."""

    value: str
    n: int
    interval: str
    few: bool
    url: str = ""


@dataclass(frozen=True)
class ShownLine:
    """A kind of work in both periods, and what it adds."""

    name: str
    before: ShownSide
    after: ShownSide
    mix: str
    performance: str


@dataclass(frozen=True)
class ShownSplit:
    """Everything about the change. `verdict` says in one sentence what it is made of."""

    before: ShownSide
    after: ShownSide
    total: str
    interval: str
    mix: str
    performance: str
    planned: str
    verdict: str
    status: str
    lines: Sequence[ShownLine]
    shifts: Sequence[ShownLine]


def points(share: float) -> str:
    """A change in percentage points, with its sign; a true minus, so that a reader hears it."""
    rounded = round(share * 100, 1) or 0.0
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else '±'}{abs(rounded):.1f}"


def percent(share: float | None) -> str:
    """A share; a dash where there is none."""
    return "–" if share is None else f"{share * 100:.1f} %"


def between(interval: Interval | None) -> str:
    """An interval of a share."""
    return "" if interval is None else f"{interval.low * 100:.1f}–{interval.high * 100:.1f} %"


def shown_split(analysis: CauseAnalysis, split: Split, kpi: Kpi, *, opens_rows: bool, minimum: int) -> ShownSplit:
    """What the page of an analysis shows of its arithmetic. No query."""
    show = _Shower(analysis, opens_rows=opens_rows, minimum=minimum)
    change = split.change
    total, mix, performance = (change.total, change.mix, change.performance) if change else (0.0, 0.0, 0.0)
    verdict, status = _verdict(split, kpi)
    interval = split.interval
    return ShownSplit(
        before=show.side(split.before, after=False),
        after=show.side(split.after, after=True),
        total=points(total),
        interval="" if interval is None else _("{low} to {high}").format(
            low=points(interval.low), high=points(interval.high)
        ),
        mix=points(mix),
        performance=points(performance),
        planned=_planned(split),
        verdict=verdict,
        status=status,
        lines=[show.line(line) for line in split.lines],
        shifts=[show.line(line, rows=False) for line in split.shifts],
    )  # fmt: skip


def _planned(split: Split) -> str:
    """Plan against actual in one sentence, which says what was taken for the plan."""
    against, target = split.against_plan, split.target
    if against is None:
        return ""
    told = {"mix": points(against.mix), "performance": points(against.performance)}
    if target is None:
        return _(
            "No target was in force in the second period, so the first period is taken as the plan: mix {mix}, "
            "performance {performance}."
        ).format(**told)
    versions = _(", ").join(str(number) for number in target.versions)
    return _(
        "Against the published target of {target} (“{goal}”, version {versions}): {total}, of it mix {mix}, "
        "performance {performance}. The mix of the plan is that of the first period."
    ).format(target=target.text, goal=target.title, versions=versions, total=points(against.total), **told)


def _verdict(split: Split, kpi: Kpi) -> tuple[str, str]:
    if split.change is None or split.interval is None:
        return _("One of the periods has no data."), "mute"
    if split.interval.covers(0):
        return _("The change is within chance: there may be nothing to explain."), "mute"
    total, mix = split.change.total, split.change.mix
    worse = (total < 0) == (kpi.good is Good.UP)
    if mix * total > 0 and abs(mix) >= abs(total) / 2:
        return _("At least half of the change comes from another mix of work, not from working differently."), "info"
    if worse:
        return _(
            "Most of the change is within the same kinds of work: look at process, training, product and volume."
        ), "warn"
    return _("Most of the change is within the same kinds of work, and for the better."), "good"


@dataclass(frozen=True)
class _Shower:
    analysis: CauseAnalysis
    opens_rows: bool
    minimum: int

    def side(self, side: Side, *, after: bool, line: Line | None = None, rows: bool = True) -> ShownSide:
        url = self._url(after=after, line=line) if rows and side.n and self.opens_rows else ""
        return ShownSide(
            percent(side.value), side.n, between(side.interval) if side.n else "", side.n < self.minimum, url
        )

    def line(self, line: Line, *, rows: bool = True) -> ShownLine:
        # Rows without a topic cannot be asked for by topic.
        rows = rows and line.topic != 0
        return ShownLine(
            line.name,
            self.side(line.before, after=False, line=line, rows=rows),
            self.side(line.after, after=True, line=line, rows=rows),
            points(line.mix),
            points(line.performance),
        )

    def _url(self, *, after: bool, line: Line | None) -> str:
        row = self.analysis
        start, end = (row.after_start, row.after_end) if after else (row.before_start, row.before_end)
        last: date = end - timedelta(days=1)
        asked: dict[str, object] = {
            "kpi": row.kpi, "period": "custom", "start": start.isoformat(), "end": last.isoformat(),
            "unit": row.unit_id,
        }  # fmt: skip
        if line is not None:
            asked |= {"type": line.topic, "channel": line.channel}
        return f"{reverse('service:rows')}?{urlencode(asked)}"
