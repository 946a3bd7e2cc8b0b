"""Stand-ups, 1:1s and important talks: the team reads the one, two people alone read the others."""

from datetime import date, timedelta

from dengta.domains.communication.models import Announcement, Praise, Receipt, Standup, StandupAttendance
from dengta.domains.communication.services import one_on_ones, standup_rounds, standups, talks
from dengta.domains.communication.services.one_on_ones import NewPromise
from dengta.domains.communication.services.private_notes import keep_private_note
from dengta.domains.service.models import AgentState, Queue, Source
from dengta.domains.service.services.facts import NewContact, add_contacts
from dengta.domains.service.services.rollups import refresh_rollups
from dengta.domains.service.services.states import NewState, add_states
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
TODAY = date(2026, 11, 18)
# The own team, its leaders, and those who look after the whole house.
TEAM = {"agent", "peer", "leader", "mentor", "trainer", "planner", "quality"}
READERS = TEAM | {"supervisor", "hr", "executive", "auditor"}
LEADERS = {"leader", "supervisor"}
HOLDERS = {"leader", "other_leader", "supervisor", "executive"}
TWO = {"agent", "leader"}


def furnish(house: House) -> None:
    """A stand-up with minutes, a blocker, a talk of two in progress and one confirmed, a record to sign."""
    leader, agent, unit = house.leader, house.agent, house.tree.aftersales_1
    words = house.plant("words of a stand-up", seen_by=READERS)
    start = NOW - timedelta(days=1)
    held = Standup.objects.create(
        unit=unit, day=start.date(), leader=leader, started_at=start, ended_at=start + timedelta(minutes=11),
        praise=words, lesson="先核对地址，再查物流", figures=[{"label": "满意度", "value": "83.3%", "n": 24}],
        blockers=[{"text": "退款系统慢", "owner": house.peer.name, "since": "2026-11-16"}],
    )  # fmt: skip
    StandupAttendance.objects.bulk_create(
        StandupAttendance(standup=held, employee=one) for one in (leader, agent, house.peer)
    )
    house["standup"] = held
    _running(house)
    house["blocker"] = standups.raise_blocker(
        unit_id=unit.pk, text="退款系统慢", owner_id=house.peer.pk, by=agent.account, now=NOW
    )
    _weeks_at_work(house)
    _talk_of_two(house)
    house["record"] = talks.write_talk(
        employee_id=agent.pk, kind="performance", by=leader.account, now=NOW,
        words=talks.Words(
            TODAY, "小会议室", house.plant("topic of a talk", seen_by=TWO), house.plant("what was said", seen_by=TWO),
            house.plant("what was agreed", seen_by=TWO),
        ),
    )  # fmt: skip


def _running(house: House) -> None:
    """Today's stand-up of the team has begun; two have answered, and two announcements wait or begin to hold."""
    team, unit = (house.leader, house.agent, house.peer), house.tree.aftersales_1
    standups.begin_standup(
        unit_id=unit.pk, praise="浩然帮新人接了三通难电话", lesson="", by=house.leader.account,
        now=NOW - timedelta(minutes=3),
    )  # fmt: skip
    for who, done in ((house.agent, house.plant("answer in the round", seen_by=READERS)), (house.peer, "三单加急退款")):
        standup_rounds.answer_round(
            unit_id=unit.pk, done=done, planned="抽查昨天的退款时效", blocked="", by=who.account, now=NOW
        )
    for title, open_for in (("春节期间的退款时效", team[1:]), ("新的安抚话术", ())):
        made = Announcement.objects.create(
            kind="policy", status="published", author=house.leader.account, title=title, version=1, asked_version=1,
            needs_confirmation=True, published_at=NOW - timedelta(days=2), effective_at=NOW + timedelta(hours=4),
        )  # fmt: skip
        made.units.add(unit)
        Receipt.objects.bulk_create(
            Receipt(
                announcement=made, employee=one, version=1, delivered_at=NOW - timedelta(days=2),
                confirmed_at=None if one in open_for else NOW - timedelta(days=1),
            )
            for one in team
        )  # fmt: skip


def _weeks_at_work(house: House) -> None:
    """Four weeks of states of the team: a busy hour every day, and enough people in the rest of it. Where the service
    room has furnished the house, the people have theirs."""
    if AgentState.objects.filter(agent=house.agent).exists():
        return
    source = Source.objects.create(name="退款热线平台", unit=house.tree.company)
    queue = Queue.objects.create(code="refund-line", name="退款热线", unit=house.tree.qinghe)
    states, contacts = [], []
    for days in range(1, 29):
        start = (NOW - timedelta(days=days)).replace(hour=9)
        for who in (house.agent, house.peer, house.mentor, house.trainer, house.quality):
            states.append(NewState(agent=who.pk, state=1, start_at=start, end_at=start + timedelta(hours=8)))
            contacts.append(
                NewContact(
                    external_id=f"T{days}-{who.pk}", queue=queue.pk, channel=1, agent=who.pk, wait_s=0, handle_s=3600,
                    created_at=start + timedelta(hours=1),
                )
            )  # fmt: skip
    add_states(source=source, states=states, origin="test")
    add_contacts(source=source, contacts=contacts, origin="test")
    refresh_rollups(now=NOW, today=TODAY)


