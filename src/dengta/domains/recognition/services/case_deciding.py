"""Others agree, and somebody who did not propose it decides: in time, and of the very words that were proposed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Case, CaseApproval
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.approvals import answering_for, approvals_of, in_time, is_severe
from dengta.domains.recognition.selectors.involvement import can_approve, can_be_given_the_decision, can_decide
from dengta.domains.recognition.selectors.letters import DECISION
from dengta.domains.recognition.services.case_agreeing import ask_what_came_up
from dengta.domains.recognition.services.case_delivery import R_108
from dengta.domains.recognition.services.case_hearing import NO_PROPOSAL
from dengta.domains.recognition.services.case_opening import APPROVE, DECIDE, ask_handler
from dengta.domains.recognition.services.case_papers import keep_letter
from dengta.domains.recognition.services.case_proposing import R_089
from dengta.domains.recognition.services.case_staffing import agreeing, ask_to_agree, give_decision
from dengta.domains.recognition.services.case_steps import Kind, insist_on_human, locked, take
from dengta.domains.recognition.services.involvement import (
    insist_on_another,
    insist_on_next_in_line,
    insist_uninvolved,
)
from dengta.domains.recognition.services.reflections import open_reflections
from dengta.domains.recognition.services.timeliness import insist_on_timely_decision
from dengta.foundation.errors import NotAllowed, RuleViolation

State, Ground = Case.State, CaseApproval.Ground


@transaction.atomic
def approve_measure(*, case_id: int, ground: str, words: str, by: Account, now: datetime) -> CaseApproval:
    """Whoever was asked agrees with the proposal, on one ground, and says why."""
    insist_on_human(by, words)
    case, today = locked(case_id, State.PROPOSED, by=by), day_of(now)
    me = policies.own_id(by)
    insist_uninvolved(case, me, today)
    insist_on_another(case, me)
    approval = next((one for one in approvals_of(case) if one.ground == ground), None)
    if approval is None or approval.asked_id != me:
        raise NotAllowed("not_allowed", right=policies.decide.name)
    if approval.given_at is not None:
        raise RuleViolation("recognition.approved_already")
    if not in_time(case, approval, now):
        raise RuleViolation("recognition.approval_too_late")
    if me not in {one.pk for one in can_approve(case, ground, today)}:
        raise NotAllowed("not_allowed", right=policies.decide.name)
    approval.given_at = now
    approval.save(update_fields=["given_at"])
    take(case, kind=Kind.APPROVED, by=by, now=now, text=words)
    if all(one.given_at or one.asked_id != me for one in approvals_of(case)):
        todos.settle(kind=APPROVE, key=case.pk, of=[me])
    return approval


@transaction.atomic
def send_back(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    """Whoever was asked, or is to decide, does not agree: the proposal goes back to the handler, and counts for
    nothing."""
    insist_on_human(by, words)
    case, me = locked(case_id, State.PROPOSED, by=by), policies.own_id(by)
    insist_uninvolved(case, me, day_of(now))
    asked = {one.asked_id for one in approvals_of(case)} | {case.decider_id, case.proposed_by_id, case.handler_id}
    if me not in asked:
        raise NotAllowed("not_allowed", right=policies.decide.name)
    take(case, kind=Kind.SENT_BACK, by=by, now=now, text=words, state=State.FOUND, **NO_PROPOSAL)
    for kind in (APPROVE, DECIDE):
        todos.settle(kind=kind, key=case.pk)
    ask_handler(case, _("A proposal went back: please propose anew"), now=now)
    return case


def decide_case(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    """Decide as proposed. Somebody uninvolved who did not propose it, in time, once everybody asked has agreed; and the
    next level, where something came up since it was proposed (R-129, R-102): it is asked now, and stays asked when the
    decision is refused."""
    insist_on_human(by, words)
    with transaction.atomic():
        if ask_what_came_up(_to_decide(case_id, by=by, now=now), now=now):
            raise RuleViolation("recognition.nobody_can_approve", ground=Ground.NEXT_LEVEL.label)
    return _decide(case_id=case_id, words=words, by=by, now=now)


def _to_decide(case_id: int, *, by: Account, now: datetime) -> Case:
    """A proposal that this person, and nobody else, decides."""
    case, today = locked(case_id, State.PROPOSED, by=by), day_of(now)
    me = policies.own_id(by)
    insist_on_another(case, me)
    insist_uninvolved(case, me, today)
    policies.decide.require(by, case)
    # Whoever lost the role since it was given to them decides no more; the next day somebody else has it.
    if case.decider_id != me or me not in {one.pk for one in can_decide(case, today)}:
        raise NotAllowed("not_allowed", right=policies.decide.name)
    return case


@transaction.atomic
def _decide(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    case, today = _to_decide(case_id, by=by, now=now), day_of(now)
    _insist_on_agreement(case)
    insist_on_timely_decision(known_on=case.known_on, day=today, extended_until=case.extended_until)
    take(case, kind=Kind.DECIDED, by=by, now=now, text=words, served=True, state=State.DECIDED, decided_at=now)
    # The paper that is handed over later is drawn up now; of what it says nothing can change in between.
    keep_letter(case, DECISION, now=now)
    if is_severe(case.measure or 0):
        open_reflections(now=now, leader_ids=answering_for(case, today))
    todos.settle(kind=DECIDE, key=case.pk)
    todos.settle(kind=APPROVE, key=case.pk)
    ask_handler(case, _("A decision to deliver"), now=now)
    return case


@transaction.atomic
def name_decider(*, case_id: int, person: Employee, reason: str, by: Account, now: datetime) -> Case:
    """Give the decision to somebody else who may decide and has no part in it: whoever was to decide does, or who
    decides there."""
    insist_on_human(by, reason)
    case, today = locked(case_id, State.PROPOSED, by=by), day_of(now)
    me = policies.own_id(by)
    if me != case.decider_id:
        policies.decide.require(by, case)
    if me == case.employee_id:
        raise NotAllowed("not_allowed", right=policies.decide.name)
    insist_on_another(case, me)
    insist_uninvolved(case, person, today)
    insist_on_another(case, person.pk)
    able = can_be_given_the_decision(case, today)
    if person.pk not in {one.pk for one in able}:
        raise RuleViolation("recognition.cannot_decide", name=person.name)
    insist_on_next_in_line(case, me, person, has_it=me == case.decider_id, able=able, day=today)
    case.decider_id = person.pk
    # Whoever agrees stands over the new one as well, and is another.
    settled = agreeing(case, today)
    if settled.nobody:
        raise RuleViolation("recognition.nobody_can_approve", ground=settled.nobody[0].label)
    give_decision(case, person=person, by=by, reason=reason, now=now)
    ask_to_agree(case, settled, now=now)
    return case


def _insist_on_agreement(case: Case) -> None:
    """Each ground has its own refusal, so that whoever decides reads which rule it is. That of the next level names
    none: it would tell that somebody complained."""
    waiting = [one for one in approvals_of(case) if one.given_at is None]
    names = {one.ground: one.asked.name for one in waiting}
    if Ground.NEXT_LEVEL in names:
        raise RuleViolation("recognition.next_level_waits", name=names[Ground.NEXT_LEVEL])
    lenient = next((ground for ground in (Ground.LENIENCY, Ground.PRECEDENT) if ground in names), None)
    R_089.refuse(
        when=lenient is not None, code="recognition.second_person_for_leniency", name=names.get(lenient or "", "")
    )
    R_108.refuse(
        when=Ground.SAFETY in names, code="recognition.safety_needs_agreement", name=names.get(Ground.SAFETY, "")
    )
    others = [one for one in waiting if one.ground in (Ground.HR, Ground.SEPARATION)]
    if others:
        raise RuleViolation(
            "recognition.agreement_waits", ground=others[0].get_ground_display(), name=others[0].asked.name
        )
