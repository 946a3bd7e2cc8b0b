"""The list of a month: prepared by one, approved by another, handed to pay, paid, and received by each person."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_in_words, day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.recognition.events import PayoutApproved
from dengta.domains.recognition.models import PayoutItem, PayoutLine, PayoutList, Reward, RewardBudget
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.selectors.bonuses import budget_in, spent
from dengta.domains.recognition.selectors.judged_days import month_after
from dengta.domains.recognition.selectors.payouts import by_person, digest_of, to_pay
from dengta.domains.recognition.selectors.reward_parameters import SECOND_HOURS
from dengta.domains.recognition.services.budgets import insist_on_budget_from_above
from dengta.foundation import events, notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation

State = PayoutList.State
RECEIPT = "recognition.confirm_receipt"
MISSING = "recognition.payment_missing"
TOLD = "recognition.payout"
ANSWER_DAYS = 5


@transaction.atomic
def set_money_budget(*, unit_id: int, month: date, amount: Decimal, by: Account, now: datetime) -> RewardBudget:
    """How much money a unit and all below it may give in a month that is not over."""
    unit = Unit.objects.get(pk=unit_id)
    insist_on_budget_from_above(unit, by=by, day=day_of(now))
    month = month.replace(day=1)
    if month_after(month) <= day_of(now):
        raise RuleViolation("recognition.budget_of_past_month", month=month)
    row, _new = RewardBudget.objects.update_or_create(
        unit=unit, month=month, defaults={"amount": amount, "set_by": by, "set_at": now}
    )
    record(by, "recognition.money_budget_set", row, month=month, amount=amount)
    return row


@transaction.atomic
def prepare_payout(*, unit_id: int, month: date, by: Account, now: datetime) -> PayoutList:
    """Write the list of a month that is over, or write it anew as long as nobody approved it."""
    unit = Unit.objects.get(pk=unit_id)
    policies.prepare.require(by, unit)
    month = month.replace(day=1)
    if month_after(month) > day_of(now):
        raise RuleViolation("recognition.payout_month_not_over", month=month)
    payout = PayoutList.objects.select_for_update().filter(unit=unit, month=month).first()
    if payout is None:
        payout = PayoutList(unit=unit, month=month)
    elif payout.state != State.PREPARED:
        raise RuleViolation("recognition.payout_approved_already", month=month)
    rewards = list(to_pay(unit.pk, month, but=payout.pk).select_for_update(of=("self",)))
    if not rewards:
        raise RuleViolation("recognition.payout_empty", month=month)
    payout.total = sum((one.amount for one in rewards), start=Decimal(0))
    payout.budget = _budget_of(unit, month, payout.total, day_of(now))
    payout.digest = digest_of(unit.pk, month, rewards)
    payout.prepared_by, payout.prepared_at = by, now
    payout.save()
    _write_lines(payout, rewards)
    record(by, "recognition.payout_prepared", payout, month=month, total=payout.total)
    return payout


def _budget_of(unit: Unit, month: date, total: Decimal, day: date) -> Decimal | None:
    """What the list may come to: of the budget of the unit, or of the nearest one above, what is left by all else that
    was given from it in the month."""
    budget = budget_in(unit.pk, month, day)
    if budget is None:
        return None
    others = spent(budget.unit_id, month, day) - total
    return max(budget.amount - others, Decimal(0))


def _write_lines(payout: PayoutList, rewards: list[Reward]) -> None:
    payout.lines.all().delete()
    for employee_id, theirs in by_person(rewards).items():
        line = PayoutLine.objects.create(
            payout=payout, employee_id=employee_id, unit_id=theirs[-1].unit_id, amount=sum(one.amount for one in theirs)
        )
        PayoutItem.objects.bulk_create([PayoutItem(line=line, reward=one) for one in theirs])


@transaction.atomic
def approve_payout(*, payout_id: int, by: Account, now: datetime, over_because: str = "") -> PayoutList:
    """A second person says yes to exactly this list, within days; it is handed to pay. Nobody approves their own money,
    and what is above the budget needs the reason why."""
    payout = _locked(payout_id, State.PREPARED)
    policies.approve.require(by, payout)
    if payout.prepared_by_id == by.pk:
        raise RuleViolation("recognition.second_person_pays")
    if payout.lines.filter(employee__account=by).exists():
        raise RuleViolation("recognition.own_money_on_list")
    hours = SECOND_HOURS.on(day_of(now))
    if now - payout.prepared_at > timedelta(hours=hours):
        raise RuleViolation("recognition.prepared_too_long_ago", hours=hours)
    rewards = list(to_pay(payout.unit_id, payout.month, but=payout.pk).select_for_update(of=("self",)))
    if digest_of(payout.unit_id, payout.month, rewards) != payout.digest or not _is_written(payout):
        raise RuleViolation("recognition.payout_differs")
    if payout.budget is not None and payout.total > payout.budget and not over_because.strip():
        raise RuleViolation("recognition.payout_over_budget", over=payout.total - payout.budget)
    payout.state, payout.approved_by, payout.approved_at = State.APPROVED, by, now
    payout.over_because = over_because.strip()
    payout.save()
    people = payout.lines.count()
    events.publish(PayoutApproved(payout.pk, payout.unit_id, payout.month, people, str(payout.total), now))
    record(by, "recognition.payout_approved", payout, month=payout.month, total=payout.total, digest=payout.digest)
    return payout


def _is_written(payout: PayoutList) -> bool:
    """Whether its lines are what was prepared, and add up."""
    items = list(Reward.objects.filter(payout__line__payout=payout))
    lines = dict(payout.lines.values_list("employee", "amount"))
    sums = {employee: sum(one.amount for one in theirs) for employee, theirs in by_person(items).items()}
    return digest_of(payout.unit_id, payout.month, items) == payout.digest and lines == sums


@transaction.atomic
def enter_paid(*, payout_id: int, paid_on: date, by: Account, now: datetime) -> PayoutList:
    """It was paid on a day; everybody on it is asked to confirm what they received."""
    payout = _locked(payout_id, State.APPROVED)
    policies.write_list.require(by, payout)
    assert payout.approved_at is not None, "it is approved"
    if not day_of(payout.approved_at) <= paid_on <= day_of(now):
        raise RuleViolation("recognition.paid_on_day", day=day_of(payout.approved_at))
    payout.state, payout.paid_on = State.PAID, paid_on
    payout.save(update_fields=["state", "paid_on"])
    people = list(Employee.objects.filter(pk__in=payout.lines.values("employee")).select_related("account"))
    month = f"{payout.month:%Y-%m}"
    title = format_lazy(_("Rewards of {month} were paid: please confirm what you received"), month=month)
    todos.put(
        kind=RECEIPT, key=payout.pk, to=[one.pk for one in people], title=title, url=reverse("bonuses:own"), now=now
    )
    notify.send_many(to=people, broadcast=False, kind=TOLD, title=title, url=reverse("bonuses:own"))
    record(by, "recognition.payout_paid", payout, month=payout.month, paid_on=paid_on)
    return payout


@transaction.atomic
def confirm_receipt(*, line_id: int, by: Account, now: datetime) -> PayoutLine:
    """The person has received the money. With the last receipt the list is settled."""
    line, payout = _own_line(line_id, by)
    line.received_at = now
    line.save(update_fields=["received_at"])
    todos.settle(kind=RECEIPT, key=payout.pk, of=[line.employee_id])
    todos.settle(kind=MISSING, key=line.pk)
    if not payout.lines.filter(received_at=None).exists():
        payout.state = State.RECEIVED
        payout.save(update_fields=["state"])
    record(by, "recognition.receipt_confirmed", line, subject=line.employee_id, amount=line.amount)
    return line


@transaction.atomic
def say_missing(*, line_id: int, said: str, by: Account, now: datetime) -> PayoutLine:
    """The person says that it did not come, or not as it stands there; whoever prepared and approved it has to answer.
    What they answered can be asked about again."""
    line, payout = _own_line(line_id, by)
    if not said.strip():
        raise RuleViolation("recognition.text_missing")
    if line.waits_for_answer:
        raise RuleViolation("recognition.missing_said_already")
    line.missing_said, line.missing_at = said.strip(), now
    line.answer, line.answered_at, line.answered_by, line.pays_on = "", None, None, None
    line.save()
    asked = [one for one in (payout.prepared_by, payout.approved_by) if one is not None]
    title = format_lazy(_("{name} did not receive the reward as listed"), name=line.employee.name)
    url = reverse("bonuses:payout", args=[payout.pk])
    to = list(Employee.objects.filter(account__in=asked).order_by("pk").values_list("pk", flat=True))
    due_at = end_of(working_day_after(day_of(now), ANSWER_DAYS))
    todos.put(kind=MISSING, key=line.pk, to=to, title=title, url=url, now=now, due_at=due_at)
    notify.send_many(to=asked, broadcast=False, kind=TOLD, body=line.missing_said, url=url, title=title)
    record(by, "recognition.receipt_missing", line, subject=line.employee_id, said=line.missing_said)
    return line


@transaction.atomic
def answer_missing(*, line_id: int, answer: str, pays_on: date, by: Account, now: datetime) -> PayoutLine:
    """What became of it, and on which day it is paid or was: then the person looks again, and confirms it."""
    found = PayoutLine.objects.select_related("employee__account", "payout").get(pk=line_id)
    policies.answer.require(by, found)
    if found.employee_id == policies.own_id(by):
        raise NotAllowed("not_allowed", right=policies.answer.name)
    payout = _locked(found.payout_id, State.PAID)
    line = PayoutLine.objects.select_related("employee__account").get(pk=line_id)
    if not line.waits_for_answer:
        raise RuleViolation("recognition.nothing_missing")
    if not answer.strip():
        raise RuleViolation("recognition.text_missing")
    assert payout.paid_on is not None, "it is paid"
    if pays_on < payout.paid_on:
        raise RuleViolation("recognition.pays_on_day", day=payout.paid_on)
    line.answer, line.answered_at, line.answered_by, line.pays_on = answer.strip(), now, by, pays_on
    line.save(update_fields=["answer", "answered_at", "answered_by", "pays_on"])
    todos.settle(kind=MISSING, key=line.pk)
    notify.send(
        to=line.employee, kind=TOLD, body=line.answer, url=reverse("bonuses:own"),
        title=format_lazy(_("Your question about a payment was answered: paid on {day}"), day=day_in_words(pays_on)),
    )  # fmt: skip
    record(by, "recognition.missing_answered", line, subject=line.employee_id, pays_on=pays_on, answer=line.answer)
    return line


def _own_line(line_id: int, by: Account) -> tuple[PayoutLine, PayoutList]:
    """The line of the person themselves, open for a receipt; its list locked, so that the last one settles it."""
    found = PayoutLine.objects.filter(pk=line_id, employee=policies.own_id(by)).values_list("payout", flat=True).first()
    if found is None:
        raise NotAllowed("not_allowed", right=policies.see_lines.name)
    payout = _locked(found, State.PAID)
    line = PayoutLine.objects.select_related("employee").get(pk=line_id)
    if line.received_at is not None:
        raise RuleViolation("recognition.received_already")
    return line, payout


def _locked(payout_id: int, *states: State) -> PayoutList:
    payout = PayoutList.objects.select_for_update(of=("self",)).select_related("unit").get(pk=payout_id)
    if payout.state not in states:
        raise RuleViolation("recognition.payout_not_now", state=payout.get_state_display())
    return payout
