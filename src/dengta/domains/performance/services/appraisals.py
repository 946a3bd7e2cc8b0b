"""One appraisal: scoring, the second reader, calibration, the talk with two written parts, signature, close."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.performance.models import Appeal, Appraisal, Cycle, Objection, ScoreChange
from dengta.domains.performance.policies import appraisals as policies
from dengta.domains.performance.policies.reach import own_id
from dengta.domains.performance.selectors.appraisals import LEADER, next_reader, qualitative_keys
from dengta.domains.performance.selectors.leader_gaps import stands_alone
from dengta.domains.performance.services.cycles import LEAD, R_011, TALK
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

State = Appraisal.State
SECOND = "performance.appraisal_second"
R_007 = Rule("R-007", _("Appraisal, ability plan and variable pay belong together"))


@transaction.atomic
def give_score(*, appraisal_id: int, score: float, words: str, by: Account, now: datetime) -> Appraisal:
    """The leader's own judgement, with reasons. Far from all other sources, a second person reads it (R-014)."""
    row = _locked(appraisal_id, states=(State.WAITING, State.SECOND, State.SCORED), stage=Cycle.State.SCORING)
    if not policies.may_score(by, row):
        raise NotAllowed("not_allowed", right="performance.score")
    row.leader_score, row.leader_words = _of_a_hundred(score), _said(words)
    row.second_reader = row.second_score = None
    row.second_words, row.state = "", State.SCORED
    todos.settle(kind=SECOND, key=row.pk)
    if stands_alone(row, day_of(now)):
        ask_second(row, now=now)
    row.save()
    record(by, "performance.scored", row, second_reader=row.second_reader_id)
    return row


def ask_second(row: Appraisal, *, now: datetime) -> None:
    """Ask the next leader above to read it; where there is none the score stands, and the release asks about it.
    Whoever calls saves the row."""
    row.second_reader = next_reader(row, day_of(now))
    row.state = State.SCORED if row.second_reader is None else State.SECOND
    if row.second_reader is None:
        return
    url, title = _url(row), _("Please read an appraisal as a second person")
    todos.put(kind=SECOND, key=row.pk, to=[row.second_reader.pk], title=title, url=url, now=now,
              due_at=end_of(row.cycle.scores_until))  # fmt: skip
    notify.send(to=row.second_reader, kind=SECOND, title=title, body=row.cycle.title, url=url)


@transaction.atomic
def read_as_second(*, appraisal_id: int, score: float, words: str, by: Account, now: datetime) -> Appraisal:
    """The second reader's own judgement; both count by half, and the words of both stand."""
    row = _locked(appraisal_id, states=(State.SECOND,), stage=Cycle.State.SCORING)
    if row.second_reader_id != own_id(by):
        raise NotAllowed("not_allowed", right="performance.second_reader")
    row.second_score, row.second_words, row.state = _of_a_hundred(score), _said(words), State.SCORED
    row.save()
    todos.settle(kind=SECOND, key=row.pk)
    record(by, "performance.read_as_second", row)
    return row


@transaction.atomic
def calibrate(*, appraisal_id: int, score: float, reason: str, by: Account, now: datetime) -> ScoreChange:
    """Change the leader's score beside those of other teams, with the reason. The frozen figures nobody calibrates."""
    row = _locked(appraisal_id, states=(State.SCORED,), stage=Cycle.State.CALIBRATION)
    policies.decide.require(by, row)
    _not_about_oneself(row, by)
    change = ScoreChange.objects.create(
        appraisal=row, key=LEADER, kind=ScoreChange.Kind.CALIBRATION, before=row.leader_score,
        after=_of_a_hundred(score), reason=_said(reason), by=by, at=now,
    )  # fmt: skip
    row.leader_score, row.second_score = change.after, None
    row.save(update_fields=["leader_score", "second_score"])
    record(by, "performance.calibrated", row, reason=change.reason)
    return change


