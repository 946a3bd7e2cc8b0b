"""The sheet of a 1:1 is quick: what is known already stands in it, and few fields are left to each of the two.

The minutes are an estimate from fields and characters, not a measurement: its basis stands in
docs/for-developers/measurements.md and below.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Blocker, OneOnOne, Praise, Promise
from dengta.domains.communication.selectors import praise_to_give
from dengta.domains.communication.selectors.praise_to_give import Ground, grounds_for
from dengta.domains.communication.services import one_on_ones as services
from dengta.domains.communication.services.one_on_ones import NewPromise
from dengta.domains.people.models import Employee
from dengta.domains.service.models import AgentDay, Channel
from tests.conftest import NOW
from tests.service.centre import build

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SignedIn = Callable[[Employee], Client]

# Of somebody who types Chinese at an ordinary pace, reads it with care, and thinks before choosing.
TYPED_A_MINUTE, READ_A_MINUTE, SECONDS_A_CHOICE, SECONDS_A_GLANCE = 40, 300, 10, 5
# What the fields that stay empty are usually filled with, in characters.
USUAL = {"words": 80, "person_0": 20, "leader_0": 20, "topic": 20, "own_words": 40}


@dataclass
class Fields(HTMLParser):
    """The fields of one form that are seen without opening anything: name → value."""

    action: str
    seen: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside = self._folded = False
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("action") == self.action
        if tag == "details":
            self._folded = "open" not in given
        if not self._inside or self._folded or given.get("type") in {"hidden", "submit"}:
            return
        if tag == "textarea":
            self._text = given["name"]
            self.seen[self._text] = ""
        elif tag == "input" and given.get("type") == "radio":
            self.seen.setdefault(given["name"], "")
            if "checked" in given:
                self.seen[given["name"]] = given["value"]
        elif tag == "input":
            self.seen[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "details":
            self._folded = False
        if tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())
        if self._text:
            self.seen[self._text] += data.strip()

    @property
    def filled(self) -> set[str]:
        return {name for name, value in self.seen.items() if value}

    def minutes(self) -> float:
        """Reading the page once, a glance at what is filled in, a choice for each promise, and writing the rest."""
        read = sum(map(len, self.words)) / READ_A_MINUTE
        left = self.seen.keys() - self.filled
        written = sum(USUAL.get(name, 0) for name in left) / TYPED_A_MINUTE
        chosen = sum(name == "mood" or name.startswith("held_") for name in left) * SECONDS_A_CHOICE / 60
        return read + written + chosen + len(self.filled) * SECONDS_A_GLANCE / 60


def sheet(who: Employee, talk: OneOnOne, signed_in: SignedIn) -> Fields:
    address = reverse("one_on_ones:talk", args=[talk.pk])
    page = signed_in(who).get(address).content.decode()
    fields = Fields(action=address)
    fields.feed(page[page.index("<main") : page.index("</main>")])
    return fields


@pytest.fixture
def second_talk(leader: Employee, agent: Employee, peer: Employee) -> OneOnOne:
    """Last week the two agreed one thing each; since then a colleague thanked 李佳怡. She prepared one line."""
    unit = leader.memberships.get().unit
    earlier = OneOnOne.objects.create(
        employee=agent, leader=leader, unit=unit, planned_for=NOW - timedelta(days=7), status="done", complete=True,
        held_on=TODAY - timedelta(days=7), minutes=10,
    )  # fmt: skip
    for side, owner, text in (("person", agent, "抽查三单"), ("leader", leader, "换掉周三的晚班")):
        Promise.objects.create(talk=earlier, side=side, owner=owner, text=text, due_on=TODAY)
    praised(agent, peer, "替我接了两通难缠的电话")
    talk = services.plan_one_on_one(employee_id=agent.pk, at=NOW + timedelta(hours=2), by=leader.account, now=NOW)
    return services.prepare_own_part(
        talk_id=talk.pk, mood="fine", topic="想换班", own_words="", opening={}, by=agent.account, now=NOW
    )


def praised(receiver: Employee, giver: Employee, text: str, *, day: date = TODAY) -> Praise:
    return Praise.objects.create(
        giver=giver, receiver=receiver, unit=receiver.memberships.get().unit, text=text, given_on=day, given_at=NOW
    )


@pytest.mark.covers("K2")
def test_the_leader_writes_three_fields_and_finds_the_others_filled(
    second_talk: OneOnOne, leader: Employee, signed_in: SignedIn
) -> None:
    fields = sheet(leader, second_talk, signed_in)
    promises = {name for name in fields.seen if name.startswith("held_")}

    assert len(promises) == 2
    assert fields.filled == {"praise", "minutes", "person_0_due", "leader_0_due"}
    assert fields.seen.keys() - fields.filled - promises == {"words", "person_0", "leader_0"}
    assert len(fields.filled) / (len(fields.seen) - len(promises)) >= 0.5
    assert fields.minutes() <= 10


@pytest.mark.covers("K2")
def test_the_agent_is_asked_for_a_choice_and_a_line(
    leader: Employee, agent: Employee, second_talk: OneOnOne, signed_in: SignedIn
) -> None:
    fields = sheet(agent, second_talk, signed_in)

    assert set(fields.seen) == {"mood", "topic", "own_words"}
    assert fields.seen["topic"] == "想换班"
    assert fields.minutes() <= 5


@pytest.mark.covers("K2")
def test_also_a_first_talk_with_its_five_questions_takes_ten_minutes_to_fill(
    leader: Employee, peer: Employee, signed_in: SignedIn
) -> None:
    first = services.plan_one_on_one(employee_id=peer.pk, at=NOW + timedelta(hours=2), by=leader.account, now=NOW)
    fields = sheet(peer, first, signed_in)

    assert sum(name.startswith("opening_") for name in fields.seen) == 5
    assert fields.minutes() + 5 * 40 / TYPED_A_MINUTE <= 10


@pytest.mark.covers("K2")
def test_praise_to_give_is_found_where_it_is_known(
    leader: Employee, agent: Employee, peer: Employee, second_talk: OneOnOne, signed_in: SignedIn
) -> None:
    praised(agent, leader, "组长自己写过的不用再给")
    praised(agent, peer, "太久以前的", day=TODAY - timedelta(days=30))
    Blocker.objects.create(
        unit=second_talk.unit, text="录音打不开", raised_by=peer, raised_at=NOW, owner=agent, closed_at=NOW,
        closed_by=agent, outcome="换了插件",
    )  # fmt: skip
    page = " ".join(sheet(leader, second_talk, signed_in).words)

    assert "陈浩然这样夸您：替我接了两通难缠的电话" in page
    assert "您解决了这个卡点：录音打不开" in page
    assert "组长自己写过的" not in page
    assert "太久以前的" not in page
    assert "可以表扬的" not in " ".join(sheet(agent, second_talk, signed_in).words)


@pytest.mark.covers("K2")
def test_what_customers_said_and_kept_promises_are_grounds_too(
    tree: object, leader: Employee, agent: Employee, second_talk: OneOnOne
) -> None:
    centre = build(tree)  # type: ignore[arg-type]
    AgentDay.objects.create(
        agent=agent, queue=centre.hotline, channel=Channel.VOICE, unit=second_talk.unit, day=TODAY - timedelta(days=2),
        surveys=9, csat_5=6, csat_4=1, csat_1=1,
    )  # fmt: skip
    drafts = [one.draft for one in grounds_for(leader.account, second_talk, today=TODAY)]
    assert drafts[1:] == ["有 6 位客户给您打了满分 5 分（共 8 份评价）。"]

    kept = {one.pk: "kept" for one in Promise.objects.all()}
    services.write_leader_part(
        talk_id=second_talk.pk, praise="", words="聊了换班", outcomes=kept, minutes=9, minutes_reason="", end=True,
        promises=[NewPromise("person", "再抽查", TODAY)], by=leader.account, now=NOW,
    )  # fmt: skip
    Promise.objects.create(
        talk=second_talk, side="person", owner=agent, text="又一件", due_on=TODAY, outcome="kept", judged_in=second_talk
    )
    services.confirm_one_on_one(talk_id=second_talk.pk, by=agent.account, now=NOW)
    third = services.plan_one_on_one(employee_id=agent.pk, at=NOW + timedelta(days=7), by=leader.account, now=NOW)
    drafts = [one.draft for one in grounds_for(leader.account, third, today=TODAY)]
    assert "最近四周的 2 个约定您都做到了。" in drafts


@pytest.mark.covers("K2")
def test_where_nothing_is_known_the_praise_stays_empty(
    monkeypatch: pytest.MonkeyPatch, leader: Employee, agent: Employee, signed_in: SignedIn
) -> None:
    talk = services.plan_one_on_one(employee_id=agent.pk, at=NOW + timedelta(hours=2), by=leader.account, now=NOW)
    fields = sheet(leader, talk, signed_in)
    assert fields.seen["praise"] == ""

    monkeypatch.setattr(praise_to_give, "_sources", [lambda actor, who, since: [Ground("很" * 400, "test")]])
    assert fields.seen["praise"] == ""
    assert len(sheet(leader, talk, signed_in).seen["praise"]) == 300


def test_a_room_gives_its_grounds_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(praise_to_give, "_sources", [])

    def source(actor: object, employee: int, since: date) -> list[Ground]:
        return []

    praise_to_give.register(source)
    with pytest.raises(ValueError, match="gives grounds already"):
        praise_to_give.register(source)
