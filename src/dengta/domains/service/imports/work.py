"""Agent states and interval tables from files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.service import policies
from dengta.domains.service.imports import fields as words
from dengta.domains.service.imports.contacts import channel_of, foreign_source, unknown_agent
from dengta.domains.service.imports.lookups import Lookups
from dengta.domains.service.imports.newcomers import add_queues, the_source
from dengta.domains.service.imports.shared import LONGEST_STATE, ServiceTarget
from dengta.domains.service.models import AgentState, QueueInterval
from dengta.domains.service.selectors.course import QUARTER_S
from dengta.domains.service.services.intervals import NewInterval, add_intervals
from dengta.domains.service.services.states import NewState, add_states
from dengta.foundation.imports import Field, Key, Problem, Row


class States(ServiceTarget):
    """One row per stretch of time in one state."""

    name = "service.states"
    order = 50
    label = _("Agent states")
    help = _("What agents were doing, from when to when")
    taking = policies.export_state_rows
    natural_key = ("agent", "start_at")
    fields = (
        Field("agent", words.AGENT.label, required=True, max_length=80, synonyms=words.AGENT.synonyms),
        words.TEAM,
        Field(
            "state",
            _("State"),
            "choice",
            required=True,
            choices=words.STATE_WORDS,
            synonyms=("status", "aux", "状态", "坐席状态"),
        ),
        Field("start_at", _("From"), "datetime", required=True, synonyms=("start", "begin", "开始时间", "进入时间")),
        Field("end_at", _("Until"), "datetime", next_day_after="start_at", synonyms=("end", "结束时间", "离开时间")),
        Field("seconds", _("Duration"), "duration", synonyms=("duration", "时长", "持续时长")),
    )
    questions = (words.UNKNOWN_AGENTS, words.BY_NAME)
    samples = (
        {"agent": "K10002", "state": "通话", "start_at": "2026-11-17 09:31:05", "end_at": "2026-11-17 09:36:40"},
    )

    def validate(self, row: Row, lookups: Lookups) -> Iterator[Problem]:
        """An interval of a possible length, of an agent whom we know."""
        end = _end_of(row)
        if end is None:
            yield Problem("state_without_end", "end_at")
        elif not timedelta(0) < end - row["start_at"].astimezone(UTC) <= LONGEST_STATE:
            yield Problem("state_impossible", "end_at")
        yield from unknown_agent(row, lookups, "start_at")
        yield from foreign_source(lookups)

    def record(self, row: Row, lookups: Lookups) -> dict[str, Any]:
        """What is compared."""
        return {"state": words.STATES[row["state"]], "end_at": _end_of(row)}

    def existing(self, rows: Sequence[Row], lookups: Lookups) -> Mapping[Key, Mapping[str, Any]]:
        """States of these agents that begin at these moments. One query."""
        cells = {lookups.agents.find(row["agent"]): row["agent"] for row in rows}
        known = AgentState.objects.filter(agent_id__in=cells, start_at__in={row["start_at"] for row in rows})
        by_agent = {(state.agent_id, state.start_at): state for state in known}
        return {
            (row["agent"], row["start_at"]): {"state": state.state, "end_at": state.end_at}
            for row in rows
            if (state := by_agent.get((lookups.agents.find(row["agent"]) or 0, row["start_at"])))
        }

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Lookups) -> None:
        """New states, and those that replace what the source said before."""
        rows = (*new, *changed)
        origin = self.make_way(rows, lookups, "start_at")
        keys = [(lookups.agents.find(row["agent"]) or 0, row["start_at"]) for row in changed]
        for agent, start in keys:
            AgentState.objects.filter(agent_id=agent, start_at=start).delete()
        add_states(
            source=the_source(lookups), states=[_state(row, lookups) for row in rows], origin=origin, by=lookups.ctx.by
        )

    def day_of(self, row: Row) -> date | None:
        """The day it began."""
        return timezone.localdate(row["start_at"])


def _end_of(row: Row) -> Any:
    if row.get("end_at") is not None:
        return row["end_at"].astimezone(UTC)
    return row["start_at"].astimezone(UTC) + timedelta(seconds=row["seconds"]) if row.get("seconds") else None


def _state(row: Row, lookups: Lookups) -> NewState:
    agent = lookups.agents.find(row["agent"])
    assert agent is not None, "unknown agents were put aside or added"
    return NewState(agent=agent, state=words.STATES[row["state"]], start_at=row["start_at"], end_at=_end_of(row))


class Intervals(ServiceTarget):
    """One row per queue and interval, as a telephone system reports it."""

    name = "service.intervals"
    order = 60
    label = _("Interval table")
    help = _("Per queue and 15, 30 or 60 minutes: offered, answered, abandoned")
    taking = policies.export_reported_intervals
    person = ()
    natural_key = ("queue", "channel", "start_at")
    fields = (
        words.QUEUE,
        words.CHANNEL,
        Field(
            "start_at",
            _("Interval starts"),
            "datetime",
            required=True,
            synonyms=("interval", "interval_start", "ts", "date", "时段", "开始时间", "日期"),
            time_synonyms=("time", "时间", "时段"),
        ),
        Field("minutes", _("Minutes"), "integer", synonyms=("interval_minutes", "粒度", "间隔")),
        Field("offered", _("Offered"), "integer", required=True, synonyms=("incoming", "calls", "呼入量", "进线量")),
        Field("answered", _("Handled"), "integer", synonyms=("handled", "接起量", "接通量", "应答量")),
        Field("abandoned", _("Abandoned"), "integer", synonyms=("放弃量", "呼损量")),
        Field("in_target", _("Answered in time"), "integer", synonyms=("within_sl", "达标量", "20秒接起量")),
        Field("handle_s", _("Handling time"), "duration", synonyms=("handle_seconds", "处理时长")),
    )
    questions = (words.WHICH_CHANNEL,)
    samples = (
        {"queue": "售后热线", "start_at": "2026-11-17 09:30", "minutes": "30", "offered": "42", "answered": "40"},
    )

    def validate(self, row: Row, lookups: Lookups) -> Iterator[Problem]:
        """Counts that fit together, on the grid of the interval."""
        minutes = row.get("minutes") or 30
        if minutes not in QueueInterval.Minutes.values:
            yield Problem("interval_length", "minutes", {"minutes": minutes})
        elif int(row["start_at"].timestamp()) % (min(minutes, 30) * 60):
            yield Problem("interval_off_grid", "start_at")
        counts = [row.get(name) or 0 for name in ("offered", "answered", "abandoned", "in_target")]
        if min(counts) < 0 or counts[1] + counts[2] > counts[0] or counts[3] > counts[1]:
            yield Problem("interval_counts", "offered")
        yield from foreign_source(lookups)

    def record(self, row: Row, lookups: Lookups) -> dict[str, Any]:
        """What is compared."""
        names = ("answered", "abandoned")
        return {
            "offered": row["offered"],
            **{name: row.get(name) or 0 for name in names},
            "handle_s": row.get("handle_s"),
        }

    def existing(self, rows: Sequence[Row], lookups: Lookups) -> Mapping[Key, Mapping[str, Any]]:
        """Lines of these queues at these moments. One query."""
        quarters = {int(row["start_at"].timestamp()) // QUARTER_S for row in rows}
        known = {
            (line.queue_id, line.channel, line.quarter): line
            for line in QueueInterval.objects.filter(quarter__in=quarters)
        }
        found: dict[Key, Mapping[str, Any]] = {}
        for row in rows:
            place = (
                lookups.queue_of(row.get("queue")) or 0,
                channel_of(row, lookups),
                int(row["start_at"].timestamp()) // QUARTER_S,
            )
            if line := known.get(place):
                columns = ("offered", "answered", "abandoned", "handle_s")
                found[self.key_of(row)] = {name: getattr(line, name) for name in columns}
        return found

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Lookups) -> None:
        """Lines, replacing those of the same queue and interval."""
        rows = (*new, *changed)
        add_queues([row.get("queue") for row in rows], lookups)
        intervals = [
            NewInterval(
                queue=lookups.queue_of(row.get("queue")) or 0,
                channel=channel_of(row, lookups),
                start_at=row["start_at"],
                minutes=row.get("minutes") or 30,
                offered=row["offered"],
                answered=row.get("answered") or 0,
                abandoned=row.get("abandoned") or 0,
                in_target=row.get("in_target"),
                handle_s=row.get("handle_s"),
            )
            for row in rows
        ]
        origin = f"import {lookups.ctx.source}"
        add_intervals(source=the_source(lookups), intervals=intervals, origin=origin, by=lookups.ctx.by)
