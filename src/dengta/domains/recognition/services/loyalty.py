"""The loyalty plan is written in versions, and years of service bring what it says by themselves, for everybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import LoyaltyPlan, LoyaltyStep, Milestone, Reward
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors.benefit_parameters import LESS_NOTICE
from dengta.domains.recognition.selectors.loyalty import Due, company, plan_on, plans, reached_between, staff
from dengta.domains.recognition.selectors.timeliness import REWARD_DAYS
from dengta.domains.recognition.services.benefit_notices import TOLD, as_kept, own_page
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.grants import keep_grant
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_days_between
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

LATE = _("The day of joining became known later, or the daily work stood still")
R_083 = Rule("R-083", _("Loyalty plan by tenure thresholds, automatic, the same for all"))


@dataclass(frozen=True, slots=True)
class Step:
    """What so many years bring: days of leave or a trip."""

    years: int
    form: str
    amount: Decimal


@transaction.atomic
def write_plan(
    *, steps: Collection[Step], effective_on: date, why: str, by: Account | None, now: datetime
) -> LoyaltyPlan:  # fmt: skip
    """A new version for everybody, from a day on. It never reaches back, and one that gives somebody less comes with
    notice, so that nobody loses what they are about to reach."""
    if by is not None and not policies.decide_plan.anywhere(by):
        raise NotAllowed("not_allowed", right=policies.decide_plan.name)
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    if not steps:
        raise RuleViolation("recognition.loyalty_empty")
    if len({(one.years, one.form) for one in steps}) < len(steps):
        raise RuleViolation("recognition.loyalty_twice")
    known, today = plans(), day_of(now)
    last = max(known, key=lambda one: one.effective_on, default=None)
    R_083.refuse(when=effective_on < today, code="recognition.loyalty_reaches_back", day=effective_on)
    if last is not None and effective_on <= last.effective_on:
        raise RuleViolation("recognition.loyalty_before_last", day=last.effective_on)
    earliest = today + timedelta(days=LESS_NOTICE.on(today))
    R_083.refuse(
        when=last is not None and effective_on < earliest and gives_less(last, steps),
        code="recognition.loyalty_less_too_soon", days=LESS_NOTICE.on(today), day=earliest,
    )  # fmt: skip
    plan = LoyaltyPlan.objects.create(
        number=(last.number if last else 0) + 1, effective_on=effective_on, why=why.strip(), made_at=now, made_by=by
    )
    LoyaltyStep.objects.bulk_create(
        LoyaltyStep(plan=plan, years=one.years, form=one.form, amount=one.amount) for one in steps
    )
    record(by, "recognition.loyalty_plan_written", plan, effective_on=effective_on, why=plan.why, steps=len(steps))
    return plan


def gives_less(before: LoyaltyPlan, steps: Collection[Step]) -> bool:
    """Whether somebody gets less at any threshold, or gets it later."""
    new = {(one.years, one.form): one.amount for one in steps}
    return any(new.get((one.years, one.form), Decimal(0)) < one.amount for one in before.steps.all())


def enter_milestones(*, now: datetime) -> int:
    """Enter what people have reached up to today, each in a transaction of its own: whoever stops it in the middle
    loses nothing, and run again it finds only what is missing. Answers how many were entered."""
    today, known = day_of(now), plans()
    first = min((one.effective_on for one in known), default=None)
    if first is None or plan_on(known, today) is None:
        return 0
    due = reached_between(staff(today), first, today)
    home = company()
    if not R_083.warns(when=bool(due)):
        return 0
    return sum(_enter(one, home=home.pk if home else None, now=now) for one in due)


@transaction.atomic
def _enter(due: Due, *, home: int | None, now: datetime) -> bool:
    """Whether it was entered just now."""
    Employee.objects.select_for_update(of=("self",)).get(pk=due.employee.pk)
    step = due.step
    if Milestone.objects.filter(employee=due.employee, years=step.years, form=step.form).exists():
        return False
    kept = as_kept(format_lazy(_("Years here: {years}"), years=step.years))
    given = Given(
        form=Reward.Form(step.form), source=Reward.Source.LOYALTY, key=f"{step.years}", title=kept,
        known_on=due.reached_on, amount=step.amount, late_because=_why_late(due.reached_on, day_of(now)), home=home,
    )  # fmt: skip
    reward = grant_reward(employee=due.employee, given=given, by=None, now=now)
    row = Milestone.objects.create(
        employee=due.employee, step=step, years=step.years, form=step.form, reached_on=due.reached_on, reward=reward
    )
    keep_grant(reward_id=reward.pk, now=now)
    record(None, "recognition.milestone_entered", row, subject=due.employee.pk, years=step.years, form=step.form)
    what = Reward.Form(step.form).label
    title = format_lazy(_("Thank you for {years} years: {what}"), years=step.years, what=what)
    notify.send(to=due.employee, kind=TOLD, url=own_page(), title=title)
    return True


def _why_late(reached_on: date, today: date) -> str:
    """Entered later than a reward comes: because nobody could know the day before, or the work stood still."""
    one_day = timedelta(days=1)
    took = working_days_between(start=reached_on + one_day, end=today + one_day)
    return as_kept(LATE) if took > REWARD_DAYS.on(today) else ""
