"""Agent × day × queue × channel, agent × type × week, and seconds per state."""

from collections import defaultdict
from typing import Any

from django.db.models import F, QuerySet, Sum

from dengta.domains.service.models import AgentDay, AgentState, AgentTypeWeek, StateDay
from dengta.domains.service.selectors.measures import COLUMNS, Basis, columns_of, summed
from dengta.domains.service.services.rollups.results import results_by
from dengta.domains.service.services.rollups.scope import Round

_KEY = ("agent_id", "unit_id", "queue_id", "channel")

STATE_COLUMNS = {
    AgentState.State.AVAILABLE: "available_s",
    AgentState.State.HANDLING: "handling_s",
    AgentState.State.WRAP: "wrap_state_s",
    AgentState.State.BREAK: "break_s",
    AgentState.State.MEAL: "meal_s",
    AgentState.State.TRAINING: "training_s",
    AgentState.State.MEETING: "meeting_s",
    AgentState.State.OTHER: "other_s",
}


def recount_agents(scope: Round) -> None:
    """Write the sums of the agents of this round anew."""
    for agents in scope.agent_chunks():
        _agent_days(AgentDay.objects.filter(agents, day__in=scope.agent_days), agents, scope)
        _type_weeks(agents, scope)
        _state_days(agents, scope)


def _agent_days(old: QuerySet[AgentDay], agents: Any, scope: Round) -> None:
    merged: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    for basis in Basis:
        facts = basis.model._default_manager.filter(agents, **{f"{basis.day}__in": scope.agent_days})
        for row in summed(facts.order_by().values(*_KEY, on=F(basis.day)), columns_of(basis)):
            key = (*(row.pop(name) for name in _KEY), row.pop("on"))
            merged[key].update(row)
    old.delete()
    AgentDay.objects.bulk_create(
        [
            AgentDay(agent_id=agent, unit_id=unit, queue_id=queue, channel=channel, day=day, **sums)
            for (agent, unit, queue, channel, day), sums in merged.items()
        ],
        batch_size=2000,
    )


def _type_weeks(agents: Any, scope: Round) -> None:
    AgentTypeWeek.objects.filter(agents, week=scope.week).delete()
    rows = results_by(("agent_id", "unit_id", "type_id"), agents, scope.week_days)
    AgentTypeWeek.objects.bulk_create(
        [
            AgentTypeWeek(agent_id=agent, unit_id=unit, type_id=kind, week=scope.week, **sums)
            for (agent, unit, kind), sums in rows.items()
            if agent is not None
        ],
        batch_size=2000,
    )


def _state_days(agents: Any, scope: Round) -> None:
    StateDay.objects.filter(agents, day__in=scope.agent_days).delete()
    spent: dict[tuple[int, int, Any], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    states = AgentState.objects.filter(agents, business_day__in=scope.agent_days)
    for agent, unit, day, state, start, end in states.values_list(
        "agent_id", "unit_id", "business_day", "state", "start_at", "end_at"
    ):
        spent[agent, unit, day][STATE_COLUMNS[AgentState.State(state)]] += round((end - start).total_seconds())
    StateDay.objects.bulk_create(
        [StateDay(agent_id=agent, unit_id=unit, day=day, **sums) for (agent, unit, day), sums in spent.items()],
        batch_size=2000,
    )


def sums_by_unit_and_day(scope: Round) -> dict[tuple[int, Any], dict[str, int]]:
    """All sums per unit and day of this round, to see what a recount changed."""
    rows = AgentDay.objects.filter(unit_id__in=scope.units, day__in=scope.unit_days).order_by().values("unit_id", "day")
    totals = rows.annotate(**{f"sum_{name}": Sum(name) for name in COLUMNS})
    return {(row["unit_id"], row["day"]): {name: int(row[f"sum_{name}"]) for name in COLUMNS} for row in totals}
