"""The one place where a reward is written, whichever part of the house decided it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.recognition.events import RewardGranted
from dengta.domains.recognition.models import ClauseVersion, Reward, RewardBudget
from dengta.domains.recognition.selectors.bonuses import budget_in, spent
from dengta.domains.recognition.selectors.judged_days import month_of
from dengta.domains.recognition.services.proportion import insist_on_band, worth_before
from dengta.domains.recognition.services.ties import insist_untied
from dengta.domains.recognition.services.timeliness import insist_on_timely_reward
from dengta.foundation import events
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody is given, and which decision it comes from. `amount`: money, points or days, by its form."""

    form: Reward.Form
    source: Reward.Source
    key: str
    title: str
    known_on: date
    amount: Decimal = NOTHING
    reason: str = ""
    late_because: str = ""
    clause: ClauseVersion | None = None
    # To which unit it counts where the person has no team; without it such a person is refused.
    home: int | None = None


@transaction.atomic
def grant_reward(
    *, employee: Employee, given: Given, by: Account | None, now: datetime, second: Account | None = None
) -> Reward:
    """Write a reward that a part of the house has decided (the right to decide is asked there). In time, or with the
    reason why not; the same decision gives nothing twice. Above the band of its clause only with a `second` person,
    money only as far as the budget of the month goes; neither of the two is tied to the person."""
    day = day_of(now)
    insist_on_timely_reward(known_on=given.known_on, day=day, late_because=given.late_because)
    for one in (by, second):
        if one is not None:
            _insist_on_another(employee, one, day)
    known = Reward.objects.filter(employee=employee, source=given.source, key=given.key, form=given.form)
    if (reward := known.filter(takes_back=None).first()) is not None:
        return reward
    if given.clause is not None and (second is None or by is None or second.pk == by.pk):
        _insist_on_sum(employee, given, given.clause, day)
    unit_id = team_on([employee.pk], day).get(employee.pk, given.home)
    if unit_id is None:
        raise RuleViolation("recognition.reward_without_team", name=employee.name)
    if given.form == Reward.Form.CASH:
        _insist_on_money(unit_id, given.amount, day)
    reward, is_new = Reward.objects.get_or_create(
        employee=employee, source=given.source, key=given.key, form=given.form, takes_back=None,
        defaults={
            "unit_id": unit_id, "clause": given.clause, "title": given.title, "reason": given.reason,
            "amount": given.amount, "facts_known_on": given.known_on, "granted_on": day,
            "late_because": given.late_because.strip(), "granted_by": by,
        },
    )  # fmt: skip
    if is_new:
        record(
            by, "recognition.reward_granted", reward, subject=employee.pk, form=given.form, source=given.source,
            amount=given.amount,
        )  # fmt: skip
        events.publish(RewardGranted(reward.pk, employee.pk, given.form, given.source, str(given.amount), now))
    return reward


def _insist_on_another(employee: Employee, by: Account, day: date) -> None:
    if by.pk == employee.account_id:
        raise RuleViolation("recognition.reward_to_oneself")
    insist_untied([employee.pk], by=by, day=day)


def _insist_on_sum(employee: Employee, given: Given, clause: ClauseVersion, day: date) -> None:
    """Two who give to the same person at once wait for each other: together they keep to the band. An adopted
    suggestion is one deed, which somebody else has adopted and which its key rewards once: it keeps to the band by
    itself."""
    Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    before = NOTHING
    if given.source != Reward.Source.SUGGESTION:
        before = worth_before(employee.pk, clause, known_on=given.known_on, day=day)
    insist_on_band(clause, given.form, given.amount, day, before=before)


def _insist_on_money(unit_id: int, amount: Decimal, day: date) -> None:
    """What is not there cannot be given; where nobody set a budget there is none to keep to. Two who give from the same
    budget at once wait for each other."""
    found = budget_in(unit_id, month_of(day), day)
    if found is None:
        return
    budget = RewardBudget.objects.select_for_update(of=("self",)).get(pk=found.pk)
    left = budget.amount - spent(budget.unit_id, budget.month, day)
    if left < amount:
        raise RuleViolation("recognition.money_budget_short", left=left)


@transaction.atomic
def take_back_reward(*, reward_id: int, reason: str, by: Account, now: datetime) -> Reward:
    """Take back what was given by mistake, with a reason: a second row, the first one stays."""
    reward = Reward.objects.select_for_update(of=("self",)).select_related("employee").get(pk=reward_id)
    if not reason.strip():
        raise RuleViolation("recognition.text_missing")
    if reward.takes_back_id is not None or Reward.objects.filter(takes_back=reward).exists():
        raise RuleViolation("recognition.reward_taken_back_already")
    day = day_of(now)
    back = Reward.objects.create(
        employee=reward.employee, unit_id=reward.unit_id, form=reward.form, source=reward.source, key=reward.key,
        clause_id=reward.clause_id, title=reward.title, reason=reason.strip(), amount=-reward.amount,
        facts_known_on=day, granted_on=day, granted_by=by, takes_back=reward,
    )  # fmt: skip
    record(by, "recognition.reward_taken_back", back, subject=reward.employee_id, source=reward.source)
    return back
