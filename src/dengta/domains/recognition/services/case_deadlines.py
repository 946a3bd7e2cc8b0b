"""What days do by themselves: end what runs out, tell the next level what stands still. They decide nothing."""

from collections.abc import Callable
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


def pass_days(*, now: datetime) -> dict[str, int]:
    """Make final what nobody appealed, forget what counts no more, tell the next level what was not carried out, and
    see that somebody has every case. One transaction for each case: what broke off goes on with the next run, one that
    fails holds up no other, and run again on the same day it finds nothing new."""
    today = day_of(now)
    late = Q(state__in=[State.DECIDED, State.DELIVERED, State.FINAL], executed_on=None, escalated_at=None)
    work: dict[str, tuple[Q, Callable[[Case, datetime], bool]]] = {
        "final": (Q(state=State.DELIVERED, appeal_until__lt=today), _make_final),
        "escalated": (late, _escalate),
        "expired": (Q(state=State.EXECUTED, counts_until__lt=today), _forget),
        "staffed": (~Q(state__in=[State.EXECUTED, *OVER]), staff_case),
    }
    failed: list[Exception] = []
    done = {name: _each(condition, do, now, failed) for name, (condition, do) in work.items()}
    if failed:
        message = f"{len(failed)} cases"
        raise ExceptionGroup(message, failed)
    return done


def _each(condition: Q, do: Callable[[Case, datetime], bool], now: datetime, failed: list[Exception]) -> int:
    """Do it to each case that is still so once it is locked; answers to how many it was done."""
    done = 0
    for pk in list(Case.objects.filter(condition).order_by("pk").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                rows = Case.objects.select_for_update(of=("self",)).filter(condition, pk=pk)
                case = rows.select_related("employee__account", "handler__account", "version__clause").first()
                done += case is not None and do(case, now)
        except Exception as failure:  # noqa: BLE001 - the job fails with all of them, once the others are done
            failed.append(failure)
    return done


def _make_final(case: Case, now: datetime) -> bool:
    take(case, Kind.FINAL, by=None, now=now, served=True, state=State.FINAL)
    if case.executed_on is not None:
        take(case, Kind.FINAL, by=None, now=now, served=True, state=State.EXECUTED)
        return True
    ask_handler(case, _("A measure is final: please carry it out"), now=now)
    return True


def _escalate(case: Case, now: datetime) -> bool:
    """Decided more than ten days ago and not carried out, and no appeal keeps it waiting."""
    if not R_105.warns(when=_is_late(case, now)):
        return False
    told = next_level(case.employee, day_of(now), beyond=[case.handler_id])
    take(case, Kind.ESCALATED, by=None, now=now, escalated_at=now)
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
    take(case, Kind.EXPIRED, by=None, now=now, served=True, state=State.EXPIRED)
    tell(case.employee, _("A measure about you counts no more"), case)
    return True
