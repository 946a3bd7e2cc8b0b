"""One breach ends once and leads to one measure at most, whatever sources it is known from (L-66, R-158)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dengta.domains.recognition.models import Breach, Case
from dengta.domains.recognition.services.breaches import R_158
from dengta.foundation.errors import RuleViolation

# How a case names the breach on the register that it comes from.
OF_BREACH = "breach:"
Ending = Breach.Ending


@dataclass(frozen=True, slots=True)
class Act:
    """Who breached which clause on which day: two reports of it are one breach."""

    employee_id: int
    clause_id: int
    day: date


def insist_on_first_case(act: Act, *, of_breach: bool) -> None:
    """Refuse a case about what has one, or what ended on the register, or waits there (`of_breach`: it comes from
    there). A case that was withdrawn was none."""
    there = _cases(act).exclude(closing=Case.Closing.WITHDRAWN).order_by("pk").first()
    if there is not None:
        raise RuleViolation("recognition.case_there_already", number=there.number)
    ended = _breaches(act).filter(ending__in=[Ending.CORRECTION, Ending.NO_ACTION]).order_by("pk").first()
    how = "" if ended is None else ended.get_ending_display()
    R_158.refuse(when=ended is not None, code="recognition.breach_ended_so", ending=how)
    waits = not of_breach and _breaches(act).filter(ending="").exists()
    R_158.refuse(when=waits, code="recognition.breach_waits")


def known_first(act: Act, known_on: date) -> date:
    """Since when it is known: a case that was withdrawn gives nobody new days (R-091)."""
    withdrawn = _cases(act).filter(closing=Case.Closing.WITHDRAWN).values_list("known_on", flat=True)
    return min([known_on, *withdrawn, *_breaches(act).values_list("known_on", flat=True)])


def _cases(act: Act) -> QuerySet[Case]:
    return Case.objects.filter(employee=act.employee_id, version__clause=act.clause_id, happened_on=act.day)


def _breaches(act: Act) -> QuerySet[Breach]:
    return Breach.objects.filter(employee=act.employee_id, version__clause=act.clause_id, happened_on=act.day)