@transaction.atomic
def write_part(*, appraisal_id: int, words: str, ability_plan: str = "", by: Account, now: datetime) -> Appraisal:
    """The written part of one side of the talk. The leader's part holds what is planned for the person's growth."""
    row = _locked(appraisal_id, states=(State.TALK, State.TALKED), stage=Cycle.State.TALKS)
    me = own_id(by)
    if me == row.employee_id:
        row.own_part = _said(words)
    elif policies.may_score(by, row):
        row.leader_part, row.ability_plan = _said(words), ability_plan.strip()
    else:
        raise NotAllowed("not_allowed", right="performance.write_part")
    if row.own_part and row.leader_part:
        row.state, row.talked_on = State.TALKED, row.talked_on or day_of(now)
    row.save()
    if not Appraisal.objects.filter(cycle=row.cycle_id, leader=row.leader_id, leader_part="").exists():
        todos.settle(kind=LEAD, key=row.cycle_id, of=[row.leader_id])
    record(by, "performance.part_written", row)
    return row


@transaction.atomic
def sign(*, appraisal_id: int, agrees: bool, by: Account, now: datetime) -> Appraisal:
    """The person signs that they have read it and talked about it; to agree or not is their own word."""
    row = _locked(appraisal_id, states=(State.TALKED,), stage=Cycle.State.TALKS)
    if row.employee_id != own_id(by):
        raise NotAllowed("not_allowed", right="performance.sign")
    row.state, row.signed_at, row.agrees = State.SIGNED, now, agrees
    row.save(update_fields=["state", "signed_at", "agrees"])
    todos.settle(kind=TALK, key=row.cycle_id, of=[row.employee_id])
    record(by, "performance.signed", row)
    return row


@transaction.atomic
def close_appraisal(*, appraisal_id: int, by: Account, now: datetime) -> Appraisal:
    """It stands: heard, signed, nothing open. Without a plan for growth one is asked about it first (R-007).

    Whoever does not sign cannot hold everybody up: after the last day of the talks it closes unsigned, and says so.
    """
    row = _locked(appraisal_id, states=(State.TALK, State.TALKED, State.SIGNED), stage=Cycle.State.TALKS)
    policies.decide.require(by, row)
    _not_about_oneself(row, by)
    if row.state != State.SIGNED and day_of(now) <= row.cycle.talks_until:
        raise RuleViolation("performance.not_signed_yet", day=row.cycle.talks_until)
    if row.objections.filter(state=Objection.State.OPEN).exists():
        raise RuleViolation("performance.objection_open")
    if Appeal.objects.filter(appraisal=row, state=Appeal.State.OPEN).exists():
        raise RuleViolation("performance.appeal_open")
    heard = {one.key for one in row.scores.all() if one.score is not None}
    R_011.refuse(when=not heard & qualitative_keys(), code="performance.no_qualitative_score")
    R_007.advise(when=not row.ability_plan, code="performance.no_ability_plan")
    row.state, row.closed_at = State.CLOSED, now
    row.save(update_fields=["state", "closed_at"])
    todos.settle(kind=TALK, key=row.cycle_id, of=[row.employee_id])
    record(by, "performance.appraisal_closed", row, signed=row.signed_at is not None)
    return row


def _locked(appraisal_id: int, *, states: tuple[str, ...], stage: str) -> Appraisal:
    row = Appraisal.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=appraisal_id)
    if row.cycle.state != stage or row.state not in states:
        raise RuleViolation("performance.appraisal_elsewhere", state=row.get_state_display())
    return row


def _not_about_oneself(row: Appraisal, by: Account) -> None:
    if row.employee_id == own_id(by):
        raise NotAllowed("not_allowed", right="performance.decide_appraisals")


def _of_a_hundred(score: float) -> float:
    if not 0 <= score <= 100:
        raise RuleViolation("performance.score_of_a_hundred", score=score)
    return float(score)


def _said(words: str) -> str:
    if not words.strip():
        raise RuleViolation("performance.words_missing")
    return words.strip()


def _url(row: Appraisal) -> str:
    return reverse("appraisals:appraisal", args=[row.pk])
