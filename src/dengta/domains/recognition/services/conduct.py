"""Talks about a standard, trials registered before they begin, ties that people declare, a leader’s own words."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.todos import keys_waiting
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.recognition.models import Clause, CoachingTalk, DeclaredTie, Reflection, Trial
from dengta.domains.recognition.policies import conduct as policies
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

TOLD, REFLECT = "recognition.conduct", "recognition.reflect"
REFLECT_WITHIN = timedelta(days=14)
# Characters that say something: "知道了" ends no bar. Two short Chinese sentences have so many.
REFLECTION_LEAST = 30


@transaction.atomic
def log_talk(
    *, employee: Employee, clause: Clause, held_on: date, agreed: str, by: Account, now: datetime
) -> CoachingTalk:
    """Put a talk about a standard on record; the person reads what was agreed. Before a repetition leads to more, talks
    were held (R-098)."""
    if policies.own_id(by) == employee.pk:
        raise NotAllowed("not_allowed", right=policies.log_talks.name)
    policies.log_talks.require(by, employee)
    if not agreed.strip():
        raise RuleViolation("recognition.text_missing")
    unit_id = team_on([employee.pk], held_on).get(employee.pk)
    if held_on > day_of(now) or unit_id is None:
        raise RuleViolation("recognition.talk_day")
    talk = CoachingTalk.objects.create(
        employee=employee, unit_id=unit_id, clause=clause, held_on=held_on, held_by=by.employee, agreed=agreed.strip(),
        recorded_at=now,
    )  # fmt: skip
    notify.send(
        to=employee, kind=TOLD, title=_("Your leader wrote down what you agreed"), url=reverse("conduct:talks")
    )  # fmt: skip
    record(by, "recognition.talk_logged", talk, subject=employee.pk, clause=clause.code)
    return talk


@transaction.atomic
def register_trial(
    *, unit: Unit, name: str, idea: str, limits: str, starts_on: date, ends_on: date, by: Account, now: datetime
) -> Trial:
    """Register an experiment before it begins: what fails inside it is not sanctioned (R-095). Never backdated."""
    policies.register_trials_in.require(by, unit)
    if not (name.strip() and idea.strip() and limits.strip()):
        raise RuleViolation("recognition.text_missing")
    today = day_of(now)
    if starts_on < today:
        raise RuleViolation("recognition.trial_backdated", today=today)
    if ends_on < starts_on:
        raise RuleViolation("recognition.trial_days")
    trial = Trial.objects.create(
        unit=unit, name=name.strip(), idea=idea.strip(), limits=limits.strip(), starts_on=starts_on, ends_on=ends_on,
        registered_by=by, registered_at=now,
    )  # fmt: skip
    record(by, "recognition.trial_registered", trial, name=trial.name, unit=unit.pk)
    return trial


@transaction.atomic
def stop_trial(*, trial_id: int, by: Account, now: datetime) -> Trial:
    """End it before its day. What was tried until then stays shielded."""
    trial = policies.see_trials.scope(by, Trial.objects.select_for_update(of=("self",))).get(pk=trial_id)
    policies.stop_trials.require(by, trial)
    today = day_of(now)
    if trial.stopped_on is not None or trial.ends_on < today:
        raise RuleViolation("recognition.trial_over")
    trial.stopped_on = today
    trial.save(update_fields=["stopped_on"])
    record(by, "recognition.trial_stopped", trial, name=trial.name)
    return trial


@transaction.atomic
def declare_tie(*, other: Employee, kind: str, by: Account, now: datetime) -> DeclaredTie:
    """Somebody says that they are close to, or at odds with, a colleague: neither decides about the other (R-087). The
    record keeps that a tie was declared, not with whom."""
    me = policies.own_id(by)
    if not me:
        raise NotAllowed("not_allowed", right=policies.see_ties.name)
    if other.pk == me:
        raise RuleViolation("recognition.tie_with_oneself")
    tie, is_new = DeclaredTie.objects.get_or_create(
        one_id=me, other=other, kind=kind, defaults={"declared_on": day_of(now)}
    )
    if not is_new and tie.ended_on is None:
        raise RuleViolation("recognition.tie_declared_already")
    if not is_new:
        tie.declared_on, tie.ended_on = day_of(now), None
        tie.save(update_fields=["declared_on", "ended_on"])
    record(by, "recognition.tie_declared", tie)
    return tie


@transaction.atomic
def end_tie(*, tie_id: int, by: Account, now: datetime) -> DeclaredTie:
    """It holds no more: from today on."""
    tie = policies.see_ties.scope(by, DeclaredTie.objects.select_for_update(of=("self",))).get(pk=tie_id)
    policies.end_ties.require(by, tie)
    if tie.ended_on is not None:
        raise RuleViolation("recognition.tie_over")
    tie.ended_on = day_of(now)
    tie.save(update_fields=["ended_on"])
    record(by, "recognition.tie_ended", tie)
    return tie


@transaction.atomic
def answer_reflection(*, reflection_id: int, text: str, by: Account, now: datetime) -> Reflection:
    """The leader writes what they would do otherwise. Read by the leader and the next level, by nobody else."""
    rows = policies.see_own_reflections.scope(by, Reflection.objects.select_for_update(of=("self",)))
    reflection = rows.get(pk=reflection_id)
    if reflection.answered_at is not None:
        raise RuleViolation("recognition.reflection_answered")
    written = text.strip()
    if not written:
        raise RuleViolation("recognition.text_missing")
    if len("".join(written.split())) < REFLECTION_LEAST:
        raise RuleViolation("recognition.reflection_too_short", least=REFLECTION_LEAST)
    reflection.text, reflection.answered_at = written, now
    reflection.save(update_fields=["text", "answered_at"])
    todos.settle(kind=REFLECT, key=reflection.pk)
    record(by, "recognition.reflection_written", reflection)
    return reflection


@transaction.atomic
def ask_for_reflections(*, now: datetime) -> int:
    """Let every reflection that is open wait for its leader; run again it asks nobody twice. Answers how many."""
    asked = keys_waiting(REFLECT)
    rows = [one for one in Reflection.objects.filter(answered_at=None) if str(one.pk) not in asked]
    for one in rows:
        todos.put(
            kind=REFLECT, key=one.pk, to=[one.leader_id], title=_("Severe measures became frequent: think about it"),
            url=reverse("conduct:reflect", args=[one.pk]), now=now, due_at=one.opened_at + REFLECT_WITHIN,
        )  # fmt: skip
        record(None, "recognition.reflection_asked", one)
    return len(rows)
