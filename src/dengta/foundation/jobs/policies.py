"""Who may see and stop a job: whoever asked for it, and administrators. To anybody else it does not exist."""

from django.db.models import Q

from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach
from dengta.foundation.jobs.models import Job


def _asked_for_by(actor: Actor, facts: ActorFacts) -> Q:
    return Q(created_by_id=actor.pk)


OWN = Reach(person="created_by__employee", assigned=_asked_for_by)

see = Permission("jobs.see", Job, data_class="background_work", action=Action.READ, reach=OWN)
stop = Permission("jobs.stop", Job, data_class="background_work", action=Action.WRITE, reach=OWN)
export = Permission("jobs.export", Job, data_class="background_work", action=Action.EXPORT, reach=OWN)


def oversees(actor: Actor) -> bool:
    """Whether `actor` looks after all background work, not only the own."""
    return see.anywhere(actor)
