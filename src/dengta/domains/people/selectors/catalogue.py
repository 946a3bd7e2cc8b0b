"""The skill catalogue with how many people hold each skill."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from dengta.domains.people import policies
from dengta.domains.people.models import AgentSkill, Employee, OnboardingItem, Skill
from dengta.domains.people.selectors.people import not_expired
from dengta.foundation.access import Actor


@dataclass(frozen=True)
class SkillCount:
    """A skill with its holders among the people the reader looks after, by level."""

    skill: Skill
    levels: tuple[int, ...]

    @property
    def holders(self) -> int:
        """All of them."""
        return sum(self.levels)


def checklist() -> "QuerySet[OnboardingItem, Any]":
    """The items of the onboarding in order, with how many people have each before them (`open_steps`). One query."""
    waiting = Count("steps", filter=Q(steps__done_at=None))
    rows = OnboardingItem.objects.filter(retired_on=None).annotate(open_steps=waiting)
    return rows.order_by("position", "pk")  # a sum drops the order of the model


def catalogue(actor: Actor, day: date) -> list[SkillCount]:
    """Every skill that is not retired, with how many hold it at levels 1 to 5 on a day. Two queries."""
    held = policies.see_skills.scope(actor, AgentSkill.objects.on(day)).filter(not_expired(day))
    active = held.filter(employee__status=Employee.Status.ACTIVE)
    counted = active.values_list("skill_id", "level").annotate(people=Count("pk")).order_by()
    counts = {(skill_id, level): people for skill_id, level, people in counted}
    return [
        SkillCount(skill, tuple(counts.get((skill.pk, level), 0) for level in range(1, 6)))
        for skill in Skill.objects.filter(retired_on=None)
    ]
