"""A bonus: noted when something done well is known, given within its band by whoever leads, above it by two people."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import accounts_holding, team_on
from dengta.domains.recognition.models import Bonus, ClauseKind, ClauseVersion, Reward
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.selectors.clauses import version_on
from dengta.domains.recognition.selectors.involvement import tied_to
from dengta.domains.recognition.selectors.points import budget_over
from dengta.domains.recognition.selectors.reward_parameters import SECOND_HOURS
from dengta.domains.recognition.selectors.standards import binds, clause_of
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.mix import advise_on_mix
from dengta.domains.recognition.services.points import credit_reward
from dengta.domains.recognition.services.proportion import (
    R_093,
    insist_on_band,
    insist_on_grade,
    is_above_band,
    worth_before,
)
from dengta.domains.recognition.services.ties import insist_untied
from dengta.domains.recognition.services.timeliness import insist_on_timely_reward
from dengta.foundation import notify
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

State = Bonus.State
Form = Reward.Form
# What a leader may give: the other forms belong to the parts of the house that plan them.
GIVABLE = (Form.CASH, Form.POINTS, Form.GIFT, Form.FLEXIBLE_WORK, Form.HONOUR)
COUNTED = (Form.CASH, Form.POINTS, Form.GIFT)
GIVEN_NOTICE = "recognition.reward_given"
SECOND = "recognition.large_bonus"
SECONDS = (Role.SUPERVISOR, Role.HR, Role.EXECUTIVE)


@dataclass(frozen=True, slots=True)
class Offer:
    """What is to be given, and why."""

    form: Reward.Form
    amount: Decimal
    reason: str
    late_because: str = ""


@transaction.atomic
def note_bonus(*, employee_id: int, clause: str, title: str, known_on: date, by: Account, now: datetime) -> Bonus:
    """Keep what somebody did well, by the clause that promises a reward for it. From now on it waits (R-091)."""
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=employee_id)
    policies.give_to.require(by, employee)
    today = day_of(now)
    _insist_on_another(employee, by, today)
    if known_on > today:
        raise RuleViolation("recognition.known_in_future")
    unit_id = team_on([employee.pk], today).get(employee.pk)
    if unit_id is None:
        raise RuleViolation("recognition.reward_without_team", name=employee.name)
    version = _promise(clause, known_on, employee)
    _insist_on_once(employee, version, title, known_on)
    bonus = Bonus.objects.create(
        employee=employee, unit_id=unit_id, clause=version, title=title.strip(), known_on=known_on, noted_by=by,
        noted_at=now,
    )  # fmt: skip
    record(by, "recognition.bonus_noted", bonus, subject=employee.pk, clause=clause)
    return bonus


@transaction.atomic
def give_bonus(*, bonus_id: int, offer: Offer, by: Account, now: datetime) -> Bonus:
    """Give what was noted, within the band of its clause and what the budget has left."""
    bonus = _locked(bonus_id, State.NOTED)
    policies.write_noted.require(by, bonus)
    day = day_of(now)
    _insist_on_another(bonus.employee, by, day)
    _take_offer(bonus, offer)
    insist_on_band(bonus.clause, offer.form, offer.amount, day, before=_before(bonus, day))
    if offer.form == Form.CASH:
        advise_on_mix(unit_id=bonus.unit_id, day=day)
    bonus.proposed_by, bonus.proposed_at, bonus.public_reason, bonus.digest = None, None, "", ""
    return _give(bonus, by=by, second=None, now=now)


@transaction.atomic
def reward_at_once(
    *, employee_id: int, clause: str, title: str, known_on: date, offer: Offer, by: Account, now: datetime
) -> Bonus:
    """Note and give in one step, as a leader does who knows both."""
    noted = note_bonus(employee_id=employee_id, clause=clause, title=title, known_on=known_on, by=by, now=now)
    return give_bonus(bonus_id=noted.pk, offer=offer, by=by, now=now)


@transaction.atomic
def propose_bonus(*, bonus_id: int, offer: Offer, public_reason: str, by: Account, now: datetime) -> Bonus:
    """Put a bonus above the band before a second person, with the reason that everybody will read (R-093)."""
    bonus = _locked(bonus_id, State.NOTED)
    policies.propose_large.require(by, bonus)
    day = day_of(now)
    _insist_on_another(bonus.employee, by, day)
    _take_offer(bonus, offer)
    if not is_above_band(bonus.clause, offer.form, offer.amount, day, before=_before(bonus, day)):
        raise RuleViolation("recognition.bonus_within_band", clause=bonus.clause.clause.code)
    R_093.refuse(when=not public_reason.strip(), code="recognition.public_reason_missing")
    if bonus.employee.name in public_reason:
        raise RuleViolation("recognition.public_reason_names", name=bonus.employee.name)
    insist_on_timely_reward(known_on=bonus.known_on, day=day, late_because=offer.late_because)
    bonus.public_reason, bonus.state, bonus.answer = public_reason.strip(), State.PROPOSED, ""
    bonus.proposed_by, bonus.proposed_at = by, now
    bonus.digest = digest_of(bonus)
    bonus.save()
    _ask_a_second(bonus, by=by, now=now)
    record(by, "recognition.bonus_proposed", bonus, subject=bonus.employee_id, amount=bonus.amount)
    return bonus


@transaction.atomic
def approve_bonus(*, bonus_id: int, by: Account, now: datetime) -> Bonus:
    """A second person says yes, within days, to exactly what was put forward; it is given and its reason published."""
    bonus = _locked(bonus_id, State.PROPOSED)
    policies.approve_large.require(by, bonus)
    _insist_on_another(bonus.employee, by, day_of(now))
    R_093.refuse(when=bonus.proposed_by_id == by.pk, code="recognition.second_person_gives")
    assert bonus.proposed_at is not None, "it is proposed"
    hours = SECOND_HOURS.on(day_of(now))
    if now - bonus.proposed_at > timedelta(hours=hours):
        raise RuleViolation("recognition.proposed_too_long_ago", hours=hours)
    if bonus.digest != digest_of(bonus):
        raise RuleViolation("recognition.bonus_differs")
    todos.settle(kind=SECOND, key=bonus.pk)
    return _give(bonus, by=bonus.proposed_by, second=by, now=now)


@transaction.atomic
def send_back_bonus(*, bonus_id: int, why: str, by: Account, now: datetime) -> Bonus:
    """The second person says no, or whoever put it forward takes it back: it waits again, and can be given within the
    band."""
    bonus = _locked(bonus_id, State.PROPOSED)
    if bonus.proposed_by_id != by.pk:
        policies.approve_large.require(by, bonus)
        _insist_on_another(bonus.employee, by, day_of(now))
    bonus.state, bonus.answer = State.NOTED, _said(why)
    bonus.save(update_fields=["state", "answer"])
    todos.settle(kind=SECOND, key=bonus.pk)
    record(by, "recognition.bonus_sent_back", bonus, subject=bonus.employee_id)
    return bonus


@transaction.atomic
def drop_bonus(*, bonus_id: int, why: str, by: Account, now: datetime) -> Bonus:
    """Nothing is given for what was noted; the reason stays."""
    bonus = _locked(bonus_id, State.NOTED)
    policies.write_noted.require(by, bonus)
    _insist_on_another(bonus.employee, by, day_of(now))
    bonus.state, bonus.answer, bonus.decided_by, bonus.decided_at = State.DROPPED, _said(why), by, now
    bonus.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    record(by, "recognition.bonus_dropped", bonus, subject=bonus.employee_id)
    return bonus


def digest_of(bonus: Bonus) -> str:
    """By which everything that a second person says yes to is known again."""
    said = [
        bonus.pk, bonus.employee_id, bonus.unit_id, bonus.clause_id, bonus.title, str(bonus.known_on), bonus.form,
        f"{bonus.amount:.2f}", bonus.reason, bonus.late_because, bonus.public_reason, bonus.proposed_by_id,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _give(bonus: Bonus, *, by: Account | None, second: Account | None, now: datetime) -> Bonus:
    _insist_on_points(bonus, day_of(now))
    given = Given(
        form=Form(bonus.form), source=Reward.Source.BONUS, key=f"bonus-{bonus.pk}", title=bonus.title,
        known_on=bonus.known_on, amount=bonus.amount, reason=bonus.reason, late_because=bonus.late_because,
        clause=bonus.clause,
    )  # fmt: skip
    bonus.reward = grant_reward(employee=bonus.employee, given=given, by=by, second=second, now=now)
    credit_reward(reward_id=bonus.reward.pk, now=now)
    bonus.state, bonus.decided_by, bonus.decided_at = State.GIVEN, second or by, now
    bonus.save()
    if bonus.employee.account_id is not None:
        notify.send(
            to=bonus.employee, kind=GIVEN_NOTICE, body=bonus.reason, url=reverse("bonuses:own"),
            title=format_lazy(_("You were given something: {title}"), title=bonus.title),
        )  # fmt: skip
    record(
        second or by, "recognition.bonus_given", bonus, subject=bonus.employee_id, form=bonus.form, amount=bonus.amount
    )
    return bonus


def _ask_a_second(bonus: Bonus, *, by: Account, now: datetime) -> None:
    """It waits for whoever may say yes over the unit, but for whom it is about, who asks, and who has a tie."""
    holding = accounts_holding(*SECONDS, above=bonus.unit_id, day=day_of(now))
    people = Employee.objects.filter(account__in=[one.pk for one in holding if one.pk != by.pk])
    barred = {bonus.employee_id, *tied_to([bonus.employee_id], day_of(now))}
    todos.put(
        kind=SECOND, key=bonus.pk, to=list(people.exclude(pk__in=barred).values_list("pk", flat=True)),
        title=format_lazy(_("A bonus above the band waits for a second person: {title}"), title=bonus.title),
        url=reverse("bonuses:bonus", args=[bonus.pk]), now=now,
        due_at=now + timedelta(hours=SECOND_HOURS.on(day_of(now))),
    )  # fmt: skip


def _insist_on_points(bonus: Bonus, day: date) -> None:
    """What is not in the budget cannot be given; of money that is asked where every reward is written."""
    if bonus.form == Form.POINTS:
        budget = budget_over(bonus.unit_id, day)
        have = budget.balance if budget is not None else 0
        if have < bonus.amount:
            raise RuleViolation("recognition.points_budget_short", have=have, need=int(bonus.amount))


def _before(bonus: Bonus, day: date) -> Decimal:
    return worth_before(bonus.employee_id, bonus.clause, known_on=bonus.known_on, day=day)


def _insist_on_once(employee: Employee, version: ClauseVersion, title: str, known_on: date) -> None:
    """The same deed is noted once, whoever hears of it; unless it came to nothing or was taken back."""
    rows = Bonus.objects.filter(employee=employee, clause__clause=version.clause_id, known_on=known_on)
    rows = rows.exclude(state=State.DROPPED).filter(reward__taken_back_by=None)
    R_093.refuse(
        when=rows.filter(title__iexact=title.strip()).exists(), code="recognition.bonus_noted_already",
        name=employee.name,
    )  # fmt: skip


def _take_offer(bonus: Bonus, offer: Offer) -> None:
    if offer.form not in GIVABLE:
        raise RuleViolation("recognition.form_not_given_here")
    if (offer.form in COUNTED and offer.amount <= 0) or (offer.form not in COUNTED and offer.amount):
        raise RuleViolation("recognition.amount_does_not_fit")
    if offer.form == Form.POINTS and offer.amount != offer.amount.to_integral_value():
        raise RuleViolation("recognition.amount_does_not_fit")
    insist_on_grade(bonus.clause, offer.form, offer.amount, bonus.known_on)
    bonus.form, bonus.amount = offer.form, offer.amount
    bonus.reason, bonus.late_because = _said(offer.reason), offer.late_because.strip()


def _promise(code: str, known_on: date, employee: Employee) -> ClauseVersion:
    """What the clause promised on that day, to this person; a signature is not needed to be rewarded."""
    clause = clause_of(code)
    version = version_on(clause, known_on)
    if version is None or clause.kind != ClauseKind.REWARD or not binds(clause.book, employee, known_on):
        raise RuleViolation("recognition.no_such_promise", clause=code, day=known_on)
    return version


def _insist_on_another(employee: Employee, by: Account, day: date) -> None:
    """Nobody decides about themselves, nor about somebody they have a tie with."""
    if employee.account_id == by.pk:
        raise NotAllowed("not_allowed", right=policies.give_to.name)
    insist_untied([employee.pk], by=by, day=day)


def _said(text: str) -> str:
    if not text.strip():
        raise RuleViolation("recognition.text_missing")
    return text.strip()


def _locked(bonus_id: int, *states: State) -> Bonus:
    rows = Bonus.objects.select_for_update(of=("self",)).select_related("employee", "clause__clause")
    bonus = rows.get(pk=bonus_id)
    if bonus.state not in states:
        raise RuleViolation("recognition.bonus_not_now", state=bonus.get_state_display())
    return bonus
