"""A draft is its writer's alone; what was handed in is read by whoever leads them, and by HR."""

from django.db.models import QuerySet

from dengta.domains.performance.models import SelfReview
from dengta.domains.performance.policies.raters import own_id, works_here
from dengta.foundation.access import Action, Actor, Permission, Reach

see = Permission(
    "performance.see_self_reviews", SelfReview, data_class="appraisal_self", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id"),
)  # fmt: skip


def own(actor: Actor) -> QuerySet[SelfReview]:
    """The own ones, drafts included."""
    rows = SelfReview.objects.filter(employee_id=own_id(actor))
    return rows if works_here(actor) else rows.none()


def handed_in(actor: Actor) -> QuerySet[SelfReview]:
    """Those of others that this person may read."""
    rows = SelfReview.objects.filter(status=SelfReview.Status.HANDED_IN).exclude(employee_id=own_id(actor))
    return see.scope(actor, rows)
