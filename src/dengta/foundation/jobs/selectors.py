"""What can be asked about jobs."""

from django.db.models import QuerySet

from dengta.foundation.access import Actor
from dengta.foundation.jobs import policies
from dengta.foundation.jobs.models import Job, WorkerBeat


def jobs_of(actor: Actor) -> QuerySet[Job]:
    """The jobs that this person asked for."""
    return Job.objects.filter(created_by_id=actor.pk)


def jobs_visible_to(actor: Actor) -> QuerySet[Job]:
    """Every job that this person may look at."""
    return policies.see.scope(actor, Job.objects.all())


def all_jobs() -> QuerySet[Job]:
    """Every job with who asked for it, for administrators."""
    return Job.objects.select_related("created_by")


def workers() -> QuerySet[WorkerBeat]:
    """The worker processes that have shown a sign of life lately."""
    return WorkerBeat.objects.order_by("name")
