"""What the vote chose is approved by somebody who has no part in it, rewarded at once, and published as the winner
wishes."""

from datetime import datetime
from decimal import ROUND_DOWN, Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Reward, StarMonth, StarStanding
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors import stars as selectors
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.notices import APPROVE, NAME, NAME_TITLE, STARS
from dengta.domains.recognition.services.star_criteria import R_080
from dengta.domains.recognition.services.star_people import insist_on_another
from dengta.foundation import notify
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation

State = StarMonth.State
CENT = Decimal("0.01")


def _locked(month_id: int, state: State) -> StarMonth:
    rows = StarMonth.objects.select_for_update(of=("self",)).select_related("criteria", "unit")
    month = rows.get(pk=month_id)
    if month.state != state:
        raise RuleViolation("recognition.star_not_now", state=month.get_state_display())
    return month


@transaction.atomic
def approve_star(*, month_id: int, by: Account, now: datetime, late_because: str = "") -> StarMonth:
    """Approve what data and vote chose, once it was reckoned again with the same outcome; the reward is given."""
    month = _locked(month_id, State.CHOSEN)
    policies.decide.require(by, month)
    insist_on_another(month, by=by, day=day_of(now))
    R_080.refuse(when=not selectors.recount(month).holds, code="recognition.star_not_reproducible")
    today = day_of(now)
    winners = list(month.standings.filter(is_winner=True).select_related("employee__account").order_by("pk"))
    for one in winners:
        _reward(month, one, among=len(winners), late_because=late_because, by=by, now=now)
    month.state, month.decided_at, month.decided_by = State.APPROVED, now, by
    month.answer_until = working_day_after(today, selectors.ANSWER_DAYS.on(today))
    month.save(update_fields=["state", "decided_at", "decided_by", "answer_until"])
    todos.settle(kind=APPROVE, key=month.pk)
    todos.put(
        kind=NAME, key=month.pk, to=[one.employee_id for one in winners], now=now, due_at=end_of(month.answer_until),
        title=NAME_TITLE, url=reverse("stars:month", args=[month.pk]),
    )  # fmt: skip
    record(by, "recognition.star_approved", month, winners=len(winners), digest=month.digest)
    return month


def _reward(
    month: StarMonth, one: StarStanding, *, among: int, late_because: str, by: Account, now: datetime
) -> None:  # fmt: skip
    """The honour, and the bonus and points of the criteria, in equal parts where the star is shared."""
    assert month.chosen_on is not None
    criteria = month.criteria
    parts = (
        (Reward.Form.HONOUR, Decimal(0)),
        (Reward.Form.CASH, (criteria.bonus / among).quantize(CENT, ROUND_DOWN)),
        (Reward.Form.POINTS, Decimal(criteria.points // among)),
    )
    for form, amount in parts:
        if amount or form is Reward.Form.HONOUR:
            given = Given(
                form=form, source=Reward.Source.SERVICE_STAR, key=f"star-{month.pk}", known_on=month.chosen_on,
                title=f"{Reward.Source.SERVICE_STAR.label} {date_format(month.month, 'Y-m')}", amount=amount,
                late_because=late_because,
            )  # fmt: skip
            grant_reward(employee=one.employee, given=given, by=by, now=now)


@transaction.atomic
def decline_star(*, month_id: int, why: str, by: Account, now: datetime) -> StarMonth:
    """Not approve it, with the reason: there is no star this month. The data stay."""
    month = _locked(month_id, State.CHOSEN)
    policies.decide.require(by, month)
    insist_on_another(month, by=by, day=day_of(now))
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    month.state, month.decided_at, month.decided_by, month.declined_why = State.DECLINED, now, by, why.strip()
    month.save(update_fields=["state", "decided_at", "decided_by", "declined_why"])
    todos.settle(kind=APPROVE, key=month.pk)
    record(by, "recognition.star_declined", month)
    return month


@transaction.atomic
def say_whether_named(*, month_id: int, named: bool, by: Account, now: datetime) -> StarMonth:
    """The winner says whether to be named; once all have, it is published. The reward is the same either way."""
    month = _locked(month_id, State.APPROVED)
    mine = month.standings.filter(employee=facts_of(by).employee_id or 0, is_winner=True).first()
    if mine is None:
        raise NotAllowed("not_allowed", right=policies.see_months.name)
    mine.named = named
    mine.save(update_fields=["named"])
    todos.settle(kind=NAME, key=month.pk, of=[mine.employee_id])
    record(by, "recognition.star_answered", month, subject=mine.employee_id, named=named)
    if not month.standings.filter(is_winner=True, named=None).exists():
        _publish(month, now=now)
    return month


@transaction.atomic
def publish_unanswered(*, month_id: int, now: datetime) -> StarMonth:
    """The days to answer are over: published, without the name of whoever said nothing."""
    month = _locked(month_id, State.APPROVED)
    if month.answer_until is None or day_of(now) <= month.answer_until:
        raise RuleViolation("recognition.star_may_still_answer")
    todos.settle(kind=NAME, key=month.pk)
    _publish(month, now=now)
    return month


def _comma_separated(names: list[str]) -> str:
    return str(_(", ")).join(names)


_listed = lazy(_comma_separated, str)  # only when the notice is written, in the language of the house


def _publish(month: StarMonth, *, now: datetime) -> None:
    today = day_of(now)
    month.state, month.published_on = State.PUBLISHED, today
    month.save(update_fields=["state", "published_on"])
    names = list(month.standings.filter(is_winner=True, named=True).values_list("employee__name", flat=True))
    if names:
        title = format_lazy(_("Service Star of {unit}: {names}"), unit=month.unit.name, names=_listed(sorted(names)))
    else:
        title = format_lazy(
            _("Service Star of {unit}: a colleague who would rather not be named"), unit=month.unit.name
        )
    people = selectors.people_of(month.unit_id, today).filter(account__isnull=False).select_related("account")
    notify.send_many(
        to=people, broadcast=True, kind=STARS, title=title, url=reverse("stars:month", args=[month.pk])
    )  # fmt: skip
    record(None, "recognition.star_published", month, named=len(names))
