"""How the tests of stars and contests put answers and contacts under people, and lead a month to its end."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from dengta.domains.people.models import Employee, Unit
from dengta.domains.recognition.models import Contest, StarCriteria, StarMonth
from dengta.domains.recognition.services import contests, star_criteria, star_decisions, star_months
from dengta.domains.service.models import Channel, Contact, ContactType, Queue, Shift, Source, Survey
from tests.recognition.adopting import account

ZONE = ZoneInfo("Asia/Shanghai")
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)
DAY = date(2026, 10, 12)
NOON = datetime(2026, 10, 12, 4, 0, tzinfo=UTC)
# The first working day after the holidays of October is the second of November, a Monday.
TAKEN = datetime(2026, 11, 2, 7, 0, tzinfo=ZONE)
COUNTED = datetime(2026, 11, 5, 7, 0, tzinfo=ZONE)


def terms(**other: Any) -> star_criteria.Terms:
    told = {
        "csat_weight": 60, "min_answers": 30, "min_solved": 20, "places": 3, "vote_days": 2, "bonus": Decimal(600),
        "points": 100, **other,
    }  # fmt: skip
    return star_criteria.Terms(**told)


def criteria(unit: Unit, by: Employee, *, month: date = OCTOBER, **other: Any) -> StarCriteria:
    """Criteria that were written on the 20th of the month before."""
    written = datetime.combine((month - timedelta(days=1)).replace(day=20), datetime.min.time(), ZONE)
    return star_criteria.set_criteria(
        unit=unit, terms=terms(**other), why="看满意度和一次解决", by=account(by), now=written
    )


def tiers(unit: Unit, by: Employee, *, month: date = OCTOBER, lines: tuple[tuple[str, int, int], ...] = ()) -> Any:
    written = datetime.combine((month - timedelta(days=1)).replace(day=20), datetime.min.time(), ZONE)
    told = lines or (("铜", 40, 0), ("银", 60, 50), ("金", 80, 100))
    return star_criteria.set_tiers(
        unit=unit, why="看得见的距离", by=account(by), now=written,
        lines=[star_criteria.Line(name, f"{name} tier", Decimal(score), points) for name, score, points in told],
    )  # fmt: skip


def kind(unit: Unit, name: str = "easy") -> dict[str, object]:
    queue, _new = Queue.objects.get_or_create(code=f"hotline-{unit.pk}", defaults={"name": "hotline", "unit": unit})
    topic, _new = ContactType.objects.get_or_create(code=name, defaults={"name": name})
    return {"queue": queue, "type": topic}


def did(
    agent: Employee, unit: Unit, happy: tuple[int, int], solved: tuple[int, int] = (90, 100), *, work: str = "easy",
    day: date = DAY,
) -> None:  # fmt: skip
    """So many satisfied of so many answers, and so many solved at once of so many contacts."""
    source, _new = Source.objects.get_or_create(name="desk", defaults={"unit": unit})
    about = {"source": source, "agent": agent, "unit": unit, "shift": Shift.MORNING, "channel": Channel.VOICE}
    about |= kind(unit, work)
    name = f"{agent.pk}-{work}-{day}"
    Survey.objects.bulk_create(
        Survey(**about, external_id=f"{name}-{n}", day=day, sent_at=NOON, csat=5 if n < happy[0] else 1)
        for n in range(happy[1])
    )  # fmt: skip
    Contact.objects.bulk_create(
        Contact(
            **about, external_id=f"{name}-{n}", business_day=day, created_at=NOON, quarter=0, customer=n,
            outcome=Contact.Outcome.ANSWERED, handle_s=300, resolve_s=300, close_s=300,
            repeat_s=None if n < solved[0] else 60,
        )
        for n in range(solved[1])
    )  # fmt: skip


def taken(unit: Unit, *, month: date = OCTOBER, now: datetime = TAKEN) -> StarMonth:
    row = star_months.take_month(unit=unit, month=month, now=now)
    assert row is not None
    return row


def place_of(month: StarMonth, who: Employee) -> int:
    return month.standings.get(employee=who).pk


def vote(month: StarMonth, by: Employee, for_whom: Employee, *, now: datetime = TAKEN) -> None:
    star_months.vote(month_id=month.pk, for_id=place_of(month, for_whom), by=account(by), now=now)


def counted(month: StarMonth, *, now: datetime = COUNTED) -> StarMonth:
    return star_months.count_votes(month_id=month.pk, now=now)


def approved(month: StarMonth, by: Employee, *, now: datetime = COUNTED, **other: Any) -> StarMonth:
    return star_decisions.approve_star(month_id=month.pk, by=account(by), now=now, **other)


def contest(unit: Unit, teams: list[Unit], by: Employee, *, now: datetime, **other: Any) -> Contest:
    told: Mapping[str, Any] = {
        "title": "十月满意度接力", "kpi": "csat", "starts_on": OCTOBER, "ends_on": date(2026, 10, 31),
        "prize_form": "cash", "prize": Decimal(100), **other,
    }  # fmt: skip
    return contests.fix_contest(unit=unit, plan=contests.Plan(**told), teams=teams, by=account(by), now=now)
