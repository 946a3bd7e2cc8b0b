"""A small invented centre with a fortnight of facts, random but always the same, for the tests of the service room."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Channel, ContactType, Queue, Source
from dengta.domains.service.services.complaints import NewComplaint, add_complaints
from dengta.domains.service.services.facts import NewContact, add_contacts
from dengta.domains.service.services.states import NewState, add_states
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from tests.cast import Tree

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 2)
TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=SHANGHAI)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment in November 2026 in Shanghai."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=SHANGHAI)


@dataclass
class Centre:
    """The dimensions, and the people by name."""

    source: Source
    hotline: Queue
    chat: Queue
    mail: Queue
    tickets: Queue
    refunds: ContactType
    advice: ContactType
    people: dict[str, Employee] = field(default_factory=dict)

    def contact(self, number: str, **facts: object) -> NewContact:
        """A call on the hotline on Monday 16 November at ten, unless said otherwise."""
        told = {"queue": self.hotline.pk, "channel": Channel.VOICE, "created_at": at(16, 10), "type": self.advice.pk}
        return NewContact(external_id=number, **{**told, **facts})  # type: ignore[arg-type]

    def add(self, *contacts: NewContact, origin: str = "test") -> int:
        """Add them through the service."""
        return add_contacts(source=self.source, contacts=contacts, origin=origin)


def build(tree: Tree) -> Centre:
    """Queues of two clients that must never see each other, two topics, one source."""
    source = Source.objects.create(name="desk", unit=tree.company, tracks_open=True)

    def queue(code: str, owner: object, **promises: object) -> Queue:
        return Queue.objects.create(code=code, name=code, unit=owner, **promises)

    return Centre(
        source=source,
        hotline=queue("hotline", tree.qinghe, answer_target_s=20),
        chat=queue("chat", tree.qinghe, answer_target_s=30, reply_target_s=60, next_target_s=120),
        mail=queue(
            "mail",
            tree.qinghe,
            reply_target_s=4 * 3600,
            resolve_target_s=24 * 3600,
            opens_at=time(9),
            closes_at=time(18),
            weekdays="12345",
        ),
        tickets=queue("tickets", tree.ticketing, answer_target_s=20),
        refunds=ContactType.objects.create(code="refunds", name="退款"),
        advice=ContactType.objects.create(code="advice", name="咨询"),
    )


def fill(
    centre: Centre, agents: Sequence[tuple[Employee, Queue]], *, per_day: int = 6, days: int = 14, seed: int = 5
) -> int:
    """Random facts for these agents over a fortnight from Monday 2 November; returns the number of contacts."""
    dice, clocks = random.Random(seed), random.Random(seed + 1)
    contacts: list[NewContact] = []
    for offset in range(days):
        for agent, queue in agents:
            for _number in range(dice.randint(per_day // 2, per_day)):
                told = _told(dice, MONDAY + timedelta(days=offset), _CHANNELS.get(queue.code, Channel.VOICE))
                if told["answered"] and queue.code in _CHANNELS:
                    told |= {"next_s": clocks.randint(0, 300), "paused_s": clocks.choice([None, 0, 600, 40_000])}
                contacts.append(
                    NewContact(
                        external_id=f"F{len(contacts)}",
                        queue=queue.pk,
                        agent=agent.pk,
                        type=dice.choice([centre.refunds.pk, centre.advice.pk]),
                        **told,
                    )
                )
    add_contacts(source=centre.source, contacts=contacts, origin="fill")
    _voices(centre, dice, contacts)
    _states(centre, dice, list(dict.fromkeys(agent for agent, _queue in agents)), days)
    return len(contacts)


_CHANNELS = {"chat": Channel.CHAT, "mail": Channel.EMAIL}


def _told(dice: random.Random, day: date, channel: Channel) -> dict[str, Any]:
    """How one contact went."""
    start = datetime(day.year, day.month, day.day, dice.randint(0, 23), dice.randint(0, 59), tzinfo=SHANGHAI)
    answered = dice.random() > 0.12 or channel == Channel.EMAIL
    told: dict[str, Any] = {
        "channel": channel,
        "created_at": start,
        "answered": answered,
        "customer": f"c{dice.randint(0, 150)}" if dice.random() < 0.8 else "",
        "emotional": dice.random() < 0.1,
        "wait_s": None if channel == Channel.EMAIL else dice.randint(0, 90),
    }
    if not answered:
        return told
    told |= {
        "handle_s": dice.randint(30, 2400),
        "hold_s": dice.randint(0, 60) if channel == Channel.VOICE else None,
        "wrap_s": dice.randint(0, 120) if dice.random() < 0.9 else None,
        "transfers": int(dice.random() < 0.1),
    }
    if channel != Channel.VOICE and dice.random() < 0.9:
        told["first_reply_at"] = start + timedelta(seconds=dice.randint(5, 20_000))
    if dice.random() < 0.7:
        told["resolved_at"] = start + timedelta(hours=dice.randint(1, 60))
        if dice.random() < 0.15:
            told["reopened_at"] = told["resolved_at"] + timedelta(days=dice.randint(1, 12))
    return told


def _voices(centre: Centre, dice: random.Random, contacts: Sequence[NewContact]) -> None:
    asked = random.Random(7)
    surveys = [
        NewSurvey(
            external_id=f"S-{contact.external_id}",
            contact=contact.external_id,
            sent_at=contact.created_at + timedelta(hours=1),
            csat=dice.choice([None, 1, 2, 3, 4, 5, 5, 5]),
            nps=dice.choice([None, 0, 6, 7, 8, 9, 10]),
            ces=dice.choice([None, 1, 4, 7]),
            solved=asked.choice([None, True, True, False]),
        )
        for contact in contacts
        if contact.answered and dice.random() < 0.5
    ]
    add_surveys(source=centre.source, surveys=surveys, origin="fill")
    complaints = [
        NewComplaint(
            external_id=f"K-{contact.external_id}",
            contact=contact.external_id,
            received_at=contact.created_at + timedelta(days=2),
            cause=dice.choice(["product", "process", "policy", "agent", "undetermined"]),
            justified=dice.choice([True, True, False, None]),
        )
        for contact in contacts
        if contact.answered and dice.random() < 0.1
    ]
    add_complaints(source=centre.source, complaints=complaints, origin="fill")


def _states(centre: Centre, dice: random.Random, agents: Sequence[Employee], days: int) -> None:
    states = []
    for agent in agents:
        for offset in range(days):
            moment = datetime.combine(MONDAY + timedelta(days=offset), datetime.min.time(), tzinfo=SHANGHAI)
            moment = (moment + timedelta(hours=9)).astimezone(UTC)
            for _stretch in range(5):
                end = moment + timedelta(seconds=dice.randint(60, 5000))
                states.append(NewState(agent=agent.pk, state=dice.randint(1, 7), start_at=moment, end_at=end))
                moment = end
    add_states(source=centre.source, states=states, origin="fill")


def served(centre: Centre, agent: Employee, *, n: int, handle_s: int = 300, mark: str = "", **facts: object) -> None:
    """So many calls of an agent on Monday 16 November."""
    centre.add(
        *(
            centre.contact(
                f"{mark}{agent.number}-{place}",
                created_at=at(16, 9, place % 60, place // 60),
                agent=agent.pk,
                wait_s=5,
                handle_s=handle_s,
                **facts,
            )
            for place in range(n)
        )
    )


def rated(centre: Centre, agent: Employee, *, satisfied: int, answers: int, sent: int) -> None:
    """Surveys about these calls: so many answered, so many of them with five."""
    grades = [5] * satisfied + [2] * (answers - satisfied) + [None] * (sent - answers)
    surveys = [
        NewSurvey(external_id=f"S{agent.number}-{n}", contact=f"{agent.number}-{n}", sent_at=at(16, 12), csat=grade)
        for n, grade in enumerate(grades)
    ]
    add_surveys(source=centre.source, surveys=surveys, origin="test")
