"""When somebody in an appraisal is not there or had a part: another leader, another to answer, another to decide."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.communication.selectors.todos import waits_for
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import Appeal, Appraisal, Cycle
from dengta.domains.performance.services import appraisals, cycles, objections
from dengta.domains.performance.services.handing_over import give_again, hand_over
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, Warned, listening
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.appraising import account, of, released, scored
from tests.performance.reviewing import refused

Hire = Callable[..., Employee]
SignedIn = Callable[[Employee], Client]
# A week is more than the five working days an answer may take.
LATE = NOW + timedelta(days=8)


@pytest.fixture
def head(hire: Hire, tree: Tree) -> Employee:
    """秦岚 leads the house."""
    return hire("秦岚", None, number="K90009", role=Role.EXECUTIVE, at=tree.company)


def gone(employee: Employee) -> None:
    """They left."""
    Employee.objects.filter(pk=employee.pk).update(status=Employee.Status.LEFT)
    Account.objects.filter(employee=employee).update(is_active=False)


def told(employee: Employee, kind: str) -> int:
    return Notice.objects.filter(account=account(employee), kind=kind).count()


# --- another leader ------------------------------------------------------------------------------


@pytest.mark.covers("G9")
def test_a_leader_who_left_stops_no_cycle_because_the_next_above_takes_over(
    cycle: Cycle, house: dict[str, Employee], supervisor: Employee, boss: Account
) -> None:
    gone(house["leader"])
    for who in ("agent", "peer"):
        hand_over(appraisal_id=of(cycle, house[who]).pk, leader=supervisor, reason="周敏已离职。", by=boss, now=NOW)

    assert waits_for(cycles.SCORE, cycle.pk) == {supervisor.pk}
    assert AuditEntry.objects.filter(verb="performance.appraisal_handed_over").count() == 2
    assert told(supervisor, cycles.SCORE) == 1 + 2
    scored(cycle, 84.0)
    assert cycles.begin_calibration(cycle_id=cycle.pk, by=boss, now=NOW).state == Cycle.State.CALIBRATION


def test_only_who_leads_takes_over_only_who_runs_the_cycle_gives_and_only_before_the_score(
    cycle: Cycle, house: dict[str, Employee], supervisor: Employee, boss: Account, head: Employee
) -> None:
    row = of(cycle, house["agent"])

    def give(to: Employee, reason: str = "周敏休产假。", by: Account = boss, pk: int = row.pk) -> Appraisal:
        return hand_over(appraisal_id=pk, leader=to, reason=reason, by=by, now=NOW)

    for nobody in (house["agent"], house["peer"], house["hr"], house["leader"]):
        with refused("cannot_lead"):
            give(nobody)
    with refused("cannot_lead"):
        # Whom the person leads.
        give(house["leader"], pk=of(cycle, house["leader"]).pk)
    with refused("hand_over_reason"):
        give(supervisor, reason=" ")
    for outsider in (house["leader"], house["agent"], head):
        with pytest.raises(NotAllowed):
            give(supervisor, by=account(outsider))
    appraisals.give_score(appraisal_id=row.pk, score=84, words="稳定。", by=account(house["leader"]), now=NOW)
    with refused("not_handed_over"):
        give(supervisor)


def test_in_the_talks_another_leader_writes_and_the_score_stays_with_whoever_gave_it(
    talking: Cycle, house: dict[str, Employee], supervisor: Employee, boss: Account, signed_in: SignedIn
) -> None:
    row, address = of(talking, house["agent"]), "appraisals:hand_over"
    form = {"leader": supervisor.pk, "reason": "周敏长期病假。"}

    assert signed_in(house["hr"]).post(reverse(address, args=[row.pk]), form).status_code == 302

    row.refresh_from_db()
    assert (row.leader, row.scored_by) == (supervisor, house["leader"])
    assert told(house["agent"], cycles.LEAD) == 1
    objection = objections.object_to(
        appraisal_id=row.pk, key="leader", words="未看八月。", by=account(house["agent"]), now=NOW
    )
    assert waits_for(objections.OBJECTION, objection.pk) == {house["hr"].pk}
    appraisals.write_part(appraisal_id=row.pk, words="进步明显。", by=boss, now=NOW)
    page = signed_in(supervisor).get(reverse("appraisals:appraisal", args=[row.pk])).content.decode()
    assert 'dt-card__note">周敏' in page
    with refused("not_handed_over"):
        hand_over(appraisal_id=row.pk, leader=house["leader"], reason="回来了。", by=boss, now=NOW)


# --- another to answer ---------------------------------------------------------------------------


@pytest.mark.covers("R-015")
def test_whoever_calibrated_the_leaders_score_does_not_answer_the_objection_to_it(
    cycle: Cycle, house: dict[str, Employee], boss: Account, supervisor: Employee
) -> None:
    scored(cycle, 84.0)
    cycles.begin_calibration(cycle_id=cycle.pk, by=boss, now=NOW)
    row, me = of(cycle, house["agent"]), account(house["agent"])
    appraisals.calibrate(appraisal_id=row.pk, score=80, reason="与二组对齐。", by=boss, now=NOW)
    cycles.release_cycle(cycle_id=cycle.pk, by=boss, now=NOW)

    of_score = objections.object_to(appraisal_id=row.pk, key="leader", words="不对。", by=me, now=NOW)
    of_reviews = objections.object_to(appraisal_id=row.pk, key="qa", words="不对。", by=me, now=NOW)

    assert waits_for(objections.OBJECTION, of_score.pk) == {house["hr"].pk}
    assert waits_for(objections.OBJECTION, of_reviews.pk) == {house["hr"].pk, supervisor.pk}
    with pytest.raises(NotAllowed):
        objections.answer_objection(objection_id=of_score.pk, upheld=False, answer="不变。", by=boss, now=NOW)


def test_an_objection_that_nobody_could_answer_is_refused_and_says_whom_to_ask(
    cycle: Cycle, house: dict[str, Employee], boss: Account, head: Employee
) -> None:
    scored(cycle, 84.0)
    released(cycle, boss)
    gone(house["hr"])
    row = of(cycle, house["leader"])

    with refused("nobody_answers") as refusal:
        objections.object_to(appraisal_id=row.pk, key="leader", words="不对。", by=account(house["leader"]), now=NOW)

    assert "秦岚" in str(refusal.value)
    assert not Todo.objects.filter(kind=objections.OBJECTION).exists()


def test_an_objection_waits_for_whoever_can_answer_by_now(
    talking: Cycle, house: dict[str, Employee], supervisor: Employee, hire: Hire, tree: Tree
) -> None:
    objection = objections.object_to(
        appraisal_id=of(talking, house["agent"]).pk, key="qa", words="不对。", by=account(house["agent"]), now=NOW
    )
    gone(house["hr"])
    new = hire("钱芳", None, number="K90031", role=Role.HR, at=tree.company)

    assert give_again(now=NOW)["objections"] == 1

    assert waits_for(objections.OBJECTION, objection.pk) == {supervisor.pk, new.pk}
    assert AuditEntry.objects.filter(verb="performance.objection_given_again").count() == 1
    assert give_again(now=NOW)["objections"] == 0


# --- another to decide ---------------------------------------------------------------------------


@pytest.fixture
def appeal(talking: Cycle, house: dict[str, Employee]) -> Appeal:
    """李佳怡 appeals; 孙丽 is to decide."""
    row = of(talking, house["agent"])
    return objections.appeal_against(appraisal_id=row.pk, words="请复核。", by=account(house["agent"]), now=NOW)


@pytest.mark.covers("G9")
@pytest.mark.parametrize("left", [True, False])
def test_an_appeal_of_whoever_left_or_let_the_day_pass_goes_to_the_next_without_a_part(
    appeal: Appeal, house: dict[str, Employee], head: Employee, left: bool
) -> None:
    assert give_again(now=NOW)["appeals"] == 0
    if left:
        gone(house["hr"])

    assert give_again(now=NOW if left else LATE)["appeals"] == 1

    before, (appeal.handler_id, due_on) = appeal.due_on, Appeal.objects.values_list("handler", "due_on").get()
    assert appeal.handler_id == head.pk
    assert due_on == before if left else due_on > before
    assert waits_for(objections.APPEAL, appeal.pk) == {head.pk}
    assert AuditEntry.objects.get(verb="performance.appeal_given_again").actor is None
    decided = objections.decide_appeal(appeal_id=appeal.pk, granted=False, reason="维持。", by=account(head), now=NOW)
    assert decided.state == Appeal.State.REJECTED


def test_whoever_decides_the_appeal_answers_no_objection_meanwhile(
    appeal: Appeal, house: dict[str, Employee], supervisor: Employee
) -> None:
    me = account(house["agent"])

    later = objections.object_to(appraisal_id=appeal.appraisal_id, key="qa", words="不对。", by=me, now=NOW)

    assert waits_for(objections.OBJECTION, later.pk) == {supervisor.pk}


@pytest.mark.covers("R-015", "G10")
def test_an_appeal_corrects_any_one_number_and_the_page_says_what_its_pieces_explain(
    appeal: Appeal, house: dict[str, Employee], signed_in: SignedIn
) -> None:
    decision = {"upheld": "yes", "key": "qa", "score": 95, "answer": "测试来电应剔除。"}
    address = reverse("appraisals:decide_appeal", args=[appeal.pk])

    assert signed_in(house["hr"]).post(address, decision).status_code == 302

    row = Appraisal.objects.get(pk=appeal.appraisal_id)
    assert (row.leader_score, row.scores.get(key="qa").score) == (84, 95)
    assert json.loads(AuditEntry.objects.get(verb="performance.appeal_decided").facts)["number"] == "qa"
    page = signed_in(house["agent"]).get(reverse("appraisals:appraisal", args=[row.pk])).content.decode()
    for words in ("source qa：更正为 95.0", "孙丽", "冻结时为 90.0", "90.0 → 95.0"):
        assert words in page


# --- nobody to read it a second time -------------------------------------------------------------


@pytest.mark.covers("R-014")
def test_a_score_that_stands_alone_and_that_nobody_could_read_is_asked_about_before_the_release(
    cycle: Cycle, house: dict[str, Employee], supervisor: Employee, boss: Account, signed_in: SignedIn
) -> None:
    scored(cycle, {house["agent"].pk: 84, house["peer"].pk: 78, house["leader"].pk: 20})
    row = of(cycle, house["leader"])
    assert (row.state, row.second_reader) == (Appraisal.State.SCORED, None)
    assert (
        "没有找到复评人" in signed_in(supervisor).get(reverse("appraisals:appraisal", args=[row.pk])).content.decode()
    )
    cycles.begin_calibration(cycle_id=cycle.pk, by=boss, now=NOW)

    with listening(to_warnings=True), pytest.raises(Warned) as warned:
        cycles.release_cycle(cycle_id=cycle.pk, by=boss, now=NOW)
    assert (warned.value.code, warned.value.facts["names"]) == ("performance.read_by_nobody", "周敏")

    # Somebody looked at it: nothing is asked any more.
    appraisals.calibrate(appraisal_id=row.pk, score=45, reason="与 QA 记录核对后。", by=account(house["hr"]), now=NOW)
    with listening(to_warnings=True):
        cycles.release_cycle(cycle_id=cycle.pk, by=boss, now=NOW)


@pytest.mark.covers("R-014")
def test_a_second_reader_who_left_is_followed_by_the_next_above(
    cycle: Cycle, house: dict[str, Employee], supervisor: Employee, head: Employee
) -> None:
    row = of(cycle, house["agent"])
    appraisals.give_score(appraisal_id=row.pk, score=20, words="多次迟到。", by=account(house["leader"]), now=NOW)
    gone(supervisor)

    assert give_again(now=NOW)["second_readers"] == 1

    assert of(cycle, house["agent"]).second_reader == head
    assert waits_for(appraisals.SECOND, row.pk) == {head.pk}
