"""A plan is read by all whom it judges, once it is published; written by supervisors, HR and quality."""

from django.db.models import Q, QuerySet

from dengta.domains.goals.models import KpiPlan
from dengta.domains.goals.policies.covering import HOLDS_FOR, OF_UNIT
from dengta.foundation.access import Action, Actor, Permission, any_of

read = Permission("goals.read_kpi_plans", KpiPlan, data_class="kpi_plan", action=Action.READ, reach=HOLDS_FOR)
write = Permission("goals.write_kpi_plans", KpiPlan, data_class="kpi_plan", action=Action.WRITE, reach=OF_UNIT)
decide = Permission("goals.publish_kpi_plans", KpiPlan, data_class="kpi_plan", action=Action.DECIDE, reach=OF_UNIT)


def visible(actor: Actor) -> QuerySet[KpiPlan]:
    """Published ones by all for whom they hold; drafts by those who write or decide them."""
    published = read.condition(actor) & Q(status=KpiPlan.Status.PUBLISHED)
    return KpiPlan.objects.filter(any_of(published, write.condition(actor), decide.condition(actor)))
