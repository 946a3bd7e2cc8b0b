"""Taking the proposed times of many 1:1s at once."""

import itertools
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dengta.domains.communication.models import OneOnOne
from dengta.domains.communication.selectors.clock import written
from dengta.domains.communication.selectors.proposals import TALK_LENGTH
from dengta.domains.communication.services.one_on_ones import plan_one_on_one
from dengta.domains.people.models import Account, Employee
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def plan_proposed(*, times: Mapping[int, datetime], by: Account, now: datetime) -> list[OneOnOne]:
    """Agree a date with each of these people (employee id → time): all of them or none. A leader talks with one person
    at a time, so two talks of theirs within a quarter of an hour are refused."""
    if not times:
        raise RuleViolation("communication.no_time_chosen")
    # One of two submissions at once waits for the other, and then sees what it agreed.
    list(Employee.objects.select_for_update(no_key=True).filter(account=by).values_list("pk"))
    first, last = min(times.values()) - TALK_LENGTH, max(times.values()) + TALK_LENGTH
    agreed = OneOnOne.objects.filter(leader__account=by, status=OneOnOne.Status.PLANNED)
    agreed = agreed.filter(planned_for__gt=first, planned_for__lt=last)
    moments = sorted([*times.values(), *agreed.values_list("planned_for", flat=True)])
    for one, other in itertools.pairwise(moments):
        if other - one < TALK_LENGTH:
            raise RuleViolation("communication.talks_at_one_time", moment=written(other))
    return [plan_one_on_one(employee_id=who, at=at, by=by, now=now) for who, at in sorted(times.items())]
