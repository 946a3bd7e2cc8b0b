"""Reach of what holds for a unit and all below it: it is read from below, and written from above."""

from django.db.models import Q
from django.utils import timezone

from dengta.domains.people.models import UnitClosure
from dengta.foundation.access import Reach


def holding_for(unit_ids: frozenset[int]) -> Q:
    """Rows of these units, and of every unit above them: what holds for the house holds for each team."""
    above = UnitClosure.objects.on(timezone.localdate()).filter(descendant__in=unit_ids)
    return Q(unit__in=unit_ids) | Q(unit__in=above.values("ancestor"))


READ_FROM_BELOW = Reach(unit=holding_for)
