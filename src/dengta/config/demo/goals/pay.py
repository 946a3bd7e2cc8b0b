"""Performance pay of one client of the demo: bases, a published formula, a released month, a draft, a raise."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from dengta.config.demo.goals.plans import account, months_ago
from dengta.domains.goals.services import pay, pay_bases, pay_runs, publishing, raises
from dengta.domains.people.models import Account, Employee, Membership, Unit
from dengta.domains.people.selectors.organisation import units_below
from dengta.foundation.settings.models import RegionalValue

# Team of the personas, and the one beside it.
PAID_TEAMS = ("QH1", "QH2")
FIXED = {"C1": Decimal(4200), "C2": Decimal(4800), "C3": Decimal(5600), "S1": Decimal(6200)}
STEPS = [
    (Decimal(0), Decimal("0.80")),
    (Decimal(50), Decimal("1.00")),
    (Decimal(75), Decimal("1.10")),
    (Decimal(95), Decimal("1.25")),
]
PARTS = (
    ("csat", "0.5", 0.70, 0.85),
    ("fcr", "0.3", 0.65, 0.80),
    ("aht", "0.2", 620.0, 480.0),
)
FACTORS = (
    (0, "0.90", "导师一对一，补基础课程"),
    (60, "1.00", "选一门专项课程"),
    (85, "1.15", "带教一名新人，进入专家通道"),
)


def fill(now: datetime) -> None:
    """Nobody's money but that of two teams, so that the demo is quick."""
    supervisor, hr = account("D90001"), account("D90003")
    _floor()
    _bases(now, hr)
    formula = _formula(supervisor, hr, now)
    run = pay_runs.calculate_month(formula_id=formula, month=months_ago(now, 1), by=supervisor, now=now)
    pay_runs.release_month(run_id=run.pk, by=hr, now=now)
    _table(supervisor, hr, now)
    _raises(now, hr)


def _floor() -> None:
    """The demo's own figure: real houses enter that of their region."""
    RegionalValue.objects.get_or_create(
        name="law.figure.minimum_wage", region="CN", valid_from=date(2024, 1, 1),
        defaults={"value": "2690", "source": "演示数据，并非公布的标准"},
    )  # fmt: skip


def _bases(now: datetime, by: Account) -> None:
    units = units_below(list(Unit.objects.filter(code__in=PAID_TEAMS).values_list("pk", flat=True)), now.date())
    people = Employee.objects.filter(pk__in=Membership.objects.on(now.date()).filter(unit__in=units).values("employee"))
    for one in people.order_by("number"):
        fixed = FIXED.get(one.grade, Decimal(7000))
        pay_bases.write_base(employee_id=one.pk, fixed=fixed, variable=Decimal(1800), since=months_ago(now, 12), by=by)


def _formula(by: Account, second: Account, now: datetime) -> int:
    start = months_ago(now, 2)
    then = now - (now.date() - start + timedelta(days=15))
    row = pay.draft_formula(
        unit=Unit.objects.get(code="QH"), title="售后绩效薪酬", starts_on=start,
        cap_low=Decimal("0.60"), cap_high=Decimal("1.50"), small_sample="team", budget=Decimal(60_000), by=by, now=then,
    )  # fmt: skip
    for kpi, weight, baseline, target in PARTS:
        pay.put_part(
            formula_id=row.pk,
            kpi=kpi,
            weight=Decimal(weight),
            baseline=baseline,
            target=target,
            steps=STEPS,
            by=by,
            now=then,
        )
    pay.simulate(formula_id=row.pk, by=by, now=then)
    publishing.propose(kind=pay.FORMULAS, pk=row.pk, by=by, now=then)
    publishing.publish(kind=pay.FORMULAS, pk=row.pk, by=second, now=then)
    next_ = pay.draft_formula(
        unit=row.unit, title="售后绩效薪酬（明年）", starts_on=pay_runs.first_of_next_month(now.date()), copy_of=row.pk,
        cap_low=Decimal("0.70"), cap_high=Decimal("1.60"), small_sample="team", budget=Decimal(64_000), by=by, now=now,
    )  # fmt: skip
    pay.simulate(formula_id=next_.pk, by=by, now=now)
    return row.pk


def _table(by: Account, second: Account, now: datetime) -> None:
    then = now - timedelta(days=120)
    row = pay.draft_table(
        unit=Unit.objects.get(code="QH"), title="考核分数与系数", starts_on=months_ago(now, 2), by=by, now=then
    )
    for score, factor, plan in FACTORS:
        pay.put_step(
            table_id=row.pk, from_score=Decimal(score), factor=Decimal(factor), ability_plan=plan, by=by, now=then
        )
    publishing.propose(kind=pay.TABLES, pk=row.pk, by=by, now=then)
    publishing.publish(kind=pay.TABLES, pk=row.pk, by=second, now=then)


def _raises(now: datetime, hr: Account) -> None:
    for grade, fixed in FIXED.items():
        raises.write_band(
            grade=grade,
            low=fixed * Decimal("0.9"),
            high=fixed * Decimal("1.15"),
            starts_on=months_ago(now, 12),
            by=hr,
            now=now,
        )
    start = pay_runs.first_of_next_month(now.date())
    raises.write_budget(unit=Unit.objects.get(code="QH"), year=start.year, amount=Decimal(3000), by=hr, now=now)
    team = Membership.objects.on(now.date()).filter(unit__code="QH2", employee__grade__in=FIXED)
    people = [one.employee for one in team.select_related("employee").order_by("employee__number")[:2]]
    for person, percent, evidence in zip(
        people, (Decimal(8), Decimal(22)), ("半年质检满分，带出两名新人", "承担全组疑难工单，外部有邀约"), strict=False
    ):
        raises.propose_raise(
            employee_id=person.pk, percent=percent, starts_on=start, evidence=evidence, by=account("D80002"), now=now
        )
