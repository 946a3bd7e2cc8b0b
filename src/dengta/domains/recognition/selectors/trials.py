"""Which registered trials were running where and when somebody did something (R-095)."""

from django.db.models import Q

from dengta.domains.communication.selectors.clock import start_of
from dengta.domains.people.models import UnitClosure
from dengta.domains.recognition.models import Case, Trial


def trials_around(case: Case) -> list[Trial]:
    """Those of the person's unit, or above, that ran on the day of the facts and were on record before it: what is
    registered on the day itself could have been made for what went wrong that morning. By name. Two queries."""
    day = case.happened_on
    above = UnitClosure.objects.on(day).filter(descendant=case.unit_id).values("ancestor")
    ran = Trial.objects.filter(unit__in=above, starts_on__lte=day, ends_on__gte=day, registered_at__lt=start_of(day))
    return list(ran.filter(Q(stopped_on=None) | Q(stopped_on__gt=day)).order_by("name", "pk"))
