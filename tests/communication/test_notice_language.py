"""What people are told is said in the language of the house, choice labels, dates and numbers included, whoever is
signed in and whatever they read themselves."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.utils import translation

from dengta.domains.communication.models import Meeting, Todo
from dengta.domains.communication.services import cadence, flags, following_up, one_on_ones
from dengta.domains.people.models import Employee
from dengta.domains.people.services import moves
from dengta.foundation import notify
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.communication.announcing import DAY, account, announce
from tests.communication.test_broadcasts import call, call_off, cancel, consult, minutes, move, remind, stand_up
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.covers("K15")]
Sends = Callable[[Employee, Tree], object]
LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(autouse=True)
def _somebody_reads_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def decide_flag(leader: Employee, tree: Tree) -> None:
    agent = Employee.objects.get(name="李佳怡")
    row = flags.raise_flag(reference="88001", line="反复要求额外赔偿", by=account(agent), now=NOW)
    flags.decide_flag(
        flag_id=row.pk,
        decision="limit",
        words="按规则答复",
        ends_on=(NOW + 7 * DAY).date(),
        by=account(leader),
        now=NOW,
    )


def escalate(leader: Employee, tree: Tree) -> None:
    announce(leader, tree.aftersales_1)
    following_up.escalate(now=NOW + 3 * DAY)


def talk(leader: Employee, tree: Tree) -> None:
    agent = Employee.objects.get(name="李佳怡")
    planned = one_on_ones.plan_one_on_one(employee_id=agent.pk, at=NOW + DAY, by=account(leader), now=NOW)
    one_on_ones.replan_one_on_one(talk_id=planned.pk, at=NOW + 2 * DAY, by=account(leader), now=NOW)


def gap(leader: Employee, tree: Tree) -> None:
    cadence.watch_cadence(now=NOW + 20 * DAY)


def answer_move(leader: Employee, tree: Tree) -> None:
    agent, supervisor = Employee.objects.get(name="李佳怡"), Employee.objects.get(name="林涛")
    proposed = moves.propose_move(
        employee_id=agent.pk, to=tree.aftersales_2, on=(NOW + 30 * DAY).date(), reason="支援", by=account(supervisor),
        now=NOW,
    )  # fmt: skip
    moves.answer_move(move_id=proposed.pk, agree=True, note="好的", by=account(agent), now=NOW)


SENDERS = (
    call, move, cancel, minutes, call_off, stand_up, consult, remind, decide_flag, escalate, talk, gap, answer_move,
)  # fmt: skip


@pytest.mark.parametrize("sends", SENDERS)
def test_no_word_of_the_sender_s_language_is_in_what_others_read(  # noqa: PLR0917 - fixtures
    sends: Sends, leader: Employee, agent: Employee, peer: Employee, supervisor: Employee, tree: Tree
) -> None:
    sends(leader, tree)

    said = [f"{one.title} {one.body}" for one in Notice.objects.all()] + [one.title for one in Todo.objects.all()]
    assert said
    assert [text for text in said if LATIN.search(text.replace("1:1", ""))] == []


def test_kinds_and_days_are_said_as_the_house_says_them(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    call(leader, tree)
    assert Notice.objects.get(account=agent.account).title == "售后一组团队周会：11 月 18 日"
    Notice.objects.all().delete()

    decide_flag(leader, tree)
    assert Notice.objects.get(account=agent.account).title == "处理意见：服务边界"
    Notice.objects.all().delete()

    talk(leader, tree)
    titles = list(Notice.objects.filter(account=agent.account).order_by("pk").values_list("title", flat=True))
    assert "2026-11-19 10:00" in titles[0]


def test_the_control_words_fixed_before_they_are_sent_are_seen(leader: Employee) -> None:
    with transaction.atomic():
        notify.send(to=leader, kind="communication.meeting", title=Meeting(kind="weekly").get_kind_display())

    assert LATIN.search(Notice.objects.get().title)
