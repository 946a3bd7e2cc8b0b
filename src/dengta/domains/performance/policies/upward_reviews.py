"""Who prepares the upward review, and who reads what it says about whom. There is no right to a single answer."""

from django.db.models import Q, QuerySet

from dengta.domains.people.models import Unit
from dengta.domains.performance.models import UpwardResult, UpwardRound, UpwardToken
from dengta.domains.performance.policies.raters import own_id, works_here
from dengta.foundation.access import Action, Actor, Permission, Reach

# Nobody prepares it who is rated by it as a leader: HR does.
prepare_for = Permission(
    "performance.prepare_upward_review_for", Unit, data_class="upward_review", action=Action.WRITE,
    reach=Reach(unit="pk"),
)  # fmt: skip
prepare = Permission(
    "performance.prepare_upward_review", UpwardRound, data_class="upward_review", action=Action.WRITE,
    reach=Reach(unit="unit_id"),
)  # fmt: skip
# The leader reads the own result, the next level those of the leaders directly below.
see_results = Permission(
    "performance.see_upward_results", UpwardResult, data_class="upward_review", action=Action.READ,
    reach=Reach(person="leader_id", unit="above_id"),
)  # fmt: skip


def own_tokens(actor: Actor) -> QuerySet[UpwardToken]:
    """What this person is asked and has not answered yet: nobody else ever reads it."""
    if not works_here(actor):
        return UpwardToken.objects.none()
    open_ones = Q(round__status=UpwardRound.Status.OPEN, answered_on=None)
    return UpwardToken.objects.filter(open_ones, rater_id=own_id(actor))
