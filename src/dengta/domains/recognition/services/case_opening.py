"""A case begins with one fact, one clause and one person; it can be given to another handler, and given more time."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.checks import R_122
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.todos import titles_waiting
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.recognition.models import Case, ClauseKind
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.involvement import can_handle, tied_to
from dengta.domains.recognition.selectors.timeliness import STALE_DAYS
from dengta.domains.recognition.services.case_steps import Kind, insist_on_human, locked, page_of, take, tell
from dengta.domains.recognition.services.involvement import insist_uninvolved
from dengta.domains.recognition.services.one_breach import OF_BREACH, Act, insist_on_first_case, known_first
from dengta.domains.recognition.services.retaliation import R_129
from dengta.domains.recognition.services.standards import insist_on_standard
from dengta.domains.recognition.services.timeliness import ONE_DAY, insist_on_fresh_facts
from dengta.foundation.errors import NotAllowed, RuleViolation

HANDLE = "recognition.handle_case"
APPROVE, DECIDE = "recognition.approve_measure", "recognition.decide_case"
TO_HANDLE = _("A case to look into")
ANOTHER_ACT = _("Another act of the same day: {why}")
State = Case.State
UNDECIDED = (State.OPENED, State.NOTIFIED, State.HEARD, State.FOUND, State.PROPOSED)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said to have happened. `clause`: its code or id; `contact`: of a customer's complaint; `another`: why it
    is another act than the one of the same day and clause that was dealt with."""

    employee: Employee
    clause: str | int
    happened_on: date
    known_on: date
    source: str
    words: str
    source_key: str = ""
    contact: str = ""
    reported_by: Employee | None = None
    complainant: Employee | None = None
    another: str = ""


@transaction.atomic
def open_case(*, fact: Fact, handler: Employee, by: Account, now: datetime) -> Case:
    """Open a case about somebody and give it to a handler who has no part in it. Only a clause that was published,
    signed and in force can be breached; one breach has one case, whatever source it comes from (L-66)."""
    today = day_of(now)
    insist_on_human(by, fact.words)
    unit = _unit_of(fact, by=by)
    if fact.employee.pk == policies.own_id(by):
        raise NotAllowed("not_allowed", right=policies.open_in.name)
    R_122.refuse(when=fact.source == Case.Source.CHECKLIST, code="recognition.checklist_is_no_ground")
    R_129.refuse(when=fact.complainant == fact.employee, code="recognition.complaint_is_no_breach")
    if not fact.happened_on <= fact.known_on <= today:
        raise RuleViolation("recognition.case_days", today=today)
    if fact.source == Case.Source.COMPLAINT and not fact.contact.strip():
        raise RuleViolation("recognition.case_needs_contact")
    if fact.source == Case.Source.REPORT and fact.reported_by is None:
        raise RuleViolation("recognition.case_needs_reporter")
    version = insist_on_standard(clause=fact.clause, on=fact.happened_on, employee=fact.employee)
    if version.clause.kind != ClauseKind.CONDUCT:
        raise RuleViolation("recognition.reward_cannot_be_breached", clause=version.clause.code)
    Employee.objects.select_for_update(of=("self",)).get(pk=fact.employee.pk)
    act = Act(fact.employee.pk, version.clause_id, fact.happened_on)
    if not fact.another.strip():
        insist_on_first_case(act, of_breach=fact.source_key.startswith(OF_BREACH))
    known_on = known_first(act, fact.known_on)
    insist_on_fresh_facts(known_on=known_on, day=today)
    _insist_on_handler(fact, handler, unit, today)
    case = Case(
        number=_next_number(today), employee=fact.employee, unit=unit, version=version, opened_at=now,
        happened_on=fact.happened_on, known_on=known_on, source=fact.source, source_key=fact.source_key,
        contact=fact.contact.strip(), reported_by=fact.reported_by, complainant=fact.complainant, handler=handler,
    )  # fmt: skip
    case.save()
    take(case, kind=Kind.OPENED, by=by, now=now, text=_said(fact), handler_id=handler.pk)
    ask_handler(case, TO_HANDLE, now=now)
    return case


