"""Six believable weeks of 青禾电商, so that every chart, table and list of the room's pages has something to show.

Random but always the same, and small: some eight hundred contacts. What is odd is odd on purpose: a day without mail,
a call without a topic, a late file, a source gone silent; the page of data health names each.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dengta.domains.people.models import Employee, Membership, Unit
from dengta.domains.service.models import AgentState, Channel, Contact, ContactType, Queue, Source
from dengta.domains.service.services.boards import close_board, open_board
from dengta.domains.service.services.complaints import NewComplaint, add_complaints
from dengta.domains.service.services.contests import answer_contest, open_contest
from dengta.domains.service.services.corrections import correct_contact
from dengta.domains.service.services.facts import NewContact, add_contacts
from dengta.domains.service.services.rollups import refresh_rollups
from dengta.domains.service.services.saved_views import save_view
from dengta.domains.service.services.states import NewState, add_states
from dengta.domains.service.services.strengths import refresh_strengths
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from tests.access.frame import House
from tests.cast import FOUNDED
from tests.service.centre import NOW, SHANGHAI, TODAY

DAYS = 42
PER_AGENT_AND_DAY = 4
TOPICS = ("退换货", "退款时效", "物流查询")


@dataclass(frozen=True)
class Desk:
    """Somebody at work: whom, at which queue, how good, how fast."""

    agent: Employee
    queue: Queue
    channel: Channel
    skill: float
    pace: float


@dataclass(frozen=True)
class Floor:
    """The source, the queues, the topics and the people who serve them."""

    source: Source
    desks: Sequence[Desk]
    topics: Sequence[ContactType]

    @property
    def mail(self) -> Queue:
        """The queue that misses a day."""
        return next(desk.queue for desk in self.desks if desk.channel == Channel.EMAIL)


def furnish_floor(house: House) -> Floor:
    """Bring in everything, through the services of the room; the sums are in step afterwards."""
    floor = _set_up(house)
    contacts = list(_contacts(floor, random.Random(18)))
    add_contacts(source=floor.source, contacts=contacts, origin="青禾通话.xlsx")
    _voices(floor, random.Random(19), contacts)
    add_states(source=floor.source, states=list(_states(floor, random.Random(20))), origin="青禾状态.xlsx")
    refresh_rollups(now=NOW, today=TODAY)
    refresh_strengths(today=TODAY)
    _oddities(floor)
    refresh_rollups(now=NOW, today=TODAY)
    _objections(house)
    _screens(house)
    return floor


def _set_up(house: House) -> Floor:
    tree = house.tree
    source = Source.objects.create(name="云台呼叫中心", unit=tree.qinghe, tracks_open=True)
    Source.objects.create(
        name="旧工单系统", unit=tree.qinghe, stale_after_hours=24, last_fact_at=NOW - timedelta(days=9)
    )
    phone = Queue.objects.create(code="floor-phone", name="青禾售后热线", unit=tree.qinghe, answer_target_s=20)
    chat = Queue.objects.create(
        code="floor-chat",
        name="青禾售后在线",
        unit=tree.qinghe,
        answer_target_s=30,
        reply_target_s=60,
        next_target_s=120,
    )
    mail = Queue.objects.create(
        code="floor-mail", name="青禾邮件工单", unit=tree.qinghe, reply_target_s=4 * 3600, resolve_target_s=24 * 3600
    )
    topics = [ContactType.objects.create(code=name, name=name) for name in TOPICS]
    tang, song = (_joins(number, name, tree.aftersales_2) for number, name in (("K11001", "唐悦"), ("K11002", "宋宁")))
    desks = [
        Desk(house.agent, phone, Channel.VOICE, 0.99, 0.9),
        Desk(house.peer, phone, Channel.VOICE, 0.74, 1.2),
        Desk(house.mentor, chat, Channel.CHAT, 0.78, 1.0),
        Desk(tang, chat, Channel.CHAT, 0.80, 1.1),
        Desk(song, mail, Channel.EMAIL, 0.80, 1.0),
    ]
    return Floor(source, desks, topics)


def _joins(number: str, name: str, team: Unit) -> Employee:
    employee = Employee.objects.create(number=number, name=name, hired_on=FOUNDED)
    Membership.objects.create(employee=employee, unit=team, valid_from=FOUNDED)
    return employee


def _contacts(floor: Floor, dice: random.Random) -> Iterator[NewContact]:
    for back in range(DAYS, -1, -1):
        day = TODAY - timedelta(days=back)
        if back == 0:
            yield from _this_morning(floor, dice)
            continue
        for desk in floor.desks:
            if desk.channel == Channel.EMAIL and back == 3:
                continue
            for place in range(PER_AGENT_AND_DAY):
                hour = 8 + place * 3 + dice.randint(0, 2)
                start = datetime(day.year, day.month, day.day, hour, dice.randint(0, 59), tzinfo=SHANGHAI)
                yield _contact(floor, desk, start, dice, number=f"{desk.queue.code}-{desk.agent.number}-{back}-{place}")


def _this_morning(floor: Floor, dice: random.Random) -> Iterator[NewContact]:
    """From eight to ten: a quiet start, then a crowded hour on the telephone."""
    for place in range(36):
        desk = floor.desks[place % len(floor.desks)]
        minute = place * 3 if place < 12 else 60 + (place - 12) * 2
        start = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=SHANGHAI) + timedelta(minutes=minute)
        yield _contact(floor, desk, start, dice, number=f"{desk.queue.code}-today-{place}", crowded=minute >= 60)


def _contact(
    floor: Floor, desk: Desk, start: datetime, dice: random.Random, *, number: str, crowded: bool = False
) -> NewContact:
    written = desk.channel == Channel.EMAIL
    wait = None if written else dice.randint(15, 90) if crowded else dice.choice([3, 8, 12, 18, 25])
    told = {
        "external_id": number,
        "queue": desk.queue.pk,
        "channel": desk.channel,
        "created_at": start,
        "type": dice.choice(floor.topics).pk,
        "wait_s": wait,
    }
    if not written and dice.random() < (0.12 if crowded else 0.05):
        return NewContact(**told, answered=False)
    handle = round(dice.randint(180, 700) * desk.pace)
    ends = start + timedelta(seconds=(wait or 0) + handle)
    open_still = start.date() == TODAY and dice.random() < 0.3
    solved = ends if not open_still and dice.random() < 0.9 else None
    return NewContact(
        **told,
        agent=desk.agent.pk,
        customer=f"c{dice.randint(0, 900)}",
        emotional=dice.random() < 0.12,
        handle_s=handle,
        hold_s=dice.randint(0, 40) if desk.channel == Channel.VOICE else None,
        wrap_s=dice.randint(20, 90),
        first_reply_at=None if desk.channel == Channel.VOICE else start + timedelta(seconds=dice.randint(10, 120)),
        next_s=None if desk.channel == Channel.VOICE else dice.randint(20, 200),
        paused_s=dice.choice([0, 0, 60]) if written else None,
        resolved_at=solved,
        closed_at=None if open_still else ends,
        reopened_at=solved + timedelta(days=2) if solved and dice.random() < 0.04 else None,
        transfers=int(dice.random() < 0.07),
    )


def _voices(floor: Floor, dice: random.Random, contacts: Sequence[NewContact]) -> None:
    skill = {desk.agent.pk: desk.skill for desk in floor.desks}
    served = [contact for contact in contacts if contact.agent is not None]
    invited = [contact for contact in served if dice.random() < 0.75]
    surveys = []
    for contact in invited:
        happy = dice.random() < skill[contact.agent or 0]
        grade = dice.choice([4, 5, 5]) if happy else dice.choice([1, 2, 3])
        answers = dice.random() < 0.85
        surveys.append(
            NewSurvey(
                external_id=f"S-{contact.external_id}",
                contact=contact.external_id,
                sent_at=contact.created_at + timedelta(minutes=30),
                answered_at=contact.created_at + timedelta(hours=1) if answers else None,
                csat=grade if answers else None,
                nps=(10 if happy else 5) if answers else None,
                ces=(6 if happy else 3) if answers else None,
                solved=happy if answers and grade != 3 else None,
            )
        )
    add_surveys(source=floor.source, surveys=surveys, origin="青禾回访.xlsx")
    causes = ("product", "process", "policy", "agent", "undetermined")
    complaints = [
        NewComplaint(
            external_id=f"T-{contact.external_id}",
            contact=contact.external_id,
            received_at=contact.created_at + timedelta(hours=3),
            cause=causes[place % len(causes)],
            justified=causes[place % len(causes)] != "policy",
        )
        for place, contact in enumerate(served[::40])
    ]
    add_complaints(source=floor.source, complaints=complaints, origin="青禾投诉.xlsx")


def _states(floor: Floor, dice: random.Random) -> Iterator[NewState]:
    """A day of five stretches each, over a fortnight; this morning only what is over by ten."""
    kinds = AgentState.State
    for desk in floor.desks:
        for back in range(14, 0, -1):
            day = TODAY - timedelta(days=back)
            moment = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI).astimezone(UTC)
            for kind in (kinds.HANDLING, kinds.WRAP, kinds.AVAILABLE, kinds.BREAK, kinds.HANDLING):
                end = moment + timedelta(minutes=dice.randint(10, 90))
                yield NewState(agent=desk.agent.pk, state=kind, start_at=moment, end_at=end)
                moment = end


def _oddities(floor: Floor) -> None:
    """A file that comes late and holds what cannot be right."""
    phone = floor.desks[0]
    start = NOW - timedelta(days=5)
    told = {"queue": phone.queue.pk, "channel": Channel.VOICE, "agent": phone.agent.pk, "wait_s": 5}
    late = [
        NewContact(external_id="late-1", created_at=start, handle_s=14 * 3600, wrap_s=30, **told),
        NewContact(external_id="late-2", created_at=start, handle_s=60, wrap_s=900, **told),
    ]
    add_contacts(source=floor.source, contacts=late, origin="青禾通话-补.xlsx")


def _objections(house: House) -> None:
    """One that waits and one that was answered; the record it was about has been put right."""
    agent, leads = house.agent.account, house.supervisor.account
    assert agent is not None
    assert leads is not None
    own = Contact.objects.filter(agent=house.agent, handle_s__isnull=False).order_by("-created_at", "-pk")
    waiting, settled = own[5], own[6]
    open_contest(
        kpi="aht", day=waiting.business_day, contact_id=waiting.pk, reason="系统卡住了三分钟", at=NOW, by=agent
    )
    answered = open_contest(
        kpi="transfer_rate",
        day=settled.business_day,
        contact_id=settled.pk,
        reason="客户自己要求转接",
        at=NOW,
        by=agent,
    )
    answer_contest(contest_id=answered.pk, upheld=True, answer="录音属实，已更正", at=NOW, by=leads)
    correct_contact(contact_id=settled.pk, changes={"transfers": 0}, reason="异议成立", by=leads)
    house["settled"] = settled


def _screens(house: House) -> None:
    """A board that hangs, one that was taken down, and a few views that the leader keeps."""
    leads, leader = house.supervisor.account, house.leader.account
    assert leads is not None
    assert leader is not None
    open_board(unit_id=house.tree.aftersales_1.pk, name="三楼走廊", days=90, by=leads, now=NOW)
    taken, _token = open_board(unit_id=house.tree.qinghe.pk, name="旧会议室", days=30, by=leads, now=NOW)
    close_board(link_id=taken.pk, by=leads, now=NOW)
    for name, query in (("本周按话题", "period=7d&by=type"), ("13 周按队列", "period=13w&by=queue")):
        save_view(page="csat", name=name, query=query, today=TODAY, by=leader)
