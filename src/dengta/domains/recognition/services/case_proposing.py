"""A measure is proposed inside the published table, knowing what similar cases led to; good figures weigh nothing."""

import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Case, CaseApproval, Measure, Severity
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.approvals import grounds_for, reflection_waits
from dengta.domains.recognition.selectors.case_history import consistency_of, talks_before
from dengta.domains.recognition.selectors.case_parameters import TALKS_FIRST
from dengta.domains.recognition.selectors.clauses import Range
from dengta.domains.recognition.selectors.involvement import can_approve, can_decide
from dengta.domains.recognition.selectors.standards import consequences
from dengta.domains.recognition.services.case_opening import APPROVE, DECIDE, HANDLE
from dengta.domains.recognition.services.case_shield import insist_on_no_shield
from dengta.domains.recognition.services.case_steps import Kind, handled, insist_on_human, page_of, take, tell
from dengta.domains.recognition.services.involvement import insist_uninvolved
from dengta.domains.recognition.services.proportion import R_092
from dengta.domains.recognition.services.reflections import R_102
from dengta.domains.recognition.services.retaliation import is_protected
from dengta.domains.recognition.services.separation import insist_on_proofs
from dengta.domains.recognition.services.wording import R_106, insist_on_lawful_words
from dengta.domains.service.selectors.measures import R_038
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_089 = Rule("R-089", _("Same clause, same grade: inside the table; less needs a ground and a second person"))
R_098 = Rule("R-098", _("The same path for the best: figures offset nothing, and talks come first"))
State, Cause, Leniency = Case.State, Case.Cause, Case.Leniency
# Words of results in a reason why somebody should get less.
RESULTS = re.compile(r"业绩|绩效|销冠|销售冠军|达成率|\bKPI\b|top\s*(?:seller|performer)|good figures", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed and why. `seen`: the numbers of the similar cases that were on the screen; `measure`: a grade
    of the scale, nothing else exists."""

    measure: int | str
    words: str
    seen: Collection[str]
    leniency: str = ""
    is_for_safety: bool = False


@transaction.atomic
def propose_measure(*, case_id: int, proposal: Proposal, by: Account, now: datetime) -> Case:
    """Propose a measure; who decides it and who has to agree follows from it and is asked at once."""
    insist_on_human(by, proposal.words)
    case, today = handled(case_id, State.FOUND, by=by), day_of(now)
    insist_uninvolved(case, policies.own_id(by), today)
    R_106.refuse(when=proposal.measure not in Measure.values, code="recognition.no_such_measure",
                 measure=proposal.measure)  # fmt: skip
    insist_on_lawful_words([("standard", proposal.words)])
    R_038.refuse(when=case.cause != Cause.AGENT, code="recognition.cause_is_not_the_person")
    insist_on_no_shield(case)
    allowed = range_of(case)
    case.measure, case.proposed_by_id = int(proposal.measure), policies.own_id(by)
    _insist_on_the_table(case, proposal, allowed)
    _insist_on_talks(case, today_talks=TALKS_FIRST.on(today))
    if case.measure == Measure.SEPARATION_REVIEW:
        insist_on_proofs(case)
    decider = next(iter(can_decide(case, today, beyond=[case.proposed_by_id])), None)
    if decider is None:
        raise RuleViolation("recognition.nobody_can_decide")
    take(
        case, kind=Kind.PROPOSED, by=by, now=now, text=proposal.words, state=State.PROPOSED, measure=case.measure,
        leniency=proposal.leniency, proposed_by_id=case.proposed_by_id, proposed_at=now, decider_id=decider.pk,
        is_for_safety=proposal.is_for_safety, digest=digest_of(case, proposal.words),
    )  # fmt: skip
    for kind in (HANDLE, DECIDE):
        todos.settle(kind=kind, key=case.pk)
    _ask(case, allowed, now=now)
    title = _("A measure to decide on")
    todos.put(kind=DECIDE, key=case.pk, to=[decider.pk], title=title, url=page_of(case), now=now)
    tell(decider, title, case)
    return case


def range_of(case: Case) -> Range:
    """What the table allowed on the day it happened."""
    return consequences(case.version, repetition=case.repetition or 1, on=case.happened_on).range


def digest_of(case: Case, words: str) -> str:
    """The very proposal that people agree with: case, measure, words and all that was known."""
    known = [case.number, case.measure, case.cause, case.repetition, words.strip(), case.steps.count()]
    return hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()


def _insist_on_the_table(case: Case, proposal: Proposal, allowed: Range) -> None:
    assert case.measure is not None
    R_092.refuse(
        when=case.measure > allowed.most, code="recognition.measure_too_severe",
        measure=Measure(case.measure).label, most=allowed.most.label, least=allowed.least.label,
        clause=case.version.clause.code,
    )  # fmt: skip
    found = consistency_of(case, proposed=case.measure)
    milder = case.measure < allowed.least or (found.outside and case.measure < (found.lowest or 0))
    figures = proposal.leniency == Leniency.GOOD_FIGURES or (milder and bool(RESULTS.search(proposal.words)))
    R_098.refuse(when=figures, code="recognition.figures_offset_nothing")
    R_089.refuse(
        when=milder and proposal.leniency not in Leniency.values, code="recognition.leniency_needs_ground",
        least=allowed.least.label, most=allowed.most.label,
    )  # fmt: skip
    similar = {str(one.facts.key) for one in found.precedents}
    R_089.refuse(when=similar != set(proposal.seen), code="recognition.precedents_not_seen", count=len(similar))


def _insist_on_talks(case: Case, *, today_talks: int) -> None:
    """Before a repetition can end a contract, talks were held and are on record; what is grave by itself needs none."""
    parts = case.measure == Measure.SEPARATION_REVIEW and case.version.severity != Severity.GRAVE
    held = talks_before(case) if parts else 0
    R_098.refuse(when=parts and held < today_talks, code="recognition.talks_come_first", held=held, most=today_talks)


def _ask(case: Case, allowed: Range, *, now: datetime) -> None:
    """Ask everybody who has to agree, each ground of somebody who has no part in it."""
    today = day_of(now)
    protected = is_protected(case.employee_id, today)
    often_severe = R_102.warns(when=reflection_waits(case, today))
    for ground in grounds_for(case, allowed, protected=protected, often_severe=often_severe):
        asked = next(iter(can_approve(case, ground, today)), None)
        if asked is None:
            raise RuleViolation("recognition.nobody_can_approve", ground=CaseApproval.Ground(ground).label)
        CaseApproval.objects.create(case=case, ground=ground, digest=case.digest, asked=asked, asked_at=now)
        title = _("A measure to agree with, or to send back")
        todos.put(kind=APPROVE, key=case.pk, to=[asked.pk], title=title, url=page_of(case), now=now)
        tell(asked, title, case)
