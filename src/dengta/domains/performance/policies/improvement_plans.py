"""A plan is read by the person it is for, whoever leads them, and HR; colleagues never learn that there is one."""

from django.db.models import Q, QuerySet

from dengta.domains.people.models import Unit
from dengta.domains.performance.models import ImprovementPlan
from dengta.foundation.access import Action, Actor, Permission, Reach, facts_of

OF_PLAN = Reach(person="employee_id", unit="unit_id")
see = Permission(
    "performance.see_improvement_plans", ImprovementPlan, data_class="improvement_plan", action=Action.READ,
    reach=OF_PLAN,
)  # fmt: skip
# Without a person in the reach: nobody leads the plan about themselves by being whom it is about.
lead = Permission(
    "performance.lead_improvement_plans", ImprovementPlan, data_class="improvement_plan", action=Action.WRITE,
    reach=Reach(unit="unit_id"),
)  # fmt: skip
begin_in = Permission(
    "performance.begin_improvement_plans", Unit, data_class="improvement_plan", action=Action.WRITE,
    reach=Reach(unit="pk"),
)  # fmt: skip
decide = Permission(
    "performance.decide_improvement_plans", ImprovementPlan, data_class="improvement_plan", action=Action.DECIDE,
    reach=Reach(unit="unit_id"),
)  # fmt: skip


def visible(actor: Actor) -> QuerySet[ImprovementPlan]:
    """Plans this person may read. The own one from the day it is proposed: a draft is a leader's thought, also one that
    was taken back."""
    unseen = Q(employee_id=facts_of(actor).employee_id or 0, proposed_at=None)
    return see.scope(actor, ImprovementPlan.objects.all()).exclude(unseen)


def led_by(actor: Actor) -> QuerySet[ImprovementPlan]:
    """Plans this person leads: never the one about themselves, whatever they lead."""
    rows = lead.scope(actor, ImprovementPlan.objects.all())
    return rows.exclude(employee_id=facts_of(actor).employee_id or 0)
