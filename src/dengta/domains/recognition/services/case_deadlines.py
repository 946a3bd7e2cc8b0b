"""What days do by themselves: end what runs out, tell the next level what stands still. They decide nothing."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.chain import next_level
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.recognition.models import Case
from dengta.domains.recognition.selectors.case_parameters import EXECUTE_DAYS
from dengta.domains.recognition.services.case_opening import HANDLE
from dengta.domains.recognition.services.case_steps import Kind, page_of, take, tell
from dengta.foundation.rules import Rule

R_105 = Rule("R-105", _("What was decided is carried out within ten days, or the next level is told"))
OVERDUE = "recognition.case_overdue"
State = Case.State


@transaction.atomic
def pass_days(*, now: datetime) -> dict[str, int]:
    """Make final what nobody appealed, forget what counts no more, tell the next level what was not carried out. Run
    again on the same day it finds nothing new."""
    return {"final": _make_final(now), "escalated": _escalate(now), "expired": _forget(now)}


def _make_final(now: datetime) -> int:
    rows = _locked(state=State.DELIVERED, appeal_until__lt=day_of(now))
    for case in rows:
        take(case, Kind.FINAL, by=None, now=now, served=True, state=State.FINAL)
        if case.executed_on is not None:
            take(case, Kind.FINAL, by=None, now=now, served=True, state=State.EXECUTED)
            continue
        title = _("A measure is final: please carry it out")
        todos.put(kind=HANDLE, key=case.pk, to=[case.handler_id], title=title, url=page_of(case), now=now)
    return len(rows)


def _escalate(now: datetime) -> int:
    """Decided more than ten days ago and not carried out, and no appeal keeps it waiting."""
    today = day_of(now)
    late = Q(state__in=[State.DECIDED, State.DELIVERED, State.FINAL], executed_on=None, escalated_at=None)
    rows = [case for case in _locked(late) if _is_late(case, now)]
    rows = rows if R_105.warns(when=bool(rows)) else []
    for case in rows:
        told = next_level(case.employee, today, beyond=[case.handler_id])
        take(case, Kind.ESCALATED, by=None, now=now, escalated_at=now)
        if told is not None:
            title = _("A decision was not carried out in time")
            todos.put(kind=OVERDUE, key=case.pk, to=[told.pk], title=title, url=page_of(case), now=now)
            tell(told, title, case)
    return len(rows)


def _is_late(case: Case, now: datetime) -> bool:
    if case.execute_by is not None:
        return day_of(now) > case.execute_by
    assert case.decided_at is not None
    return (day_of(now) - day_of(case.decided_at)).days > EXECUTE_DAYS.on(day_of(now))


def _forget(now: datetime) -> int:
    rows = _locked(state=State.EXECUTED, counts_until__lt=day_of(now))
    for case in rows:
        take(case, Kind.EXPIRED, by=None, now=now, served=True, state=State.EXPIRED)
        tell(case.employee, _("A measure about you counts no more"), case)
    return len(rows)


def _locked(*conditions: Q, **fields: object) -> list[Case]:
    rows = Case.objects.select_for_update(of=("self",)).filter(*conditions, **fields)
    return list(rows.select_related("employee__account", "handler__account", "version__clause").order_by("pk"))
