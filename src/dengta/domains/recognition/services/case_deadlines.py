"""What days do by themselves: end what runs out, tell the next level what stands still. They decide nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.chain import next_level
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.recognition.models import Case
from dengta.domains.recognition.selectors.case_parameters import EXECUTE_DAYS
from dengta.domains.recognition.services.case_opening import ask_handler
from dengta.domains.recognition.services.case_staffing import staff_case
from dengta.domains.recognition.services.case_steps import Kind, page_of, take, tell
from dengta.foundation.rules import Rule

R_105 = Rule("R-105", _("What was decided is carried out within ten days, or the next level is told"))
OVERDUE = "recognition.case_overdue"
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
    if case.executed_on is not None:
        take(case, kind=Kind.FINAL, by=None, now=now, served=True, state=State.EXECUTED)
        return True
    ask_handler(case, _("A measure is final: please carry it out"), now=now)
    return True


def _escalate(case: Case, now: datetime) -> bool:
    """Decided more than ten days ago and not carried out, and no appeal keeps it waiting."""
    if not R_105.warns(when=_is_late(case, now)):
        return False
    told = next_level(case.employee, day_of(now), beyond=[case.handler_id])
    take(case, kind=Kind.ESCALATED, by=None, now=now, escalated_at=now)
    if told is not None:
        title = _("A decision was not carried out in time")
        todos.put(kind=OVERDUE, key=case.pk, to=[told.pk], title=title, url=page_of(case), now=now)
        tell(told, title, case)
    return True


def _is_late(case: Case, now: datetime) -> bool:
    if case.execute_by is not None:
        return day_of(now) > case.execute_by
    assert case.decided_at is not None
    return (day_of(now) - day_of(case.decided_at)).days > EXECUTE_DAYS.on(day_of(now))


def _forget(case: Case, now: datetime) -> bool:
    take(case, kind=Kind.EXPIRED, by=None, now=now, served=True, state=State.EXPIRED)
    tell(case.employee, _("A measure about you counts no more"), case)
    return True
