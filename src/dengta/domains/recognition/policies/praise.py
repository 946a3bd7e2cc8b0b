"""Whoever leads a team praises its people with a case and sees who got none; what is on the wall is read around it."""

from django.db.models import Q

from dengta.domains.communication.selectors.shared_praise import OF_UNIT, Praise, see_praise
from dengta.domains.people.models import Unit
from dengta.domains.recognition.models import Reward
from dengta.domains.recognition.policies.shared import works_here
from dengta.foundation.access import EVERY_ROW, Action, Actor, Permission, Reach, Role, any_of, facts_of

__all__ = ["works_here"]

# Who leads the team of somebody praises them with a case; the same reads what is not shared.
lead = Permission("recognition.praise_with_case", Praise, data_class="culture", action=Action.WRITE, reach=OF_UNIT)
see_rewards = Permission(
    "recognition.see_rewards_on_the_wall", Reward, data_class="culture", action=Action.READ, reach=OF_UNIT
)
see_coverage = Permission(
    "recognition.see_praise_coverage", Unit, data_class="culture", action=Action.WRITE, reach=Reach(unit="pk")
)


def reads_wall(actor: Actor) -> bool:
    """Whether the wall is there for somebody."""
    return see_praise.anywhere(actor) and not facts_of(actor).holds(Role.CLIENT)


def shared_with(actor: Actor, *, consent_counts: bool = True) -> Q:
    """Praise that those who were praised let this reader read: on the wall around them, or in their own team."""
    on_wall = Q(shown_at__isnull=False) if consent_counts else EVERY_ROW
    in_team = Q(team_share__isnull=False, unit__in=facts_of(actor).home_units)
    return any_of(on_wall & see_praise.condition(actor), in_team)


def may_read(actor: Actor, *, consent_counts: bool = True) -> Q:
    """Praise that somebody reads: their own, what was given to them, that of their people, and what is shared."""
    own = facts_of(actor).employee_id or 0
    mine = Q(giver=own) | Q(receiver=own)
    return any_of(mine, lead.condition(actor), shared_with(actor, consent_counts=consent_counts))