def _talk_of_two(house: House) -> None:
    leader, agent = house.leader, house.agent
    earlier = _planned(house)
    one_on_ones.write_leader_part(
        talk_id=earlier.pk, praise="安抚客户有耐心", words=house.plant("words of a leader", seen_by=TWO), outcomes={},
        promises=[
            NewPromise("person", house.plant("promise of the agent", seen_by={*TWO}), TODAY - timedelta(days=0)),
            NewPromise("leader", "把周三的晚班换成早班", TODAY),
        ],
        minutes=12, minutes_reason="", end=True, by=leader.account, now=NOW,
    )  # fmt: skip
    one_on_ones.confirm_one_on_one(talk_id=earlier.pk, by=agent.account, now=NOW)
    house["done"] = earlier
    Praise.objects.create(
        giver=house.peer, receiver=agent, unit=house.tree.aftersales_1, text="替我接了两通难缠的电话", given_on=TODAY,
        given_at=NOW,
    )  # fmt: skip
    talk = _planned(house)
    for who, seen in ((leader, {"leader"}), (agent, {"agent"})):
        note = house.plant(f"private note {who.name}", seen_by=seen)
        keep_private_note(talk_id=talk.pk, text=note, by=who.account)
    one_on_ones.mark_upset(talk_id=talk.pk, by=leader.account)
    house["talk"] = talk


def _planned(house: House) -> "one_on_ones.OneOnOne":
    agent = house.agent
    talk = one_on_ones.plan_one_on_one(
        employee_id=agent.pk, at=NOW + timedelta(hours=6), by=house.leader.account, now=NOW
    )
    one_on_ones.prepare_own_part(
        talk_id=talk.pk, mood="tired", topic=house.plant("own topic", seen_by=TWO), own_words="", opening={},
        by=agent.account, now=NOW,
    )  # fmt: skip
    return talk


def _thing(name: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk}


def _team(house: House) -> dict[str, int]:
    return {"pk": house.tree.aftersales_1.pk}


def _agent(house: House) -> dict[str, int]:
    return {"pk": house.agent.pk}


def _peer(house: House) -> dict[str, int]:
    return {"pk": house.peer.pk}


ROWS = [
    # Every employee with a team has stand-ups, and so has whoever looks after the whole.
    Row(
        "standups:history",
        EVERYBODY,
        faces=("leader", "agent"),
    ),
    Row("standups:standup", READERS, methods=BOTH, posts=LEADERS, args=_team, faces=("leader", "agent")),
    # The one of 售后二组 has not begun yet.
    Row(
        "standups:standup",
        {"supervisor", "hr", "executive", "auditor"},
        methods=BOTH,
        posts={"supervisor"},
        args=lambda house: {"pk": house.tree.aftersales_2.pk},
        faces=("supervisor",),
    ),
    Row("standups:answer", TEAM, methods=BOTH, args=_team),
    Row("standups:blocker_new", TEAM | LEADERS, methods=BOTH, args=_team),
    Row("standups:blocker", READERS, methods=BOTH, posts={"peer", *LEADERS}, args=_thing("blocker")),
    Row("standups:minutes", READERS, methods=BOTH, posts=LEADERS, args=_thing("standup")),
    Row("standups:addendum", LEADERS, methods=BOTH, args=_thing("standup")),
    Row("one_on_ones:people", HOLDERS),
    Row("one_on_ones:propose", HOLDERS, methods=BOTH),
    Row("one_on_ones:cadence", {"leader", "other_leader", "supervisor", "hr", "executive"}),
    Row("one_on_ones:mine", EVERYBODY, faces=("agent",)),
    Row("one_on_ones:plan", {"leader"}, methods=BOTH, args=_peer),
    Row("one_on_ones:talk", TWO, methods=BOTH, args=_thing("talk"), faces=("leader", "agent")),
    Row("one_on_ones:talk", TWO, methods=BOTH, args=_thing("done"), faces=("leader", "agent")),
    Row("one_on_ones:replan", {"leader"}, methods=BOTH, args=_thing("talk")),
    Row("one_on_ones:cancel", {"leader"}, methods=BOTH, args=_thing("talk")),
    Row("one_on_ones:upset", {"leader"}, methods={"POST"}, args=_thing("talk")),
    Row("one_on_ones:calming", {"leader"}, methods=BOTH, args=_thing("talk")),
    Row("one_on_ones:solution", {"leader"}, methods=BOTH, args=_thing("talk")),
    Row("one_on_ones:note", TWO, methods={"POST"}, args=_thing("talk"), data={"text": "x"}),
    Row("one_on_ones:confirm", {"agent"}, methods={"POST"}, args=_thing("talk")),
    Row("one_on_ones:send_back", {"agent"}, methods=BOTH, args=_thing("talk")),
    Row("talks:listed", EVERYBODY, faces=("agent", "leader")),
    Row("talks:new", HOLDERS, methods=BOTH),
    Row("talks:talk", TWO, args=_thing("record"), faces=("agent", "leader")),
    Row("talks:rewrite", {"leader"}, methods=BOTH, args=_thing("record")),
    Row("talks:sign", TWO, methods=BOTH, args=_thing("record")),
    Row("talks:refuse", {"agent"}, methods=BOTH, args=_thing("record")),
]
