"""The performance pay of a month: reckoned, released by a second person, lifted to the minimum, and who sees it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from dengta.domains.goals.models import PayFormula, PayRun, PaySlip, SlipLine
from dengta.domains.goals.selectors import pay as selectors
from dengta.domains.goals.selectors import wage_floors
from dengta.domains.goals.services import pay_bases, pay_runs
from dengta.domains.people.models import Employee, Unit
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.paying import (
    SOON,
    base,
    draft,
    in_force,
    minimum_wage,
    october,
    refused,
    satisfied,
)

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
OCTOBER = date(2026, 10, 12)


@pytest.fixture
def second_hr(hire: Hire, tree: Tree) -> Employee:
    """张悦, the other one of HR."""
    return hire("张悦", None, number="K90011", role="hr", at=tree.company)


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

    floors = wage_floors.floors_of([agent.pk, stranger.pk], OCTOBER)
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
        pay_bases.write_base(employee_id=hr.pk, fixed=Decimal(1), variable=Decimal(1), since=SOON, by=hr.account)


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
    assert target.existing([good], lookups)[agent.number, SOON] == {
        "fixed": Decimal(4800), "variable": Decimal(1800), "per": "month",
    }  # fmt: skip
