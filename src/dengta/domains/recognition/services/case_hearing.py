"""The person is told what is said of them and what their rights are, and is heard before anything is found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import last_day
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Case, Evidence
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_parameters import STATEMENT_DAYS
from dengta.domains.recognition.selectors.letters import NOTICE
from dengta.domains.recognition.services.case_opening import APPROVE, DECIDE, HANDLE, ask_handler
from dengta.domains.recognition.services.case_papers import keep_letter
from dengta.domains.recognition.services.case_steps import (
    Kind,
    about_me,
    handled,
    insist_on_human,
    locked,
    page_of,
    take,
    tell,
)
from dengta.domains.recognition.services.involvement import insist_uninvolved
from dengta.foundation.errors import RuleViolation
from dengta.foundation.files.services import MEGABYTE, store

State, Heard = Case.State, Case.Heard
ANSWER = "recognition.case_statement"
PROOF = "recognition.case_evidence"
STATED = _("There is a statement in a case you handle")
# What a proposal leaves behind when it goes back.
NO_PROPOSAL: Mapping[str, Any] = {
    "measure": None, "leniency": "", "proposed_by_id": None, "proposed_at": None, "digest": "", "decider_id": None,
    "is_for_safety": False,
}  # fmt: skip
NO_FINDING: Mapping[str, Any] = {
    "cause": "", "harm": False, "found_at": None, "found_by_id": None, "repetition": None,
}  # fmt: skip
BEFORE_DECISION = (State.OPENED, State.NOTIFIED, State.HEARD, State.FOUND)


@transaction.atomic
def serve_notice(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    """Tell the person what is said to have happened, by which clause it is measured, and what they can do: see the
    evidence, say what they have to say within the days, bring somebody along."""
    insist_on_human(by, words)
    case, today = handled(case_id, State.OPENED, by=by), day_of(now)
    take(
        case, kind=Kind.NOTIFIED, by=by, now=now, text=words, served=True, state=State.NOTIFIED, noticed_at=now,
        statement_due=last_day(today, STATEMENT_DAYS.on(today)),
    )  # fmt: skip
    keep_letter(case, NOTICE, now=now)
    _ask_to_answer(case, _("Something is said of you: please say how you see it"), now=now)
    return case


@transaction.atomic
def give_statement(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    """The person says how they see it; again as often as they like until it is decided. A proposal that did not know
    their first words after the finding goes back, once: nobody talks a case to its end."""
    if not words.strip():
        raise RuleViolation("recognition.text_missing")
    case = about_me(case_id, State.NOTIFIED, State.HEARD, State.FOUND, State.PROPOSED, by=by)
    first = case.state == State.NOTIFIED
    changes: dict[str, Any] = (
        {"heard_at": now, "heard": Heard.STATEMENT} if first or case.heard != Heard.STATEMENT else {}
    )
    state = State.HEARD if first else State.FOUND if _is_news_to_the_proposal(case) else None
    if state == State.FOUND:
        changes = {**changes, **NO_PROPOSAL}
    take(case, kind=Kind.STATED, by=by, now=now, text=words, served=True, state=state, **changes)
    todos.settle(kind=ANSWER, key=case.pk)
    if state == State.FOUND:
        for kind in (APPROVE, DECIDE):
            todos.settle(kind=kind, key=case.pk)
    if case.state == State.PROPOSED:
        tell(case.handler, STATED, case)
    else:
        ask_handler(case, STATED, now=now)
    return case


@transaction.atomic
def decline_statement(*, case_id: int, by: Account, now: datetime) -> Case:
    """The person themselves says that they say nothing. They can change their mind until it is decided."""
    case = about_me(case_id, State.NOTIFIED, by=by)
    take(
        case,
        kind=Kind.NOT_STATED,
        by=by,
        now=now,
        served=True,
        state=State.HEARD,
        heard_at=now,
        heard=_silent(case, Heard.REFUSED),
    )
    todos.settle(kind=ANSWER, key=case.pk)
    ask_handler(case, _("Somebody says nothing in a case you handle"), now=now)
    return case


@transaction.atomic
def close_hearing(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    """The days have passed without an answer: the handler records how the person was reached. Never before."""
    insist_on_human(by, words)
    case = handled(case_id, State.NOTIFIED, by=by)
    if case.statement_due is None or day_of(now) <= case.statement_due:
        raise RuleViolation("recognition.hearing_open", day=case.statement_due)
    take(
        case, kind=Kind.NOT_STATED, by=by, now=now, text=words, served=True, state=State.HEARD, heard_at=now,
        heard=_silent(case, Heard.NO_ANSWER),
    )  # fmt: skip
    todos.settle(kind=ANSWER, key=case.pk)
    ask_handler(case, _("The hearing is over: please make a finding"), now=now, quietly=True)
    return case


@transaction.atomic
def add_evidence(
    *, case_id: int, kind: str, reference: str, words: str, by: Account, now: datetime,
    witness: Employee | None = None, file: File[Any] | None = None,
) -> Evidence:  # fmt: skip
    """Add one piece of evidence: the handler's, or the person's own. The person reads what there is from the notice
    on; what comes from another hand after they were told gives them the days again, and leads a case in which they were
    heard, or something was found, back to that: nobody is judged by what they could not answer."""
    if not reference.strip():
        raise RuleViolation("recognition.evidence_needs_reference")
    case = locked(case_id, *BEFORE_DECISION, by=by)
    theirs = policies.own_id(by) == case.employee_id
    if not theirs:
        policies.work.require(by, case)
        insist_uninvolved(case, policies.own_id(by), day_of(now))
    elif witness is not None:
        # Whoever bears witness decides nothing: the person asks for a witness, and the handler names them.
        raise RuleViolation("recognition.witness_named_by_handler")
    if (kind == Evidence.Kind.WITNESS) != (witness is not None):
        raise RuleViolation("recognition.evidence_needs_witness")
    if witness is not None and witness.pk in (case.employee_id, case.handler_id):
        raise RuleViolation("recognition.witness_is_party", name=witness.name)
    stored = (
        None
        if file is None
        else store(
            file, name=str(file.name), purpose=PROOF, kinds=("pdf", "png", "jpeg"), most_bytes=10 * MEGABYTE, by=by
        )
    )
    number = case.evidence.count() + 1
    piece = Evidence.objects.create(
        case=case, number=number, kind=kind, reference=reference.strip(), witness=witness, file=stored, added_by=by,
        added_at=now, text=words.strip(),
    )  # fmt: skip
    again = {} if theirs or case.state == State.OPENED else _heard_again(case, now)
    take(case, kind=Kind.EVIDENCE, by=by, now=now, text=f"E{number} {reference.strip()}", served=True, **again)
    if again:
        todos.settle(kind=HANDLE, key=case.pk)
        _ask_to_answer(case, _("There is new evidence in your case: please say how you see it"), now=now)
    return piece


@transaction.atomic
def review_contact(*, case_id: int, words: str, by: Account, now: datetime) -> Case:
    """The handler opened the contact that a customer complains about, and says what it shows (R-100)."""
    insist_on_human(by, words)
    case = handled(case_id, *BEFORE_DECISION, by=by)
    if not case.contact:
        raise RuleViolation("recognition.case_without_contact")
    take(case, kind=Kind.CONTACT_REVIEWED, by=by, now=now, text=words, served=True, contact_reviewed_at=now)
    return case


def _ask_to_answer(case: Case, title: str | Promise, *, now: datetime) -> None:
    """It waits for the person until the last of their days, and for nobody else."""
    assert case.statement_due is not None
    todos.settle(kind=ANSWER, key=case.pk)
    todos.put(
        kind=ANSWER, key=case.pk, to=[case.employee_id], title=title, url=page_of(case), now=now,
        due_at=end_of(case.statement_due),
    )  # fmt: skip
    tell(case.employee, title, case)


def _heard_again(case: Case, now: datetime) -> dict[str, Any]:
    """Back to where the person is heard, with all their days; what was found is no finding any more."""
    due = last_day(day_of(now), STATEMENT_DAYS.on(day_of(now)))
    found = NO_FINDING if case.state == State.FOUND else {}
    return {"state": State.NOTIFIED, "statement_due": due, **found}


def _silent(case: Case, how: Case.Heard) -> Case.Heard:
    """How the person was heard where they say nothing: what they said before still stands."""
    return Heard.STATEMENT if case.heard == Heard.STATEMENT else how


def _is_news_to_the_proposal(case: Case) -> bool:
    found = case.steps.filter(kind=Kind.FOUND).order_by("-number").values_list("number", flat=True).first()
    said_since = case.steps.filter(kind=Kind.STATED, number__gt=found or 0)
    return case.state == State.PROPOSED and not said_since.exists()
