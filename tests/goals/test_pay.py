"""Performance pay: a formula that everybody can read, simulated before it starts, and never below the legal minimum."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.goals.models import FactorTable
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.selectors import pay as selectors
from dengta.domains.goals.selectors.scoring import score_of
from dengta.domains.goals.services import pay, publishing
from dengta.domains.people.models import Employee
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
    minimum_wage,
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
