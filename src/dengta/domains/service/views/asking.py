"""What a screen is asked for: period, unit, queue, channel, topic, all in the query string, so Back works."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils import timezone

from dengta.domains.people.models import Account
from dengta.domains.service.forms import FilterForm
from dengta.domains.service.models import Channel
from dengta.domains.service.selectors.choices import Choice, choices_for, today_in
from dengta.domains.service.selectors.periods import Period, period_of
from dengta.web.http import Request as WebRequest

Request = WebRequest[Account]
REPORT_PERIODS = ("today", "7d", "28d", "13w", "custom")


@dataclass(frozen=True)
class Asked:
    """The filter of a screen, narrowed to what the reader may choose. `units` is everything they may choose from."""

    query: QueryDict
    path: str
    form: FilterForm
    period: Period
    zone: ZoneInfo
    now: datetime
    units: Sequence[Choice]
    unit: Choice | None = None
    queue: Choice | None = None
    channel: int | None = None
    type: Choice | None = None
    day: date | None = None
    agent: Choice | None = None

    @property
    def today(self) -> date:
        """The day at the site."""
        return today_in(self.zone, self.now)

    def opener(self, path: str, *left_out: str) -> "Callable[..., str]":
        """`url` for many lines of a table, which differ only in what they add; `left_out` are not kept."""
        kept = self.url(path, **dict.fromkeys(left_out))
        joint = "&" if "?" in kept else "?"
        return lambda **more: f"{kept}{joint}{urlencode(more)}"

    @cached_property
    def _given(self) -> list[tuple[str, list[str]]]:
        return list(self.query.lists())

    @cached_property
    def names(self) -> dict[int, str]:
        """The names of units that the filter has read already."""
        return {unit.pk: unit.name for unit in self.units}

    @property
    def is_filtered(self) -> bool:
        """Whether anything differs from how the page opens."""
        return any(self.query.get(name) for name in self.form.fields)

    def url(self, path: str = "", **changes: object) -> str:
        """This filter, here or on another screen, with some parameters changed; None drops one."""
        left_out = changes.keys() | {"page", "format", "view"}
        query = [(name, value) for name, values in self._given if name not in left_out for value in values]
        query += [(name, str(value)) for name, value in changes.items() if value is not None]
        return f"{path or self.path}?{urlencode(query)}" if query else path or self.path


def asked(
    request: Request, *, shown: Sequence[str], default: str = "28d", periods: Sequence[str] = REPORT_PERIODS
) -> Asked:
    """The filter of this request. Values that do not fit or are out of reach are ignored, never an error page."""
    now = timezone.now()
    agent = request.GET.get("agent", "")
    offered = choices_for(request.user, of=shown, agent=int(agent) if agent.isdecimal() else None)
    zone = offered.clock
    key = request.GET.get("period", default)
    fields = (*shown, *(("start", "end") if key == "custom" and "period" in shown else ()))
    data = request.GET.copy()
    data.setdefault("period", default)
    form = FilterForm(data, periods=periods, shown=fields, choices=offered)
    form.is_valid()
    chosen: dict[str, Any] = form.cleaned_data
    period = period_of(
        chosen.get("period") or default,
        today=today_in(zone, now),
        start=chosen.get("start"),
        end=chosen.get("end"),
    )
    _show_dates(form, period)
    plain = Asked(request.GET, request.path, form, period, zone, now, offered.units)
    return replace(
        plain,
        unit=_picked(offered.units, chosen.get("unit")),
        queue=_picked(offered.queues, chosen.get("queue")),
        channel=int(chosen["channel"]) if chosen.get("channel") else None,
        type=_picked(offered.topics, chosen.get("type")),
        day=chosen.get("day"),
        agent=offered.agent,
    )


def _picked(rows: Sequence[Any], key: str | None) -> Any:
    """The row of this id among those one may choose."""
    return next((row for row in rows if str(row.pk) == key), None) if key else None


def _show_dates(form: FilterForm, period: Period) -> None:
    """The days really meant, where the reader left one out or swapped them."""
    if "start" in form.fields:
        form.data = {**form.data, "start": period.start.isoformat(), "end": period.last.isoformat()}


def channel_word(channel: int | None) -> str:
    """The name of a channel; nothing for all of them."""
    return str(Channel(channel).label) if channel else ""
