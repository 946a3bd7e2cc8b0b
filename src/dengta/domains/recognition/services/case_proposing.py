"""A measure is proposed inside the published table, knowing what similar cases led to; good figures weigh nothing."""

import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import AT_ONCE, Case, CaseApproval, Measure, Severity
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.approvals import grounds_for
from dengta.domains.recognition.selectors.case_history import consistency_of, talks_before
from dengta.domains.recognition.selectors.case_parameters import TALKS_FIRST
from dengta.domains.recognition.selectors.clauses import Range
from dengta.domains.recognition.selectors.involvement import can_decide
from dengta.domains.recognition.selectors.standards import consequences
from dengta.domains.recognition.services.case_agreeing import ask_to_agree_on, next_level_looks, who_can_agree
from dengta.domains.recognition.services.case_delivery import R_108
from dengta.domains.recognition.services.case_opening import DECIDE, HANDLE
from dengta.domains.recognition.services.case_shield import insist_on_no_shield, insist_on_reviewed
from dengta.domains.recognition.services.case_steps import Kind, handled, insist_on_human, page_of, take, tell
from dengta.domains.recognition.services.involvement import insist_uninvolved
from dengta.domains.recognition.services.proportion import R_092
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
    """What is proposed and why. `seen`: the keys of the similar cases that were on the screen; `measure`: a grade of
    the scale, nothing else exists; `safety`: why waiting for an appeal would put somebody in danger, if it would."""

    measure: int | str
    words: str
    seen: Collection[str]
    leniency: str = ""
    safety: str = ""


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
    insist_on_reviewed(case)
    insist_on_no_shield(case)
    allowed = range_of(case)
    case.measure, case.proposed_by_id = int(proposal.measure), policies.own_id(by)
    _insist_on_the_table(case, proposal, allowed)
    _insist_on_talks(case, today_talks=TALKS_FIRST.on(today))
    _insist_on_safety(case, proposal)
    if case.measure == Measure.SEPARATION_REVIEW:
        insist_on_proofs(case)
    decider, asked = _who_decides(case, allowed, today)
    if case.is_for_safety:
        take(case, kind=Kind.SAFETY, by=by, now=now, text=proposal.safety)
    take(
        case, kind=Kind.PROPOSED, by=by, now=now, text=proposal.words, state=State.PROPOSED, measure=case.measure,
        leniency=proposal.leniency, proposed_by_id=case.proposed_by_id, proposed_at=now, decider_id=decider.pk,
        is_for_safety=case.is_for_safety, digest=digest_of(case, proposal),
    )  # fmt: skip
    for kind in (HANDLE, DECIDE):
        todos.settle(kind=kind, key=case.pk)
    for ground, person in asked.items():
        ask_to_agree_on(case, ground, person, now=now)
    title = _("A measure to decide on")
    todos.put(kind=DECIDE, key=case.pk, to=[decider.pk], title=title, url=page_of(case), now=now)
    tell(decider, title, case)
    return case


def range_of(case: Case) -> Range:
    """What the table allowed on the day it happened."""
    return consequences(case.version, repetition=case.repetition or 1, on=case.happened_on).range


def digest_of(case: Case, proposal: Proposal) -> str:
    """The very proposal that people agree with: case, measure, words, whether it waits, and all that was known."""
    said = [proposal.words.strip(), proposal.safety.strip()]
    known = [case.number, case.measure, case.cause, case.repetition, *said, case.steps.count()]
    return hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()


def _insist_on_the_table(case: Case, proposal: Proposal, allowed: Range) -> None:
    assert case.measure is not None
    R_092.refuse(
        when=case.measure > allowed.most, code="recognition.measure_too_severe",
        measure=Measure(case.measure).label, most=allowed.most.label, least=allowed.least.label,
        clause=case.version.clause.code,
    )  # fmt: skip
    found = consistency_of(case, proposed=case.measure, reader=case.proposed_by_id)
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


def _insist_on_safety(case: Case, proposal: Proposal) -> None:
    """Not to wait for an appeal has a ground of its own, which who agrees and decides reads, and is possible only where
    the measure itself keeps somebody out of danger (R-108)."""
    assert case.measure is not None
    case.is_for_safety = bool(proposal.safety.strip())
    R_108.refuse(
        when=case.is_for_safety and case.measure not in AT_ONCE, code="recognition.waiting_endangers_nobody",
        measure=Measure(case.measure).label, possible=say(", ").join(str(one.label) for one in AT_ONCE),
    )  # fmt: skip


def _who_decides(case: Case, allowed: Range, today: date) -> tuple[Employee, dict[str, Employee]]:
    """The first who can decide beside whom somebody is left to agree on each ground; and who is asked on which."""
    nobody: list[str] = []
    for person in can_decide(case, today, beyond=[case.proposed_by_id]):
        case.decider_id = person.pk
        grounds = grounds_for(case, allowed, next_level=next_level_looks(case, today))
        found = who_can_agree(case, grounds, today)
        asked = {ground: who for ground, who in found.items() if who is not None}
        if len(asked) == len(grounds):
            return person, asked
        nobody = nobody or [ground for ground in grounds if ground not in asked]
    if nobody:
        raise RuleViolation("recognition.nobody_can_approve", ground=CaseApproval.Ground(nobody[0]).label)
    raise RuleViolation("recognition.nobody_can_decide")
