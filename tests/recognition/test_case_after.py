"""After the decision: it is delivered and carried out in time, and an appeal undoes what was carried out early."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case, CoachingTalk, DeclaredTie
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_actions import actions_of
from dengta.domains.recognition.selectors.case_replay import differing
from dengta.domains.recognition.services import case_delivery, case_ending
from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.domains.recognition.services.case_delivery import OVERDUE
from dengta.domains.recognition.services.case_steps import page_of
from dengta.engines.labour_law.periods import add_months
from dengta.foundation.access import Role
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.casework import DAY, TODAY, Staff, appeal, deliver, for_safety, reload

pytestmark = pytest.mark.django_db
State = Case.State


def carried_out_early(staff: Staff, measure: int = 1, **other: object) -> Case:
    """Delivered, carried out at once because waiting was dangerous, and appealed all the same."""
    case = for_safety(staff.delivered(measure, **other))
    case_ending.execute_measure(case_id=case.pk, words="当天执行", by=account(case.handler), now=NOW)
    return reload(case)


def hear(case: Case, outcome: str, measure: int | None = None) -> Case:
    hearer = appeal(case, now=NOW + DAY)
    case_delivery.decide_appeal(
        case_id=case.pk, outcome=outcome, measure=measure, words="看过", by=account(hearer), now=NOW + 2 * DAY
    )
    assert not differing(reload(case))
    return reload(case)


def test_a_measure_counts_for_calendar_months(staff: Staff) -> None:
    case = reload(staff.executed(1))
    assert case.executed_on is not None
    assert case.counts_until == add_months(case.executed_on, case.version.counts_months or 0)


def test_what_was_carried_out_early_and_upheld_on_appeal_ends_like_every_other(staff: Staff) -> None:
    case = hear(carried_out_early(staff), "upheld")
    assert (case.state, case.executed_on) == (State.EXECUTED, TODAY)
    assert case.counts_until is not None
    pass_days(now=NOW + (case.counts_until - TODAY) + DAY)
    assert reload(case).state == State.EXPIRED


def test_what_was_carried_out_early_and_lifted_counts_for_nothing(staff: Staff) -> None:
    case = carried_out_early(staff)
    assert CoachingTalk.objects.filter(case=case).exists()
    case = hear(case, "lifted")

    assert (case.state, case.closing, case.executed_on, case.counts_until) == (State.CLOSED, "lifted", None, None)
    assert not CoachingTalk.objects.exists()


def test_what_was_carried_out_early_and_made_milder_is_carried_out_anew(staff: Staff) -> None:
    case = hear(carried_out_early(staff, 3, clause="JL05"), "milder", 2)
    assert (case.state, case.measure, case.executed_on, case.counts_until) == (State.FINAL, 2, None, None)

    case_ending.execute_measure(case_id=case.pk, words="改为提醒", by=account(case.handler), now=NOW + 3 * DAY)
    assert reload(case).state == State.EXECUTED


@pytest.mark.covers("R-105")
def test_a_letter_that_does_not_reach_the_person_within_days_goes_to_who_can_decide(staff: Staff) -> None:
    case = staff.decided(1)
    pass_days(now=NOW + 5 * DAY)
    assert not Todo.objects.filter(kind=OVERDUE).exists()
    pass_days(now=NOW + 6 * DAY)
    assert Todo.objects.get(kind=OVERDUE).employee == staff.decider

    late = deliver(case, now=NOW + 6 * DAY)
    assert not Todo.objects.filter(kind=OVERDUE).exists()
    # Two working days after the last one to appeal, not ten more days.
    assert late.execute_by == TODAY + 15 * DAY
    pass_days(now=NOW + 16 * DAY)
    assert reload(case).escalated_at == NOW + 16 * DAY


@pytest.mark.covers("R-105")
def test_the_next_level_that_is_told_can_open_the_case_and_has_no_part_in_it(staff: Staff) -> None:
    mine = staff.delivered(1, handler=staff.hr, source="report", reported_by=staff.decider)
    pass_days(now=NOW + 11 * DAY)

    told = Todo.objects.get(kind=OVERDUE, key=str(mine.pk))
    # Not the reporter and not the handler; who leads the house decided it, and so can open it.
    assert told.employee == staff.head
    assert told.url == page_of(mine)
    assert policies.visible(account(staff.head)).filter(pk=mine.pk).exists()


@pytest.mark.covers("R-105")
def test_who_cannot_open_the_case_is_told_by_an_address_that_opens(staff: Staff) -> None:
    case = staff.delivered(1)
    DeclaredTie.objects.create(one=staff.decider, other=staff.handler, kind="close", declared_on=TODAY)
    Case.objects.filter(pk=case.pk).update(reported_by=staff.handler, handler=staff.hr)
    pass_days(now=NOW + 11 * DAY)

    told = Todo.objects.get(kind=OVERDUE)
    assert (told.employee, told.url) == (staff.head, reverse("todos:inbox"))


@pytest.mark.covers("R-108")
def test_nobody_with_a_part_in_it_names_the_hearer_and_nobody_replaces_one_who_can(
    staff: Staff, hire: Callable[..., Employee], tree: Tree
) -> None:
    second, third = (hire(name, None, number=number, role=Role.HR, at=tree.company)
                     for name, number in (("钱芳", "K90009"), ("吴越", "K90010")))  # fmt: skip
    case = staff.delivered(3, clause="JL05")
    assert appeal(case, now=NOW + DAY) == staff.head

    def name(by: Employee, person: Employee, days: int) -> None:
        case_delivery.name_hearer(case_id=case.pk, person=person, reason="换人", by=account(by), now=NOW + days * DAY)

    with refused("recognition.hearer_took_part"):
        name(staff.hr, second, 2)  # co-signed it
    with refused("recognition.hearer_can"):
        name(second, third, 2)
    case.refresh_from_db()
    assert "name_hearer" not in actions_of(account(second), reload(case), NOW + 2 * DAY)
    assert "name_hearer" in actions_of(account(second), reload(case), NOW + 30 * DAY)
    name(second, third, 30)
    assert reload(case).appeal.hearer == third
    with pytest.raises(NotAllowed):
        name(staff.agent, second, 30)
