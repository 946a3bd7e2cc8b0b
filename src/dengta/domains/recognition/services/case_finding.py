"""What is found: facts with their evidence and the cause they came from, after both sides were heard."""

import re
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.people.models import Account
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.performance.selectors.cause_analyses import drop_was_seen
from dengta.domains.performance.services.cause_analyses import R_133, require_explained
from dengta.domains.recognition.models import Case
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_history import counted_before, repetition_of, talks_before
from dengta.domains.recognition.selectors.case_parameters import TALKS_FIRST
from dengta.domains.recognition.selectors.judged_days import month_after
from dengta.domains.recognition.services.case_opening import DECIDE
from dengta.domains.recognition.services.case_shield import insist_on_reviewed, insist_on_word_about_trials
from dengta.domains.recognition.services.case_steps import Kind, handled, insist_on_human, page_of, take, tell
from dengta.domains.recognition.services.involvement import insist_uninvolved
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_099 = Rule("R-099", _("After two talks and a repetition HR looks whether to part, whoever it is"))
R_100 = Rule("R-100", _("Of a customer’s complaint both sides are heard before anything is found"))
R_101 = Rule("R-101", _("A finding states facts, the class of cause, and the evidence it rests on"))
LOOK = "recognition.separation_look"
YES, NO = "yes", "no"
# Words of a team's satisfaction: whoever uses them of one person says whether the drop is what they are blamed for.
FIGURES = re.compile(r"满意度|好评率|satisfaction|(?<![a-z])CSAT(?![a-z])", re.IGNORECASE)
RESTS_ON, IN_FAVOUR = _("Evidence it rests on: {codes}"), _("In the person’s favour: {words}")
State, Cause, Heard = Case.State, Case.Cause, Case.Heard


@transaction.atomic
def record_finding(
    *, case_id: int, words: str, cause: str, evidence: Collection[str], mitigating: str, harm: bool, by: Account,
    now: datetime, no_trial: str = "", on_figures: str = "",
) -> Case:  # fmt: skip
    """State the facts, what they came from and which pieces of evidence (E1, E2 …) show it, and what speaks for the
    person. A cause other than the own conduct ends the case. `no_trial`: why it was no part of a trial that ran there;
    `on_figures`: whether it rests on a drop of the team's figures ("yes", "no", or nothing said)."""
    insist_on_human(by, words)
    case, today = handled(case_id, State.HEARD, by=by), day_of(now)
    insist_uninvolved(case, policies.own_id(by), today)
    _insist_on_both_sides(case, today)
    insist_on_reviewed(case)
    known = {piece.code for piece in case.evidence.all()}
    R_101.refuse(when=not evidence, code="recognition.finding_needs_evidence")
    R_101.refuse(when=cause not in Cause.values, code="recognition.finding_needs_cause")
    if unknown := sorted(set(evidence) - known):
        raise RuleViolation("recognition.evidence_unknown", codes=gettext(", ").join(unknown))
    said = _said(words, evidence, mitigating)
    if cause == Cause.AGENT:
        said += _what_it_is_not(case, f"{words}\n{mitigating}", no_trial=no_trial, on_figures=on_figures)
    repetition = repetition_of(case)
    take(
        case, kind=Kind.FOUND, by=by, now=now, text="\n\n".join(said), served=True,
        state=State.FOUND, cause=cause, harm=harm, found_at=now, found_by_id=policies.own_id(by),
        repetition=repetition, decider_id=None,
    )  # fmt: skip
    # Whoever was asked to close it is asked no more.
    todos.settle(kind=DECIDE, key=case.pk)
    tell(case.employee, _("There is a finding in your case"), case)
    if cause == Cause.AGENT:
        _look_whether_to_part(case, now=now)
    return case


def _said(words: str, evidence: Collection[str], mitigating: str) -> list[str]:
    """The finding as the person reads it: what speaks for them is not taken for what is held against them."""
    parts = [words.strip(), in_house_words(RESTS_ON, codes=in_house_words(_(", ")).join(sorted(evidence)))]
    if mitigating.strip():
        parts.append(in_house_words(IN_FAVOUR, words=mitigating.strip()))
    return parts


def _insist_on_both_sides(case: Case, today: date) -> None:
    """Of every case the person was heard (the state says so); of a complaint the contact was reviewed as well, and
    where nothing was said the days to say it have passed."""
    if case.source != Case.Source.COMPLAINT:
        return
    R_100.refuse(when=case.contact_reviewed_at is None, code="recognition.contact_not_reviewed")
    silent = case.heard != Heard.STATEMENT
    early = case.statement_due is not None and today <= case.statement_due
    R_100.refuse(when=silent and early, code="recognition.statement_days_left", day=case.statement_due)


def _what_it_is_not(case: Case, words: str, *, no_trial: str, on_figures: str) -> list[str]:
    """Before anything counts as somebody's own conduct: it was no part of a trial (R-095), and is not blamed on one
    person for a drop of the team that nobody searched for its causes (R-133). What is answered stands in the finding,
    so that the person can say something to it."""
    said = []
    if trials := insist_on_word_about_trials(case, no_trial=no_trial):
        text = _("Not part of the registered trial ({trials}): {why}")
        said.append(in_house_words(text, trials=trials, why=no_trial.strip()))
    first = case.happened_on.replace(day=1)
    last = month_after(first)
    if case.source == Case.Source.FIGURES or on_figures == YES:
        require_explained(unit_id=case.unit_id, start=first, end=last)
        return said
    opened = case.steps.filter(kind__in=[Kind.OPENED, Kind.NOTIFIED])
    told = "\n".join([words, *(step.text for step in opened)])
    asked = bool(FIGURES.search(told)) or drop_was_seen(case.unit_id, first, last)
    R_133.refuse(when=asked and on_figures != NO, code="recognition.rests_on_figures")
    return [*said, in_house_words(_("It does not rest on the figures of the team."))] if asked else said


def _look_whether_to_part(case: Case, *, now: datetime) -> None:
    """Let HR look, where talks and repetition ask for it; good figures change nothing about it."""
    third = len(counted_before(case)) >= TALKS_FIRST.on(day_of(now))
    if R_099.warns(when=third and talks_before(case) >= TALKS_FIRST.on(day_of(now))):
        hr = accounts_holding(Role.HR, above=case.unit_id, day=day_of(now))
        people = [pk for pk in (policies.own_id(account) for account in hr) if pk and pk != case.employee_id]
        title = _("A standard was breached again after talks: please look what is to be done, on lawful grounds only")
        todos.put(kind=LOOK, key=case.pk, to=people, title=title, url=page_of(case), now=now)
