"""An attempt in good faith that failed is looked at by somebody else first, and is not punished (R-095, R-096)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Case, ShieldReview, Trial
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.involvement import can_close
from dengta.domains.recognition.selectors.trials import trials_around
from dengta.domains.recognition.services.case_staffing import SHIELD, ask_to_review
from dengta.domains.recognition.services.case_steps import Kind, insist_on_human, locked, take, tell
from dengta.domains.recognition.services.involvement import insist_uninvolved
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_095 = Rule("R-095", _("What fails in a trial, or in good faith, is looked at by somebody else and not punished"))
R_096 = Rule("R-096", _("No shield for harm known in advance, fraud, or a breach of safety or privacy"))
State, Outcome = Case.State, ShieldReview.Outcome
BEFORE_PROPOSAL = (State.OPENED, State.NOTIFIED, State.HEARD, State.FOUND)


@transaction.atomic
def claim_good_faith(*, case_id: int, words: str, trial_id: int | None, by: Account, now: datetime) -> ShieldReview:
    """The person, or the handler, says that it was an attempt in good faith: inside a registered trial, or without one.
    Somebody who does not handle the case looks at it before anything can be found, or proposed."""
    if not words.strip():
        raise RuleViolation("recognition.text_missing")
    case, today = locked(case_id, *BEFORE_PROPOSAL, by=by), day_of(now)
    if policies.own_id(by) not in (case.employee_id, case.handler_id):
        raise NotAllowed("not_allowed", right=policies.work.name)
    if ShieldReview.objects.filter(case=case).exists():
        raise RuleViolation("recognition.shield_claimed_already")
    trial = None if trial_id is None else _around(trial_id, case)
    reviewer = next(iter(can_close(case, today)), None)
    review = ShieldReview.objects.create(case=case, trial=trial, claimed_at=now, reviewer=reviewer)
    take(case, kind=Kind.SHIELD_CLAIMED, by=by, now=now, text=words, served=True)
    if reviewer is not None:
        ask_to_review(case, reviewer, now=now)
    return review


@transaction.atomic
def review_good_faith(
    *, case_id: int, outcome: str, exclusion: str, words: str, by: Account, now: datetime
) -> ShieldReview:  # fmt: skip
    """Shielded: the case can only be closed, and praise for the attempt is suggested. Refused: only where it was no
    attempt in good faith, or something excludes the shield; in a trial, also where it was no part of it."""
    insist_on_human(by, words)
    case = locked(case_id, *BEFORE_PROPOSAL, by=by)
    review = ShieldReview.objects.select_for_update(of=("self",)).filter(case=case).first()
    me, today = policies.own_id(by), day_of(now)
    insist_uninvolved(case, me, today)
    if review is None or review.reviewer_id != me or me not in {one.pk for one in can_close(case, today)}:
        raise NotAllowed("not_allowed", right=policies.decide.name)
    if review.outcome:
        raise RuleViolation("recognition.shield_reviewed_already")
    verdict = Outcome(outcome)
    shielded, refused = verdict == Outcome.SHIELDED, verdict == Outcome.REFUSED
    R_096.refuse(when=shielded and bool(exclusion), code="recognition.shield_excluded")
    if verdict == Outcome.NOT_PART and review.trial_id is None:
        raise RuleViolation("recognition.claimed_without_trial")
    registered = review.trial_id is not None and not exclusion
    R_095.refuse(when=refused and registered, code="recognition.trial_shields")
    review.outcome, review.exclusion = verdict, exclusion if refused else ""
    review.reviewed_at, review.praise_suggested = now, shielded
    review.save()
    todos.settle(kind=SHIELD, key=case.pk)
    take(case, kind=Kind.SHIELD_REVIEWED, by=by, now=now, text=words, served=True)
    tell(case.handler, _("The good faith in a case you handle was looked at"), case)
    return review


def insist_on_reviewed(case: Case) -> None:
    """Nothing is found, nor proposed, as long as a claim of good faith waits to be looked at."""
    waits = ShieldReview.objects.filter(case=case, outcome="").exists()
    R_095.refuse(when=waits, code="recognition.shield_open")


def insist_on_no_shield(case: Case) -> None:
    """No measure follows from what is shielded; the refusal suggests praise for the attempt instead."""
    shielded = ShieldReview.objects.filter(case=case, outcome=Outcome.SHIELDED).exists()
    R_095.refuse(when=shielded, code="recognition.shielded")


def insist_on_word_about_trials(case: Case, *, no_trial: str) -> str:
    """Where a registered trial ran there on that day, somebody else looks at it first, or whoever makes the finding
    says why it was no part of it. Answers the names of these trials; nothing where good faith was looked at."""
    if ShieldReview.objects.filter(case=case).exists():
        return ""
    names = say(", ").join(one.name for one in trials_around(case))
    R_095.refuse(when=bool(names) and not no_trial.strip(), code="recognition.trial_ran", trials=names)
    return names


def _around(trial_id: int, case: Case) -> Trial:
    trial = next((one for one in trials_around(case) if one.pk == trial_id), None)
    if trial is None:
        raise RuleViolation("recognition.trial_did_not_run", day=case.happened_on)
    return trial
