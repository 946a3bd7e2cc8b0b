"""What somebody can do in a case now: the same answer for the buttons of the page and for the forms behind them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.recognition.models import Case, CaseStep
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.approvals import approvals_of
from dengta.domains.recognition.selectors.involvement import can_hear, involved_in, took_part
from dengta.foundation.access import Actor, Permission, rights_on

State, Kind = Case.State, CaseStep.Kind
BEFORE_FINDING = (State.OPENED, State.NOTIFIED, State.HEARD)
BEFORE_DECISION = (*BEFORE_FINDING, State.FOUND)
UNDECIDED = (*BEFORE_DECISION, State.PROPOSED)
DELIVERED = (State.DELIVERED, State.APPEALED, State.FINAL, State.EXECUTED)
Held = frozenset[Permission[Any]]


def part_of(case: Case, name: str) -> Any:
    """Its appeal, shield or proofs; None where there is none."""
    return getattr(case, name, None)


def actions_of(actor: Actor, case: Case, now: datetime) -> frozenset[str]:
    """By name what this person can do at this moment. Whoever it is about never deals with it."""
    today = day_of(now)
    if case.employee_id == policies.own_id(actor):
        return frozenset(_of_the_person(case, today))
    rights = (policies.work, policies.decide, policies.hear_appeals, policies.prove_separation, policies.export)
    held: Held = rights_on(actor, case, *rights)
    me = policies.own_id(actor)
    end = _of_the_end(case, me, held, today)
    return frozenset([*_of_handler(case, me, held, today), *_of_deciders(case, me, held), *end])


def asked_of(case: Case, me: int) -> list[str]:
    """The grounds on which this person is asked to agree and has not yet. One query where something is proposed."""
    if case.state != State.PROPOSED:
        return []
    return [one.ground for one in approvals_of(case) if one.asked_id == me and one.given_at is None]


def _of_the_person(case: Case, today: date) -> Iterator[str]:
    if case.state in (State.NOTIFIED, State.HEARD, State.FOUND, State.PROPOSED):
        yield "state"
    if case.state == State.NOTIFIED:
        yield "decline"
    if case.state in BEFORE_DECISION:
        yield "evidence"
    if case.state in BEFORE_FINDING and part_of(case, "shield") is None:
        yield "good_faith"
    if case.state in DELIVERED and not case.steps.filter(kind=Kind.READ).exists():
        yield "read"
    if case.state == State.DELIVERED and case.appeal_until is not None and today <= case.appeal_until:
        yield "appeal"


def _of_handler(case: Case, me: int, held: Held, today: date) -> Iterator[str]:
    works, state = policies.work in held, case.state
    if works and state in BEFORE_DECISION:
        yield "evidence"
    if state in UNDECIDED and (me == case.handler_id or policies.decide in held):
        yield "hand_over"
    if works and me == case.handler_id:
        yield from _of_this_handler(case, today)


def _of_this_handler(case: Case, today: date) -> Iterator[str]:
    state, shield = case.state, part_of(case, "shield")
    shielded = shield is not None and shield.outcome == "shielded"
    over = case.statement_due is not None and today > case.statement_due
    possible = {
        "notice": state == State.OPENED,
        "find": state == State.HEARD,
        "close_hearing": state == State.NOTIFIED and over,
        "contact": state in BEFORE_DECISION and bool(case.contact) and case.contact_reviewed_at is None,
        "good_faith": state in BEFORE_FINDING and shield is None,
        "propose": state == State.FOUND and case.cause == Case.Cause.AGENT and not shielded,
        "ask_close": state in BEFORE_DECISION,
        "close": state in BEFORE_DECISION and shielded,
    }
    yield from (action for action, now in possible.items() if now)


def _of_deciders(case: Case, me: int, held: Held) -> Iterator[str]:
    decides, shield = policies.decide in held, part_of(case, "shield")
    if case.state in BEFORE_FINDING and shield is not None and shield.reviewer_id == me and not shield.outcome:
        yield "review_good_faith"
    if decides and case.state in UNDECIDED:
        yield "extend"
    # Nothing vanishes by one hand: another than the handler ends it.
    if decides and case.state in BEFORE_DECISION and case.handler_id != me:
        yield "close"
        if case.decider_id is not None:
            yield "go_on"
    if case.state == State.FOUND and policies.prove_separation in held:
        yield "separation"
    if case.state == State.PROPOSED:
        yield from _of_a_proposal(case, me, decides=decides)


def _of_a_proposal(case: Case, me: int, *, decides: bool) -> Iterator[str]:
    approvals = approvals_of(case)
    asked = [one.asked_id for one in approvals]
    possible = {
        "approve": any(one.asked_id == me and one.given_at is None for one in approvals),
        "send_back": me in {*asked, case.decider_id, case.proposed_by_id, case.handler_id},
        "decide": decides and case.decider_id == me,
        "name_decider": case.proposed_by_id != me and (decides or case.decider_id == me),
    }
    yield from (action for action, now in possible.items() if now)


def _of_the_end(case: Case, me: int, held: Held, today: date) -> Iterator[str]:
    works, state, appeal = policies.work in held, case.state, part_of(case, "appeal")
    appealed = state in (State.DELIVERED, State.APPEALED)
    unexecuted = works and case.executed_on is None
    possible = {
        "deliver": works and state == State.DECIDED,
        "hear": state == State.APPEALED and appeal is not None and appeal.hearer_id == me,
        "name_hearer": state == State.APPEALED and policies.hear_appeals in held and _names_hearer(case, me, today),
        "execute": unexecuted and (state == State.FINAL or (appealed and case.is_for_safety)),
        # No button leads there; whoever tries reads what it waits for.
        "execute_early": unexecuted and appealed and not case.is_for_safety,
        "forget": policies.decide in held and state == State.EXECUTED,
        "combined": policies.decide in held or policies.prove_separation in held,
        "export": policies.export in held,
    }
    yield from (action for action, now in possible.items() if now)


def _names_hearer(case: Case, me: int, today: date) -> bool:
    """Whether the one named cannot hear it, or nobody is, and the reader has no part in it."""
    appeal = part_of(case, "appeal")
    if me in took_part(case) | involved_in(case, today):
        return False
    able = {one.pk for one in can_hear(case, today)}
    return appeal is None or appeal.hearer_id not in able or today > appeal.due_on
