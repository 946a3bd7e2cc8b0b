"""What was given as time or a thing is kept, booked, taken, reminded of, and at last expires – never before it is
booked (H24)."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import hr_over
from dengta.domains.communication.selectors.chain import leaders_of
from dengta.domains.communication.selectors.clock import day_in_words, day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.recognition.events import BenefitGranted, RewardGranted
from dengta.domains.recognition.models import BenefitList, Grant, GrantUse, Reward
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors.benefit_parameters import REMIND_DAYS, VALID_MONTHS
from dengta.domains.recognition.services.benefit_notices import BOOK, COVER, TOLD, last_day_to_book, own_page
from dengta.domains.recognition.services.takers import Taker, taker_of
from dengta.engines.labour_law.periods import add_months
from dengta.foundation import events, notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Kind, State = Grant.Kind, Grant.State
OPEN = (State.WAITING, State.BOOKED)
ONE_PIECE = Decimal(1)


def keep_news(news: RewardGranted) -> None:
    """A reward was written somewhere in the house: what is time or a thing becomes a grant. Told again, nothing
    happens."""
    if news.form in Kind.values:
        keep_grant(reward_id=news.reward, now=news.at)


@transaction.atomic
def keep_grant(
    *, reward_id: int, now: datetime, of_list: BenefitList | None = None, quantity: Decimal | None = None
) -> Grant:  # fmt: skip
    """Keep what a reward gives as time or a thing, once, and have it booked: by the room that takes it, else a person
    is asked to."""
    reward = Reward.objects.select_for_update(of=("self",)).select_related("employee").get(pk=reward_id)
    known = Grant.objects.filter(reward=reward).first()
    if known is not None:
        return known
    day = reward.granted_on
    grant = Grant.objects.create(
        reward=reward, employee=reward.employee, unit_id=reward.unit_id, kind=reward.form, of_list=of_list,
        quantity=quantity or _quantity(reward), valid_from=day,
        valid_until=of_list.give_until if of_list else add_months(day, VALID_MONTHS.on(day)),
    )  # fmt: skip
    _offer(grant, now=now)
    if grant.state == State.WAITING and of_list is None:
        _ask(grant, now=now)
    events.publish(_told(grant, now))
    record(None, "recognition.benefit_kept", grant, subject=grant.employee_id, quantity=grant.quantity)
    return grant


def _quantity(reward: Reward) -> Decimal:
    """Days as the reward says; of a thing or a trip one, whatever it cost."""
    counted = reward.form in (Kind.LEAVE_DAY, Kind.FLEXIBLE_WORK) and reward.amount > 0
    return reward.amount if counted else ONE_PIECE


def _told(grant: Grant, now: datetime) -> BenefitGranted:
    return BenefitGranted(
        grant.pk, grant.employee_id, grant.kind, str(grant.quantity), grant.valid_from, grant.valid_until, grant.taker,
        now,
    )  # fmt: skip


def _offer(grant: Grant, *, now: datetime) -> bool:
    """Whether a room of the house has booked it. One that cannot leaves it to a person."""
    taker = taker_of(grant.kind)
    if taker is None:
        return False
    if grant.valid_from < day_of(now):
        grant.valid_until = can_be_taken_until(grant, day_of(now))
    try:
        with transaction.atomic():
            taker.take(_told(grant, now))
    except RuleViolation:
        return False
    _book(grant, day=day_of(now), where=str(taker.label), taker=taker)
    return True


def can_be_taken_until(grant: Grant, day: date) -> date:
    """How long it holds when it is booked on a day: whoever was booked late is not the loser of it."""
    return max(grant.valid_until, day + timedelta(days=REMIND_DAYS.on(day)))


def _book(
    grant: Grant, *, day: date, where: str, by: Account | None = None, taker: Taker | None = None
) -> None:  # fmt: skip
    grant.state, grant.booked_on, grant.booked_by, grant.booked_where = State.BOOKED, day, by, where.strip()
    grant.taker = taker.name if taker else ""
    if grant.kind == Kind.GIFT:
        grant.state, grant.used = State.USED, grant.quantity
    grant.save()


def _ask(grant: Grant, *, now: datetime) -> None:
    """Who books it by hand: of a trip whoever leads the team, who plans the cover; else HR. A gift is fetched."""
    if grant.kind == Kind.GIFT:
        return
    day, kind = day_of(now), COVER if grant.kind == Kind.TRIP else BOOK
    hr = [one.pk for one in hr_over(grant.unit_id, day, beyond=[grant.employee_id])]
    led = [one.pk for one in leaders_of(grant.employee, day)[:1]]
    to = led if kind == COVER and led else hr
    title = format_lazy(_("{what}: {name}"), what=Kind(grant.kind).label, name=grant.employee.name)
    due_at = end_of(last_day_to_book(day))
    todos.put(kind=kind, key=grant.pk, to=to, title=title, url=book_page(grant), now=now, due_at=due_at)


def book_page(grant: Grant) -> str:
    """Where it is booked by hand."""
    return reverse("benefits:book", args=[grant.pk])


@transaction.atomic
def book_grant(*, grant_id: int, where: str, by: Account, now: datetime) -> Grant:
    """A person has booked it: in the leave account, in the roster; or has handed a gift out. Says where, or to whom."""
    grant = held(grant_id, State.WAITING, by=by)
    if grant.kind == Kind.TRIP:
        raise RuleViolation("recognition.trip_needs_cover")
    _insist_on_words(where, gift=grant.kind == Kind.GIFT)
    settle_booking(grant, day=day_of(now), where=where or grant.employee.name, by=by)
    record(by, "recognition.benefit_booked", grant, subject=grant.employee_id, where=grant.booked_where)
    if grant.kind != Kind.GIFT:
        _tell_booked(grant)
    return grant


def _insist_on_words(where: str, *, gift: bool) -> None:
    if not where.strip() and not gift:
        raise RuleViolation("recognition.text_missing")


def settle_booking(grant: Grant, *, day: date, where: str, by: Account) -> None:
    """Write that it is booked, with time left to take it however late that is; nobody is asked any more."""
    grant.valid_until = can_be_taken_until(grant, day)
    _book(grant, day=day, where=where, by=by)
    todos.settle(kind=BOOK, key=grant.pk)
    todos.settle(kind=COVER, key=grant.pk)


def _tell_booked(grant: Grant) -> None:
    notify.send(
        to=grant.employee, kind=TOLD, url=own_page(), body=grant.booked_where,
        title=format_lazy(_("{what} is booked for you"), what=Kind(grant.kind).label),
    )  # fmt: skip


@transaction.atomic
def note_use(
    *, grant_id: int, day: date, quantity: Decimal, by: Account | None, now: datetime
) -> GrantUse:  # fmt: skip
    """Some of it was taken, or is taken on a day to come. `by` None: the room that took the grant says so."""
    if by is None:
        grant = _locked(grant_id)
        _insist_on_state(grant, State.BOOKED)
    else:
        grant = held(grant_id, State.BOOKED, by=by)
    if not grant.valid_from <= day <= grant.valid_until:
        raise RuleViolation("recognition.grant_not_valid", start=grant.valid_from, end=grant.valid_until)
    if quantity <= 0 or quantity > grant.left:
        raise RuleViolation("recognition.grant_balance_short", left=grant.left)
    if grant.uses.filter(day=day).exists():
        raise RuleViolation("recognition.grant_used_that_day")
    use = GrantUse.objects.create(grant=grant, day=day, quantity=quantity, entered_at=now, entered_by=by)
    grant.used += quantity
    if grant.used == grant.quantity:
        grant.state = State.USED
    grant.save(update_fields=["used", "state"])
    record(by, "recognition.benefit_used", grant, subject=grant.employee_id, day=day, quantity=quantity)
    return use


@transaction.atomic
def follow_grants(*, now: datetime) -> int:
    """Every day: offer what waits to a room that takes it by now, take back what was taken back, remind of what is not
    taken yet, let expire what was booked and not taken. Done again on the same day it finds nothing to do."""
    return _offer_waiting(now) + cancel_taken_back(now=now) + _remind(now) + _expire(now)


def _offer_waiting(now: datetime) -> int:
    taken = 0
    for grant in Grant.objects.select_for_update(of=("self",)).filter(state=State.WAITING).order_by("pk"):
        if taker_of(grant.kind) is not None and _offer(grant, now=now):
            todos.settle(kind=BOOK, key=grant.pk)
            todos.settle(kind=COVER, key=grant.pk)
            record(None, "recognition.benefit_booked", grant, subject=grant.employee_id, where=grant.booked_where)
            taken += 1
    return taken


@transaction.atomic
def cancel_taken_back(*, now: datetime) -> int:
    """Of a reward that was given by mistake nothing is left to take; what was taken stays taken."""
    rows = Grant.objects.select_for_update(of=("self",)).filter(state__in=OPEN)
    found = list(rows.filter(reward__taken_back_by__isnull=False).order_by("pk"))
    for grant in found:
        taker = taker_of(grant.kind) if grant.taker else None
        if taker is not None:
            taker.release(grant.pk, now)
        grant.state = State.CANCELLED
        grant.save(update_fields=["state"])
        todos.settle(kind=BOOK, key=grant.pk)
        todos.settle(kind=COVER, key=grant.pk)
        record(None, "recognition.benefit_cancelled", grant, subject=grant.employee_id, used=grant.used)
    return len(found)


def _remind(now: datetime) -> int:
    day = day_of(now)
    last = day + timedelta(days=REMIND_DAYS.on(day))
    rows = Grant.objects.select_for_update(of=("self",)).filter(state=State.BOOKED, reminded_on=None)
    found = list(rows.filter(valid_until__gte=day, valid_until__lte=last).select_related("employee__account"))
    for grant in found:
        notify.send(
            to=grant.employee, kind=TOLD, url=own_page(),
            title=format_lazy(
                _("{what}: please take it by {day}"), what=Kind(grant.kind).label, day=day_in_words(grant.valid_until)
            ),
        )  # fmt: skip
        record(None, "recognition.benefit_reminded", grant, subject=grant.employee_id, until=grant.valid_until)
    Grant.objects.filter(pk__in=[one.pk for one in found]).update(reminded_on=day)
    return len(found)


def _expire(now: datetime) -> int:
    """Only what was booked: what the house still owes does not run out."""
    rows = Grant.objects.select_for_update(of=("self",)).filter(state=State.BOOKED, valid_until__lt=day_of(now))
    found = list(rows.order_by("pk"))
    for grant in found:
        record(None, "recognition.benefit_expired", grant, subject=grant.employee_id, left=grant.left)
    Grant.objects.filter(pk__in=[one.pk for one in found]).update(state=State.EXPIRED)
    return len(found)


def held(grant_id: int, *states: str, by: Account) -> Grant:
    """The grant, locked, for whoever gives it out: never the own one."""
    grant = _locked(grant_id)
    policies.give_out.require(by, grant)
    if grant.employee_id == policies.own_id(by):
        raise NotAllowed("not_allowed", right=policies.give_out.name)
    _insist_on_state(grant, *states)
    return grant


def _locked(grant_id: int) -> Grant:
    rows = Grant.objects.select_for_update(of=("self",)).select_related("employee__account", "reward")
    return rows.get(pk=grant_id)


def _insist_on_state(grant: Grant, *states: str) -> None:
    if grant.state not in states:
        raise RuleViolation("recognition.grant_not_now", state=grant.get_state_display())


@transaction.atomic
def extend_grant(*, grant_id: int, until: date, why: str, by: Account, now: datetime) -> Grant:
    """Give somebody longer to take it, who could not: ill, on leave, or needed on the phones."""
    grant = held(grant_id, *OPEN, State.EXPIRED, by=by)
    if until <= max(grant.valid_until, day_of(now)):
        raise RuleViolation("recognition.grant_not_longer", day=grant.valid_until)
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    before, grant.valid_until, grant.reminded_on = grant.valid_until, until, None
    if grant.state == State.EXPIRED:
        grant.state = State.BOOKED
    grant.save(update_fields=["valid_until", "reminded_on", "state"])
    record(by, "recognition.benefit_extended", grant, subject=grant.employee_id, before=before, until=until)
    return grant
