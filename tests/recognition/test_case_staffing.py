"""A case hangs on nobody: who leaves, loses the role or has a part in it is followed by the next, or HR hears of it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist

from dengta.domains.communication.models import Todo
from dengta.domains.communication.selectors.todos import waits_for
from dengta.domains.people.models import Account, Employee, RoleGrant
from dengta.domains.recognition.models import Case, CaseAppeal, DeclaredTie, Protection
from dengta.domains.recognition.selectors.approvals import approvals_of
from dengta.domains.recognition.selectors.case_replay import differing
from dengta.domains.recognition.selectors.involvement import can_hear
from dengta.domains.recognition.services import case_deciding, case_delivery, case_ending, case_hearing, case_opening
from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.domains.recognition.services.case_opening import APPROVE, DECIDE, HANDLE
from dengta.domains.recognition.services.case_shield import claim_good_faith, review_good_faith
from dengta.domains.recognition.services.case_staffing import HEAR, NOBODY, SHIELD
from dengta.foundation.access import Role
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.casework import DAY, TODAY, Staff, agree, appeal, decide, decider_of, propose, reload

pytestmark = [pytest.mark.django_db, pytest.mark.covers("H2")]
State = Case.State


def lose_role(*people: Employee) -> None:
    """From today they lead nothing and look after nobody."""
    RoleGrant.objects.filter(account__employee__in=people).update(valid_to=TODAY)


def leave(*people: Employee) -> None:
    """They are gone: no role, no account."""
    lose_role(*people)
    Account.objects.filter(employee__in=people).update(is_active=False)


def tie(one: Employee, other: Employee) -> None:
    DeclaredTie.objects.create(one=one, other=other, kind="family", declared_on=TODAY)


def fresh(employee: Employee) -> Account:
    """The account as the next request reads it."""
    return Account.objects.get(employee=employee)


def a_day_passes(case: Case, *, now: datetime = NOW) -> Case:
    """The day's work, twice: the second time there is nothing left to do."""
    pass_days(now=now)
    steps, notices = case.steps.count(), Notice.objects.count()
    assert not any(pass_days(now=now).values())
    assert (case.steps.count(), Notice.objects.count()) == (steps, notices)
    assert not differing(reload(case))
    return reload(case)


def test_of_somebody_who_left_the_next_leader_takes_over_the_handling(staff: Staff) -> None:
    case = staff.notified()
    leave(staff.handler)
    case = a_day_passes(case)

    assert case.handler == staff.decider
    assert waits_for(HANDLE, case.pk) == {staff.decider.pk}
    step = case.steps.latest("number")
    assert (step.kind, step.by, step.is_served) == ("handed_over", None, False)
    assert staff.handler.name in step.text
    assert case.state == State.NOTIFIED


def test_a_handler_who_turns_out_to_be_close_to_the_person_hands_over_and_a_decided_measure_is_still_delivered(
    staff: Staff,
) -> None:
    case = staff.decided(1)
    tie(staff.handler, staff.agent)
    case = a_day_passes(case)

    assert case.handler == staff.hr, "neither the one who decided it, nor who leads the house"
    case_delivery.deliver_decision(case_id=case.pk, delivery="signed", words="签收", by=fresh(staff.hr), now=NOW + DAY)
    assert staff.handler not in can_hear(reload(case), TODAY)


def test_who_lost_the_role_decides_no_more_and_who_agrees_stays(staff: Staff) -> None:
    case = staff.proposed(3, clause="JL05")
    agree(case)
    lose_role(staff.decider)
    with pytest.raises(ObjectDoesNotExist):
        case_deciding.decide_case(case_id=case.pk, words="清楚", by=fresh(staff.decider), now=NOW)
    case = a_day_passes(case)

    assert decider_of(case) == staff.head
    assert waits_for(DECIDE, case.pk) == {staff.head.pk}
    assert decide(case).state == State.DECIDED


@pytest.mark.covers("R-129")
def test_the_next_level_stays_above_whoever_decides(staff: Staff) -> None:
    Protection.objects.create(employee=staff.agent, since=TODAY - DAY, until=TODAY + DAY, source="grievance:1")
    case = staff.proposed(1)
    assert [(one.ground, one.asked) for one in approvals_of(case)] == [("next_level", staff.head)]
    leave(staff.decider)
    case = a_day_passes(case)

    assert decider_of(case) == staff.head
    assert [(one.ground, one.asked) for one in approvals_of(case)] == [("next_level", staff.hr)], (
        "nobody leads the head"
    )
    assert (waits_for(APPROVE, case.pk), waits_for(DECIDE, case.pk)) == ({staff.hr.pk}, {staff.head.pk})
    with refused("recognition.next_level_waits"):
        decide(case)
    agree(case)
    assert decide(case).state == State.DECIDED


