"""How the tests of the judged policy come to measures, praise, ratings and answers of customers."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dengta.domains.communication.models import Praise
from dengta.domains.people.models import Employee, Membership, Unit
from dengta.domains.recognition.models import Case, ClauseVersion, Measure, Reward
from dengta.domains.service.models import UnitDay
from tests.cast import FOUNDED, Tree


class Scene(NamedTuple):
    """A house with a clause in force, and two who decide."""

    tree: Tree
    published: ClauseVersion
    hr: Employee
    head: Employee


SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEK = timedelta(days=7)
SATURDAY = timedelta(days=5)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), SHANGHAI)


def crowd(team: Unit, n: int, *, prefix: str, hired_on: date = FOUNDED) -> list[Employee]:
    """So many people in a team, without accounts."""
    people = Employee.objects.bulk_create(
        Employee(number=f"{prefix}{place:04}", name=f"客服{prefix}{place}", hired_on=hired_on) for place in range(n)
    )
    Membership.objects.bulk_create(Membership(employee=one, unit=team, valid_from=FOUNDED) for one in people)
    return people


def decided(
    people: Iterable[Employee], version: ClauseVersion, unit: Unit, *, on: date, by: Sequence[Employee],
    measure: Measure = Measure.REMINDER, state: str = "delivered",
) -> list[Case]:  # fmt: skip
    """A case of each, decided on this day by the first of two others, with all that a case has by then."""
    decider, proposer = by[:2]
    known, at = on - timedelta(days=7), noon(on)
    start = Case.objects.count()
    return Case.objects.bulk_create(
        Case(
            number=f"GA{start + place:06}", employee=one, unit=unit, version=version, happened_on=known, known_on=known,
            source="attendance", handler=proposer, state=state, opened_at=noon(known), noticed_at=noon(known),
            heard="statement", heard_at=noon(known), cause="agent", found_at=noon(known), found_by=proposer,
            repetition=1, measure=measure, proposed_by=proposer, proposed_at=at, decider=decider, decided_at=at,
            delivered_on=on, delivery="signed",
        )
        for place, one in enumerate(people)
    )  # fmt: skip


def praise(people: Iterable[Employee], unit: Unit, *, on: date, by: Employee) -> None:
    """Each is praised once."""
    Praise.objects.bulk_create(
        Praise(giver=by, receiver=one, unit=unit, text="多谢帮忙", given_on=on, given_at=noon(on)) for one in people
    )


def reward(people: Iterable[Employee], unit: Unit, *, on: date, amount: int = 100, key: str = "1") -> None:
    """Each is given the same."""
    Reward.objects.bulk_create(
        Reward(
            employee=one, unit=unit, form="cash", source="bonus", key=key, title="月度奖金", amount=Decimal(amount),
            facts_known_on=on, granted_on=on,
        )
        for one in people
    )  # fmt: skip


def satisfied(unit: Unit, *, since: date, weeks: int, shares: Sequence[float], answers: int = 400) -> None:
    """A week of answers after the other, each on its Saturday; the shares are repeated where there are fewer."""
    happy = [round(answers * shares[week % len(shares)]) for week in range(weeks)]
    UnitDay.objects.bulk_create(
        (
            UnitDay(unit=unit, day=since + week * WEEK + SATURDAY, surveys=answers, csat_5=n, csat_1=answers - n)
            for week, n in enumerate(happy)
        ),
        ignore_conflicts=True,
    )
