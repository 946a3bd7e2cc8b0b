"""A stretch of a day by the clock and some queues: what a line of an interval table is about, in the query string."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.urls import reverse

from dengta.domains.service.selectors.course import QUARTER_S
from dengta.domains.service.views import words

# More queues than this in one link are no longer a question that somebody asked.
MOST_QUEUES = 200


@cache
def rows_path() -> str:
    """The address of the rows behind a number. Kept: a report has hundreds of links to it."""
    return reverse("service:rows")


@cache
def definition_path(kpi: str) -> str:
    """The address of the definition of a KPI of the library."""
    return reverse("service:definition", args=[kpi])


@lru_cache(maxsize=8192)
def strengths_path(agent: int) -> str:
    """The address of the profile of an agent."""
    return reverse("service:strengths", args=[agent])


@dataclass(frozen=True)
class Window:
    """Quarters of an hour since 1970 from `first` up to, not including, `until`; of these queues, or all (None)."""

    first: int
    until: int
    queues: Collection[int] | None = None

    @classmethod
    def asked_for(cls, query: QueryDict) -> "Window | None":
        """The window of a request; None where it names none, or nonsense."""
        first, until = query.get("quarter", ""), query.get("until", "")
        named = query.get("queues")
        queues = [int(pk) for pk in named.split(",") if pk.isdecimal()][:MOST_QUEUES] if named is not None else None
        if not (first.isdecimal() and until.isdecimal() and len(first) == len(until) == 7):
            return None
        return cls(int(first), int(until), queues) if int(first) < int(until) else None

    def text(self, zone: ZoneInfo) -> str:
        """The day and the hours, as the table names them."""
        start, end = (datetime.fromtimestamp(quarter * QUARTER_S, tz=zone) for quarter in (self.first, self.until))
        last = "24:00" if end.date() > start.date() else f"{end:%H:%M}"
        return f"{words.day_text(start.date())} {start:%H:%M}–{last}"

    def url(self, kpi: str, **more: Any) -> str:
        """The rows behind this KPI in this window."""
        return f"{rows_path()}?kpi={kpi}&{self._asked}{_asked(**more)}"

    @cached_property
    def _asked(self) -> str:
        queues = "" if self.queues is None else f"&queues={','.join(map(str, self.queues))}"
        return f"quarter={self.first}&until={self.until}{queues}"


# Every line of a table asks the same of its window.
@lru_cache(maxsize=512)
def _asked(**more: Any) -> str:
    asked = urlencode({name: value for name, value in more.items() if value is not None})
    return f"&{asked}" if asked else ""
