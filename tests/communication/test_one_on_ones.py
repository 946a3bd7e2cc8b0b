"""The 1:1: two sides, both confirm, promises that are looked at again, and calming before solving."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import OneOnOne, Promise, Todo
from dengta.domains.communication.selectors import one_on_ones as selectors
from dengta.domains.communication.services import one_on_one_todos as inbox
from dengta.domains.communication.services import one_on_ones as services
from dengta.domains.communication.services.one_on_ones import NewPromise
from dengta.domains.people.models import Employee, Membership, RoleGrant
from dengta.foundation.access import forget
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
NEXT_WEEK = TODAY + timedelta(days=7)
Side, Outcome = Promise.Side, Promise.Outcome


@pytest.fixture
def talk(leader: Employee, agent: Employee) -> OneOnOne:
    """周敏 and 李佳怡 agree on four o'clock."""
    return plan(leader, agent)


def plan(leader: Employee, agent: Employee, *, at: datetime = NOW + timedelta(hours=6)) -> OneOnOne:
    return services.plan_one_on_one(employee_id=agent.pk, at=at, by=leader.account, now=NOW)


def prepare(
    talk: OneOnOne, agent: Employee, *, topic: str = "想学退款谈判", mood: str = "fine", words: str = ""
) -> OneOnOne:
    return services.prepare_own_part(
        talk_id=talk.pk, mood=mood, topic=topic, own_words=words, opening={"goal": "做导师"}, by=agent.account, now=NOW
    )


def write(
    talk: OneOnOne,
    leader: Employee,
    *promises: NewPromise,
    end: bool = True,
    words: str = "聊了排班",
    minutes: int | None = 10,
    outcomes: dict[int, str] | None = None,
    now: datetime = NOW,
) -> OneOnOne:
    return services.write_leader_part(
        talk_id=talk.pk, praise="", words=words, outcomes=outcomes or {}, promises=promises, minutes=minutes,
        minutes_reason="", end=end, by=leader.account, now=now,
    )  # fmt: skip


def confirm(talk: OneOnOne, agent: Employee) -> OneOnOne:
    return services.confirm_one_on_one(talk_id=talk.pk, by=agent.account, now=NOW)


def waiting(employee: Employee) -> list[str]:
    return list(Todo.objects.filter(employee=employee).order_by("kind").values_list("kind", flat=True))


# --- two sides -------------------------------------------------------------------------------------------


@pytest.mark.covers("R-029", "K2")
def test_what_the_leader_wrote_alone_is_not_completed(talk: OneOnOne, leader: Employee, agent: Employee) -> None:
    held = write(talk, leader)
    assert (held.status, held.complete) == (OneOnOne.Status.HELD, False)

    confirmed = confirm(held, agent)
    assert not confirmed.complete


