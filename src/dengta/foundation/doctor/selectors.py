"""How the installation is."""

from datetime import datetime, timedelta

from dengta.foundation import jobs
from dengta.foundation.doctor.models import Examination

# The night's examination is missing.
STALE = timedelta(hours=36)


def latest() -> Examination | None:
    """The newest examination: what an earlier one found and this one did not is over."""
    return Examination.objects.order_by("-at", "-pk").first()


def is_stale(examination: Examination, *, now: datetime) -> bool:
    """Whether it says little about today."""
    return now - examination.at > STALE


def under_way() -> jobs.Job | None:
    """The examination that waits or runs."""
    return jobs.Job.objects.filter(kind="doctor.examine", state__in=jobs.Job.OPEN).first()
