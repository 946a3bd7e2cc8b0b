"""A named grievance: number, clock and a free hand at once; heard before solved; told, accepted or taken further."""

from collections.abc import Callable
from datetime import date

import pytest

from dengta.domains.communication.models import Grievance, GrievanceStep
from dengta.domains.communication.selectors import grievances as selectors
from dengta.domains.communication.services import grievance_handling as handling
from dengta.domains.communication.services import grievances as services
from dengta.domains.people.models import Employee, RoleGrant
from dengta.foundation.access import Role, forget
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import FOUNDED, Tree
from tests.communication.talking import TODAY, Hire, account, at, inbox, told
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
Status, Kind = Grievance.Status, GrievanceStep.Kind
WHAT = "周会上当众被点名，事先没有谈过"


@pytest.fixture
def executive(hire: Hire, tree: Tree) -> Employee:
    return hire("高远", None, number="K90006", role=Role.EXECUTIVE, at=tree.company)


@pytest.fixture
def bring(agent: Employee) -> Callable[..., Grievance]:
    """李佳怡 brings a grievance about somebody, or about a matter."""

    def bring(accused: Employee | None = None, *, by: Employee = agent) -> Grievance:
        about = accused.pk if accused else None
        return services.bring(what=WHAT, wish="希望当面说清楚", accused_id=about, by=account(by), now=NOW)

    return bring


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(RuleViolation) as refusal:
        call()
    assert refusal.value.code == f"communication.{code}"


def heard(grievance: Grievance, by: Employee, kind: str = Kind.CALMING, text: str = "面谈四十分钟，情绪平复") -> None:
    handling.add_handling_step(grievance_id=grievance.pk, kind=kind, text=text, by=account(by), now=NOW)


