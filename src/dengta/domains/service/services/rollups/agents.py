"""Agent × day × queue × channel, agent × type × week, and seconds per state."""

from collections import defaultdict
from typing import Any

from django.db.models import F, QuerySet, Sum

from dengta.domains.service.models import AgentDay, AgentState, AgentTypeWeek, StateDay
from dengta.domains.service.selectors.measures import COLUMNS, Basis, columns_of, summed
from dengta.domains.service.selectors.mix import RESULTS
from dengta.domains.service.services.bulk import insert
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
    insert(
        AgentDay,
        (*_KEY, "day", *COLUMNS),
        ((*key, *(sums.get(column, 0) for column in COLUMNS)) for key, sums in merged.items()),
    )


def _type_weeks(agents: Any, scope: Round) -> None:
    AgentTypeWeek.objects.filter(agents, week=scope.week).delete()
    rows = results_by(("agent_id", "unit_id", "type_id"), agents, scope.week_days)
    insert(
        AgentTypeWeek,
        ("agent_id", "unit_id", "type_id", "week", *RESULTS),
        ((*key, scope.week, *sums) for key, sums in rows.items() if key[0] is not None),
    )


def _state_days(agents: Any, scope: Round) -> None:
    StateDay.objects.filter(agents, day__in=scope.agent_days).delete()
    states = AgentState.objects.filter(agents, business_day__in=scope.agent_days).order_by()
    spent: dict[tuple[int, int, Any], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    sums = states.values_list("agent_id", "unit_id", "business_day", "state").annotate(total=Sum("seconds"))
    for agent, unit, day, state, seconds in sums:
        spent[agent, unit, day][STATE_COLUMNS[AgentState.State(state)]] = seconds
    columns = tuple(STATE_COLUMNS.values())
    insert(
        StateDay,
        ("agent_id", "unit_id", "day", *columns),
        ((*key, *(parts[column] for column in columns)) for key, parts in spent.items()),
    )
