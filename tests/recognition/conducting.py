"""How the tests of what stands around the formal case register breaches and make people sign."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Breach, ClauseVersion
from dengta.domains.recognition.services import breach_endings as endings
from dengta.domains.recognition.services.breaches import Seen, register_breach
from tests.conftest import NOW
from tests.recognition.adopting import account, sign

DAY = timedelta(days=1)
TODAY = NOW.date()
WORDS = "十七日早班晚到四十分钟，没有提前说。"


def signed(version: ClauseVersion, *people: Employee) -> ClauseVersion:
    """They signed the book before anything happened."""
    for one in people:
        sign(version.edition, one, now=NOW - 10 * DAY)
    return version


def seen(employee: Employee, **other: Any) -> Seen:
    return Seen(
        **{
            "employee": employee, "happened_on": TODAY - DAY, "known_on": TODAY, "source": "report", "clause": "KQ03",
            "words": WORDS, **other,
        }
    )  # fmt: skip


def registered(employee: Employee, by: Employee | None, *, now: datetime = NOW, **other: Any) -> Breach:
    return register_breach(seen=seen(employee, **other), by=account(by) if by else None, now=now)


def end(
    breach: Breach, by: Employee | None, ending: str = "correction", *, now: datetime = NOW, **other: Any
) -> Breach:
    said = {"why": "当面说清楚了，已补班。", **other}
    return endings.end_breach(
        breach_id=breach.pk, ending=ending, by=account(by) if by else None, now=now, **said
    )  # fmt: skip


def at(day: date) -> datetime:
    return NOW + (day - TODAY)


Hire = Callable[..., Employee]
