"""A breach is registered once, whoever it is about, and shown to whoever has to end it (R-158)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.checks import R_122
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.performance.selectors.qa_fatal import FatalMiss, fatal_misses
from dengta.domains.recognition.models import Breach, Case, ClauseKind, ClauseVersion
from dengta.domains.recognition.policies import conduct as policies
from dengta.domains.recognition.selectors.breaches import (
    BREACH_DAYS,
    can_end,
    is_leader,
    left_open,
    suggestion_for,
)
from dengta.domains.recognition.services.standards import insist_on_standard
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_158 = Rule("R-158", _("A breach ends within 5 working days: put right, case or signed no-action, whatever the rank"))
END, ANSWER, TOLD = "recognition.end_breach", "recognition.answer_breach", "recognition.breach"
# How far back the daily look at quality reviews goes: longer than any holiday.
LOOK_BACK = timedelta(days=21)
Source = Case.Source


@dataclass(frozen=True, slots=True)
class Seen:
    """What is said to have happened. `clause`: code or id; `item`: of a quality form; `source_key`: the row it comes
    from, which registers it once."""

    employee: Employee
    happened_on: date
    known_on: date
    source: str
    words: str = ""
    clause: str | int | None = None
    item: str = ""
    source_key: str = ""


@transaction.atomic
def register_breach(*, seen: Seen, by: Account | None, now: datetime) -> Breach:
    """Put a breach on the register, by somebody or by another room (`by` None; the same row registers once). Only a
    clause that was published, signed and in force can be breached, or a fatal item of a published quality form."""
    if seen.source_key:
        known = Breach.objects.filter(source=seen.source, source_key=seen.source_key).first()
        if known is not None:
            return known
    if by is not None:
        _insist_on_reporter(seen, by)
    R_122.refuse(when=seen.source == Source.CHECKLIST, code="recognition.checklist_is_no_ground")
    today = day_of(now)
    if not seen.happened_on <= seen.known_on <= today:
        raise RuleViolation("recognition.breach_days", today=today)
    version = _standard_of(seen)
    reporter = by.employee if by is not None else None
    unit_id = _unit_of(seen)
    left_out = [reporter.pk] if reporter else []
    handler = next(iter(can_end(seen.employee.pk, unit_id, today, left_out=left_out)), None)
    breach = Breach(
        employee=seen.employee, unit_id=unit_id, version=version, item=seen.item[:200], happened_on=seen.happened_on,
        known_on=seen.known_on, due_on=working_day_after(seen.known_on, BREACH_DAYS.on(today)), source=seen.source,
        source_key=seen.source_key, reported_by=reporter, registered_at=now, handler=handler,
        is_leaders=is_leader(seen.employee, today), what=seen.words.strip(),
        suggested=suggestion_for(
            seen.employee.pk, clause_id=version.clause_id if version else None, item=seen.item[:200],
            happened_on=seen.happened_on,
        ),
    )  # fmt: skip
    breach.save()
    if handler is not None:
        ask(handler, breach, now=now)
    tell(seen.employee, _("A breach was registered: read what is said, and say what you think"), breach)
    record(by, "recognition.breach_registered", breach, subject=seen.employee.pk, source=seen.source)
    return breach


def _insist_on_reporter(seen: Seen, by: Account) -> None:
    if policies.own_id(by) == seen.employee.pk:
        raise RuleViolation("recognition.breach_of_oneself")
    policies.report_breaches.require(by, seen.employee)
    if not seen.words.strip():
        raise RuleViolation("recognition.text_missing")


def _standard_of(seen: Seen) -> ClauseVersion | None:
    if seen.clause is None:
        # Items of quality forms are published with the form; nothing else can be breached without a clause.
        if seen.source != Source.QA or not seen.item.strip():
            raise RuleViolation("recognition.breach_of_what")
        return None
    version = insist_on_standard(clause=seen.clause, on=seen.happened_on, employee=seen.employee)
    if version.clause.kind != ClauseKind.CONDUCT:
        raise RuleViolation("recognition.breach_of_what")
    return version


def _unit_of(seen: Seen) -> int:
    """Where the person belonged; whoever has no team, such as a head of the house, belongs to the house."""
    team = team_on([seen.employee.pk], seen.happened_on).get(seen.employee.pk)
    return team if team is not None else Unit.objects.get(kind=Unit.Kind.COMPANY).pk


@transaction.atomic
def register_fatal_items(*, now: datetime) -> int:
    """Put the fatal items that became certain lately on the register; run again it finds nothing new. Answers how many
    were new."""
    today = day_of(now)
    misses = list(fatal_misses(since=today - LOOK_BACK, until=today))
    known = set(
        Breach.objects.filter(source=Source.QA, source_key__in=[_key(one) for one in misses]).values_list(
            "source_key", flat=True
        )
    )
    people = Employee.objects.in_bulk([one.agent for one in misses])
    new = [one for one in misses if _key(one) not in known]
    for one in new:
        seen = Seen(
            employee=people[one.agent], happened_on=one.day, known_on=max(one.certain_on, one.day), source=Source.QA,
            item=one.text, source_key=_key(one),
        )  # fmt: skip
        register_breach(seen=seen, by=None, now=now)
    return len(new)


def _key(miss: FatalMiss) -> str:
    return f"qa:{miss.review}:{miss.item}"


@transaction.atomic
def escalate_breaches(*, now: datetime) -> int:
    """On the sixth working day the next level hears of what was left open, whoever it is about: it ends nothing by
    itself. Answers how many went up."""
    today = day_of(now)
    rows = left_open(Breach.objects.filter(escalated_at=None), today).select_for_update(of=("self",))
    late = list(rows.select_related("employee", "handler"))
    if not R_158.warns(when=bool(late)):
        return 0
    for breach in late:
        upper = next_level(breach, today)
        breach.escalated_to, breach.escalated_at = upper, now
        breach.save(update_fields=["escalated_to", "escalated_at"])
        if upper is not None:
            ask(upper, breach, now=now)
        record(None, "recognition.breach_escalated", breach, to=upper.pk if upper else None)
    return len(late)


@transaction.atomic
def reopen_breach(case: Case, *, by: Account, now: datetime) -> None:
    """The case that a breach ended in was opened by mistake: it is open again, with the day it had to end by, and who
    had ended it hears so. Nothing vanishes with a case (R-158)."""
    rows = Breach.objects.select_for_update(of=("self",)).select_related("handler", "escalated_to", "ended_by")
    breach = rows.filter(case=case).first()
    if breach is None:
        return
    told = {one.pk: one for one in (breach.ended_by, breach.escalated_to or breach.handler) if one is not None}
    breach.ending, breach.ended_at, breach.ended_by, breach.why, breach.case = "", None, None, "", None
    breach.save()
    for one in told.values():
        ask(one, breach, now=now)
    record(by, "recognition.breach_reopened", breach)


def next_level(breach: Breach, day: date) -> Employee | None:
    """Who stands over the handler, or else HR; nobody who reported it."""
    left_out = [breach.reported_by_id] if breach.reported_by_id else []
    people = can_end(breach.employee_id, breach.unit_id, day, beyond=[breach.handler_id], left_out=left_out)
    return next(iter(people), None)


def ask(who: Employee, breach: Breach, *, now: datetime) -> None:
    """Let it wait for somebody to end it."""
    todos.put(
        kind=END, key=breach.pk, to=[who.pk], title=_("A breach to end: put right, case, or nothing follows"),
        url=page_of(breach), now=now, due_at=end_of(max(breach.due_on, day_of(now))),
    )  # fmt: skip
    tell(who, _("A breach waits for your decision"), breach)


def page_of(breach: Breach) -> str:
    """Its address; the same for whoever ends it and for whom it is about."""
    return reverse("conduct:breach", args=[breach.pk])


def tell(who: Employee, title: str | Promise, breach: Breach) -> None:
    """A notice that says nothing of it outside the house."""
    notify.send(to=who, kind=TOLD, title=title, url=page_of(breach))