@pytest.mark.covers("R-029")
def test_a_line_of_the_person_completes_it_before_or_after_the_end(
    talk: OneOnOne, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    write(talk, leader)
    address = reverse("one_on_ones:talk", args=[talk.pk])
    assert "未完成" in signed_in(leader).get(address).content.decode()

    services.prepare_own_part(
        talk_id=talk.pk, mood="", topic="", own_words="我想多练电话", opening={}, by=agent.account, now=NOW
    )
    talk.refresh_from_db()
    assert talk.complete
    assert "未完成" not in signed_in(leader).get(address).content.decode()


@pytest.mark.covers("K2")
def test_both_confirm_and_each_promise_becomes_a_to_do_of_whoever_made_it(
    talk: OneOnOne, leader: Employee, agent: Employee
) -> None:
    assert waiting(agent) == [inbox.PREPARE]
    prepare(talk, agent)
    assert waiting(agent) == []

    write(talk, leader, NewPromise(Side.PERSON, "听三通录音", NEXT_WEEK), NewPromise(Side.LEADER, "调早班", NEXT_WEEK))
    assert waiting(agent) == [inbox.CONFIRM]
    assert waiting(leader) == []

    done = confirm(talk, agent)
    assert (done.status, done.complete) == (OneOnOne.Status.DONE, True)
    assert done.leader_confirmed_at is not None
    assert done.employee_confirmed_at is not None
    assert Todo.objects.get(employee=agent).title == "听三通录音"
    assert Todo.objects.get(employee=leader).title == "调早班"
    assert Notice.objects.filter(account=leader.account, kind="communication.one_on_one").count() == 1
    verbs = set(AuditEntry.objects.filter(subject_id=agent.pk).values_list("verb", flat=True))
    assert {"communication.one_on_one_planned", "communication.one_on_one_confirmed"} <= verbs


@pytest.mark.covers("K2")
def test_the_next_talk_begins_with_what_both_promised(talk: OneOnOne, leader: Employee, agent: Employee) -> None:
    prepare(talk, agent)
    promises = [NewPromise(Side.PERSON, f"听录音{n}", NEXT_WEEK) for n in range(3)]
    write(talk, leader, *promises)
    confirm(talk, agent)
    following = plan(leader, agent)
    kept, broken, carried = selectors.open_promises(following)

    write(
        following, leader, end=False, now=NOW,
        outcomes={kept.pk: Outcome.KEPT, broken.pk: Outcome.NOT_KEPT, carried.pk: Outcome.CARRIED},
    )  # fmt: skip

    assert [one.outcome for one in selectors.open_promises(following)] == ["kept", "not_kept", "carried"]
    again = selectors.promises_of(following)
    assert [(one.text, one.due_on) for one in again] == [("听录音2", NEXT_WEEK + timedelta(days=7))]
    assert waiting(agent) == [inbox.PREPARE]

    # Said again, it is not promised twice; said otherwise, it is promised no more.
    write(following, leader, end=False, outcomes={carried.pk: Outcome.CARRIED})
    assert len(selectors.promises_of(following)) == 1
    write(following, leader, end=False, outcomes={carried.pk: Outcome.KEPT})
    assert selectors.promises_of(following) == []


@pytest.mark.covers("K2")
def test_whoever_remembers_it_differently_sends_it_back(talk: OneOnOne, leader: Employee, agent: Employee) -> None:
    prepare(talk, agent)
    write(talk, leader)
    back = services.return_one_on_one(talk_id=talk.pk, reason="说的是早班", by=agent.account, now=NOW)

    assert (back.status, back.leader_confirmed_at, back.complete) == (OneOnOne.Status.PLANNED, None, False)
    # The words themselves stay in the house: a notice may leave it by mail or chat.
    assert Notice.objects.filter(account=leader.account, body="").exists()
    write(talk, leader, words="说的是早班")
    assert confirm(talk, agent).status == OneOnOne.Status.DONE


@pytest.mark.covers("K2")
def test_a_first_talk_has_five_opening_questions_and_the_next_one_none(
    talk: OneOnOne, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    prepare(talk, agent)
    talk.refresh_from_db()
    opening = selectors.opening_of(talk)
    assert (len(opening), opening[-1].answer) == (5, "做导师")
    page = signed_in(leader).get(reverse("one_on_ones:talk", args=[talk.pk])).content.decode()
    assert "开场五问" in page
    assert "上次双方的约定" not in page

    write(talk, leader)
    confirm(talk, agent)
    assert selectors.opening_of(plan(leader, agent)) == []


# --- upset -----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-030", "K2")
def test_somebody_upset_is_calmed_before_anything_is_solved_or_agreed(
    talk: OneOnOne, leader: Employee, agent: Employee
) -> None:
    prepare(talk, agent, mood="upset")
    for attempt in (
        lambda: services.record_solution(talk_id=talk.pk, text="换组", by=leader.account),
        lambda: write(talk, leader, NewPromise(Side.PERSON, "少抱怨", NEXT_WEEK), end=False),
        lambda: write(talk, leader),
    ):
        with pytest.raises(RuleViolation, match="第 1 步") as refusal:
            attempt()
        assert refusal.value.code == "communication.calm_first"

    services.record_calming(talk_id=talk.pk, text="听他讲了十分钟", by=leader.account, now=NOW)
    solved = services.record_solution(talk_id=talk.pk, text="一起看录音", by=leader.account)
    assert (solved.calming, solved.solution) == ("听他讲了十分钟", "一起看录音")
    assert write(talk, leader).status == OneOnOne.Status.HELD


@pytest.mark.covers("R-030")
def test_the_leader_may_mark_it_too_and_the_screen_shows_two_steps(
    talk: OneOnOne, leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    browser, address = signed_in(leader), reverse("one_on_ones:talk", args=[talk.pk])
    assert "两步" not in browser.get(address).content.decode()
    assert browser.post(reverse("one_on_ones:upset", args=[talk.pk])).status_code == 302

    page = browser.get(address).content.decode()
    assert "记录第 1 步" in page
    assert "记录第 2 步" not in page
    refused = browser.post(reverse("one_on_ones:solution", args=[talk.pk]), {"text": "换组"})
    assert refused.status_code == 422
    assert "请先记录第 1 步" in refused.content.decode()

    browser.post(reverse("one_on_ones:calming", args=[talk.pk]), {"text": "先倒杯水"})
    assert "记录第 2 步" in browser.get(address).content.decode()


def test_the_two_steps_are_for_somebody_who_is_upset(talk: OneOnOne, leader: Employee) -> None:
    with pytest.raises(RuleViolation) as refusal:
        services.record_solution(talk_id=talk.pk, text="换组", by=leader.account)
    assert refusal.value.code == "communication.nobody_upset"
    with pytest.raises(RuleViolation) as refusal:
        services.record_calming(talk_id=talk.pk, text=" ", by=leader.account, now=NOW)
    assert refusal.value.code == "communication.calming_missing"


def test_the_record_tells_nothing_of_a_mood(talk: OneOnOne, leader: Employee, agent: Employee) -> None:
    prepare(talk, agent, mood="upset", topic="家里的事")
    services.record_calming(talk_id=talk.pk, text="听他讲", by=leader.account, now=NOW)
    told = " ".join(f"{entry.verb} {entry.facts}" for entry in AuditEntry.objects.filter(subject_id=agent.pk))

    assert not any(word in told for word in ("upset", "calm", "家里的事", "听他讲"))


# --- who, when, refusals ---------------------------------------------------------------------------------


def test_only_the_direct_leader_agrees_a_date(  # noqa: PLR0917 - fixtures
    leader: Employee, agent: Employee, supervisor: Employee, hr: Employee, other_leader: Employee, peer: Employee
) -> None:
    for who in (supervisor, hr, other_leader, peer, agent):
        with pytest.raises(NotAllowed):
            plan(who, agent)
    # The supervisor is the direct leader of the team lead.
    assert plan(supervisor, leader).unit_id == RoleGrant.objects.get(account=supervisor.account).unit_id


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"at": NOW - timedelta(days=1)}, "communication.talk_in_the_past"),
        ({"away": True}, "communication.person_away"),
        ({"twice": True}, "communication.talk_planned_already"),
    ],
)
def test_a_date_is_refused_with_its_reason(
    change: dict[str, object], code: str, leader: Employee, agent: Employee
) -> None:
    if change.pop("away", False):
        Employee.objects.filter(pk=agent.pk).update(status=Employee.Status.SUSPENDED)
    if change.pop("twice", False):
        plan(leader, agent)
    with pytest.raises(RuleViolation) as refusal:
        plan(leader, agent, **change)  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_a_sheet_is_not_ended_without_words_minutes_or_with_a_promise_in_the_past(
    talk: OneOnOne, leader: Employee
) -> None:
    for attempt, code in (
        (lambda: write(talk, leader, words=" "), "communication.leader_part_missing"),
        (lambda: write(talk, leader, minutes=None), "communication.minutes_missing"),
        (
            lambda: write(talk, leader, NewPromise(Side.LEADER, "昨天", TODAY - timedelta(days=1))),
            "communication.promise_in_the_past",
        ),
    ):
        with pytest.raises(RuleViolation) as refusal:
            attempt()
        assert refusal.value.code == code