def test_where_the_decision_is_given_to_who_was_to_agree_somebody_else_is_asked(staff: Staff) -> None:
    Protection.objects.create(employee=staff.agent, since=TODAY - DAY, until=TODAY + DAY, source="grievance:1")
    case = staff.proposed(1)
    case_deciding.name_decider(case_id=case.pk, person=staff.head, reason="出差", by=account(staff.decider), now=NOW)

    assert [one.asked for one in approvals_of(case)] == [staff.hr]
    agree(case)
    assert decide(reload(case)).state == State.DECIDED


@pytest.mark.covers("R-087")
def test_who_was_asked_to_agree_and_is_a_relative_is_asked_no_more(staff: Staff) -> None:
    case = staff.proposed(3, clause="JL05")
    tie(staff.hr, staff.agent)
    case = a_day_passes(case)

    assert [one.asked for one in approvals_of(case)] == [staff.head]
    assert waits_for(APPROVE, case.pk) == {staff.head.pk}
    agree(case)
    assert decide(case).state == State.DECIDED


def test_an_agreement_that_did_not_come_in_time_is_proposed_anew(staff: Staff) -> None:
    case = staff.proposed(3, clause="JL05")
    case = a_day_passes(case, now=NOW + 4 * DAY)
    assert waits_for(HANDLE, case.pk) == {staff.handler.pk}

    case_deciding.send_back(case_id=case.pk, words="已过期", by=account(staff.handler), now=NOW + 4 * DAY)
    case = propose(reload(case), 3, now=NOW + 4 * DAY)
    assert not waits_for(HANDLE, case.pk)
    assert approvals_of(case)[0].given_at is None


def test_when_nothing_was_said_in_time_the_handler_hears_of_it(staff: Staff) -> None:
    case = staff.notified()
    before = Todo.objects.get(kind=HANDLE, key=str(case.pk)).title
    case = a_day_passes(case, now=NOW + 5 * DAY)
    assert Todo.objects.get(kind=HANDLE, key=str(case.pk)).title == before
    case = a_day_passes(case, now=NOW + 6 * DAY)
    assert Todo.objects.get(kind=HANDLE, key=str(case.pk)).title != before
    assert case.state == State.NOTIFIED, "nothing is closed by itself"


@pytest.mark.covers("R-108")
def test_an_appeal_goes_on_to_the_next_who_had_no_part_and_hr_hears_once_that_nobody_is_left(
    staff: Staff, hire: Callable[..., Employee], tree: Tree
) -> None:
    case = staff.delivered(1)
    assert appeal(case) == staff.head
    lose_role(staff.head)
    with pytest.raises(ObjectDoesNotExist):
        case_delivery.decide_appeal(
            case_id=case.pk, outcome="upheld", measure=None, words="不变", by=fresh(staff.head), now=NOW
        )
    case = a_day_passes(case)
    assert CaseAppeal.objects.get(case=case).hearer == staff.hr
    assert waits_for(HEAR, case.pk) == {staff.hr.pk}

    tie(staff.hr, staff.agent)
    case = a_day_passes(case, now=NOW + DAY)
    assert waits_for(NOBODY, case.pk) == {staff.hr.pk}
    assert case.steps.filter(kind="escalated").count() == 1
    a_day_passes(case, now=NOW + 2 * DAY)
    assert case.steps.filter(kind="escalated").count() == 1

    newcomer = hire("钱芳", None, number="K90009", role=Role.HR, at=tree.company)
    a_day_passes(case, now=NOW + 2 * DAY)
    assert CaseAppeal.objects.get(case=case).hearer == newcomer
    assert not waits_for(NOBODY, case.pk)


