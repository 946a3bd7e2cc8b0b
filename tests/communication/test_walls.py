"""Two clients in one house never see each other: no names, no counts, no opinions, and nothing that somebody brings
along when they move from one to the other. Every test here was a hole once."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.models import Model, QuerySet
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import (
    Blocker,
    Consultation,
    Meeting,
    MeetingCase,
    OneOnOne,
    Standup,
    Todo,
)
from dengta.domains.communication.selectors import announcements, receipts
from dengta.domains.communication.selectors import consultations as consulted
from dengta.domains.communication.selectors import todos as todo_selectors
from dengta.domains.communication.selectors.praise_to_give import grounds_for
from dengta.domains.communication.selectors.team_announcements import for_team
from dengta.domains.communication.selectors.todos import kind_of, register_kind
from dengta.domains.communication.services import (
    consultations,
    proposed_talks,
    standup_rounds,
    standups,
    todos,
)
from dengta.domains.people.models import Employee
from dengta.domains.people.services.membership import place
from dengta.foundation import events
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.communication.announcing import announce, names, refuses
from tests.communication.checking import first_line, fix, found, started
from tests.communication.talking import TODAY, Hire, SignedIn, account, at, inbox, told
from tests.communication.test_attacks import A_WEEK, moves
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.covers("N3")]


# --- asking many ----------------------------------------------------------------------------------------------


@pytest.fixture
def house_wide(agent: Employee, peer: Employee, stranger: Employee, hr: Employee, tree: Tree) -> Consultation:
    """孙丽 asks the whole house; one of each client has answered."""
    row = consultations.consult(
        title="休假规则", question="提前几天申请？", asked=[agent.pk, peer.pk, stranger.pk], until=TODAY + A_WEEK,
        by=account(hr), now=NOW, unit_id=tree.company.pk,
    )  # fmt: skip
    for one, said in ((agent, "三天"), (stranger, "一周")):
        consultations.give_voice(consultation_id=row.pk, answer=said, by=account(one), now=NOW)
    return row


def test_who_is_asked_with_the_whole_house_reads_and_counts_the_own_client_only(  # noqa: PLR0917 - fixtures
    house_wide: Consultation, agent: Employee, peer: Employee, stranger: Employee, hr: Employee, signed_in: SignedIn
) -> None:
    def seen(reader: Employee) -> tuple[int, int, set[str]]:
        row = consulted.consultations(account(reader)).get(pk=house_wide.pk)
        voices = consulted.voices_of(row, seen_by=account(reader))
        return row.answered, row.asked, {voice.employee.name for voice in voices}

    assert seen(agent) == (1, 2, {agent.name, peer.name})
    assert seen(stranger) == (1, 1, {stranger.name})
    assert seen(hr) == (2, 3, {agent.name, peer.name, stranger.name})
    for reader, theirs in ((agent, (stranger.name, "一周", "2 / 3")), (stranger, (agent.name, "三天", "2 / 3"))):
        for address in (reverse("consultations:one", args=[house_wide.pk]), reverse("consultations:list")):
            page = signed_in(reader).get(address).content.decode()
            assert not [words for words in theirs if words in page]


def test_who_asked_and_moved_to_another_client_neither_reads_the_answers_nor_concludes(
    leader: Employee, agent: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    row = consultations.consult(
        title="晚班", question="怎样轮换？", asked=[agent.pk], until=TODAY, by=account(leader), now=NOW
    )
    concludes = {"consultation_id": row.pk, "conclusion": "两周一换", "now": at(28)}
    with pytest.raises(NotAllowed):
        consultations.conclude(**concludes, by=account(supervisor))
    moves(leader, tree)

    assert not consulted.consultations(account(leader)).exists()
    for address in ("one", "conclude"):
        assert signed_in(leader).get(reverse(f"consultations:{address}", args=[row.pk])).status_code == 404
    for nobody in (leader, agent):
        with pytest.raises(NotAllowed):
            consultations.conclude(**concludes, by=account(nobody))
    assert signed_in(supervisor).get(reverse("consultations:conclude", args=[row.pk])).status_code == 200
    consultations.conclude(**concludes, by=account(supervisor))
    assert told(agent)[-1] == "您的意见有了结果"


def test_what_became_of_answers_is_not_told_across_the_wall(leader: Employee, agent: Employee, tree: Tree) -> None:
    row = consultations.consult(
        title="晚班", question="怎样轮换？", asked=[agent.pk], until=TODAY, by=account(leader), now=NOW
    )
    moves(agent, tree)
    consultations.conclude(consultation_id=row.pk, conclusion="两周一换", by=account(leader), now=at(28))

    assert "您的意见有了结果" not in told(agent)


# --- what was announced ---------------------------------------------------------------------------------------


def test_announcements_of_the_old_client_do_not_travel_to_the_next_leader(  # noqa: PLR0917 - fixtures
    leader: Employee, agent: Employee, other_leader: Employee, hr: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    ours, of_the_house = announce(leader, tree.aftersales_1, title="青禾退换货"), announce(hr, tree.company)
    moves(agent, tree)

    reader = account(other_leader)
    assert set(announcements.visible(reader)) == {of_the_house}
    assert set(announcements.for_reader(reader)) == {of_the_house}
    assert not receipts.receipts_of(reader, ours, NOW).exists()
    assert receipts.standing(reader, ours, whole=False).asked == 0
    assert names(receipts.receipts_of(reader, of_the_house, NOW)) == sorted([agent.name, other_leader.name])
    unready = receipts.unready(reader, now=NOW, until=NOW + timedelta(days=5))
    assert {receipt.announcement for receipt in unready} == {of_the_house}
    assert receipts.waiting_for(reader, announcement=str(ours.pk), person=str(agent.pk)) is None
    assert signed_in(other_leader).get(reverse("announcements:standing", args=[ours.pk])).status_code == 404
    assert "青禾退换货" not in signed_in(other_leader).get(reverse("service:waiting")).content.decode()


def test_the_screen_of_a_stand_up_shows_nothing_that_one_of_the_team_brought_along(
    leader: Employee, agent: Employee, other_leader: Employee, hr: Employee, tree: Tree
) -> None:
    announce(leader, tree.aftersales_1)
    moves(agent, tree)

    for reader in (agent, other_leader, hr):
        assert not for_team(account(reader), tree.ticketing.pk, TODAY).exists()
    assert for_team(account(leader), tree.aftersales_1.pk, TODAY).exists()


def test_who_stands_above_a_client_sees_what_is_announced_to_it(  # noqa: PLR0917 - fixtures
    leader: Employee, agent: Employee, hire: Hire, stranger: Employee, hr: Employee, tree: Tree
) -> None:
    boss = hire("郭总", tree.shanghai, role="supervisor", at=tree.shanghai)
    ours, theirs = announce(leader, tree.aftersales_1), announce(hr, tree.ticketing)

    assert set(announcements.visible(account(boss))) == {ours}
    assert theirs not in announcements.visible(account(boss))


# --- what waits -----------------------------------------------------------------------------------------------

WAITS, SEALED = "tests.waits", "tests.sealed_wall"
register_kind(WAITS, "事项", verb="去看", icon="flag")
register_kind(SEALED, "保密", verb="去看", icon="lock", between_two=True)


def put(*people: Employee, title: str = "青禾的事", kind: str = WAITS) -> None:
    with transaction.atomic():
        todos.put(
            kind=kind, key=title, to=[one.pk for one in people], title=title, url="/for-me/", now=NOW,
            due_at=NOW - timedelta(hours=1),
        )  # fmt: skip


def test_what_waited_at_the_old_client_is_taken_back_and_shown_to_nobody_at_the_next(
    agent: Employee, other_leader: Employee, hire: Hire, tree: Tree
) -> None:
    logistics = hire("王工", tree.shanghai)
    put(agent, logistics)
    put(agent, title="本人的申诉", kind=SEALED)
    put(agent, title="公告", kind="announcement.read")
    for one in (agent, logistics):
        moves(one, tree)
    events.deliver()

    assert inbox(agent) == [("announcement.read", "公告"), (SEALED, "本人的申诉")]
    assert inbox(logistics) == [(WAITS, "青禾的事")]
    overdue = todo_selectors.overdue(account(other_leader), NOW)
    assert [(todo.employee, todo.title) for todo in overdue] == [(logistics, "青禾的事")]


def test_a_move_of_a_day_to_come_is_met_on_that_day(
    agent: Employee, peer: Employee, other_leader: Employee, tree: Tree
) -> None:
    put(agent, peer)
    place(agent, unit=tree.ticketing, on=TODAY + timedelta(days=1))
    place(peer, unit=tree.aftersales_2, on=TODAY + timedelta(days=1))
    assert todos.leave_behind(now=NOW) == 0

    with time_machine.travel(at(19), tick=True):
        assert not todo_selectors.overdue(account(other_leader), at(19)).exists()
        assert [todos.leave_behind(now=at(19)) for _again in range(2)] == [1, 0]
    assert (inbox(agent), inbox(peer)) == ([], [(WAITS, "青禾的事")])


@pytest.mark.parametrize("people", [1, 25])
def test_putting_costs_the_same_for_one_person_and_for_many(
    people: int, hire: Hire, tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    crew = [hire(f"新人{n}", tree.aftersales_1) for n in range(people)]
    with transaction.atomic(), django_assert_num_queries(2):
        todos.put(kind=WAITS, key=1, to=[one.pk for one in crew], title="x", url="/for-me/", now=NOW)

    assert set(Todo.objects.values_list("unit", flat=True)) == {tree.aftersales_1.pk}


def test_nobody_but_the_leader_finds_a_link_to_agree_a_date(agent: Employee) -> None:
    assert kind_of("one_on_ones.due").own_page
    assert kind_of("one_on_ones.silent").own_page


# --- grounds of praise ----------------------------------------------------------------------------------------


def test_grounds_of_praise_come_from_no_other_client(
    agent: Employee, leader: Employee, other_leader: Employee, tree: Tree
) -> None:
    Blocker.objects.create(
        unit=tree.aftersales_1, text="青禾退款接口", raised_by=agent, raised_at=NOW, owner=agent, closed_at=NOW,
        closed_by=agent, outcome="已修复",
    )  # fmt: skip
    meeting = Meeting.objects.create(
        kind=Meeting.Kind.WEEKLY, unit=tree.aftersales_1, held_on=TODAY, starts_at=NOW, called_by=leader.account
    )
    MeetingCase.objects.create(
        meeting=meeting, title="青禾理赔", what="x", lesson="y", employee=agent, learning_since=NOW
    )

    def grounds(reader: Employee) -> str:
        talk = OneOnOne(employee=agent, leader=reader)
        return " ".join(ground.draft for ground in grounds_for(account(reader), talk, today=TODAY))

    assert "青禾退款接口" in grounds(leader)
    assert "青禾理赔" in grounds(leader)
    moves(agent, tree)
    assert "青禾" not in grounds(other_leader)


# --- findings -------------------------------------------------------------------------------------------------


def test_a_finding_goes_to_somebody_who_is_in_the_team_today_and_leaves_whoever_moved(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    item = first_line(started(leader, tree))
    found(item, leader, agent)
    moves(agent, tree)
    events.deliver()

    assert inbox(agent) == []
    assert signed_in(agent).get(reverse("checks:fix", args=[item.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        fix(item, agent)
    with refuses("finding_owner_of_team"):
        found(item, leader, agent)
    page = signed_in(leader).get(reverse("checks:judge", args=[item.pk]))
    assert agent not in page.context["form"].fields["owner"].queryset
    found(item, leader, peer)
    assert signed_in(peer).get(reverse("checks:fix", args=[item.pk])).status_code == 200


# --- twice at one moment --------------------------------------------------------------------------------------


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> list[type[Model]]:
    """The tables of which rows were locked, in order."""
    seen: list[type[Model]] = []
    lock = QuerySet.select_for_update

    def noting(rows: QuerySet[Any], **how: Any) -> QuerySet[Any]:
        seen.append(rows.model)
        return lock(rows, **how)

    monkeypatch.setattr(QuerySet, "select_for_update", noting)
    return seen


def test_an_answer_to_the_round_waits_for_whoever_ends_the_stand_up(
    agent: Employee, leader: Employee, tree: Tree, locked: list[type[Model]]
) -> None:
    standups.begin_standup(unit_id=tree.aftersales_1.pk, praise="", lesson="", by=account(leader), now=NOW)
    locked.clear()
    standup_rounds.answer_round(
        unit_id=tree.aftersales_1.pk, done="三单", planned="", blocked="", by=account(agent), now=NOW
    )
    assert locked[:1] == [Standup]


def test_two_submissions_of_proposed_talks_wait_for_each_other_before_they_look(
    agent: Employee, peer: Employee, leader: Employee, locked: list[type[Model]]
) -> None:
    with refuses("talks_at_one_time"):
        proposed_talks.plan_proposed(times={agent.pk: at(19), peer.pk: at(19)}, by=account(leader), now=NOW)
    assert locked == [Employee]


def test_who_may_read_the_round_is_said_before_one_answers(agent: Employee, tree: Tree, signed_in: SignedIn) -> None:
    page = signed_in(agent).get(reverse("standups:answer", args=[tree.aftersales_1.pk])).content.decode()
    assert "人事" in page
    assert "审计" in page