@pytest.mark.covers("R-148", "L11")
def test_it_has_a_number_a_clock_and_a_hand_in_the_moment_it_is_brought(
    agent: Employee, leader: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring()

    assert grievance.number.startswith("2026-")
    assert len(grievance.number) == 13
    assert (grievance.calm_by, grievance.answer_by) == (date(2026, 11, 19), date(2026, 11, 27))
    assert grievance.handler == leader
    assert [kind for kind, _title in inbox(leader)] == ["grievance.handle"]


@pytest.mark.covers("R-148", "L11")
def test_an_accused_leader_is_replaced_by_the_next_level(
    leader: Employee, supervisor: Employee, bring: Callable[..., Grievance]
) -> None:
    assert bring(leader).handler == supervisor
    assert (inbox(leader), told(leader)) == ([], [])


@pytest.mark.covers("R-148", "L11")
def test_who_answers_to_the_accused_is_no_free_judge_either(
    leader: Employee, supervisor: Employee, executive: Employee, bring: Callable[..., Grievance]
) -> None:
    assert bring(supervisor).handler == executive
    assert inbox(leader) == inbox(supervisor) == []


@pytest.mark.covers("R-148", "L11")
def test_where_the_whole_chain_is_out_hr_has_it_and_of_hr_never_the_accused(
    leader: Employee, hr: Employee, hire: Hire, tree: Tree, bring: Callable[..., Grievance]
) -> None:
    assert bring(leader).handler == hr
    second = hire("许静", None, number="K90008", role=Role.HR, at=tree.company)
    RoleGrant.objects.filter(account=leader.account).delete()

    assert bring(hr).handler == second


@pytest.mark.covers("R-148", "L11")
def test_somebody_who_leads_twice_stays_out_of_the_route_on_every_level(
    leader: Employee, supervisor: Employee, executive: Employee, tree: Tree, bring: Callable[..., Grievance]
) -> None:
    RoleGrant.objects.create(account=leader.account, role=Role.SUPERVISOR, unit=tree.qinghe, valid_from=FOUNDED)

    grievance = bring(leader)

    assert grievance.handler in {supervisor, executive}
    assert leader.pk not in {grievance.handler_id, grievance.escalated_to_id}


def test_it_is_taken_in_even_where_nobody_can_handle_it(leader: Employee, bring: Callable[..., Grievance]) -> None:
    grievance = bring(leader)

    assert (grievance.handler, grievance.status) == (None, Status.OPEN)


@pytest.mark.covers("R-148", "L11")
def test_solving_waits_until_the_person_was_heard(leader: Employee, bring: Callable[..., Grievance]) -> None:
    grievance = bring()

    refused("grievance_calm_first", lambda: heard(grievance, leader, Kind.SOLVING, "调整排班"))
    refused(
        "grievance_calm_first",
        lambda: handling.tell_outcome(grievance_id=grievance.pk, outcome="道歉", by=account(leader), now=NOW),
    )
    heard(grievance, leader)
    heard(grievance, leader, Kind.SOLVING, "调整排班")

    assert [step.kind for step in grievance.steps.order_by("at", "pk").exclude(kind=Kind.RECEIVED)].count(
        "solving"
    ) == 1


@pytest.mark.covers("L11")
def test_the_outcome_is_told_and_accepted(agent: Employee, leader: Employee, bring: Callable[..., Grievance]) -> None:
    grievance = bring()
    heard(grievance, leader)
    handling.tell_outcome(grievance_id=grievance.pk, outcome="以后单独沟通", by=account(leader), now=NOW)

    assert [kind for kind, _title in inbox(agent)] == ["grievance.react"]
    assert inbox(leader) == []
    services.react(grievance_id=grievance.pk, accept=True, text="", by=account(agent), now=NOW)
    grievance.refresh_from_db()
    assert (grievance.status, inbox(agent)) == (Status.ACCEPTED, [])


@pytest.mark.covers("L11")
def test_taken_further_it_goes_to_who_has_not_had_it_with_a_new_clock_and_is_heard_anew(
    agent: Employee, leader: Employee, supervisor: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring()
    heard(grievance, leader)
    handling.tell_outcome(grievance_id=grievance.pk, outcome="没有问题", by=account(leader), now=NOW)
    refused(
        "grievance_reason",
        lambda: services.react(grievance_id=grievance.pk, accept=False, text=" ", by=account(agent), now=NOW),
    )

    services.react(grievance_id=grievance.pk, accept=False, text="没有听我说", by=account(agent), now=at(23))

    grievance.refresh_from_db()
    assert (grievance.handler, grievance.level, grievance.calm_by) == (supervisor, 2, date(2026, 11, 24))
    refused("grievance_calm_first", lambda: heard(grievance, supervisor, Kind.SOLVING, "调解"))
    with pytest.raises(NotAllowed):
        heard(grievance, leader)


@pytest.mark.covers("L11")
def test_where_everybody_has_had_it_the_way_outside_is_named(
    agent: Employee, leader: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring()
    heard(grievance, leader)
    handling.tell_outcome(grievance_id=grievance.pk, outcome="没有问题", by=account(leader), now=NOW)

    refused(
        "grievance_nobody_left",
        lambda: services.react(grievance_id=grievance.pk, accept=False, text="不同意", by=account(agent), now=NOW),
    )
    grievance.refresh_from_db()
    assert grievance.status == Status.ANSWERED


@pytest.mark.covers("L11")
@pytest.mark.parametrize("who", ["agent", "leader"])
def test_a_change_of_hands_needs_a_reason_and_takes_the_case_from_the_one_before(
    who: str, agent: Employee, leader: Employee, supervisor: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring()
    asker = {"agent": agent, "leader": leader}[who]
    refused(
        "grievance_reason",
        lambda: services.ask_for_another(grievance_id=grievance.pk, reason="", by=account(asker), now=NOW),
    )

    services.ask_for_another(grievance_id=grievance.pk, reason="与本人有过争执", by=account(asker), now=NOW)

    grievance.refresh_from_db()
    assert grievance.handler == supervisor
    assert list(selectors.grievances(account(leader))) == []
    assert inbox(leader) == []
    assert list(grievance.handlers.order_by("pk").values_list("employee", "until")) == [
        (leader.pk, NOW), (supervisor.pk, None),
    ]  # fmt: skip


@pytest.mark.covers("R-148", "L11")
def test_a_day_that_passes_calls_the_next_level_once_and_never_the_accused(
    agent: Employee, leader: Employee, supervisor: Employee, executive: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring(leader)
    assert handling.escalate_late_grievances(now=at(19, hour=23)) == 0

    assert handling.escalate_late_grievances(now=at(20)) == 1
    assert handling.escalate_late_grievances(now=at(20)) == handling.escalate_late_grievances(now=at(23)) == 0

    grievance.refresh_from_db()
    assert (grievance.handler, grievance.escalated_to) == (supervisor, executive)
    assert [kind for kind, _title in inbox(executive)] == ["grievance.handle"]
    assert len(told(executive)) == 1
    assert (inbox(leader), told(leader)) == ([], [])
    heard(grievance, executive)


def test_who_was_heard_in_time_waits_for_the_answer_only(leader: Employee, bring: Callable[..., Grievance]) -> None:
    grievance = bring()
    heard(grievance, leader)

    assert handling.escalate_late_grievances(now=at(27)) == 0
    assert handling.escalate_late_grievances(now=at(28)) == 0  # a Saturday: nobody could have answered
    assert handling.escalate_late_grievances(now=at(30)) == 1


@pytest.mark.covers("L11")
def test_what_lies_with_a_former_leader_moves_on_and_is_closed_to_them_at_once(
    agent: Employee, leader: Employee, supervisor: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring()
    RoleGrant.objects.filter(account=leader.account).update(valid_to=TODAY)
    forget(account(leader))

    assert list(selectors.grievances(account(leader))) == []
    with pytest.raises(NotAllowed):
        heard(grievance, leader)
    assert handling.move_stranded_grievances(now=NOW) == 1
    assert handling.move_stranded_grievances(now=NOW) == 0
    grievance.refresh_from_db()
    assert (grievance.handler, inbox(leader)) == (supervisor, [])
    assert [kind for kind, _title in inbox(supervisor)] == ["grievance.handle"]


def test_notes_of_the_handlers_stay_with_them(
    agent: Employee, leader: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring()
    heard(grievance, leader, Kind.NOTE, "两人上月有过一次误会")

    kinds = [step.kind for step in selectors.steps_of(grievance, reader=agent.pk)]
    assert Kind.NOTE not in kinds
    assert Kind.NOTE in [step.kind for step in selectors.steps_of(grievance, reader=leader.pk)]


def test_it_can_be_taken_back_by_whoever_brought_it_and_by_nobody_else(
    agent: Employee, leader: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring()
    with pytest.raises(NotAllowed):
        services.withdraw(grievance_id=grievance.pk, reason="", by=account(leader), now=NOW)

    services.withdraw(grievance_id=grievance.pk, reason="", by=account(agent), now=NOW)

    refused("grievance_over", lambda: heard(grievance, leader))
    refused(
        "grievance_over",
        lambda: services.withdraw(grievance_id=grievance.pk, reason="", by=account(agent), now=NOW),
    )
    assert inbox(leader) == []


def test_who_complains_does_not_handle_and_bad_input_is_refused_with_a_sentence(
    agent: Employee, leader: Employee, stranger: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring()
    with pytest.raises(NotAllowed):
        heard(grievance, agent)
    with pytest.raises(NotAllowed):
        handling.tell_outcome(grievance_id=grievance.pk, outcome="好", by=account(agent), now=NOW)
    refused("grievance_what", lambda: services.bring(what="  ", by=account(agent), now=NOW))
    for other in (agent, stranger):
        refused(
            "grievance_whom",
            lambda other=other: services.bring(what=WHAT, accused_id=other.pk, by=account(agent), now=NOW),
        )
    refused("grievance_step", lambda: heard(grievance, leader, Kind.OUTCOME))
    refused("grievance_step", lambda: heard(grievance, leader, text=" "))
    refused(
        "grievance_no_outcome",
        lambda: services.react(grievance_id=grievance.pk, accept=True, text="", by=account(agent), now=NOW),
    )


@pytest.mark.covers("L11")
def test_a_leader_and_hr_can_be_named_though_they_stand_in_no_directory_of_the_agent(
    agent: Employee, executive: Employee, hr: Employee
) -> None:
    named = set(selectors.may_be_about(account(agent), TODAY))

    assert {executive, hr} <= named
    assert agent not in named


@pytest.mark.covers("L11", "R-148")
def test_record_notices_and_inbox_say_neither_what_nor_who(
    agent: Employee, leader: Employee, supervisor: Employee, bring: Callable[..., Grievance]
) -> None:
    grievance = bring(leader)
    heard(grievance, supervisor)
    handling.tell_outcome(grievance_id=grievance.pk, outcome="以后单独沟通", by=account(supervisor), now=NOW)

    entries = AuditEntry.objects.filter(object_type="communication.grievance")
    assert entries.count() == 3
    written = " ".join(f"{entry.facts} {entry.subject_id} {entry.actor_id}" for entry in entries)
    assert "单独沟通" not in written
    assert WHAT not in written
    assert {entry.subject_id for entry in entries} == {None}
    assert account(agent).pk not in {entry.actor_id for entry in entries}
    assert set(told(supervisor)) == set(told(agent)) == {"有一件事等您处理"}
    assert {title for _kind, title in inbox(agent)} == {"有一件事等您处理"}


def test_what_it_says_lies_encrypted_in_the_database(bring: Callable[..., Grievance]) -> None:
    grievance = bring()

    (kept,) = Grievance.objects.filter(pk=grievance.pk).values_list("what")
    assert WHAT not in str(kept)
    assert Grievance.objects.get(pk=grievance.pk).what == WHAT
