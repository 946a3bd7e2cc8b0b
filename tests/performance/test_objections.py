"""What somebody who does not agree can do: object to a number, then appeal to whoever had no part in it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import Appeal, Appraisal, Cycle, FrozenScore, Objection, ScoreChange
from dengta.domains.performance.selectors import appraisals as selectors
from dengta.domains.performance.services import appraisals, objections
from dengta.foundation.access import Role
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.appraising import account, hr_account, of, signed

NEXT = NOW + timedelta(days=1)


@pytest.mark.covers("R-015", "G10")
def test_any_number_can_be_objected_to_and_is_corrected_by_somebody_who_did_not_judge(
    talking: Cycle, house: dict[str, Employee], boss: Account
) -> None:
    row = of(talking, house["agent"])
    before = selectors.breakdown(row).result

    objection = objections.object_to(
        appraisal_id=row.pk, key="qa", words="8 月 3 日那通是测试来电。", by=account(house["agent"]), now=NOW
    )
    for who in (house["leader"], house["agent"], house["peer"]):
        with pytest.raises(NotAllowed):
            objections.answer_objection(
                objection_id=objection.pk, upheld=False, answer="不变。", by=account(who), now=NOW
            )
    objections.answer_objection(
        objection_id=objection.pk, upheld=True, answer="已剔除测试来电。", score=95, by=boss, now=NOW
    )

    after = selectors.breakdown(of(talking, house["agent"]))
    assert after.result == pytest.approx((before or 0) + 0.2 * 5)
    qa = FrozenScore.objects.get(appraisal=row, key="qa")
    assert (qa.first_score, qa.score) == (90, 95)
    assert ScoreChange.objects.get().kind == ScoreChange.Kind.OBJECTION


def test_an_answer_without_words_is_none(talking: Cycle, house: dict[str, Employee], boss: Account) -> None:
    row = of(talking, house["agent"])
    objection = objections.object_to(
        appraisal_id=row.pk, key="kpi", words="口径不对。", by=account(house["agent"]), now=NOW
    )

    with pytest.raises(RuleViolation) as told:
        objections.answer_objection(objection_id=objection.pk, upheld=False, answer=" ", by=boss, now=NOW)

    assert told.value.code == "performance.answer_missing"
    assert Objection.objects.get().state == Objection.State.OPEN


def test_objecting_ends_after_five_working_days(talking: Cycle, house: dict[str, Employee]) -> None:
    row, me = of(talking, house["agent"]), account(house["agent"])
    # Released on a Wednesday: the last day is the Wednesday after.
    objections.object_to(appraisal_id=row.pk, key="qa", words="不对。", by=me, now=NOW + timedelta(days=7))

    with pytest.raises(RuleViolation) as told:
        objections.object_to(appraisal_id=row.pk, key="kpi", words="不对。", by=me, now=NOW + timedelta(days=8))

    assert told.value.facts["day"] == date(2026, 11, 25)


def test_a_number_is_objected_to_once_and_must_be_one_of_the_own(talking: Cycle, house: dict[str, Employee]) -> None:
    row, me = of(talking, house["agent"]), account(house["agent"])
    objections.object_to(appraisal_id=row.pk, key="qa", words="不对。", by=me, now=NOW)

    for key, code in (("qa", "performance.objected_already"), ("horoscope", "performance.number_unknown")):
        with pytest.raises(RuleViolation) as told:
            objections.object_to(appraisal_id=row.pk, key=key, words="不对。", by=me, now=NOW)
        assert told.value.code == code
    with pytest.raises(NotAllowed):
        objections.object_to(appraisal_id=row.pk, key="kpi", words="不对。", by=account(house["peer"]), now=NOW)


@pytest.mark.covers("G9")
def test_an_appeal_goes_to_somebody_who_had_no_part_in_it(
    talking: Cycle, house: dict[str, Employee], boss: Account
) -> None:
    row, me = of(talking, house["agent"]), account(house["agent"])
    objection = objections.object_to(appraisal_id=row.pk, key="leader", words="未看八月。", by=me, now=NOW)
    with pytest.raises(RuleViolation) as told:
        objections.appeal_against(appraisal_id=row.pk, words="请复核。", by=me, now=NOW)
    assert told.value.code == "performance.objection_open"
    objections.answer_objection(objection_id=objection.pk, upheld=False, answer="已看。", by=boss, now=NOW)

    appeal = objections.appeal_against(appraisal_id=row.pk, words="请复核。", by=me, now=NEXT)

    assert appeal.handler == house["hr"]
    for outsider in (boss, account(house["leader"]), me):
        with pytest.raises(NotAllowed):
            objections.decide_appeal(appeal_id=appeal.pk, granted=False, reason="不变。", by=outsider, now=NEXT)
    appeal = objections.decide_appeal(
        appeal_id=appeal.pk, granted=True, reason="八月的记录支持你。", score=92, by=hr_account(house), now=NEXT
    )
    assert appeal.state == Appeal.State.GRANTED
    assert of(talking, house["agent"]).leader_score == 92


def test_whoever_answered_an_objection_does_not_hear_the_appeal(
    talking: Cycle, house: dict[str, Employee], hire: Callable[..., Employee], tree: Tree
) -> None:
    row, me = of(talking, house["agent"]), account(house["agent"])
    objection = objections.object_to(appraisal_id=row.pk, key="qa", words="不对。", by=me, now=NOW)
    objections.answer_objection(
        objection_id=objection.pk, upheld=False, answer="记录无误。", by=hr_account(house), now=NOW
    )
    with pytest.raises(RuleViolation) as told:
        objections.appeal_against(appraisal_id=row.pk, words="请复核。", by=me, now=NOW)
    assert told.value.code == "performance.nobody_uninvolved"
    head = hire("秦总", None, number="K90009", role=Role.EXECUTIVE, at=tree.company)

    assert objections.appeal_against(appraisal_id=row.pk, words="请复核。", by=me, now=NOW).handler == head


def test_nothing_closes_while_somebody_waits_for_an_answer(
    talking: Cycle, house: dict[str, Employee], boss: Account
) -> None:
    row, me = signed(talking, house), account(house["agent"])
    objection = objections.object_to(appraisal_id=row.pk, key="qa", words="不对。", by=me, now=NOW)
    with pytest.raises(RuleViolation, match=r"objection|异议"):
        appraisals.close_appraisal(appraisal_id=row.pk, by=boss, now=NOW)
    objections.answer_objection(objection_id=objection.pk, upheld=False, answer="记录无误。", by=boss, now=NOW)
    appeal = objections.appeal_against(appraisal_id=row.pk, words="请复核。", by=me, now=NOW)
    with pytest.raises(RuleViolation, match=r"appeal|申诉"):
        appraisals.close_appraisal(appraisal_id=row.pk, by=boss, now=NOW)
    objections.decide_appeal(appeal_id=appeal.pk, granted=False, reason="维持。", by=hr_account(house), now=NOW)

    assert appraisals.close_appraisal(appraisal_id=row.pk, by=boss, now=NOW).state == Appraisal.State.CLOSED
