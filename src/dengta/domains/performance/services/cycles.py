"""A cycle from its plan to its end: what counts, the frozen figures, calibration, release, close."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Membership, Unit
from dengta.domains.people.selectors.organisation import leading, units_below
from dengta.domains.performance.models import Appraisal, Cycle, CycleSource, FrozenScore
from dengta.domains.performance.policies import appraisals as policies
from dengta.domains.performance.selectors.appraisals import (
    LEADER,
    MENTEES,
    judged,
    qualitative_keys,
    source_names,
    weighted_sources,
    who_appraises,
)
from dengta.domains.performance.selectors.evidence import Evidence, source_named
from dengta.domains.performance.selectors.frozen_pieces import to_freeze
from dengta.domains.performance.selectors.leader_gaps import R_014, unread
from dengta.domains.performance.selectors.mentoring import mentees_of
from dengta.domains.performance.services import self_reviews
from dengta.engines.scoring import no_difference
from dengta.foundation import jobs, notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

State, Of = Cycle.State, Appraisal.State
SCORE, TALK, LEAD = "performance.appraisal_score", "performance.appraisal_talk", "performance.appraisal_lead"
R_011 = Rule(
    "R-011", _("An appraisal needs a source in which people judged: peers, mystery shopper or quality reviews")
)
R_053 = Rule("R-053", _("What became of the mentees counts in the appraisal of the mentor"))
R_094 = Rule("R-094", _("A group whose ratings are all the same is asked about"))
MENTEES_WEIGHT = Parameter(
    "performance.mentees_weight", 10, _("Share of the mentees’ results in the appraisal of a mentor"), unit="%",
    check=lambda weight: 5 <= weight <= 20,
)  # fmt: skip
ALIKE_GROUP = Parameter(
    "performance.alike_group", 8, _("From how many people on identical ratings of a group are asked about"),
    unit="people", check=lambda people: people >= 2,
)  # fmt: skip
CHUNK = 200


@transaction.atomic
def plan_cycle(
    *, unit_id: int, title: str, starts_on: date, ends_on: date, scores_until: date, talks_until: date,
    weights: Mapping[str, int], by: Account, now: datetime,
) -> Cycle:  # fmt: skip
    """Write down what counts and how much, before anybody is scored. Weights in percent by source; they make 100."""
    unit = Unit.objects.get(pk=unit_id)
    cycle = Cycle(
        unit=unit, title=title.strip(), starts_on=starts_on, ends_on=ends_on, scores_until=scores_until,
        talks_until=talks_until, opened_by=by, created_at=now,
    )  # fmt: skip
    if not starts_on <= ends_on < scores_until <= talks_until:
        raise RuleViolation("performance.cycle_dates")
    if Cycle.objects.filter(unit=unit, starts_on=starts_on, ends_on=ends_on).exists():
        raise RuleViolation("performance.cycle_twice", unit=unit.name)
    counted = {key: weight for key, weight in weights.items() if weight}
    _check(counted)
    cycle.save()
    policies.run_cycles.require(by, cycle)
    CycleSource.objects.bulk_create(
        CycleSource(cycle=cycle, key=key, weight=weight, position=place)
        for place, (key, weight) in enumerate(counted.items())
    )
    record(by, "performance.cycle_planned", cycle, unit=unit.pk, weights=counted)
    return cycle


def _check(weights: Mapping[str, int]) -> None:
    names, weighing = source_names(), weighted_sources()
    if unknown := [key for key in weights if key not in names]:
        raise RuleViolation("performance.source_unknown", names=", ".join(unknown))
    if shown := [str(names[key]) for key in weights if key not in weighing]:
        raise RuleViolation("performance.source_without_weight", names=", ".join(shown))
    total = sum(weights.values())
    if total != 100 or any(weight < 0 for weight in weights.values()):
        raise RuleViolation("performance.weights_not_hundred", total=total)
    R_011.refuse(when=not qualitative_keys() & weights.keys(), code="performance.no_qualitative_source")


@transaction.atomic
def begin_freezing(*, cycle_id: int, by: Account, now: datetime) -> Cycle:
    """Freeze the figures of the period, once it is over. From here on nothing that happens later changes them."""
    cycle = held(cycle_id, by=by, states=(State.PLANNED,))
    if day_of(now) <= cycle.ends_on:
        raise RuleViolation("performance.period_not_over", day=cycle.ends_on)
    cycle.state = State.FREEZING
    cycle.save(update_fields=["state"])
    jobs.enqueue("performance.freeze", key=job_key(cycle.pk), by=by, arguments={"cycle_id": cycle.pk})
    record(by, "performance.freezing_begun", cycle)
    return cycle


def job_key(cycle_id: int) -> str:
    """What tells the job that freezes one cycle from that of another."""
    return f"cycle-{cycle_id}"


def people_of(cycle: Cycle) -> list[int]:
    """Who is appraised: everybody of the branch on the last day of the period whom somebody leads. Ids in order."""
    units = units_below([cycle.unit_id], cycle.ends_on)
    members = Membership.objects.on(cycle.ends_on).filter(unit__in=units)
    return sorted(set(members.values_list("employee_id", flat=True)))


@transaction.atomic
def freeze_chunk(*, cycle_id: int, employee_ids: Sequence[int], now: datetime) -> int:
    """Freeze the figures of some people. Done again it changes nothing: whoever is frozen stays as they are."""
    cycle = Cycle.objects.select_for_update().get(pk=cycle_id)
    if cycle.state != State.FREEZING:
        return 0
    done = set(cycle.appraisals.filter(employee__in=employee_ids).values_list("employee_id", flat=True))
    new = [one for one in employee_ids if one not in done]
    mentees = mentees_of(new, cycle.starts_on, cycle.ends_on) if R_053.applies else {}
    rows = _appraisals(cycle, new, mentees)
    Appraisal.objects.bulk_create(rows)
    by_person = {row.employee_id: row for row in rows}
    FrozenScore.objects.bulk_create(
        _frozen(row, MENTEES, mentees[person]) for person, row in by_person.items() if person in mentees
    )
    for source in cycle.sources.exclude(key=LEADER):
        found = source_named(source.key).read(list(by_person), cycle.starts_on, cycle.ends_on)
        FrozenScore.objects.bulk_create(
            _frozen(row, source.key, found.get(person)) for person, row in by_person.items()
        )
    return len(rows)


def _appraisals(cycle: Cycle, employee_ids: Sequence[int], mentors: Container[int]) -> list[Appraisal]:
    members = Membership.objects.on(cycle.ends_on).filter(employee__in=employee_ids, employee__status="active")
    weight = MENTEES_WEIGHT.on(cycle.ends_on)
    leaders: dict[int, list[int]] = {}
    rows = []
    for person, unit_id in members.order_by("employee_id").values_list("employee_id", "unit_id"):
        if unit_id not in leaders:
            leaders[unit_id] = [one.employee.pk for one in leading(unit_id, cycle.ends_on)]
        leader = who_appraises(person, leaders[unit_id])
        if leader is None:
            continue
        rows.append(
            Appraisal(
                cycle=cycle, employee_id=person, unit_id=unit_id, leader_id=leader,
                mentees_weight=weight if person in mentors else 0,
            )
        )  # fmt: skip
    return rows


def _frozen(row: Appraisal, key: str, evidence: Evidence | None) -> FrozenScore:
    if evidence is None:
        return FrozenScore(appraisal=row, key=key, missing=_as_written(_("Nothing of this source in the period.")))
    return FrozenScore(
        appraisal=row, key=key, score=evidence.score, first_score=evidence.score, n=evidence.n, low=evidence.low,
        high=evidence.high, missing=_as_written(evidence.missing), formula=_as_written(evidence.formula),
        rows_url=evidence.rows_url,
        excluded=[[one.what, str(one.reason)] for one in evidence.excluded],
        pieces=to_freeze(evidence.pieces),
    )  # fmt: skip


def _as_written(words: str | Promise) -> str:
    """Our words before their translation: whoever reads them gets them in their own language."""
    with translation.override(None):
        return str(words)


@transaction.atomic
def finish_freezing(*, cycle_id: int, now: datetime) -> int:
    """All figures stand: people are asked how they see their work, leaders for their score. Answers how many people."""
    cycle = Cycle.objects.select_for_update().get(pk=cycle_id)
    if cycle.state != State.FREEZING:
        return 0
    cycle.state, cycle.frozen_at = State.SCORING, now
    cycle.save(update_fields=["state", "frozen_at"])
    url = reverse("appraisals:cycle", args=[cycle.pk])
    rows = list(cycle.appraisals.select_related("leader__account", "employee"))
    self_reviews.ask_for_cycle(cycle, rows, now=now)
    leaders = _leaders(rows)
    due_at = end_of(cycle.scores_until)
    todos.put(kind=SCORE, key=cycle.pk, to=list(leaders), title=cycle.title, url=url, now=now, due_at=due_at)
    notify.send_many(
        to=list(leaders.values()), broadcast=False, kind=SCORE, title=_("Appraisals wait for your score"),
        body=cycle.title, url=url,
    )  # fmt: skip
    record(None, "performance.figures_frozen", cycle, people=len(rows))
    return len(rows)


def _leaders(rows: Sequence[Appraisal]) -> dict[int, Employee]:
    """Who scores these people, by id."""
    return {row.leader_id: row.leader for row in rows}


@transaction.atomic
def begin_calibration(*, cycle_id: int, by: Account, now: datetime) -> Cycle:
    """Every leader has scored: now the leaders look at their scores side by side."""
    cycle = held(cycle_id, by=by, states=(State.SCORING,))
    missing = cycle.appraisals.exclude(state=Of.SCORED).count()
    if missing or not cycle.appraisals.exists():
        raise RuleViolation("performance.scores_missing", count=missing)
    cycle.state = State.CALIBRATION
    cycle.save(update_fields=["state"])
    todos.settle(kind=SCORE, key=cycle.pk)
    self_reviews.end_of_cycle(cycle)
    record(by, "performance.calibration_begun", cycle)
    return cycle


def groups_alike(cycle: Cycle, day: date) -> list[str]:
    """The groups whose leader gave everybody the same score (R-094). One query."""
    by_group: dict[str, list[float]] = defaultdict(list)
    for row in cycle.appraisals.exclude(leader_score=None).select_related("unit").order_by("unit__name", "pk"):
        by_group[row.unit.name].append(judged(row) or 0.0)
    least = ALIKE_GROUP.on(day)
    return [name for name, scores in by_group.items() if no_difference(scores, minimum=least)]


@transaction.atomic
def release_cycle(*, cycle_id: int, by: Account, now: datetime) -> Cycle:
    """Calibration is over: everybody reads the own score, and both sides write their part for the talk.

    A group without any difference is asked about first (R-094), and a score that stands alone and was read by nobody
    else (R-014); whoever goes on all the same does it knowingly.
    """
    cycle = held(cycle_id, by=by, states=(State.CALIBRATION,))
    _ask_about(groups_alike(cycle, day_of(now)), [row.employee.name for row in unread(cycle, day_of(now))])
    cycle.state = State.TALKS
    cycle.save(update_fields=["state"])
    rows = list(cycle.appraisals.select_related("employee__account", "leader__account"))
    cycle.appraisals.update(state=Of.TALK, released_at=now)
    due_at, own = end_of(cycle.talks_until), reverse("appraisals:own", args=[cycle.pk])
    people = {row.employee_id: row.employee for row in rows}
    todos.put(kind=TALK, key=cycle.pk, to=list(people), title=cycle.title, url=own, now=now, due_at=due_at)
    todos.put(kind=LEAD, key=cycle.pk, to=list(_leaders(rows)), title=cycle.title, now=now, due_at=due_at,
              url=reverse("appraisals:cycle", args=[cycle.pk]))  # fmt: skip
    notify.send_many(
        to=list(people.values()), broadcast=False, kind=TALK, title=_("Your appraisal can be read"), body=cycle.title,
        url=own,
    )  # fmt: skip
    record(by, "performance.cycle_released", cycle, people=len(rows))
    return cycle


def _ask_about(alike: Sequence[str], alone: Sequence[str]) -> None:
    """Both questions in one where there are both: whoever goes on has read all that was asked."""
    groups, names = ", ".join(alike), ", ".join(alone)
    if R_094.warns(when=bool(alike)):
        R_014.advise(when=bool(alone), code="performance.read_by_nobody_and_alike", names=names, groups=groups)
    R_014.advise(when=bool(alone), code="performance.read_by_nobody", names=names)
    R_094.advise(when=bool(alike), code="performance.no_difference", groups=groups)


@transaction.atomic
def close_cycle(*, cycle_id: int, by: Account, now: datetime) -> Cycle:
    """The cycle is over once every appraisal of it is."""
    cycle = held(cycle_id, by=by, states=(State.TALKS,))
    open_ = cycle.appraisals.filter(closed_at=None).count()
    if open_:
        raise RuleViolation("performance.appraisals_open", count=open_)
    cycle.state, cycle.closed_at = State.CLOSED, now
    cycle.save(update_fields=["state", "closed_at"])
    todos.settle(kind=LEAD, key=cycle.pk)
    record(by, "performance.cycle_closed", cycle)
    return cycle


def held(cycle_id: int, *, by: Account, states: Sequence[Cycle.State]) -> Cycle:
    """The cycle, locked, for somebody who runs it, in one of these states."""
    cycle = Cycle.objects.select_for_update().get(pk=cycle_id)
    policies.run_cycles.require(by, cycle)
    if cycle.state not in states:
        raise RuleViolation("performance.cycle_elsewhere", state=cycle.get_state_display())
    return cycle
