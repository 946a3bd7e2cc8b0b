"""A cycle of appraisals: plan, freeze, score, calibrate, talk, object, appeal, close."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Account, Employee, Membership
from dengta.domains.performance.models import Appraisal, Cycle, FrozenScore
from dengta.domains.performance.selectors import appraisals as selectors
from dengta.domains.performance.services import appraisals, cycles
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation, Warned, listening
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance import appraising
from tests.performance.appraising import account, frozen, hr_account, of, planned, released, scored, signed

# --- the plan ------------------------------------------------------------------------------------


@pytest.mark.covers("R-011", "G9")
def test_a_plan_of_figures_alone_is_refused(house: object, tree: Tree, boss: Account) -> None:
    with pytest.raises(RuleViolation) as told:
        planned(tree.qinghe, boss, weights={"kpi": 80, "leader": 20})

    assert told.value.code == "performance.no_qualitative_source"
    assert not Cycle.objects.exists()


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ({"kpi": 50, "qa": 20}, "performance.weights_not_hundred"),
        ({"kpi": 50, "qa": 60}, "performance.weights_not_hundred"),
        ({"kpi": 120, "qa": -20}, "performance.weights_not_hundred"),
        ({"kpi": 50, "horoscope": 50}, "performance.source_unknown"),
    ],
)
def test_weights_make_a_hundred_of_known_sources(
    house: object, tree: Tree, boss: Account, weights: dict[str, int], code: str
) -> None:
    with pytest.raises(RuleViolation) as told:
        planned(tree.qinghe, boss, weights=weights)

    assert told.value.code == code


def test_a_period_has_one_cycle_and_its_dates_follow_each_other(house: object, tree: Tree, boss: Account) -> None:
    planned(tree.qinghe, boss)

    with pytest.raises(RuleViolation, match="青禾电商"):
        planned(tree.qinghe, boss)
    with pytest.raises(RuleViolation) as told:
        planned(tree.qinghe, boss, ends_on=date(2026, 12, 1))
    assert told.value.code == "performance.cycle_dates"


def test_only_who_decides_over_the_branch_plans_a_cycle(
    house: dict[str, Employee], tree: Tree, other_leader: Employee, leader: Employee
) -> None:
    for outsider in (other_leader, leader, house["agent"]):
        with pytest.raises(NotAllowed):
            planned(tree.qinghe, account(outsider))


# --- freezing ------------------------------------------------------------------------------------


@pytest.mark.covers("G9")
def test_figures_are_frozen_once_the_period_is_over(house: dict[str, Employee], tree: Tree, boss: Account) -> None:
    early = planned(tree.qinghe, boss, ends_on=date(2026, 11, 20))

    with pytest.raises(RuleViolation, match="2026"):
        cycles.begin_freezing(cycle_id=early.pk, by=boss, now=NOW)


def test_everybody_of_the_branch_is_appraised_by_the_nearest_leader_who_is_not_themselves(
    cycle: Cycle, house: dict[str, Employee], supervisor: Employee
) -> None:
    led_by = {row.employee: row.leader for row in cycle.appraisals.select_related("employee", "leader")}

    assert led_by[house["agent"]] == house["leader"]
    assert led_by[house["leader"]] == supervisor
    # Nobody leads the supervisor of the cast: nobody makes up an appraisal either.
    assert supervisor not in led_by
    assert cycle.state == Cycle.State.SCORING


def test_nobody_is_appraised_by_whom_they_lead(
    house: dict[str, Employee], tree: Tree, boss: Account, hire: Callable[..., Employee]
) -> None:
    chief = hire("秦岚", tree.aftersales_1, number="K90008", role=Role.SUPERVISOR, at=tree.qinghe)
    head = hire("高远", None, number="K90021", role=Role.EXECUTIVE, at=tree.company)

    row = frozen(planned(tree.qinghe, boss), boss)

    assert of(row, chief).leader == head
    assert of(row, house["agent"]).leader == house["leader"]


def test_what_happens_after_the_freeze_changes_nothing(cycle: Cycle, house: dict[str, Employee], tree: Tree) -> None:
    before = selectors.breakdown(of(cycle, house["agent"])).result
    Membership.objects.filter(employee=house["agent"]).update(unit=tree.aftersales_2)

    with appraising.sources({"kpi": {house["agent"].pk: 10.0}, "qa": {}, "peer": {}}):
        row = of(cycle, house["agent"])
        assert selectors.breakdown(row).result == before
    assert row.unit == tree.aftersales_1


def test_freezing_again_after_a_worker_was_killed_doubles_nobody(
    house: dict[str, Employee], tree: Tree, boss: Account
) -> None:
    row = planned(tree.qinghe, boss)
    cycles.begin_freezing(cycle_id=row.pk, by=boss, now=NOW)
    people = cycles.people_of(row)
    # The first attempt wrote its part and died before it could say so.
    cycles.freeze_chunk(cycle_id=row.pk, employee_ids=people[:2], now=NOW)

    frozen_again = cycles.freeze_chunk(cycle_id=row.pk, employee_ids=people, now=NOW)
    cycles.finish_freezing(cycle_id=row.pk, now=NOW)

    assert frozen_again == Appraisal.objects.count() - 2
    assert FrozenScore.objects.count() == 3 * Appraisal.objects.count()
    assert cycles.finish_freezing(cycle_id=row.pk, now=NOW) == 0
    assert cycles.freeze_chunk(cycle_id=row.pk, employee_ids=people, now=NOW) == 0


def test_freezing_costs_the_same_queries_for_one_person_and_for_many(
    house: dict[str, Employee], tree: Tree, boss: Account, hire: Callable[..., Employee],
    django_assert_max_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    for number in range(25):
        hire(f"客服{number}", tree.aftersales_1, number=f"K4{number:04}")
    row = planned(tree.qinghe, boss)
    cycles.begin_freezing(cycle_id=row.pk, by=boss, now=NOW)

    with django_assert_max_num_queries(24):  # type: ignore[attr-defined]
        cycles.freeze_chunk(cycle_id=row.pk, employee_ids=cycles.people_of(row), now=NOW)

    assert Appraisal.objects.count() > 25


# --- the score -----------------------------------------------------------------------------------


@pytest.mark.covers("G10")
def test_the_score_is_the_weighted_mean_line_by_line(cycle: Cycle, house: dict[str, Employee]) -> None:
    scored(cycle, 84.0)

    found = selectors.breakdown(of(cycle, house["agent"]))

    assert found.result == pytest.approx(0.5 * 80 + 0.2 * 90 + 0.1 * 88 + 0.2 * 84)
    assert sum(one.line.points for one in found.lines) == pytest.approx(found.result)
    assert [one.key for one in found.lines] == ["kpi", "qa", "peer", "leader"]


@pytest.mark.covers("R-012", "G10")
def test_a_missing_source_gives_its_weight_to_the_others_and_says_so(cycle: Cycle, house: dict[str, Employee]) -> None:
    scored(cycle, 84.0)

    found = selectors.breakdown(of(cycle, house["peer"]))
    peers = next(one for one in found.lines if one.key == "peer")

    assert found.result == pytest.approx((0.5 * 70 + 0.2 * 85 + 0.2 * 84) / 0.9)
    assert (peers.line.score, peers.line.share) == (None, 0.0)
    assert peers.frozen is not None
    assert "少于三人" in peers.frozen.missing


@pytest.mark.covers("R-014")
def test_a_leaders_score_far_from_all_others_asks_for_a_second_reader_and_both_count_by_half(
    cycle: Cycle, house: dict[str, Employee], supervisor: Employee
) -> None:
    row = of(cycle, house["agent"])

    row = appraisals.give_score(appraisal_id=row.pk, score=60, words="多次迟到。", by=account(house["leader"]), now=NOW)

    assert (row.state, row.second_reader) == (Appraisal.State.SECOND, supervisor)
    assert Todo.objects.filter(kind=appraisals.SECOND, employee=supervisor).exists()
    row = appraisals.read_as_second(
        appraisal_id=row.pk, score=82, words="看了三类数据，未见依据。", by=account(supervisor), now=NOW
    )
    assert selectors.judged(row) == 71
    assert row.state == Appraisal.State.SCORED
    assert not Todo.objects.filter(kind=appraisals.SECOND).exists()


def test_a_score_beside_the_others_needs_no_second_reader(cycle: Cycle, house: dict[str, Employee]) -> None:
    row = of(cycle, house["agent"])

    row = appraisals.give_score(appraisal_id=row.pk, score=86, words="稳定。", by=account(house["leader"]), now=NOW)

    assert (row.state, row.second_reader) == (Appraisal.State.SCORED, None)


def test_nobody_scores_themselves_or_somebody_they_do_not_lead(
    cycle: Cycle, house: dict[str, Employee], other_leader: Employee, boss: Account
) -> None:
    of_agent, of_leader = of(cycle, house["agent"]), of(cycle, house["leader"])

    for who, row in [
        (house["peer"], of_agent), (other_leader, of_agent), (house["leader"], of_leader), (house["agent"], of_agent),
        (house["hr"], of_agent),
    ]:  # fmt: skip
        with pytest.raises(NotAllowed):
            appraisals.give_score(appraisal_id=row.pk, score=90, words="好。", by=account(who), now=NOW)


@pytest.mark.parametrize("score", [-1, 100.1, float("nan")])
def test_a_score_lies_between_nought_and_a_hundred(cycle: Cycle, house: dict[str, Employee], score: float) -> None:
    row = of(cycle, house["agent"])

    with pytest.raises(RuleViolation, match=r"0 to 100|0 到 100"):
        appraisals.give_score(appraisal_id=row.pk, score=score, words="好。", by=account(house["leader"]), now=NOW)


@pytest.mark.covers("R-015")
def test_a_score_without_a_reason_is_refused(cycle: Cycle, house: dict[str, Employee]) -> None:
    with pytest.raises(RuleViolation) as told:
        appraisals.give_score(
            appraisal_id=of(cycle, house["agent"]).pk, score=80, words=" ", by=account(house["leader"]), now=NOW
        )

    assert told.value.code == "performance.words_missing"


# --- calibration and release ---------------------------------------------------------------------


def test_calibration_waits_for_every_score(cycle: Cycle, boss: Account) -> None:
    with pytest.raises(RuleViolation) as told:
        cycles.begin_calibration(cycle_id=cycle.pk, by=boss, now=NOW)

    assert told.value.facts["count"] == cycle.appraisals.count()


def test_calibration_changes_the_leaders_judgement_with_a_reason_and_keeps_what_stood_there(
    cycle: Cycle, house: dict[str, Employee], boss: Account
) -> None:
    scored(cycle, 84.0)
    cycles.begin_calibration(cycle_id=cycle.pk, by=boss, now=NOW)
    row = of(cycle, house["agent"])

    with pytest.raises(RuleViolation):
        appraisals.calibrate(appraisal_id=row.pk, score=80, reason="", by=boss, now=NOW)
    change = appraisals.calibrate(appraisal_id=row.pk, score=80, reason="与二组同类表现对齐。", by=boss, now=NOW)

    row.refresh_from_db()
    assert (change.before, change.after, row.leader_score) == (84, 80, 80)
    assert AuditEntry.objects.filter(verb="performance.calibrated").count() == 1


@pytest.mark.covers("R-094")
def test_a_group_of_identical_ratings_is_asked_about_and_one_with_differences_is_not(
    house: dict[str, Employee], tree: Tree, boss: Account, hire: Callable[..., Employee]
) -> None:
    for number in range(8):
        hire(f"客服{number}", tree.aftersales_1, number=f"K4{number:04}")
    row = frozen(planned(tree.qinghe, boss), boss)
    scored(row, 84.0)
    cycles.begin_calibration(cycle_id=row.pk, by=boss, now=NOW)

    with listening(to_warnings=True), pytest.raises(Warned) as told:
        cycles.release_cycle(cycle_id=row.pk, by=boss, now=NOW)
    assert told.value.facts["groups"] == "售后一组"

    one = of(row, house["agent"])
    appraisals.calibrate(appraisal_id=one.pk, score=88, reason="主动带教。", by=boss, now=NOW)
    with listening(to_warnings=True):
        cycles.release_cycle(cycle_id=row.pk, by=boss, now=NOW)


def test_before_the_release_nobody_reads_their_own_score_and_afterwards_they_do(
    cycle: Cycle, house: dict[str, Employee], boss: Account
) -> None:
    scored(cycle, 84.0)
    for who in ("agent", "leader"):
        assert not selectors.mine(account(house[who])).exists()
        assert of(cycle, house[who]) not in selectors.appraisals(account(house[who]))

    released(cycle, boss)

    assert [one.employee for one in selectors.mine(account(house["agent"]))] == [house["agent"]]
    assert Todo.objects.filter(kind=cycles.TALK, employee=house["agent"]).exists()


# --- the talk ------------------------------------------------------------------------------------


@pytest.mark.covers("G9")
def test_both_sides_write_before_it_is_signed_and_signing_is_not_agreeing(
    talking: Cycle, house: dict[str, Employee]
) -> None:
    row, me, chief = of(talking, house["agent"]), account(house["agent"]), account(house["leader"])
    with pytest.raises(RuleViolation):
        appraisals.sign(appraisal_id=row.pk, agrees=True, by=me, now=NOW)

    appraisals.write_part(appraisal_id=row.pk, words="八月换了新系统。", by=me, now=NOW)
    row = appraisals.write_part(
        appraisal_id=row.pk, words="进步明显。", ability_plan="十二月跟听退款专席。", by=chief, now=NOW
    )
    assert (row.state, row.talked_on) == (Appraisal.State.TALKED, NOW.date())
    with pytest.raises(NotAllowed):
        appraisals.sign(appraisal_id=row.pk, agrees=True, by=chief, now=NOW)
    row = appraisals.sign(appraisal_id=row.pk, agrees=False, by=me, now=NOW)

    assert (row.state, row.agrees) == (Appraisal.State.SIGNED, False)


@pytest.mark.covers("R-007")
def test_closing_without_a_plan_for_growth_is_asked_about(
    talking: Cycle, house: dict[str, Employee], boss: Account
) -> None:
    row = signed(talking, house, ability_plan="")

    with listening(to_warnings=True), pytest.raises(Warned) as told:
        appraisals.close_appraisal(appraisal_id=row.pk, by=boss, now=NOW)

    assert told.value.code == "performance.no_ability_plan"
    # Knowingly, it closes all the same.
    assert appraisals.close_appraisal(appraisal_id=row.pk, by=boss, now=NOW).closed_at == NOW


@pytest.mark.covers("R-011")
def test_an_appraisal_in_which_nobody_judged_cannot_be_closed(
    talking: Cycle, house: dict[str, Employee], boss: Account
) -> None:
    row = signed(talking, house)
    FrozenScore.objects.filter(appraisal=row, key__in=("qa", "peer")).update(score=None)

    with pytest.raises(RuleViolation) as told:
        appraisals.close_appraisal(appraisal_id=row.pk, by=boss, now=NOW)

    assert told.value.code == "performance.no_qualitative_score"


def test_whoever_does_not_sign_holds_nobody_up_for_ever(
    talking: Cycle, house: dict[str, Employee], boss: Account
) -> None:
    row = of(talking, house["agent"])
    with pytest.raises(RuleViolation) as told:
        appraisals.close_appraisal(appraisal_id=row.pk, by=boss, now=NOW)
    assert told.value.code == "performance.not_signed_yet"

    row = appraisals.close_appraisal(appraisal_id=row.pk, by=boss, now=NOW + timedelta(days=30))

    assert (row.state, row.signed_at) == (Appraisal.State.CLOSED, None)


def test_a_cycle_closes_after_its_last_appraisal(talking: Cycle, house: dict[str, Employee], boss: Account) -> None:
    with pytest.raises(RuleViolation):
        cycles.close_cycle(cycle_id=talking.pk, by=boss, now=NOW)
    for row in talking.appraisals.all():
        appraisals.close_appraisal(appraisal_id=row.pk, by=hr_account(house), now=NOW + timedelta(days=30))

    assert cycles.close_cycle(cycle_id=talking.pk, by=boss, now=NOW).state == Cycle.State.CLOSED
