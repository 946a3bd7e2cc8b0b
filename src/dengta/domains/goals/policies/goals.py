"""Who sees which goals: everybody those of their own branch; people's targets only those who see people's figures.

A goal of the whole house is seen by everybody it is broken down to; of its parts each reader sees those of their reach.
"""

from django.db.models import Q, QuerySet

from dengta.domains.goals.models import Acknowledgement, Goal, GoalVersion, PlanAgent, Rebase, ResourceQuestion, Target
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Actor, Permission, Reach, Role, any_of, facts_of


def _touching(unit_ids: frozenset[int]) -> Q:
    """Goals of these units, and those that are broken down to one of them."""
    broken_down = GoalVersion.objects.filter(groups__unit_id__in=unit_ids).values("goal_id")
    return Q(unit_id__in=unit_ids) | Q(pk__in=broken_down)


def _nobodys(unit_ids: frozenset[int]) -> Q:
    """Nobody reads a target in another person's place, whomever they lead."""
    return Q(pk__in=())


see = Permission("goals.see", Goal, data_class="goal", action=Action.READ, reach=Reach(unit=_touching))
write = Permission("goals.write", Goal, data_class="goal", action=Action.WRITE, reach=Reach(unit="unit_id"))
decide = Permission("goals.decide", Goal, data_class="goal", action=Action.DECIDE, reach=Reach(unit="unit_id"))
write_for = Permission("goals.write_for", Unit, data_class="goal", action=Action.WRITE, reach=Reach(unit="pk"))
# Figures of teams in the plan, and of people.
see_team_targets = Permission(
    "goals.see_team_targets", Target, data_class="goal", action=Action.READ, reach=Reach(unit="unit_id")
)
see_own_targets = Permission(
    "goals.see_person_targets", Target, data_class="kpi_individual", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id"),
)  # fmt: skip
see_people = Permission(
    "goals.see_people", PlanAgent, data_class="kpi_individual", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id"),
)  # fmt: skip
acknowledge = Permission(
    "goals.acknowledge", Acknowledgement, data_class="goal", action=Action.WRITE,
    reach=Reach(person="employee_id", unit=_nobodys),
)  # fmt: skip
follow = Permission(
    "goals.follow_acknowledgements", Acknowledgement, data_class="kpi_individual", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id"),
)  # fmt: skip
# Telling a target to who has no account, and writing down that they agreed.
tell = Permission(
    "goals.tell_targets", Acknowledgement, data_class="goal", action=Action.WRITE, reach=Reach(unit="unit_id")
)
ask_for_team = Permission(
    "goals.ask_for_team", ResourceQuestion, data_class="goal", action=Action.WRITE, reach=Reach(unit="unit_id")
)
decide_rebase = Permission(
    "goals.decide_rebase", Rebase, data_class="goal", action=Action.DECIDE, reach=Reach(unit="goal__unit_id")
)


def works_here(actor: Actor) -> bool:
    """Whether somebody is of the house: the contact of a client is a guest who reads sums."""
    facts = facts_of(actor)
    return facts.employee_id is not None and not facts.holds(Role.CLIENT)


def sees_any(actor: Actor) -> bool:
    """Whether goals are something to this person at all: they stand in a team, or a role shows them those of others."""
    return works_here(actor) and (bool(facts_of(actor).home_units) or see.beyond_own(actor))


def visible(actor: Actor) -> QuerySet[Goal]:
    """Goals that this person may read: what is in force or was; drafts only where they write or decide."""
    drafts = any_of(write.condition(actor), decide.condition(actor))
    rows = Goal.objects.filter(see.condition(actor))
    return rows.filter(~Q(status=Goal.Status.DRAFT) | drafts) if drafts else rows


def visible_targets(actor: Actor) -> Q:
    """The targets in a goal one may see: the whole, those of the teams, those of the people in one's reach."""
    teams = Q(employee=None) & see_team_targets.condition(actor)
    people = Q(employee__isnull=False) & see_own_targets.condition(actor)
    return any_of(Q(is_whole=True), teams, people)
