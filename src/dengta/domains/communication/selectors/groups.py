"""The group chats of units, and which of them hear what is meant for some units."""

from collections.abc import Collection
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from dengta.domains.communication.models import Announcement, TeamGroup
from dengta.domains.communication.policies import groups as policies
from dengta.domains.people.selectors.organisation import units_below
from dengta.foundation.access import Actor

Said = Literal["announcements", "standups", "minutes"]
# The names of the robots by their ids.
Groups = dict[UUID, str]


def groups(actor: Actor) -> "QuerySet[TeamGroup]":
    """The groups of the units the reader answers for, and whether other units sit in them too. The secrets of robots
    stay where they are."""
    others = TeamGroup.objects.filter(robot=OuterRef("robot")).exclude(pk=OuterRef("pk"))
    rows = TeamGroup.objects.select_related("unit", "robot").defer("robot__url", "robot__secret")
    return policies.see.scope(actor, rows.annotate(is_shared=Exists(others)))


def hearing(said: Said, unit_ids: Collection[int], day: date) -> Groups:
    """The groups in which nobody sits but people of these units with all below them, who all get it themselves.

    A group of two units hears only what is for both. Two queries.
    """
    inside = units_below(unit_ids, day)
    connected = TeamGroup.objects.filter(robot__is_on=True)
    beyond = connected.exclude(unit__in=inside).values("robot")
    rows = connected.filter(unit__in=inside, **{said: True}).exclude(robot__in=beyond)
    return dict(rows.order_by("robot__name").values_list("robot", "robot__name"))


def hearing_of(announcement: Announcement, day: date) -> Groups:
    """The groups whose people all belong to its audience: none where a role, a skill or a queue narrows it. Four
    queries."""
    if announcement.audience.exists():
        return {}
    return hearing("announcements", list(announcement.units.values_list("pk", flat=True)), day)
