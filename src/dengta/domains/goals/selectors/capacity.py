"""Who does less than the full volume for a time, and why: less volume, never a lower ethic.

Leave and support plans are known to other rooms, which tell them here; where nobody does, nobody is said to be on one.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import PlanAgent
from dengta.domains.people.models import Employee
from dengta.foundation.settings.parameters import Parameter

Reduced = PlanAgent.Reduced
ONBOARDING_DAYS = Parameter(
    "goals.onboarding_days",
    60,
    _("Days after being hired for which a person is planned with less volume"),
    unit="days",
    check=lambda days: 0 <= days <= 365,
)
REDUCED_PERCENT = Parameter(
    "goals.reduced_percent",
    50,
    _("Share of the usual volume that is planned for people in their first weeks"),
    unit="%",
    check=lambda percent: 1 <= percent <= 100,
)


@dataclass(frozen=True)
class Capacity:
    """What a room knows: of these people in these days, whose volume is less, as a share between 0 and 1."""

    why: str
    shares: Callable[[Collection[int], date, date], Mapping[int, float]]


@dataclass(frozen=True)
class Less:
    """A person's share of the usual volume, and the reason."""

    share: float
    why: str


_known: list[Capacity] = []


def register_capacity(capacity: Capacity) -> None:
    """Called at start by the room that knows of leave or of support plans."""
    _known.append(capacity)


def reduced(employee_ids: Collection[int], *, start: date, end: date, today: date) -> dict[int, Less]:
    """Those of these people who do less, with the strongest reason of each. One query and those of the ports."""
    share = REDUCED_PERCENT.on(today) / 100
    new = Q(hired_on__gt=today - timedelta(days=ONBOARDING_DAYS.on(today))) | Q(onboarding_steps__done_at=None,
        onboarding_steps__isnull=False, onboarding_steps__item__blocks=True)  # fmt: skip
    beginners = Employee.objects.filter(new, pk__in=employee_ids).values_list("pk", flat=True)
    found = {pk: Less(share, Reduced.ONBOARDING) for pk in beginners}
    for capacity in _known:
        for pk, part in capacity.shares(employee_ids, start, end).items():
            if pk not in found or part < found[pk].share:
                found[pk] = Less(min(max(part, 0.0), 1.0), capacity.why)
    return found
