"""The chain from vision to action on one page, and what hangs nowhere (R-008)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import StrategyStep
from dengta.domains.goals.policies import strategy as policies
from dengta.foundation.access import Actor
from dengta.foundation.rules import Rule

R_008 = Rule("R-008", _("Vision, service strategy, goal and action form one chain"))
Kind = StrategyStep.Kind
ORDER = (Kind.VISION, Kind.STRATEGY, Kind.GOAL, Kind.ACTION)


@dataclass(frozen=True)
class GoalSeen:
    """A goal of the goal tree as a reader may see it."""

    goal_id: int
    title: str
    url: str


# Answers the goals in force that a reader may see.
GoalSource = Callable[[Actor], Sequence[GoalSeen]]
_sources: list[GoalSource] = []


def register_goal_source(source: GoalSource) -> None:
    """Let goals of the tree be linked into the chain; called once, at start, by the part that keeps them."""
    _sources[:] = [source]


def goals_in_sight(actor: Actor) -> list[GoalSeen]:
    """The goals that can be linked; none where no part keeps any."""
    return [goal for source in _sources for goal in source(actor)]


@dataclass
class Node:
    """A link of the chain with those below it; `url` opens the goal where it is one of the tree."""

    step: StrategyStep
    url: str = ""
    below: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Chain:
    """All that is linked, top down; the links that hang nowhere, and the goals of the tree that no link names."""

    tops: Sequence[Node]
    loose: Sequence[StrategyStep]
    unlinked: Sequence[GoalSeen]


def steps(actor: Actor) -> QuerySet[StrategyStep]:
    """The open links that this person may read, in reading order."""
    rows = policies.read.scope(actor, StrategyStep.objects.filter(closed_on=None).select_related("unit", "owner"))
    return rows.order_by("pk")


def chain(actor: Actor) -> Chain:
    """The whole page. One query, and those of the goal tree."""
    rows, goals = list(steps(actor)), {goal.goal_id: goal for goal in goals_in_sight(actor)}
    nodes = {row.pk: Node(row, goals[row.goal_id].url if row.goal_id in goals else "") for row in rows}
    tops, loose = [], []
    for row in rows:
        if row.kind == Kind.VISION:
            tops.append(nodes[row.pk])
        elif row.parent_id in nodes:
            nodes[row.parent_id].below.append(nodes[row.pk])
        elif R_008.warns(when=True):
            loose.append(row)
    linked = {row.goal_id for row in rows}
    unlinked = [goal for goal in goals.values() if R_008.warns(when=goal.goal_id not in linked)]
    return Chain(tops, loose, unlinked)
