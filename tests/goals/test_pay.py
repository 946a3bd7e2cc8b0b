"""Performance pay: a formula that everybody can read, simulated before it starts, and never below the legal minimum."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.goals.models import FactorTable, PayFormula, PayRun, PaySlip, SlipLine
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.selectors import pay as selectors
from dengta.domains.goals.selectors.scoring import score_of
from dengta.domains.goals.services import pay, pay_runs, publishing
from dengta.domains.people.models import Employee, Unit
from dengta.engines.pay import combined, looked_up, money, steps_fault
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.paying import (
    SOON,
    STEPS,
    base,
    draft,
    in_force,
    minimum_wage,
    october,
    published,
    put_part,
    refused,
    satisfied,
    simulate,
)

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
OCTOBER = date(2026, 10, 12)


@pytest.fixture
def second_hr(hire: Hire, tree: Tree) -> Employee:
    """张悦, the other one of HR."""
    return hire("张悦", None, number="K90011", role="hr", at=tree.company)


# --- the arithmetic ----------------------------------------------------------------------------------------


def test_a_score_is_linear_between_baseline_and_target_whichever_is_the_higher() -> None:
    assert [score_of(v, baseline=0.7, target=0.9) for v in (0.5, 0.7, 0.8, 0.9, 1)] == pytest.approx(
        [0, 0, 50, 100, 100]
    )
    assert [score_of(v, baseline=600, target=400) for v in (700, 500, 300)] == pytest.approx([0, 50, 100])


@pytest.mark.covers("B10")
@given(
    st.decimals(0, 20_000, places=2), st.decimals(0, 20_000, places=2), st.decimals(0, 3, places=3),
    st.decimals(0, 9_000, places=2),
)  # fmt: skip
def test_nobody_ever_gets_less_than_the_minimum_wage_nor_less_than_the_fixed_wage(
    fixed: Decimal, variable: Decimal, coefficient: Decimal, floor: Decimal
) -> None:
    paid = money(fixed=fixed, base=variable, coefficient=coefficient, floor=floor)

    assert fixed + paid.paid >= max(fixed, floor)
    assert paid.lifted == 0 or fixed + paid.paid == floor


@given(st.lists(st.tuples(st.decimals(0, 1, places=3), st.decimals(0, 3, places=2)), max_size=6))
def test_the_coefficient_stays_between_its_caps(parts: list[tuple[Decimal, Decimal]]) -> None:
    coefficient, uncapped = combined(parts, low=Decimal("0.6"), high=Decimal("1.5"))

    assert Decimal("0.6") <= coefficient <= Decimal("1.5")
    assert coefficient == uncapped or uncapped < Decimal("0.6") or uncapped > Decimal("1.5")


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ([], "empty"),
        ([(Decimal(1), Decimal(1))], "start"),
        ([(Decimal(0), Decimal("-0.1"))], "negative"),
        ([(Decimal(0), Decimal(1)), (Decimal(60), Decimal("0.9"))], "falls"),
        ([(Decimal(0), Decimal(1)), (Decimal(0), Decimal(1))], "order"),
        ([(Decimal(0), Decimal(1)), (Decimal(101), Decimal(1))], "order"),
        (STEPS, ""),
    ],
)
def test_a_table_rises_from_zero_and_holds_no_fine(steps: list[tuple[Decimal, Decimal]], fault: str) -> None:
    assert steps_fault(steps) == fault


def test_a_score_just_below_a_step_that_is_shown_as_reached_reaches_it() -> None:
    assert looked_up(59.999, STEPS) == Decimal("1.00")
    assert looked_up(59.98, STEPS) == Decimal("0.80")


# --- from the draft to the publication -----------------------------------------------------------------------


@pytest.mark.covers("B10")
def test_a_formula_is_simulated_before_it_is_proposed_and_again_when_it_changed(tree: Tree, hr: Employee) -> None:
    row = draft(tree.qinghe, hr)
    with refused("goals.formula_not_simulated"):
        publishing.propose(kind=pay.FORMULAS, pk=row.pk, by=hr.account, now=NOW)

    simulate(row, hr)
    put_part(row, hr, target=0.95)
    with refused("goals.formula_not_simulated"):
        publishing.propose(kind=pay.FORMULAS, pk=row.pk, by=hr.account, now=NOW)


@pytest.mark.covers("B10")
def test_a_second_person_publishes(tree: Tree, hr: Employee, second_hr: Employee) -> None:
    row = draft(tree.qinghe, hr)
    simulate(row, hr)
    publishing.propose(kind=pay.FORMULAS, pk=row.pk, by=hr.account, now=NOW)

    with refused("goals.second_person"):
        publishing.publish(kind=pay.FORMULAS, pk=row.pk, by=hr.account, now=NOW)
    publishing.publish(kind=pay.FORMULAS, pk=row.pk, by=second_hr.account, now=NOW)
    assert AuditEntry.objects.filter(verb="goals.formula_published").count() == 1


@pytest.mark.covers("B10")
def test_a_published_formula_is_never_changed(tree: Tree, hr: Employee, second_hr: Employee) -> None:
    row = published(tree.qinghe, hr, second_hr)

    with refused("goals.version_fixed"):
        put_part(row, hr, target=0.95)
    with refused("goals.version_fixed"):
        pay.drop_part(formula_id=row.pk, part_id=row.parts.get().pk, by=hr.account, now=NOW)
    again = pay.draft_formula(
        unit=tree.qinghe, by=hr.account, now=NOW, copy_of=row.pk, title="二版", starts_on=SOON, cap_low=Decimal(0),
        cap_high=Decimal(2), small_sample="team", budget=Decimal(1),
    )  # fmt: skip
    assert (again.version, again.parts.count()) == (2, 1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"starts_on": date(2026, 11, 1)}, "goals.starts_too_early"),
        ({"starts_on": date(2026, 12, 2)}, "goals.starts_within_month"),
    ],
)
def test_a_formula_begins_with_a_month_to_come(more: dict[str, date], code: str, tree: Tree, hr: Employee) -> None:
    row = draft(tree.qinghe, hr, **more)
    simulate(row, hr)

    with refused(code):
        publishing.propose(kind=pay.FORMULAS, pk=row.pk, by=hr.account, now=NOW)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kpi": "abandonment"}, "goals.kpi_unknown"),
        ({"baseline": 0.9}, "goals.target_is_baseline"),
        ({"weight": Decimal(0)}, "goals.weight_out_of_range"),
        ({"steps": [(Decimal(0), Decimal("-0.2"))]}, "goals.steps_negative"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused(more: dict[str, object], code: str, tree: Tree, hr: Employee) -> None:
    row = draft(tree.qinghe, hr)

    with refused(code):
        put_part(row, hr, **more)


def test_weights_are_a_whole(tree: Tree, hr: Employee) -> None:
    row = draft(tree.qinghe, hr)
    put_part(row, hr, weight=Decimal("0.5"))
    simulate(row, hr)

    with refused("goals.weights_not_whole"):
        publishing.propose(kind=pay.FORMULAS, pk=row.pk, by=hr.account, now=NOW)


def test_a_leader_writes_no_formula_and_a_supervisor_publishes_none(
    tree: Tree, leader: Employee, supervisor: Employee, hr: Employee
) -> None:
    with pytest.raises(NotAllowed):
        draft(tree.aftersales_1, leader)
    row = draft(tree.qinghe, hr)
    simulate(row, hr)
    publishing.propose(kind=pay.FORMULAS, pk=row.pk, by=hr.account, now=NOW)
    with pytest.raises(NotAllowed):
        publishing.publish(kind=pay.FORMULAS, pk=row.pk, by=supervisor.account, now=NOW)


def test_a_supervisor_writes_no_formula_for_the_whole_house(tree: Tree, supervisor: Employee) -> None:
    with pytest.raises(NotAllowed):
        draft(tree.company, supervisor)


# --- simulation ----------------------------------------------------------------------------------------------


@pytest.mark.covers("B10")
def test_a_simulation_pays_the_last_quarter(tree: Tree, hr: Employee, agent: Employee, peer: Employee) -> None:
    minimum_wage()
    base(agent)
    for month in (7, 8, 9):
        satisfied(agent, tree.aftersales_1, date(2026, month, 5), 36, 40)
    simulation = simulate(draft(tree.qinghe, hr), hr)

    assert (simulation.start, simulation.end) == (date(2026, 7, 1), date(2026, 9, 30))
    mine = simulation.people.get(employee=agent)
    assert (mine.coefficient, mine.amount, mine.lifted) == (Decimal("1.200"), "7200.00", "0.00")
    assert simulation.people.get(employee=peer).amount == ""
    assert simulation.without_base == simulation.people.count() - 1


@pytest.mark.covers("B10", "F13")
def test_a_line_leader_sees_coefficients_of_the_own_team_and_no_money(  # noqa: PLR0917 - fixtures
    tree: Tree, hr: Employee, leader: Employee, agent: Employee, stranger: Employee, supervisor: Employee
) -> None:
    base(agent)
    people = simulate(draft(tree.company, hr), hr).people.all()

    assert policies.see_coefficients.scope(leader.account, people).filter(employee=agent).exists()
    assert not policies.see_coefficients.scope(leader.account, people).filter(employee=stranger).exists()
    assert not policies.see_simulated.scope(leader.account, people).exclude(employee=leader).exists()
    assert policies.see_simulated.scope(supervisor.account, people).filter(employee=agent).exists()


# --- a month -----------------------------------------------------------------------------------------------


@pytest.mark.covers("B10")
def test_a_small_sample_counts_with_the_value_of_the_team_and_says_so(
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee, peer: Employee
) -> None:
    minimum_wage()
    base(agent)
    base(peer)
    satisfied(agent, tree.aftersales_1, OCTOBER, 0, 4)
    satisfied(peer, tree.aftersales_1, OCTOBER, 90, 96)
    october(in_force(tree.qinghe, hr, second_hr), hr)

    line = SlipLine.objects.get(slip__employee=agent)
    assert (line.basis, line.n, line.minimum, line.coefficient) == ("team", 4, 30, Decimal("1.20"))
    assert line.value == pytest.approx(0.9)
    assert f"unit={tree.aftersales_1.pk}" in line.rows_url
    assert SlipLine.objects.get(slip__employee=peer).basis == "own"


@pytest.mark.covers("B10")
def test_without_any_sample_a_part_counts_one(tree: Tree, hr: Employee, second_hr: Employee, agent: Employee) -> None:
    base(agent)
    october(in_force(tree.qinghe, hr, second_hr), hr)

    assert SlipLine.objects.get().basis == "neutral"
    assert PaySlip.objects.get().coefficient == Decimal(1)


@pytest.mark.covers("B10")
def test_pay_below_the_minimum_wage_is_lifted_and_says_so(
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee
) -> None:
    minimum_wage("2690")
    base(agent, fixed="1500", variable="1000")
    satisfied(agent, tree.aftersales_1, OCTOBER, 10, 40)
    october(in_force(tree.qinghe, hr, second_hr), hr)

    slip = selectors.opened(PaySlip.objects.get())
    assert (slip.amount, slip.lifted, slip.wage, slip.floor) == (
        Decimal("800.00"),
        Decimal("390.00"),
        Decimal("2690.00"),
        Decimal(2690),
    )


def test_the_floor_is_that_of_the_region_where_somebody_works(tree: Tree, agent: Employee, stranger: Employee) -> None:
    Unit.objects.filter(pk=tree.shanghai.pk).update(region="CN-SH")
    minimum_wage("2690", "CN-SH")

    floors = selectors.floors_of([agent.pk, stranger.pk], OCTOBER)
    assert (floors[agent.pk].amount, floors[stranger.pk].amount) == (Decimal(2690), None)


@pytest.mark.covers("R-150", "B10")
def test_a_figure_of_a_formula_that_is_not_published_cannot_be_released(
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee
) -> None:
    minimum_wage()
    base(agent)
    row = draft(tree.qinghe, hr)
    PayFormula.objects.filter(pk=row.pk).update(starts_on=date(2026, 10, 1))
    run = october(row, hr)

    with refused("goals.formula_not_published"):
        pay_runs.release_month(run_id=run.pk, by=second_hr.account, now=NOW)
    assert not selectors.slips(agent.account).exists()


@pytest.mark.covers("R-150", "B10")
def test_a_figure_without_rows_cannot_be_released(
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee
) -> None:
    minimum_wage()
    base(agent)
    run = october(in_force(tree.qinghe, hr, second_hr), hr)
    SlipLine.objects.update(rows_url="")

    with refused("goals.figure_without_rows"):
        pay_runs.release_month(run_id=run.pk, by=second_hr.account, now=NOW)


def test_a_month_is_released_by_somebody_else_and_only_where_the_minimum_wage_is_known(
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee
) -> None:
    base(agent)
    row = in_force(tree.qinghe, hr, second_hr)
    run = october(row, hr)
    with refused("goals.second_person"):
        pay_runs.release_month(run_id=run.pk, by=hr.account, now=NOW)
    with refused("goals.floor_unknown"):
        pay_runs.release_month(run_id=run.pk, by=second_hr.account, now=NOW)

    minimum_wage()
    pay_runs.release_month(run_id=october(row, hr).pk, by=second_hr.account, now=NOW)
    assert PayRun.objects.get().status == "released"
    with refused("goals.pay_released_already"):
        october(row, hr)


@pytest.mark.covers("F13", "B10")
def test_a_slip_is_seen_by_its_person_once_released_and_never_by_the_line_leader(  # noqa: PLR0917 - fixtures
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee, peer: Employee, leader: Employee
) -> None:
    minimum_wage()
    base(agent)
    run = october(in_force(tree.qinghe, hr, second_hr), hr)
    assert not selectors.slips(agent.account).exists()

    pay_runs.release_month(run_id=run.pk, by=second_hr.account, now=NOW)
    assert selectors.slips(agent.account).count() == 1
    assert not selectors.slips(leader.account).exists()
    assert not selectors.slips(peer.account).exists()


def test_money_lies_encrypted_in_the_database(tree: Tree, agent: Employee) -> None:
    base(agent, fixed="5432.10")

    from dengta.domains.goals.models import PayBase

    stored = PayBase.objects.values_list("fixed", flat=True).get()
    assert "5432" not in str(stored)
    assert PayBase.objects.get().fixed == "5432.10"


def test_nobody_writes_the_own_base(hr: Employee) -> None:
    with refused("goals.not_about_yourself"):
        pay_runs.write_base(employee_id=hr.pk, fixed=Decimal(1), variable=Decimal(1), since=SOON, by=hr.account)


def test_a_month_that_is_not_over_or_before_the_formula_is_not_reckoned(
    tree: Tree, hr: Employee, second_hr: Employee
) -> None:
    row = in_force(tree.qinghe, hr, second_hr)
    with refused("goals.month_not_over"):
        pay_runs.calculate_month(formula_id=row.pk, month=date(2026, 11, 1), by=hr.account, now=NOW)
    with refused("goals.formula_not_begun"):
        pay_runs.calculate_month(formula_id=row.pk, month=date(2026, 9, 1), by=hr.account, now=NOW)


def test_the_nearest_formula_pays(tree: Tree, hr: Employee, second_hr: Employee, agent: Employee) -> None:
    far = in_force(tree.company, hr, second_hr)
    near = in_force(tree.aftersales_1, hr, second_hr)

    assert agent.pk in selectors.members_for(near, OCTOBER)
    assert agent.pk not in selectors.members_for(far, OCTOBER)


# --- from a score to ability plan and factor -----------------------------------------------------------------


@pytest.mark.covers("B8", "R-007")
def test_a_score_leads_to_ability_plan_and_factor_by_the_published_table(
    tree: Tree, hr: Employee, second_hr: Employee
) -> None:
    row = pay.draft_table(unit=tree.company, title="系数表", starts_on=SOON, by=hr.account, now=NOW)
    for score, factor, plan in ((0, "0.9", "导师一对一"), (80, "1.1", "专项课程")):
        pay.put_step(
            table_id=row.pk,
            from_score=Decimal(score),
            factor=Decimal(factor),
            ability_plan=plan,
            by=hr.account,
            now=NOW,
        )
    publishing.propose(kind=pay.TABLES, pk=row.pk, by=hr.account, now=NOW)
    assert selectors.factor_for(85, on=SOON) is None
    publishing.publish(kind=pay.TABLES, pk=row.pk, by=second_hr.account, now=NOW)

    found = selectors.factor_for(85, on=SOON)
    assert found is not None
    assert (found.factor, found.ability_plan, found.version) == (Decimal("1.10"), "专项课程", 1)
    assert selectors.factor_for(85, on=NOW.date()) is None


@pytest.mark.covers("B8")
def test_a_step_without_an_ability_plan_is_refused(tree: Tree, hr: Employee) -> None:
    row = pay.draft_table(unit=tree.company, title="系数表", starts_on=SOON, by=hr.account, now=NOW)

    with refused("goals.step_without_plan"):
        pay.put_step(
            table_id=row.pk, from_score=Decimal(0), factor=Decimal(1), ability_plan=" ", by=hr.account, now=NOW
        )
    assert not FactorTable.objects.get().steps.exists()


# --- bases from a file -----------------------------------------------------------------------------------------


def test_bases_come_from_a_file_and_nobody_brings_the_own(tree: Tree, hr: Employee, agent: Employee) -> None:
    from zoneinfo import ZoneInfo

    from dengta.domains.goals.imports.pay_bases import PayBases
    from dengta.foundation.imports import Context
    from dengta.foundation.imports.targets import Row

    target = PayBases()
    ctx = Context("hr.csv", hr.account, {}, frozenset(), ZoneInfo("Asia/Shanghai"), NOW.date())
    lookups = target.prepare(ctx)
    good = Row(2, {"number": agent.number, "fixed": Decimal("4800"), "variable": Decimal("1800"), "since": SOON})
    own = Row(3, {"number": hr.number, "fixed": Decimal("9000"), "variable": Decimal("1"), "since": SOON})
    unknown = Row(4, {"number": "X", "fixed": Decimal("1"), "variable": Decimal("1"), "since": SOON})

    assert [p.code for row in (good, own, unknown) for p in target.validate(row, lookups)] == [
        "goals.not_about_yourself", "goals.import_who",
    ]  # fmt: skip
    target.publish([good], [], lookups)
    assert selectors.bases_on([agent.pk], SOON)[agent.pk].fixed == Decimal(4800)
    assert target.existing([good], lookups)[agent.number, SOON] == {"fixed": Decimal(4800), "variable": Decimal(1800)}
