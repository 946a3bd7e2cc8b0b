"""A manager writes the own scorecard; the level above reads and confirms it."""

from django.db.models import Q
from django.utils import timezone

from dengta.domains.goals.models import Scorecard
from dengta.domains.people.models import UnitLink
from dengta.foundation.access import Action, Permission, Reach


def _led(unit_ids: frozenset[int]) -> Q:
    """Scorecards of these units and of those directly below them."""
    below = UnitLink.objects.on(timezone.localdate()).filter(parent_id__in=unit_ids)
    return Q(unit_id__in=unit_ids) | Q(unit_id__in=below.values("child_id"))


_OF_MANAGER = Reach(person="employee_id", unit=_led)
read = Permission("goals.read_scorecards", Scorecard, data_class="manager_plan", action=Action.READ, reach=_OF_MANAGER)
write = Permission(
    "goals.write_scorecard", Scorecard, data_class="manager_plan", action=Action.WRITE,
    reach=Reach(person="employee_id", unit="unit_id"),
)  # fmt: skip
confirm = Permission(
    "goals.confirm_scorecard", Scorecard, data_class="manager_plan", action=Action.DECIDE, reach=_OF_MANAGER
)
