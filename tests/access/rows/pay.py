"""Performance pay: formulas are read by all whom they pay, money by the person, by HR and by whom it is granted."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from dengta.domains.goals.models import PayBase, PayFactor, PayFormula, PaySlip
from dengta.domains.goals.services import pay, pay_bases, pay_runs
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW
from tests.goals import paying

BOTH = {"GET", "POST"}
OF_CLIENT = STAFF - {"stranger", "other_leader", "counsellor", "admin"}
WRITERS = {"supervisor", "hr"}
DECIDERS = {"hr", "executive"}


def furnish(house: House) -> None:
    """A formula in each state with a month of it, and a table of factors."""
    paying.minimum_wage()
    house.agent.refresh_from_db()
    paying.base(house.agent, fixed="5132", variable="2001")
    house["base"] = PayBase.objects.get(employee=house.agent)
    pay_bases.correct_base(
        base_id=house["base"].pk, fixed=Decimal(5123), fixed_per="month", variable=Decimal(2001), reason="录入有误",
        by=house.hr.account, now=NOW,
    )  # fmt: skip
    paying.satisfied(house.agent, house.tree.aftersales_1, date(2026, 10, 12), 36, 40)
    table = pay.draft_table(
        unit=house.tree.qinghe, title="系数表", starts_on=paying.SOON, by=house.supervisor.account, now=NOW
    )
    house["step"] = pay.put_step(
        table_id=table.pk,
        from_score=Decimal(0),
        factor=Decimal(1),
        ability_plan="带教",
        by=house.supervisor.account,
        now=NOW,
    )
    house["table"] = table
    house["published"] = paying.in_force(house.tree.qinghe, house.supervisor, house.hr, takes_factor=True)
    PayFactor.objects.create(
        employee=house.agent, unit=house.tree.aftersales_1, month=date(2026, 10, 1), factor=Decimal("1.10"),
        table=table, source="2026 年第三季度", source_url=reverse("appraisals:mine"), handed_by=house.hr.account,
        handed_at=NOW,
    )  # fmt: skip
    run = paying.october(house["published"], house.supervisor)
    house["waiting_run"] = run
    house["slip"] = PaySlip.objects.get(employee=house.agent)
    pay_bases.write_hours(
        employee_id=house.agent.pk, month=date(2026, 9, 1), hours=Decimal("82.5"), by=house.hr.account, now=NOW
    )
    house["draft"] = paying.draft(house.tree.qinghe, house.supervisor)
    house["simulation"] = paying.simulate(house["draft"], house.supervisor)
    proposed = paying.draft(house.tree.qinghe, house.supervisor)
    PayFormula.objects.filter(pk=proposed.pk).update(status="proposed", proposed_by=house.supervisor.account)
    house["proposed"] = proposed


def released(house: House) -> dict[str, object]:
    run = house["waiting_run"]
    run.refresh_from_db()
    if run.status != "released":
        pay_runs.release_month(run_id=run.pk, by=house.hr.account, now=NOW)
    return {"pk": house["slip"].pk}


def pk_of(name: str):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": house[name].pk}


def of_agent(house: House) -> dict[str, int]:
    return {"pk": house.agent.pk}


def part_of(house: House) -> dict[str, int]:
    return {"pk": house["draft"].pk, "part": house["draft"].parts.get().pk}


def step_of(house: House) -> dict[str, int]:
    return {"pk": house["table"].pk, "step": house["step"].pk}


IN_SIGHT = WRITERS | DECIDERS
ROWS = [
    Row("pay:list", STAFF, faces=("hr", "agent")),
    Row("pay:mine", STAFF),
    Row("pay:slip", {"supervisor", "hr"}, args=pk_of("slip")),
    Row("pay:bases", {"hr"}, faces=("hr",)),
    Row("pay:base", {"agent", "hr"}, args=of_agent, faces=("agent", "hr")),
    Row("pay:change_base", {"hr"}, methods=BOTH, args=of_agent),
    Row("pay:hours", {"hr"}, methods=BOTH, args=of_agent),
    Row("pay:correct_base", {"hr"}, methods=BOTH, args=pk_of("base")),
    Row("pay:months", {"supervisor", "hr"}),
    Row("pay:calculate", {"supervisor", "hr"}, methods=BOTH),
    Row("pay:month", {"supervisor", "hr"}, args=pk_of("waiting_run")),
    Row("pay:new", WRITERS, methods=BOTH),
    Row("pay:formula", OF_CLIENT, args=pk_of("published"), faces=("agent", "leader")),
    Row("pay:formula", IN_SIGHT, args=pk_of("draft"), faces=("supervisor",)),
    Row("pay:formula", IN_SIGHT, args=pk_of("proposed"), faces=("hr",)),
    Row("pay:edit", WRITERS, methods=BOTH, args=pk_of("draft")),
    Row("pay:part", WRITERS, methods=BOTH, args=pk_of("draft")),
    Row("pay:drop_part", WRITERS, methods={"POST"}, args=part_of),
    Row("pay:simulate", WRITERS, methods={"POST"}, args=pk_of("draft")),
    Row("pay:propose", WRITERS, methods={"POST"}, args=pk_of("draft")),
    Row("pay:publish", DECIDERS, methods={"POST"}, args=pk_of("proposed")),
    Row("pay:send_back", DECIDERS | {"supervisor"}, methods=BOTH, args=pk_of("proposed")),
    Row("pay:simulation", IN_SIGHT | {"leader"}, args=pk_of("simulation"), faces=("leader", "hr")),
    Row("pay:tables", STAFF),
    Row("pay:new_table", WRITERS, methods=BOTH),
    Row("pay:factor_table", IN_SIGHT, args=pk_of("table")),
    Row("pay:step", WRITERS, methods=BOTH, args=pk_of("table")),
    Row("pay:drop_step", WRITERS, methods={"POST"}, args=step_of),
    Row("pay:propose_table", WRITERS, methods={"POST"}, args=pk_of("table")),
    Row("pay:publish_table", DECIDERS, methods={"POST"}, args=pk_of("table")),
    Row("pay:send_table_back", DECIDERS, methods=BOTH, args=pk_of("table")),
    Row("pay:release", {"hr"}, methods={"POST"}, args=pk_of("waiting_run")),
    Row("pay:slip", {"agent", "supervisor", "hr"}, args=released, faces=("agent",)),
]