@transaction.atomic
def hand_over_case(*, case_id: int, to: Employee, reason: str, by: Account, now: datetime) -> Case:
    """Give it to another handler: whoever handles it does, and whoever may decide there."""
    insist_on_human(by, reason)
    case = locked(case_id, *UNDECIDED, by=by)
    if policies.own_id(by) != case.handler_id:
        policies.decide.require(by, case)
    if policies.own_id(by) == case.employee_id:
        raise NotAllowed("not_allowed", right=policies.decide.name)
    today = day_of(now)
    insist_uninvolved(case, to, today)
    if to.pk not in {one.pk for one in can_handle(case.unit_id, today, left_out=())}:
        raise RuleViolation("recognition.cannot_handle", name=to.name)
    take(case, kind=Kind.HANDED_OVER, by=by, now=now, text=reason, handler_id=to.pk)
    ask_handler(case, TO_HANDLE, now=now)
    return case


@transaction.atomic
def extend_case(*, case_id: int, until: date, reason: str, by: Account, now: datetime) -> Case:
    """Give a case more time, with the reason, never beyond the day on which its facts are stale (R-091)."""
    insist_on_human(by, reason)
    case = locked(case_id, *UNDECIDED, by=by)
    policies.decide.require(by, case)
    today = day_of(now)
    insist_uninvolved(case, policies.own_id(by), today)
    last = case.known_on + (STALE_DAYS.on(today) - 1) * ONE_DAY
    if not today <= until <= last:
        raise RuleViolation("recognition.case_extension_days", last=last)
    take(
        case, kind=Kind.EXTENDED, by=by, now=now, text=reason, served=case.noticed_at is not None, extended_until=until
    )
    tell(case.employee if case.noticed_at else None, _("Your case has more time"), case)
    return case


def _unit_of(fact: Fact, *, by: Account) -> Unit:
    unit_id = team_on([fact.employee.pk], fact.happened_on).get(fact.employee.pk)
    if unit_id is None:
        raise RuleViolation("recognition.case_without_team", name=fact.employee.name)
    unit = Unit.objects.get(pk=unit_id)
    policies.open_in.require(by, unit)
    return unit


def _said(fact: Fact) -> str:
    """The words, and where there was an act of the same day before, why this is another one."""
    if not fact.another.strip():
        return fact.words
    return f"{fact.words.strip()}\n\n{in_house_words(ANOTHER_ACT, why=fact.another.strip())}"


def _insist_on_handler(fact: Fact, handler: Employee, unit: Unit, today: date) -> None:
    parties = [fact.employee.pk, *(one.pk for one in (fact.reported_by, fact.complainant) if one is not None)]
    left_out = {*parties, *tied_to(parties, today)}
    if handler.pk not in {one.pk for one in can_handle(unit.pk, today, left_out=left_out)}:
        raise RuleViolation("recognition.cannot_handle", name=handler.name)


def _next_number(today: date) -> str:
    last = Case.objects.filter(number__startswith=f"{today.year}-").order_by("-number").first()
    return f"{today.year}-{(int(last.number[5:]) if last else 0) + 1:04d}"


def ask_handler(case: Case, title: str | Promise, *, now: datetime, quietly: bool = False) -> bool:
    """Let this, and nothing else, wait for whoever handles it, and tell them; once, however often it is asked. Answers
    whether it was new."""
    said = in_house_words(title)
    if said in titles_waiting(HANDLE, case.pk, to=case.handler_id):
        return False
    todos.settle(kind=HANDLE, key=case.pk)
    todos.put(kind=HANDLE, key=case.pk, to=[case.handler_id], title=said, url=page_of(case), now=now)
    if not quietly:
        tell(case.handler, title, case)
    return True
