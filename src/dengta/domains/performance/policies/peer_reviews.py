"""Who starts a round of peer reviews, who is told how it goes, and who reads what came out.

There is no right to what one rater answered: not for HR, not for whoever looks after the installation.
"""

from django.db.models import Q, QuerySet

from dengta.domains.people.models import Unit
from dengta.domains.performance.models import PeerInvitation, PeerResult, PeerRound
from dengta.domains.performance.policies.raters import own_id, works_here
from dengta.foundation.access import Action, Actor, Permission, Reach

OF_UNIT = Reach(unit="unit_id")
start = Permission(
    "performance.start_peer_round", Unit, data_class="appraisal_score", action=Action.WRITE, reach=Reach(unit="pk")
)
run = Permission(
    "performance.run_peer_round", PeerRound, data_class="appraisal_score", action=Action.WRITE, reach=OF_UNIT
)
see_rounds = Permission(
    "performance.see_peer_rounds", PeerRound, data_class="appraisal_score", action=Action.READ, reach=OF_UNIT
)
# A person reads the own result with its comments; those who lead read the sum of it, which is the score.
see_results = Permission(
    "performance.see_peer_results", PeerResult, data_class="peer_review_aggregate", action=Action.READ,
    reach=Reach(person="rated_id", unit="unit_id"),
)  # fmt: skip


def own_invitations(actor: Actor) -> QuerySet[PeerInvitation]:
    """What this person is asked and has not answered yet: nobody else ever reads it."""
    if not works_here(actor):
        return PeerInvitation.objects.none()
    open_ones = Q(round__status=PeerRound.Status.OPEN, answered_on=None)
    return PeerInvitation.objects.filter(open_ones, rater_id=own_id(actor))
