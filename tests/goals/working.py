"""How tests put rows of known work under agents: surveys and calls with their queue and topic, and the sums of them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from dengta.domains.people.models import Employee, Unit
from dengta.domains.service.models import Channel, Contact, ContactType, Queue, Shift, Source, Survey
from tests.goals.paying import put_figures

DAY = date(2026, 10, 12)
NOON = datetime(2026, 10, 12, 4, 0, tzinfo=UTC)


def colleagues(count: int) -> list[Employee]:
    """People about whom nothing is known but their work."""
    return Employee.objects.bulk_create(
        Employee(number=f"W{place:03}", name=f"同事{place}", pinyin=f"tongshi{place}") for place in range(count)
    )


def kinds(unit: Unit) -> dict[str, dict[str, object]]:
    """Easy and hard work: topics of one queue, and a queue whose contacts have no topic."""
    hotline, experts = (Queue.objects.get_or_create(code=code, defaults={"name": code, "unit": unit})[0]
                        for code in ("hotline", "experts"))  # fmt: skip
    easy, hard = (ContactType.objects.get_or_create(code=code, defaults={"name": code})[0] for code in ("easy", "hard"))
    return {
        "easy": {"queue": hotline, "type": easy},
        "hard": {"queue": hotline, "type": hard},
        "experts": {"queue": experts, "type": None},
    }


def _about(agent: Employee, unit: Unit, place: int) -> dict[str, object]:
    source, _new = Source.objects.get_or_create(name="desk", defaults={"unit": unit})
    number = f"{agent.pk}-{place}"
    return {"source": source, "external_id": number, "agent": agent, "unit": unit, "shift": Shift.MORNING}


def surveyed(agent: Employee, unit: Unit, answers: Mapping[str, tuple[int, int]]) -> None:
    """Kind of work → so many satisfied of so many answers, with the sums."""
    every = kinds(unit)
    rows = [(kind, place < good) for kind, (good, of) in answers.items() for place in range(of)]
    Survey.objects.bulk_create(
        Survey(**_about(agent, unit, place), **every[kind], channel=Channel.VOICE, day=DAY, sent_at=NOON,
               csat=5 if happy else 1)
        for place, (kind, happy) in enumerate(rows)
    )  # fmt: skip
    good = sum(happy for _kind, happy in rows)
    put_figures(agent, unit, DAY, csat_5=good, csat_1=len(rows) - good, surveys=len(rows))


def called(agent: Employee, unit: Unit, calls: Mapping[str, tuple[int, int]]) -> None:
    """Kind of work → so many seconds on each of so many calls, half of them a fifth longer, half a fifth shorter."""
    every = kinds(unit)
    rows = [
        (kind, round(seconds * (1.2 if place % 2 else 0.8)))
        for kind, (seconds, of) in calls.items()
        for place in range(of)
    ]
    Contact.objects.bulk_create(
        Contact(**_about(agent, unit, place), **every[kind], channel=Channel.VOICE, business_day=DAY, created_at=NOON,
                quarter=0, outcome=Contact.Outcome.ANSWERED, handle_s=seconds)
        for place, (kind, seconds) in enumerate(rows)
    )  # fmt: skip
    times = [seconds for _kind, seconds in rows]
    put_figures(agent, unit, DAY, answered=len(times), handles=len(times), handle_s=sum(times),
                handle_sq=sum(one * one for one in times))  # fmt: skip