@pytest.mark.covers("R-108")
def test_an_appeal_that_nobody_heard_in_time_goes_on_once_and_then_hr_hears_of_it(staff: Staff) -> None:
    case = staff.delivered(1)
    assert appeal(case) == staff.head
    due = CaseAppeal.objects.get(case=case).due_on
    late = NOW + (due - TODAY) + DAY
    case = a_day_passes(case, now=late)
    heard = CaseAppeal.objects.get(case=case)
    assert heard.hearer == staff.hr
    assert heard.due_on > due
    case = a_day_passes(case, now=late + (heard.due_on - late.date()) + DAY)
    assert CaseAppeal.objects.get(case=case).hearer == staff.hr
    assert waits_for(NOBODY, case.pk) == {staff.hr.pk}


@pytest.mark.covers("R-108")
def test_who_was_led_by_whoever_decided_never_hears_the_appeal_and_who_handled_it_once_neither(
    staff: Staff, hire: Callable[..., Employee], tree: Tree
) -> None:
    case = staff.notified(complainant=staff.decider, handler=staff.hr, by=staff.hr)
    case_opening.hand_over_case(case_id=case.pk, to=staff.handler, reason="休假", by=account(staff.hr), now=NOW)
    case = reload(case)
    Case.objects.filter(pk=case.pk).update(decider=staff.head, decided_at=NOW - DAY)
    below = hire("白雪", None, number="K90011", role=Role.EXECUTIVE, at=tree.qinghe)
    leave(staff.head)

    assert can_hear(reload(case), TODAY) == []
    Case.objects.filter(pk=case.pk).update(decider=None, decided_at=None)
    assert can_hear(reload(case), TODAY) == [below], "the control"


@pytest.mark.covers("R-095")
def test_good_faith_is_looked_at_by_the_next_where_the_first_took_over_the_case(staff: Staff) -> None:
    case = staff.heard()
    claim_good_faith(case_id=case.pk, words="想快点帮客户", trial_id=None, by=account(staff.agent), now=NOW)
    assert waits_for(SHIELD, case.pk) == {staff.decider.pk}
    case_opening.hand_over_case(case_id=case.pk, to=staff.decider, reason="休假", by=account(staff.handler), now=NOW)
    with pytest.raises(NotAllowed):
        review_good_faith(
            case_id=case.pk, outcome="refused", exclusion="", words="不是", by=account(staff.decider), now=NOW
        )
    case = a_day_passes(case)
    assert waits_for(SHIELD, case.pk) == {staff.head.pk}


def test_a_closing_that_was_asked_for_waits_for_the_next_and_goes_on_where_it_is_refused(staff: Staff) -> None:
    case = staff.heard()
    case_ending.ask_to_close(
        case_id=case.pk, closing="no_breach", words="打卡机故障", by=account(staff.handler), now=NOW
    )
    leave(staff.decider)
    case = a_day_passes(case)
    assert waits_for(DECIDE, case.pk) == {staff.head.pk}

    with pytest.raises(NotAllowed):
        case_ending.go_on(case_id=case.pk, words="继续", by=account(staff.handler), now=NOW)
    case_ending.go_on(case_id=case.pk, words="记录清楚", by=fresh(staff.head), now=NOW)
    assert not waits_for(DECIDE, case.pk)
    assert reload(case).state == State.HEARD


def test_new_words_of_the_person_give_the_proposal_back_to_the_handler(staff: Staff) -> None:
    case = staff.proposed(3, clause="JL05")
    case_hearing.give_statement(case_id=case.pk, words="补充", by=account(staff.agent), now=NOW)

    assert waits_for(HANDLE, case.pk) == {staff.handler.pk}
    assert not waits_for(DECIDE, case.pk) | waits_for(APPROVE, case.pk)


def test_in_a_centre_of_ten_with_one_supervisor_and_one_hr_a_case_goes_on_when_somebody_new_comes(
    staff: Staff, hire: Callable[..., Employee], tree: Tree
) -> None:
    leave(staff.handler, staff.head)
    case = staff.proposed(1, handler=staff.hr)
    assert decider_of(case) == staff.decider
    leave(staff.decider)
    case = a_day_passes(case)
    assert waits_for(NOBODY, case.pk) == {staff.hr.pk}

    successor = hire("方正", None, number="K90012", role=Role.SUPERVISOR, at=tree.qinghe)
    case = a_day_passes(case, now=NOW + DAY)
    assert decider_of(case) == successor
    assert not waits_for(NOBODY, case.pk)
    case = decide(case, now=NOW + DAY)
    assert case.state == State.DECIDED
    leave(staff.hr)
    case = a_day_passes(case, now=NOW + DAY)
    assert case.handler == successor
