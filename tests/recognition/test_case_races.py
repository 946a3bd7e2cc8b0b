"""Two at once, and a day that breaks off: a case has one state, each step once, and its log says what the row says."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection

from dengta.domains.recognition.models import Case
from dengta.domains.recognition.selectors.case_replay import differing
from dengta.domains.recognition.services import case_deciding, case_delivery, case_hearing
from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.foundation import jobs
from dengta.foundation.errors import RuleViolation
from dengta.foundation.jobs.models import Job
from tests.conftest import NOW
from tests.recognition.adopting import account
from tests.recognition.casework import DAY, HAPPENED, Staff, reload

pytestmark = pytest.mark.covers("H2")
State = Case.State
AFTER = NOW + 8 * DAY  # the days to appeal are over


def at_once(*decisions: Callable[[], Any]) -> list[Any]:
    """What each of them answers, or what it was refused with, all done at the same moment."""

    def one(decide: Callable[[], Any]) -> Any:
        try:
            return decide()
        except RuleViolation as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(decisions)) as people:
        return list(people.map(one, decisions))


def insist_on_one_story(case: Case) -> None:
    case = reload(case)
    assert not differing(case)
    numbers = list(case.steps.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.django_db(transaction=True)
def test_of_a_decision_and_new_words_at_once_one_waits_and_is_refused(staff: Staff) -> None:
    case = staff.proposed(1)
    answers = at_once(
        lambda: case_deciding.decide_case(case_id=case.pk, words="清楚", by=account(staff.decider), now=NOW).state,
        lambda: case_hearing.give_statement(case_id=case.pk, words="还有", by=account(staff.agent), now=NOW).state,
    )

    assert sorted(answers) in (sorted([State.DECIDED, "recognition.case_not_now"]),
                               sorted([State.FOUND, "recognition.case_not_now"]))  # fmt: skip
    assert reload(case).state in answers
    insist_on_one_story(case)


@pytest.mark.django_db(transaction=True)
def test_two_days_at_once_do_everything_once_and_an_appeal_is_either_in_time_or_too_late(staff: Staff) -> None:
    cases = [staff.delivered(1, source_key=str(n), happened_on=HAPPENED - n * DAY) for n in range(3)]
    last = reload(cases[0])
    assert last.appeal_until is not None
    in_time = NOW + (last.appeal_until - NOW.date())

    def day(now: datetime) -> dict[str, int]:
        return pass_days(now=now)

    one, other, appealed = at_once(
        lambda: day(AFTER), lambda: day(AFTER),
        lambda: bool(case_delivery.file_appeal(case_id=last.pk, words="重", by=account(staff.agent), now=in_time)),
    )  # fmt: skip

    assert appealed in (True, "recognition.case_not_now")
    assert one["final"] + other["final"] == (2 if appealed is True else 3)
    for case in cases:
        finals = reload(case).steps.filter(kind="final").count()
        assert finals == (0 if reload(case).state == State.APPEALED else 1)
        insist_on_one_story(case)


@pytest.mark.django_db
def test_a_day_that_breaks_off_in_the_middle_leaves_whole_cases_and_the_next_run_does_the_rest(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [staff.delivered(1, source_key=str(n), happened_on=HAPPENED - n * DAY) for n in range(3)]
    ask, asked = case_delivery.ask_handler, []

    def killed(case: Case, title: Any, **options: Any) -> bool:
        asked.append(case.pk)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return ask(case, title, **options)

    with monkeypatch.context() as patched:
        patched.setattr(case_delivery, "ask_handler", killed)
        with pytest.raises(KeyboardInterrupt):
            pass_days(now=AFTER)
    assert [reload(case).state for case in cases] == [State.FINAL, State.DELIVERED, State.DELIVERED]
    for case in cases:
        insist_on_one_story(case)

    assert pass_days(now=AFTER)["final"] == 2
    for case in cases:
        assert reload(case).state == State.FINAL
        assert reload(case).steps.filter(kind="final").count() == 1
        insist_on_one_story(case)


@pytest.mark.django_db
def test_a_case_that_cannot_be_dealt_with_holds_up_no_other(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [staff.delivered(1, source_key=str(n), happened_on=HAPPENED - n * DAY) for n in range(2)]
    ask = case_delivery.ask_handler

    def broken(case: Case, title: Any, **options: Any) -> bool:
        if case.pk == cases[0].pk:
            message = "planted"
            raise ZeroDivisionError(message)
        return ask(case, title, **options)

    monkeypatch.setattr(case_delivery, "ask_handler", broken)
    jobs.enqueue("recognition.case_days", key="day", arguments={})
    with time_machine.travel(AFTER):
        jobs.work_off()
    assert [reload(case).state for case in cases] == [State.DELIVERED, State.FINAL]
    failed = Job.objects.exclude(state=Job.State.DONE)
    assert [job.arguments for job in failed] == [{"case_id": cases[0].pk}], "and it is tried again"
