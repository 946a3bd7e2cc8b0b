"""How a breach ends: a named person says how and why, and the person it is about may contest it. Never by itself."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Breach, Case
from dengta.domains.recognition.policies import conduct as policies
from dengta.domains.recognition.selectors.breaches import can_end
from dengta.domains.recognition.selectors.involvement import can_handle, tied_to
from dengta.domains.recognition.services.breaches import ANSWER, END, R_158, page_of, tell
from dengta.domains.recognition.services.case_opening import Fact, open_case
from dengta.domains.recognition.services.case_steps import insist_on_human
from dengta.domains.recognition.services.one_breach import OF_BREACH
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Ending, Verdict = Breach.Ending, Breach.Verdict


@transaction.atomic
def end_breach(
    *, breach_id: UUID, ending: str, why: str, by: Account | None, now: datetime, clause: str | int | None = None,
    another: str = "",
) -> Breach:  # fmt: skip
    """End it as correction, as a case, or with nothing that follows, with the own name and a reason. What the system
    suggests ends nothing. `another`: of a case, why it is another act than one of the same day that has one."""
    insist_on_human(by, why)
    assert by is not None  # just insisted on
    breach = _locked(breach_id, by=by, now=now)
    if breach.ending:
        raise RuleViolation("recognition.breach_ended_already")
    me = policies.own_id(by)
    R_158.refuse(
        when=breach.escalated_at is not None and me == breach.handler_id and ending == Ending.NO_ACTION,
        code="recognition.breach_went_up",
    )
    if ending == Ending.CASE:
        breach.case = _as_case(breach, clause, why, another, by=by, now=now)
    breach.ending, breach.ended_at, breach.ended_by = Ending(ending), now, Employee.objects.get(pk=me)
    breach.why = why.strip()
    breach.save()
    todos.settle(kind=END, key=breach.pk)
    if ending != Ending.CASE:  # a case tells the person with its own notice and rights
        tell(breach.employee, _("How your breach ended: read it, you may object"), breach)
    # Of a case the person reads first by its notice, not by their own record.
    subject = None if ending == Ending.CASE else breach.employee_id
    record(by, "recognition.breach_ended", breach, subject=subject, ending=ending)
    return breach


@transaction.atomic
def contest_breach(*, breach_id: UUID, objection: str, by: Account, now: datetime) -> Breach:
    """The person does not agree: somebody who did not end it looks again. Of a case the case itself hears them."""
    rows = policies.breaches(by).select_for_update(of=("self",)).select_related("employee")
    breach = rows.get(pk=breach_id, employee=policies.own_id(by))
    if not objection.strip():
        raise RuleViolation("recognition.text_missing")
    if breach.ending == Ending.CASE:
        told = breach.case is not None and breach.case.noticed_at is not None
        raise RuleViolation("recognition.breach_is_a_case" if told else "recognition.breach_heard_first")
    if breach.contested_at is not None:
        raise RuleViolation("recognition.breach_contested_already")
    breach.contested_at, breach.objection = now, objection.strip()
    breach.save()
    asked = _who_answers(breach, now)
    if asked is not None:
        todos.put(
            kind=ANSWER, key=breach.pk, to=[asked.pk], title=_("An objection to a breach: look again"),
            url=page_of(breach), now=now,
        )  # fmt: skip
        tell(asked, _("Somebody objects to a breach: please look again"), breach)
        breach.escalated_to = asked
        breach.save(update_fields=["escalated_to"])
    record(by, "recognition.breach_contested", breach, subject=breach.employee_id)
    return breach


@transaction.atomic
def answer_objection(*, breach_id: UUID, verdict: str, answer: str, by: Account, now: datetime) -> Breach:
    """Somebody else than who ended it says whether it stands; what is taken back counts for nothing any more."""
    insist_on_human(by, answer)
    breach = _locked(breach_id, by=by, now=now)
    me = policies.own_id(by)
    if breach.contested_at is None or breach.verdict:
        raise RuleViolation("recognition.breach_no_objection")
    if me == breach.ended_by_id:
        raise RuleViolation("recognition.breach_same_person")
    breach.verdict, breach.answer = Verdict(verdict), answer.strip()
    breach.answered_at, breach.answered_by = now, Employee.objects.get(pk=me)
    if not breach.ending and verdict == Verdict.LIFTED:
        breach.ending, breach.ended_at, breach.ended_by = Ending.NO_ACTION, now, breach.answered_by
        breach.why = breach.answer
        todos.settle(kind=END, key=breach.pk)
    breach.save()
    todos.settle(kind=ANSWER, key=breach.pk)
    tell(breach.employee, _("Your objection is answered"), breach)
    record(by, "recognition.breach_answered", breach, subject=breach.employee_id, verdict=verdict)
    return breach


def _locked(breach_id: UUID, *, by: Account, now: datetime) -> Breach:
    """A breach this person may end. Unknown and hidden are the same; the own one is refused in words."""
    rows = policies.breaches(by).select_for_update(of=("self",))
    breach = rows.select_related("employee", "version__clause", "reported_by").get(pk=breach_id)
    if breach.employee_id == policies.own_id(by):
        raise NotAllowed("not_allowed", right=policies.end_breaches.name)
    policies.end_breaches.require(by, breach)
    if not policies.to_end(by).filter(pk=breach.pk).exists():
        raise RuleViolation("recognition.breach_not_yours")
    parties = [one for one in (breach.employee_id, breach.reported_by_id) if one is not None]
    if policies.own_id(by) in tied_to(parties, day_of(now)):
        raise RuleViolation("recognition.breach_not_yours")
    return breach


def _as_case(
    breach: Breach, clause: str | int | None, why: str, another: str, *, by: Account, now: datetime
) -> Case:  # fmt: skip
    """Open the formal case, with a handler who has no part in it."""
    chosen = breach.version.clause_id if breach.version is not None else clause
    if chosen is None:
        raise RuleViolation("recognition.breach_needs_clause")
    today = day_of(now)
    parties = [one for one in (breach.employee_id, breach.reported_by_id) if one is not None]
    handlers = can_handle(breach.unit_id, today, left_out={*parties, *tied_to(parties, today)})
    handler = next(iter(handlers), None)
    if handler is None:
        raise RuleViolation("recognition.breach_nobody_handles")
    fact = Fact(
        employee=breach.employee, clause=chosen, happened_on=breach.happened_on, known_on=breach.known_on,
        source=breach.source, words=breach.what or breach.item or why, source_key=f"{OF_BREACH}{breach.pk}",
        reported_by=breach.reported_by, another=another,
    )  # fmt: skip
    return open_case(fact=fact, handler=handler, by=by, now=now)


def _who_answers(breach: Breach, now: datetime) -> Employee | None:
    """Who had no part in ending it, nearest first."""
    left_out = [one for one in (breach.reported_by_id, breach.ended_by_id) if one is not None]
    beyond = [breach.ended_by_id] if breach.ended_by_id else []
    people = can_end(breach.employee_id, breach.unit_id, day_of(now), beyond=beyond, left_out=left_out)
    return next(iter(people), None)
