"""A measure is carried out in time, counts for some months, and is forgotten; or the case ends without one."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Case, CoachingTalk, Measure, ShieldReview
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.involvement import can_close
from dengta.domains.recognition.services.case_delivery import R_108
from dengta.domains.recognition.services.case_hearing import ANSWER, NO_PROPOSAL
from dengta.domains.recognition.services.case_opening import APPROVE, DECIDE, HANDLE, ask_handler
from dengta.domains.recognition.services.case_proposing import R_089
from dengta.domains.recognition.services.case_staffing import SHIELD, closing_waits, give_closing
from dengta.domains.recognition.services.case_steps import Kind, handled, insist_on_human, locked, take, tell
from dengta.domains.recognition.services.involvement import insist_uninvolved
from dengta.domains.recognition.services.timeliness import is_stale
from dengta.engines.labour_law.periods import add_months
from dengta.foundation.errors import NotAllowed, RuleViolation

State, Closing = Case.State, Case.Closing
UNPROPOSED = (State.OPENED, State.NOTIFIED, State.HEARD, State.FOUND)


@transaction.atomic
def execute_measure(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    """Carry it out and say how: after the days to appeal, or at once where waiting would put somebody in danger."""
    insist_on_human(by, words)
    case, today = locked(case_id, State.DELIVERED, State.APPEALED, State.FINAL, by=by), day_of(now)
    policies.work.require(by, case)
    insist_uninvolved(case, policies.own_id(by), today)
    if case.executed_on is not None:
        raise RuleViolation("recognition.executed_already")
    waits = case.state != State.FINAL and not case.is_for_safety
    R_108.refuse(when=waits, code="recognition.execution_waits", day=case.appeal_until)
    counts_until = add_months(today, case.version.counts_months or 1)
    early = case.is_for_safety and case.state != State.FINAL
    take(
        case, kind=Kind.EXECUTED, by=by, now=now, text=words, served=True, state=None if early else State.EXECUTED,
        executed_on=today, counts_until=counts_until,
    )  # fmt: skip
    if case.measure == Measure.COACHING_TALK:
        _log_talk(case, words, by=by, now=now)
    todos.settle(kind=HANDLE, key=case.pk)
    tell(case.employee, _("A measure was carried out"), case)
    return case


@transaction.atomic
def rehabilitate(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    """Let it be forgotten early: half of its time has passed without another breach. Whoever decides there does."""
    insist_on_human(by, words)
    case, today = locked(case_id, State.EXECUTED, by=by), day_of(now)
    policies.decide.require(by, case)
    insist_uninvolved(case, policies.own_id(by), today)
    assert case.executed_on is not None
    assert case.counts_until is not None
    half = case.executed_on + (case.counts_until - case.executed_on) / 2
    again = Case.objects.filter(employee=case.employee_id, happened_on__gt=case.executed_on, cause="agent")
    if today < half or again.exclude(pk=case.pk).exists():
        raise RuleViolation("recognition.too_early_to_forget", day=half)
    take(case, kind=Kind.EXPIRED, by=by, now=now, text=words, served=True, state=State.EXPIRED, counts_until=today)
    tell(case.employee, _("A measure about you counts no more"), case)
    return case


@transaction.atomic
def close_case(*, case_id: int, closing: str, words: str, by: Account, now: datetime) -> Case:
    """End it without a measure, with the ground and the reason. Who handles it does where it was opened by mistake, or
    somebody else shielded it; of all else somebody who may decide, so that nothing vanishes by one hand. What was found
    to be somebody's own conduct ends by a decision, not here: the same clause leads to the same for all (R-089)."""
    insist_on_human(by, words)
    case, today = locked(case_id, *UNPROPOSED, by=by), day_of(now)
    me = policies.own_id(by)
    insist_uninvolved(case, me, today)
    _insist_on_ground(case, closing, today)
    alone = closing in (Closing.WITHDRAWN, Closing.SHIELDED)
    if not (me == case.handler_id if alone else me != case.handler_id and policies.decide.allows(by, case)):
        raise RuleViolation("recognition.closed_by_another", others=_names(can_close(case, today)))
    known = case.noticed_at is not None
    take(
        case, kind=Kind.CLOSED, by=by, now=now, text=words, served=known, state=State.CLOSED, closing=closing,
        closed_at=now, **NO_PROPOSAL,
    )  # fmt: skip
    for kind in (HANDLE, ANSWER, SHIELD, APPROVE, DECIDE):
        todos.settle(kind=kind, key=case.pk)
    tell(case.employee if known else None, _("Your case is closed without a measure"), case)
    return case


@transaction.atomic
def ask_to_close(*, case_id: int, closing: str, words: str, by: Account, now: datetime) -> Case:
    """Whoever handles it thinks that it ends without a measure: somebody who may decide is asked, and does it or
    not."""
    insist_on_human(by, words)
    case, today = handled(case_id, *UNPROPOSED, by=by), day_of(now)
    insist_uninvolved(case, policies.own_id(by), today)
    _insist_on_ground(case, closing, today)
    asked = next(iter(can_close(case, today)), None)
    if asked is None:
        raise RuleViolation("recognition.nobody_can_decide")
    said = f"{Closing(closing).label}\n\n{words.strip()}"
    # Given to them by name: who leads the house opens nothing else.
    take(case, kind=Kind.CLOSING_ASKED, by=by, now=now, text=said, decider_id=asked.pk)
    give_closing(case, asked, now=now)
    return case


@transaction.atomic
def go_on(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    """Whoever was asked to close it does not: it goes on where it stands."""
    insist_on_human(by, words)
    case, today = locked(case_id, *UNPROPOSED, by=by), day_of(now)
    me = policies.own_id(by)
    insist_uninvolved(case, me, today)
    if not closing_waits(case) or me not in {one.pk for one in can_close(case, today)}:
        raise NotAllowed("not_allowed", right=policies.decide.name)
    take(case, kind=Kind.SENT_BACK, by=by, now=now, text=words, decider_id=None)
    todos.settle(kind=DECIDE, key=case.pk)
    ask_handler(case, _("A case goes on: it was not closed"), now=now)
    return case


def _names(people: list[Employee]) -> str:
    return "、".join(one.name for one in people[:3]) or "–"


def _insist_on_ground(case: Case, closing: str, today: date) -> None:
    shielded = ShieldReview.objects.filter(case=case, outcome=ShieldReview.Outcome.SHIELDED).exists()
    found = case.state == State.FOUND
    fits = {
        Closing.NO_BREACH: not found,
        Closing.OTHER_CAUSE: found and case.cause != Case.Cause.AGENT,
        Closing.SHIELDED: shielded,
        Closing.TOO_LATE: is_stale(case.known_on, today),
        Closing.WITHDRAWN: case.state == State.OPENED,
    }
    own_conduct = found and case.cause == Case.Cause.AGENT and not shielded
    R_089.refuse(when=own_conduct and closing != Closing.TOO_LATE, code="recognition.decide_instead_of_closing")
    if not fits.get(Closing(closing), False):
        raise RuleViolation("recognition.closing_does_not_fit", closing=Closing(closing).label)


def _log_talk(case: Case, words: str, *, by: Account, now: datetime) -> None:
    CoachingTalk.objects.create(
        employee=case.employee, unit_id=case.unit_id, clause=case.version.clause, case=case, held_on=day_of(now),
        held_by_id=policies.own_id(by), agreed=words.strip()[:500], recorded_at=now,
    )  # fmt: skip
