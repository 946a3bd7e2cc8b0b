"""What days do by themselves: end what runs out, tell the next level what stands still. They decide nothing."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import last_day
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.recognition.models import Case
from dengta.domains.recognition.selectors.case_parameters import DELIVER_DAYS
from dengta.domains.recognition.selectors.involvement import can_decide
from dengta.domains.recognition.services.case_delivery import OVERDUE, to_carry_out
from dengta.domains.recognition.services.case_staffing import opens, say_to, staff_case, who_sees_to_it
from dengta.domains.recognition.services.case_steps import Kind, take, tell
from dengta.foundation.rules import Rule

R_105 = Rule("R-105", _("What was decided is carried out within ten days, or the next level is told"))
State = Case.State
OVER = (State.EXPIRED, State.CLOSED)


def running() -> list[int]:
    """Every case with which a day can do something, by id. One query."""
    return list(Case.objects.exclude(state__in=OVER).order_by("pk").values_list("pk", flat=True))


def pass_days(*, now: datetime, case_id: int | None = None) -> dict[str, int]:
    """Make final what nobody appealed, forget what counts no more, tell the next level what was not carried out, and
    see that somebody has it: of one case, or of all. One transaction for each case and step: what broke off goes on
    with the next run, and run again on the same day it finds nothing new."""
    today = day_of(now)
    late = Q(state__in=[State.DECIDED, State.DELIVERED, State.FINAL], executed_on=None, escalated_at=None)
    cases = running() if case_id is None else [case_id]
    return {
        "final": _each(cases, Q(state=State.DELIVERED, appeal_until__lt=today), _make_final, now),
        "escalated": _each(cases, late, _escalate, now),
        "expired": _each(cases, Q(state=State.EXECUTED, counts_until__lt=today), _forget, now),
        "staffed": _each(cases, ~Q(state__in=[State.EXECUTED, *OVER]), staff_case, now),
    }


def _each(cases: Sequence[int], condition: Q, do: Callable[[Case, datetime], bool], now: datetime) -> int:
    """Do it to each of them that is still so once it is locked; answers to how many it was done."""
    done = 0
    for pk in Case.objects.filter(condition, pk__in=cases).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            rows = Case.objects.select_for_update(of=("self",)).filter(condition, pk=pk)
            case = rows.select_related("employee__account", "handler__account", "version__clause").first()
            done += case is not None and do(case, now)
    return done


def _make_final(case: Case, now: datetime) -> bool:
    take(case, kind=Kind.FINAL, by=None, now=now, served=True, state=State.FINAL)
    to_carry_out(case, now=now)
    return True


def _escalate(case: Case, now: datetime) -> bool:
    """Decided and not delivered within days, or not carried out in time, and no appeal keeps it waiting: whoever could
    decide over the handler hears of it, without a part in it; where nobody is left, whoever can name somebody."""
    today = day_of(now)
    if not R_105.warns(when=_is_late(case, today)):
        return False
    over = can_decide(case, today, beyond=[case.handler_id], over_them=[case.handler_id])
    opening = [one for one in over if opens(one, case)]
    take(case, kind=Kind.ESCALATED, by=None, now=now, escalated_at=now)
    title = _("A decision was not carried out in time")
    for one in opening[:1] or who_sees_to_it(case, today, beyond=[case.handler_id]):
        say_to(one, case, kind=OVERDUE, title=title, now=now)
    return True


def _is_late(case: Case, today: date) -> bool:
    assert case.decided_at is not None
    if case.execute_by is not None:
        return today > case.execute_by
    decided_on = day_of(case.decided_at)
    return today > last_day(decided_on, DELIVER_DAYS.on(decided_on))


def _forget(case: Case, now: datetime) -> bool:
    take(case, kind=Kind.EXPIRED, by=None, now=now, served=True, state=State.EXPIRED)
    tell(case.employee, _("A measure about you counts no more"), case)
    return True
