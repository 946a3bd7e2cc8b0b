"""Pay by the hour: hours come from a record, the minimum wage of the hour is held against them, the slip says how."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dengta.domains.goals.models import PaySlip, WorkedHours
from dengta.domains.goals.selectors import pay as selectors
from dengta.domains.goals.services import pay_bases, pay_runs, raises
from dengta.domains.people.models import Employee, Employment
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.settings.models import RegionalValue
from tests.cast import FOUNDED, Tree
from tests.conftest import NOW
from tests.foundation.importing import imported
from tests.goals.paying import SOON, base, draft, in_force, minimum_wage, october, refused, satisfied, simulate

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def second_hr(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """张悦, the other one of HR."""
    return hire("张悦", None, number="K90011", role="hr", at=tree.company)


def hourly_minimum(amount: str = "24") -> None:
    """The hourly minimum wage as the house has entered it."""
    RegionalValue.objects.create(
        name="law.figure.hourly_minimum_wage", region="CN", valid_from=date(2020, 1, 1), value=amount, source="沪人社规"
    )


def paid_by_the_hour(employee: Employee, rate: str = "25", variable: str = "200") -> None:
    """A part-time contract and a wage by the hour."""
    Employment.objects.create(
        employee=employee, kind=Employment.Kind.PART_TIME, term=Employment.Term.OPEN, signed_on=FOUNDED,
        valid_from=FOUNDED,
    )  # fmt: skip
    pay_bases.write_base(
        employee_id=employee.pk, fixed=Decimal(rate), fixed_per="hour", variable=Decimal(variable),
        since=date(2026, 1, 1), by=None,
    )  # fmt: skip


def worked(employee: Employee, hours: str, by: Employee | None = None) -> None:
    pay_bases.write_hours(
        employee_id=employee.pk, month=date(2026, 10, 31), hours=Decimal(hours), by=by.account if by else None, now=NOW
    )


@pytest.mark.covers("B10")
def test_who_works_part_time_is_held_to_the_hour_times_hours_and_the_slip_says_by_which_article(
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    minimum_wage("2690")
    hourly_minimum("30")
    paid_by_the_hour(agent, rate="25", variable="200")
    worked(agent, "80", by=hr)
    satisfied(agent, tree.aftersales_1, date(2026, 10, 12), 10, 40)
    run = october(in_force(tree.qinghe, hr, second_hr), hr)
    pay_runs.release_month(run_id=run.pk, by=second_hr.account, now=NOW)

    row = PaySlip.objects.get()
    slip = selectors.opened(row)
    assert (slip.fixed, slip.rate, row.hours, slip.floor) == (2000, 25, 80, Decimal("2400.00")), "not 2,690 a month"
    assert (slip.amount, slip.lifted, slip.wage) == (Decimal("160.00"), Decimal("240.00"), Decimal("2400.00"))
    page = signed_in(agent).get(reverse("pay:slip", args=[row.pk]), headers={"accept-language": "zh-hans"})
    said = page.content.decode()
    assert "《最低工资规定》第 5 条" in said
    assert "《劳动合同法》第 72 条" in said
    assert "沪人社规" in said
    assert "80" in said


@pytest.mark.covers("B10")
def test_a_month_waits_for_hours_and_for_the_figure_of_the_hour(
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee
) -> None:
    minimum_wage()
    paid_by_the_hour(agent)
    formula = in_force(tree.qinghe, hr, second_hr)
    release = {"by": second_hr.account, "now": NOW}

    with refused("goals.hours_unknown") as caught:
        pay_runs.release_month(run_id=october(formula, hr).pk, **release)
    assert caught.value.facts["names"] == agent.name
    worked(agent, "80")
    with refused("goals.floor_unknown"):
        pay_runs.release_month(run_id=october(formula, hr).pk, **release)
    hourly_minimum()
    pay_runs.release_month(run_id=october(formula, hr).pk, **release)
    with refused("goals.pay_released_already"):
        worked(agent, "90")


def test_full_time_work_with_a_wage_by_the_hour_reaches_both_standards(
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee
) -> None:
    minimum_wage("2690")
    hourly_minimum("24")
    paid_by_the_hour(agent, rate="20", variable="0")
    Employment.objects.update(kind=Employment.Kind.LABOUR)
    formula = in_force(tree.qinghe, hr, second_hr)
    worked(agent, "100")
    assert selectors.opened(october(formula, hr).slips.get()).wage == Decimal("2690.00")
    worked(agent, "150")
    assert selectors.opened(october(formula, hr).slips.get()).wage == Decimal("3600.00")


def test_a_simulation_lifts_month_by_month_with_the_hours_of_each(tree: Tree, hr: Employee, agent: Employee) -> None:
    minimum_wage()
    hourly_minimum("30")
    paid_by_the_hour(agent, rate="25", variable="0")
    for month in (7, 8):
        pay_bases.write_hours(employee_id=agent.pk, month=date(2026, month, 1), hours=Decimal(60), by=None, now=NOW)
    simulation = simulate(draft(tree.qinghe, hr), hr)

    person = simulation.people.get(employee=agent)
    assert Decimal(person.lifted) == Decimal(600), "60 hours × 5 yuan, twice; nothing where hours are not known"
    assert simulation.without_floor == 1


@pytest.mark.covers("R-149", "G18")
def test_a_raise_by_the_hour_is_held_against_band_and_budget_as_a_whole_month(
    tree: Tree, hr: Employee, agent: Employee, leader: Employee
) -> None:
    Employee.objects.filter(pk=agent.pk).update(grade="C2")
    paid_by_the_hour(agent, rate="30")
    raises.write_band(
        grade="C2", low=Decimal(5000), high=Decimal(5700), starts_on=date(2026, 1, 1), by=hr.account, now=NOW
    )
    raises.write_budget(unit=tree.qinghe, year=2026, amount=Decimal(600), by=hr.account, now=NOW)
    row = raises.propose_raise(
        employee_id=agent.pk, percent=Decimal(10), starts_on=SOON, evidence="x", by=leader.account, now=NOW
    )

    assert raises.by_month(row, Decimal(row.after)) == Decimal("5742.00"), "33 × 21.75 × 8"
    assert row.why_second == "above"
    assert raises.increase(row) == Decimal("522.00")


def test_hours_are_written_by_hr_about_others_and_stand_in_the_record_as_before_and_after(
    hr: Employee, agent: Employee, leader: Employee
) -> None:
    worked(agent, "70", by=hr)
    worked(agent, "80", by=hr)
    with refused("goals.hours_out_of_range"):
        worked(agent, "745", by=hr)
    with refused("goals.not_about_yourself"):
        worked(hr, "80", by=hr)
    from dengta.foundation.errors import NotAllowed

    with pytest.raises(NotAllowed):
        worked(agent, "1", by=leader)

    entry = AuditEntry.objects.filter(verb="goals.hours_written").latest("pk")
    assert (entry.actor_id, entry.subject_id) == (hr.account_id, agent.pk)
    assert '"after":"80' in entry.facts.replace(" ", "")
    assert '"before":"70' in entry.facts.replace(" ", "")


def test_hours_come_in_a_file_once_and_not_into_a_month_that_is_released(
    tree: Tree, hr: Employee, second_hr: Employee, agent: Employee
) -> None:
    from dengta.domains.goals.imports.worked_hours import HoursOfMonth

    target = HoursOfMonth()
    file = f"工号,月份,工时\n{agent.number},2026-10-09,80\n{hr.number},2026-10-01,10\nX,2026-10-01,10\n"
    job = imported(file, target, by=hr.account)
    assert (job.new, job.quarantined) == (1, 2)
    again = imported(f"工号,月份,工时\n{agent.number},2026-10-01,80.0\n", target, by=hr.account)
    assert (again.new, again.changed, again.duplicate) == (0, 0, 1)
    assert WorkedHours.objects.get().hours == 80

    minimum_wage()
    base(agent)
    # Files are written by the clock, which has ticked on.
    run = pay_runs.calculate_month(
        formula_id=in_force(tree.qinghe, hr, second_hr).pk, month=OCTOBER, by=hr.account, now=timezone.now()
    )
    pay_runs.release_month(run_id=run.pk, by=second_hr.account, now=timezone.now())
    late = imported(f"工号,月份,工时\n{agent.number},2026-10-01,90\n", target, by=hr.account)
    assert (late.changed, late.quarantined) == (0, 1)


@pytest.mark.covers("B10")
def test_a_month_whose_hours_or_bases_moved_since_it_was_reckoned_is_reckoned_anew_before_it_is_released(
    tree: Tree, hr: Employee, second_hr: Employee, supervisor: Employee, agent: Employee
) -> None:
    minimum_wage()
    hourly_minimum()
    paid_by_the_hour(agent)
    satisfied(agent, tree.aftersales_1, date(2026, 10, 12), 36, 40)
    worked(agent, "80")
    formula = in_force(tree.qinghe, supervisor, hr)
    run = october(formula, supervisor)
    later = NOW + timedelta(minutes=1)
    pay_bases.write_hours(employee_id=agent.pk, month=OCTOBER, hours=Decimal(100), by=hr.account, now=later)
    with refused("goals.pay_to_reckon_anew"):
        pay_runs.release_month(run_id=run.pk, by=hr.account, now=later)

    again = pay_runs.calculate_month(
        formula_id=formula.pk, month=OCTOBER, by=supervisor.account, now=later + timedelta(minutes=1)
    )
    pay_runs.release_month(run_id=again.pk, by=hr.account, now=later + timedelta(minutes=2))
    assert PaySlip.objects.get(employee=agent).hours == 100


@pytest.mark.covers("B10")
def test_who_reckons_pay_without_being_hr_sees_performance_pay_and_no_wage(
    tree: Tree, hr: Employee, supervisor: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    minimum_wage()
    base(agent, fixed="5123")
    satisfied(agent, tree.aftersales_1, date(2026, 10, 12), 36, 40)
    run = october(in_force(tree.qinghe, supervisor, hr), supervisor)
    pay_runs.release_month(run_id=run.pk, by=hr.account, now=NOW)
    slip = PaySlip.objects.get(employee=agent)
    pages = (reverse("pay:slip", args=[slip.pk]), reverse("pay:month", args=[run.pk]))

    def seen(reader: Employee) -> str:
        browser = signed_in(reader)
        return "".join(browser.get(page).content.decode() for page in pages)

    assert "5,123" in seen(hr)
    assert "5,123" not in seen(supervisor)
    assert "7,5" not in seen(supervisor), "nor both together, from which it can be told"
    assert "5,123" in signed_in(agent).get(pages[0]).content.decode()
