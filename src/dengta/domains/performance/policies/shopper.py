"""Who knows of visits: before they are closed only who plans them and the shopper, never whoever is visited (R8)."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Unit
from dengta.domains.performance.models import Scenario, ShopperPlan, ShopperVisit
from dengta.domains.performance.policies.raters import own_id, works_here
from dengta.foundation.access import Action, Actor, Permission, Reach
from dengta.foundation.rules import Rule

Status = ShopperVisit.Status
R_013 = Rule("R-013", _("A mystery visit is unknown to whoever is visited until it is closed, and is scored blind"))
OF_UNIT = Reach(unit="unit_id")
plan_in = Permission(
    "performance.plan_visits_in", Unit, data_class="mystery_plan", action=Action.WRITE, reach=Reach(unit="pk")
)
plan = Permission("performance.plan_visits", ShopperPlan, data_class="mystery_plan", action=Action.WRITE, reach=OF_UNIT)
see_plans = Permission(
    "performance.see_visit_plans", ShopperPlan, data_class="mystery_plan", action=Action.READ, reach=OF_UNIT
)
keep_scenarios = Permission(
    "performance.keep_scenarios", Scenario, data_class="mystery_plan", action=Action.WRITE, reach=OF_UNIT
)
see_scenarios = Permission(
    "performance.see_scenarios", Scenario, data_class="mystery_plan", action=Action.READ, reach=OF_UNIT
)
# A closed visit is a score of the person visited like any other.
see_closed = Permission(
    "performance.see_closed_visits", ShopperVisit, data_class="appraisal_score", action=Action.READ,
    reach=Reach(person="target_id", unit="unit_id"),
)  # fmt: skip


def plans(actor: Actor) -> QuerySet[ShopperPlan]:
    """Plans this person may read: none that visits them and is still running, whatever else they may read."""
    rows = see_plans.scope(actor, ShopperPlan.objects.all())
    about_me = ShopperVisit.objects.filter(target_id=own_id(actor), status__in=(Status.PLANNED, Status.HANDED_IN))
    return rows.exclude(pk__in=about_me.values("plan_id")) if R_013.applies else rows


def visits(actor: Actor) -> QuerySet[ShopperVisit]:
    """Visits of those plans."""
    return ShopperVisit.objects.filter(plan__in=plans(actor).values("pk"))


def results(actor: Actor) -> QuerySet[ShopperVisit]:
    """Closed visits, for the person visited and for who leads them. Who the shopper was is not in these rows."""
    closed = Q(status=Status.CLOSED) if R_013.applies else ~Q(status=Status.CANCELLED)
    return see_closed.scope(actor, ShopperVisit.objects.filter(closed)).defer("shopper")


def given_to(actor: Actor) -> QuerySet[ShopperVisit]:
    """Visits that this person makes or made."""
    rows = ShopperVisit.objects.filter(shopper_id=own_id(actor)).exclude(status=Status.CANCELLED)
    return rows if works_here(actor) else rows.none()
