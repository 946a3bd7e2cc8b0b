"""Adopted suggestions whose authors have no reward yet, and which clauses can give one."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from dengta.domains.people.models import Unit, UnitClosure
from dengta.domains.recognition.models import ClauseKind, ClauseVersion, IdeaReward, Reward
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors.clauses import in_force
from dengta.foundation.access import Actor

OTHER_FORMS = (
    Reward.Form.HONOUR, Reward.Form.POINTS, Reward.Form.FLEXIBLE_WORK, Reward.Form.LEAVE_DAY, Reward.Form.GIFT,
    Reward.Form.TRIP,
)  # fmt: skip


def ideas(actor: Actor) -> QuerySet[IdeaReward]:
    """Those the reader decides, without the own ideas. One query, and one for the authors."""
    rows = policies.reward_ideas.scope(actor, IdeaReward.objects.all())
    rows = rows.exclude(authors__employee=policies.own_id(actor))
    return rows.select_related("unit", "put_by__employee").prefetch_related("authors__employee")


def reward_clauses(unit_id: int, day: date) -> QuerySet[ClauseVersion]:
    """Clauses that promise a reward and hold in a unit on a day. One query."""
    above = UnitClosure.objects.on(day).filter(descendant=unit_id).values("ancestor")
    holds = Q(clause__book__unit=unit_id) | Q(clause__book__unit__in=above)
    holds |= Q(clause__book__unit__kind=Unit.Kind.COMPANY)
    rows = ClauseVersion.objects.filter(in_force(day), holds, clause__kind=ClauseKind.REWARD)
    return rows.select_related("clause").order_by("clause__code")


def forms_of(clause: ClauseVersion) -> Sequence[str]:
    """What a clause can give: money where it has a band, else anything that is not money."""
    return (Reward.Form.CASH,) if clause.band_low is not None else OTHER_FORMS
