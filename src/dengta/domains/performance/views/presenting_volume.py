"""The volume behind a cause analysis as its page shows it: a day's contacts, how long they waited, and the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dengta.domains.performance.models import CauseAnalysis
from dengta.domains.performance.selectors.cause_volume import Volume
from dengta.domains.service.selectors.figures import Figure
from dengta.domains.service.selectors.kpis import Unit

DASH = "–"


@dataclass(frozen=True)
class ShownPair:
    """A figure in both periods, with the rows behind each of them."""

    name: str
    before: str
    after: str
    change: str = ""
    before_url: str = ""
    after_url: str = ""


@dataclass(frozen=True)
class ShownVolume:
    """What came in, what is usual, what became of the waiting, by queue and by hour."""

    total: ShownPair
    before_note: str
    after_note: str
    usual: str
    usual_note: str
    against_usual: str
    waiting: Sequence[ShownPair]
    queues: Sequence[ShownPair]
    hours: Sequence[ShownPair]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted in either period."""
        return not self.queues


def shown_volume(analysis: CauseAnalysis, volume: Volume, *, opens_rows: bool) -> ShownVolume:
    """What the page of an analysis shows of its volume. No query."""
    show = _Shower(analysis, volume, opens_rows=opens_rows)
    before, after = volume.before["offered"].numerator, volume.after["offered"].numerator
    per_day = None if volume.usual is None else volume.usual / volume.days_after
    note = _("{n} contacts in {days} days")
    return ShownVolume(
        total=show.pair(_("Contacts a day"), before, after),
        before_note=note.format(n=before, days=volume.days_before),
        after_note=note.format(n=after, days=volume.days_after),
        usual=DASH if per_day is None else f"{per_day:.1f}",
        usual_note=_("median of the same weekdays, {weeks} weeks before").format(weeks=volume.weeks)
        if volume.weeks
        else _("no weeks before to compare with"),
        against_usual=_change(volume.usual, after),
        waiting=[show.figures(key) for key in ("service_level", "abandonment", "asa")],
        queues=[show.pair(line.name, line.before, line.after, queue=line.queue) for line in volume.queues],
        hours=[
            show.pair(f"{line.hour:02}:00–{line.hour + 1:02}:00", line.before, line.after, rows=False)
            for line in volume.hours
        ],
    )


def _change(before: float | None, after: float) -> str:
    """How much more or less, as a share of before; a true minus, so that a reader hears it."""
    if not before:
        return DASH
    rounded = round(100 * (after - before) / before) or 0
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else '±'}{abs(rounded)} %"


def _text(figure: Figure) -> str:
    if figure.value is None:
        return DASH
    if figure.kpi.unit is Unit.SHARE:
        return f"{figure.value * 100:.1f} %"
    return _("{n} s").format(n=f"{figure.value:.0f}")


@dataclass(frozen=True)
class _Shower:
    analysis: CauseAnalysis
    volume: Volume
    opens_rows: bool

    def pair(self, name: str, before: int, after: int, *, queue: int | None = None, rows: bool = True) -> ShownPair:
        days = self.volume.days_before, self.volume.days_after
        asked: dict[str, object] = {"kpi": "offered"} | ({} if queue is None else {"queue": queue})
        return ShownPair(
            name, f"{before / days[0]:.1f}", f"{after / days[1]:.1f}", _change(before / days[0], after / days[1]),
            self._url(asked, after=False) if rows and before else "",
            self._url(asked, after=True) if rows and after else "",
        )  # fmt: skip

    def figures(self, key: str) -> ShownPair:
        before, after = self.volume.before[key], self.volume.after[key]
        urls = [
            self._url({"kpi": key}, after=which) if side.n else "" for side, which in ((before, False), (after, True))
        ]
        return ShownPair(str(before.kpi.name), _text(before), _text(after), "", *urls)

    def _url(self, asked: dict[str, object], *, after: bool) -> str:
        if not self.opens_rows:
            return ""
        row = self.analysis
        start, end = (row.after_start, row.after_end) if after else (row.before_start, row.before_end)
        days = {"start": start.isoformat(), "end": (end - timedelta(days=1)).isoformat()}
        query = {**asked, "period": "custom", **days, "unit": row.unit_id}
        return f"{reverse('service:rows')}?{urlencode(query)}"
