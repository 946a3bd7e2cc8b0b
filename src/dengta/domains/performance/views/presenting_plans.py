"""What the page of an improvement plan shows: figures in words, each with its sample and interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dengta.domains.performance.models import ImprovementPlan, PlanCheckpoint, PlanGoal, PlanReading
from dengta.domains.performance.selectors import improvement_plans as selectors
from dengta.domains.performance.selectors.plan_figures import ONE_DAY, whole_months
from dengta.domains.performance.views.presenting_causes import between, percent
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.engines.metrics import Interval
from dengta.web.figures import Step

State = ImprovementPlan.State
TONES = {"reached": "good", "missed": "warn", "unclear": "mute", "too_little": "mute"}


@dataclass(frozen=True)
class ShownMonth:
    """A month that the plan rests on."""

    month: date
    value: str
    n: int
    interval: str
    team: str
    url: str


@dataclass(frozen=True)
class ShownReading:
    """What a goal stood at."""

    kpi: str
    value: str
    n: int
    interval: str
    target: str
    tone: str
    word: str
    url: str


@dataclass(frozen=True)
class ShownGoal:
    """A goal and where it stands."""

    pk: int
    name: str
    target: str
    last: ShownReading | None


@dataclass(frozen=True)
class ShownCheckpoint:
    """A checkpoint with what was measured."""

    row: PlanCheckpoint
    readings: Sequence[ShownReading]


def shown_evidence(plan: ImprovementPlan) -> list[ShownMonth]:
    """The months that the plan rests on. One query."""
    return [
        ShownMonth(
            row.month, percent(row.value), row.n, between(Interval(row.low, row.high)), percent(row.team),
            _rows_url(plan, plan.kpi, row.month, _last_of(row.month)),
        )
        for row in plan.evidence.all()
    ]  # fmt: skip


def shown_goals(plan: ImprovementPlan, readings: Sequence[PlanReading]) -> list[ShownGoal]:
    """The goals, and what was measured last. One query."""
    last = {reading.goal_id: reading for reading in readings}
    return [
        ShownGoal(
            goal.pk, str(kpi_named(goal.kpi).name), percent(goal.target),
            _reading(plan, goal, last[goal.pk]) if goal.pk in last else None,
        )
        for goal in selectors.goals(plan)
    ]  # fmt: skip


def shown_checkpoints(plan: ImprovementPlan) -> list[ShownCheckpoint]:
    """The checkpoints with their readings. Two queries."""
    return [
        ShownCheckpoint(row, [_reading(plan, reading.goal, reading) for reading in row.readings.all()])
        for row in selectors.checkpoints(plan)
    ]


def plan_steps(plan: ImprovementPlan) -> list[Step]:
    """How far it is."""

    def on(moment: Any) -> str:
        return date_format(moment, "SHORT_DATE_FORMAT") if moment else ""

    reached = {State.DRAFT: 0, State.PROPOSED: 1, State.OBJECTED: 1, State.RUNNING: 2}.get(State(plan.state), 3)
    steps = [
        (_("Drafted"), on(plan.created_at)),
        (_("Proposed"), on(plan.proposed_at)),
        (_("Agreed and running"), on(plan.signed_at)),
        (plan.get_state_display() if plan.is_over else _("Outcome"), on(plan.closed_at) or on(plan.ends_on)),
    ]
    return [
        Step(title=title, note=note, state=_reached(place, reached, is_over=plan.is_over))
        for place, (title, note) in enumerate(steps)
    ]


def _reached(place: int, reached: int, *, is_over: bool) -> str:
    if is_over or place < reached:
        return "done"
    return "now" if place == reached else "later"


def _reading(plan: ImprovementPlan, goal: PlanGoal, reading: PlanReading) -> ShownReading:
    interval = (
        "" if reading.low is None or reading.high is None else f"{reading.low * 100:.1f}–{reading.high * 100:.1f} %"
    )
    return ShownReading(
        str(kpi_named(goal.kpi).name), percent(reading.value), reading.n, interval, percent(goal.target),
        TONES[reading.verdict], str(reading.get_verdict_display()),
        _rows_url(plan, goal.kpi, reading.first_day, reading.last_day - ONE_DAY),
    )  # fmt: skip


def _last_of(month: date) -> date:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return whole_months(following, 1)[0][1] - ONE_DAY


def _rows_url(plan: ImprovementPlan, kpi: str, first: date, last: date) -> str:
    asked = {
        "kpi": kpi,
        "period": "custom",
        "start": first.isoformat(),
        "end": last.isoformat(),
        "agent": plan.employee_id,
    }
    return f"{reverse('service:rows')}?{urlencode(asked)}"
