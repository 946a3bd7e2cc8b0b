"""Badges: milestones somebody reached, worked out from what they were given. No ranks, and nobody else in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengta.domains.recognition.models import Reward
from dengta.domains.recognition.selectors.bonuses import COUNTS
from dengta.domains.recognition.selectors.points import earned_by

POINTS = (100, 500, 1000, 3000)
REWARDS = (1, 5, 10, 25)
FORMS = 4


@dataclass(frozen=True)
class Badge:
    """A milestone, and how far it is."""

    icon: str
    title: str
    have: int
    need: int

    @property
    def is_reached(self) -> bool:
        """Whether the person has it."""
        return self.have >= self.need


def badges_of(employee_id: int) -> Sequence[Badge]:
    """What somebody has reached, and of each sort the next one. Two queries."""
    forms = list(Reward.objects.filter(COUNTS, employee=employee_id).values_list("form", flat=True))
    points = earned_by(employee_id)
    rewards = [
        Badge(
            icon="award", title=ngettext("{n} reward", "{n} rewards", need).format(n=need), have=len(forms), need=need
        )
        for need in REWARDS
    ]
    earned = [
        Badge(icon="coins", title=_("{n} points earned").format(n=need), have=points, need=need) for need in POINTS
    ]
    mixed = [Badge(icon="sparkles", title=_("Rewarded in {n} forms").format(n=FORMS), have=len(set(forms)), need=FORMS)]
    return [one for row in (rewards, earned, mixed) for one in _to_show(row)]


def _to_show(row: Sequence[Badge]) -> Sequence[Badge]:
    """What is reached, and the first that is not."""
    reached = [one for one in row if one.is_reached]
    ahead = [one for one in row if not one.is_reached]
    return [*reached, *ahead[:1]]