def test_each_writes_and_confirms_for_themselves_alone(talk: OneOnOne, leader: Employee, agent: Employee) -> None:
    with pytest.raises(NotAllowed):
        prepare(talk, leader)
    with pytest.raises(NotAllowed):
        write(talk, agent)
    with pytest.raises(RuleViolation) as refusal:
        confirm(talk, agent)
    assert refusal.value.code == "communication.talk_not_to_confirm"
    write(talk, leader)
    with pytest.raises(NotAllowed):
        confirm(talk, leader)


def test_what_both_confirmed_stays(talk: OneOnOne, leader: Employee, agent: Employee) -> None:
    prepare(talk, agent)
    write(talk, leader)
    confirm(talk, agent)
    for attempt in (lambda: write(talk, leader), lambda: prepare(talk, agent), lambda: services.mark_upset(
        talk_id=talk.pk, by=leader.account
    )):  # fmt: skip
        with pytest.raises(RuleViolation) as refusal:
            attempt()
        assert refusal.value.code == "communication.talk_closed"


def test_a_talk_is_moved_or_called_off_and_the_reason_stands_on_its_page_and_in_no_notice(
    talk: OneOnOne, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    later = NOW + timedelta(days=2)
    services.replan_one_on_one(talk_id=talk.pk, at=later, by=leader.account, now=NOW)
    assert Todo.objects.get(employee=agent).due_at == later
    with pytest.raises(RuleViolation):
        services.cancel_one_on_one(talk_id=talk.pk, reason=" ", by=leader.account)
    services.cancel_one_on_one(talk_id=talk.pk, reason="我要去医院复查", by=leader.account)
    assert waiting(agent) == []
    # A notice leaves the house through chat and mail: it says that, the page says why.
    told = list(Notice.objects.filter(account=agent.account).values_list("title", "body"))
    assert not any("医院" in text for notice in told for text in notice)
    assert not any("医院" in str(entry.facts) for entry in AuditEntry.objects.all())
    for who in (leader, agent):
        page = signed_in(who).get(reverse("one_on_ones:talk", args=[talk.pk])).content.decode()
        assert "我要去医院复查" in page


@pytest.mark.covers("K2")
def test_a_former_leader_reads_no_longer_and_the_next_one_does_not_begin_to(  # noqa: PLR0917 - fixtures
    talk: OneOnOne, leader: Employee, agent: Employee, supervisor: Employee, tree: Tree, hire: Callable[..., Employee]
) -> None:
    prepare(talk, agent)
    RoleGrant.objects.filter(account=leader.account).update(valid_to=TODAY)
    new = hire("宋洁", tree.aftersales_1, role="team_lead")
    for who in (leader, new, supervisor):
        assert who.account is not None
        forget(who.account)
        assert not selectors.readable(who.account).exists()
    assert selectors.readable(agent.account).get() == talk


def test_a_move_to_another_team_does_not_hand_the_talks_on(
    talk: OneOnOne, agent: Employee, supervisor: Employee, tree: Tree, hire: Callable[..., Employee]
) -> None:
    Membership.objects.filter(employee=agent).update(unit=tree.aftersales_2)
    new = hire("韩磊", tree.aftersales_2, role="team_lead")
    assert not selectors.readable(new.account).exists()
    assert selectors.readable(agent.account).get() == talk
