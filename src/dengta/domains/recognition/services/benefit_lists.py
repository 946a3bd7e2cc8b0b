"""Festival gifts and hours: the rule is fixed before the day that counts, and everybody it names is on the list –
whoever is on leave or ill that day as well (H13)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import hr_over
from dengta.domains.communication.selectors.clock import day_in_words, day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.recognition.models import BenefitList, Grant, Reward
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.policies.bonuses import spend
from dengta.domains.recognition.selectors.benefit_lists import cost_of_one, entitled, is_large, who_fixes, writer_of
from dengta.domains.recognition.selectors.reward_parameters import LARGE_FROM
from dengta.domains.recognition.selectors.timeliness import REWARD_DAYS
from dengta.domains.recognition.services.benefit_notices import (
    BOOK_LIST,
    FIX_LIST,
    TOLD,
    as_kept,
    last_day_to_book,
    own_page,
)
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.grants import keep_grant, settle_booking
from dengta.domains.recognition.services.proportion import R_093
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation

State = BenefitList.State
ONE_DAY = timedelta(days=1)
FIELDS = ("occasion", "title", "form", "quantity", "unit_cost", "counts_on", "months_here", "give_until", "place")


@transaction.atomic
def begin_list(*, unit: Unit, what: Mapping[str, Any], by: Account, now: datetime) -> BenefitList:
    """Write a list as a draft: what, for which unit, and by which rule."""
    policies.list_for.require(by, unit)
    _insist_on_sense(what, day=day_of(now))
    row = BenefitList.objects.create(unit=unit, created_at=now, created_by=by, **{name: what[name] for name in FIELDS})
    _ask_a_second(row, now=now)
    record(by, "recognition.benefit_list_begun", row, title=row.title, counts_on=row.counts_on)
    return row


@transaction.atomic
def change_list(*, list_id: int, what: Mapping[str, Any], by: Account, now: datetime) -> BenefitList:
    """Write a draft otherwise. What is fixed is changed by nobody."""
    row = decided_list(list_id, State.DRAFT, by=by)
    _insist_on_sense(what, day=day_of(now))
    for name in FIELDS:
        setattr(row, name, what[name])
    row.changed_by = by
    row.save(update_fields=[*FIELDS, "changed_by"])
    _ask_a_second(row, now=now)
    record(by, "recognition.benefit_list_changed", row, title=row.title, counts_on=row.counts_on)
    return row


def _ask_a_second(row: BenefitList, *, now: datetime) -> None:
    """Of a draft that was changed it may be others than before."""
    todos.settle(kind=FIX_LIST, key=row.pk)
    todos.put(
        kind=FIX_LIST, key=row.pk, to=[one.pk for one in who_fixes(row, day_of(now))], title=row.title,
        url=page_of_list(row), now=now, due_at=end_of(row.counts_on - ONE_DAY),
    )  # fmt: skip


def _insist_on_sense(what: Mapping[str, Any], *, day: date) -> None:
    if what["form"] not in BenefitList.FORMS:
        raise RuleViolation("recognition.list_form")
    if what["quantity"] <= Decimal(0):
        raise RuleViolation("recognition.list_quantity")
    if what["counts_on"] <= day:
        raise RuleViolation("recognition.list_rule_before_day")
    if what["give_until"] < what["counts_on"]:
        raise RuleViolation("recognition.list_dates")


@transaction.atomic
def fix_list(*, list_id: int, by: Account, now: datetime) -> BenefitList:
    """A second person fixes the rule, before the day that counts: from now on it names who gets something, not a
    person. Nobody fixes what they wrote, nor what they get themselves as long as the house has somebody who does not;
    a large one is for whoever does not give from the budget (R-093)."""
    row = _locked(list_id)
    if not policies.may_fix(by, row):
        raise NotAllowed("not_allowed", right=policies.decide_lists.name)
    _insist_on_state(row, State.DRAFT)
    if row.counts_on <= day_of(now):
        raise RuleViolation("recognition.list_rule_before_day")
    _insist_on_a_second(row, by=by, day=day_of(now))
    row.state, row.fixed_at, row.fixed_by = State.FIXED, now, by
    row.save(update_fields=["state", "fixed_at", "fixed_by"])
    todos.settle(kind=FIX_LIST, key=row.pk)
    record(by, "recognition.benefit_list_fixed", row, counts_on=row.counts_on, months=row.months_here)
    return row


def _insist_on_a_second(row: BenefitList, *, by: Account, day: date) -> None:
    R_093.refuse(when=writer_of(row) == by.pk, code="recognition.list_fixed_by_its_writer")
    R_093.refuse(
        when=is_large(row) and spend.allows(by, row.unit), code="recognition.list_above_budget", unit=row.unit.name,
        high=LARGE_FROM.on(day),
    )  # fmt: skip
    others = {one.account_id for one in who_fixes(row, day)}
    is_on_it = entitled(row).filter(account=by).exists()
    R_093.refuse(when=is_on_it and bool(others) and by.pk not in others, code="recognition.list_fixed_by_one_on_it")


@transaction.atomic
def withdraw_list(*, list_id: int, why: str, by: Account, now: datetime) -> BenefitList:
    """Take it back before its day, with the reason; nobody has been given anything yet."""
    row = decided_list(list_id, State.DRAFT, State.FIXED, by=by)
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    if row.state == State.FIXED and row.counts_on <= day_of(now):
        raise RuleViolation("recognition.list_day_is_here")
    row.state = State.WITHDRAWN
    row.save(update_fields=["state"])
    todos.settle(kind=FIX_LIST, key=row.pk)
    record(by, "recognition.benefit_list_withdrawn", row, why=why.strip())
    return row


def draw_lists(*, now: datetime) -> int:
    """On the day that counts everybody the rule names is given their share, each in a transaction of its own: stopped
    in the middle nothing is lost, and run again nothing is given twice. Answers how many were given something."""
    due = BenefitList.objects.filter(state=State.FIXED, counts_on__lte=day_of(now)).order_by("counts_on", "pk")
    return sum(_draw(row, now=now) for row in due.select_related("unit"))


def _draw(row: BenefitList, *, now: datetime) -> int:
    known = Grant.objects.filter(of_list=row).values("employee")
    given = sum(_give(row, one, now=now) for one in entitled(row).exclude(pk__in=known).order_by("pk"))
    _finish(row, now=now)
    return given


@transaction.atomic
def _give(row: BenefitList, employee: Employee, *, now: datetime) -> int:
    late = day_of(now) > working_day_after(row.counts_on, REWARD_DAYS.on(row.counts_on))
    amount = cost_of_one(row) if row.form == Reward.Form.GIFT else row.quantity
    given = Given(
        form=Reward.Form(row.form), source=Reward.Source.FESTIVAL, key=f"{row.pk}", title=row.title,
        known_on=row.counts_on, amount=amount, home=row.unit_id,
        late_because=as_kept(_("The daily work stood still")) if late else "",
    )  # fmt: skip
    reward = grant_reward(employee=employee, given=given, by=None, now=now)
    keep_grant(reward_id=reward.pk, now=now, of_list=row, quantity=row.quantity)
    return 1


@transaction.atomic
def _finish(row: BenefitList, *, now: datetime) -> None:
    """The list is complete: everybody on it is told, and of hours HR is asked to book them, once for all."""
    locked = BenefitList.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.state != State.FIXED:
        return
    locked.state, locked.drawn_at = State.DRAWN, now
    locked.save(update_fields=["state", "drawn_at"])
    waiting = locked.grants.filter(state=Grant.State.WAITING)
    if locked.form != Reward.Form.GIFT and waiting.exists():
        due_at = end_of(last_day_to_book(day_of(now)))
        todos.put(
            kind=BOOK_LIST, key=locked.pk, to=[one.pk for one in hr_over(locked.unit_id, day_of(now))],
            title=locked.title, url=page_of_list(locked), now=now, due_at=due_at,
        )  # fmt: skip
    people = Employee.objects.filter(pk__in=locked.grants.values("employee")).select_related("account")
    notify.send_many(
        to=people, broadcast=True, kind=TOLD, url=own_page(), body=locked.place,
        title=format_lazy(
            _("{what} for you, until {day}"), what=locked.title, day=day_in_words(locked.give_until)
        ),
    )  # fmt: skip
    record(None, "recognition.benefit_list_drawn", locked, people=locked.grants.count())


@transaction.atomic
def book_list(*, list_id: int, where: str, by: Account, now: datetime) -> int:
    """All of a list was booked by hand at once. Whoever books leaves their own share to somebody else."""
    row = BenefitList.objects.select_for_update(of=("self",)).get(pk=list_id)
    policies.see_lists.require(by, row)
    if not where.strip():
        raise RuleViolation("recognition.text_missing")
    waiting = policies.give_out.scope(by, Grant.objects.filter(of_list=row, state=Grant.State.WAITING))
    grants = list(waiting.exclude(employee=policies.own_id(by)).order_by("pk"))
    if not grants:
        raise RuleViolation("recognition.list_all_booked")
    for grant in grants:
        settle_booking(grant, day=day_of(now), where=where, by=by)
    if not row.grants.filter(state=Grant.State.WAITING).exclude(employee=policies.own_id(by)).exists():
        todos.settle(kind=BOOK_LIST, key=row.pk)
    record(by, "recognition.benefit_list_booked", row, people=len(grants), where=where.strip())
    return len(grants)


@transaction.atomic
def close_list(*, list_id: int, by: Account, now: datetime) -> BenefitList:
    """The last day is over. What was not fetched is kept for the person and can still be handed out."""
    row = decided_list(list_id, State.DRAWN, by=by)
    if day_of(now) <= row.give_until and row.grants.filter(state=Grant.State.WAITING).exists():
        raise RuleViolation("recognition.list_still_given", day=row.give_until)
    row.state, row.closed_at = State.CLOSED, now
    row.save(update_fields=["state", "closed_at"])
    record(by, "recognition.benefit_list_closed", row)
    return row


def page_of_list(row: BenefitList) -> str:
    """Where a list is read."""
    return reverse("benefits:list", args=[row.pk])


def decided_list(list_id: int, *states: str, by: Account) -> BenefitList:
    """The list, locked, for whoever decides about it, in one of these states."""
    row = _locked(list_id)
    policies.decide_lists.require(by, row)
    _insist_on_state(row, *states)
    return row


def _locked(list_id: int) -> BenefitList:
    return BenefitList.objects.select_for_update(of=("self",)).select_related("unit").get(pk=list_id)


def _insist_on_state(row: BenefitList, *states: str) -> None:
    if row.state not in states:
        raise RuleViolation("recognition.list_not_now", state=row.get_state_display())
