"""Whom an announcement reaches: units first, narrowed by roles, skills and what the rooms above add (queues)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from dengta.domains.people.models import AgentSkill, Employee, Membership, RoleGrant, Skill, Unit
from dengta.domains.people.selectors.organisation import units_below
from dengta.domains.people.selectors.people import not_expired
from dengta.foundation.access import Actor, Role

Text = str | Promise


@dataclass(frozen=True)
class Choice:
    """Something one can choose; `key` is what is kept of it."""

    key: str
    label: Text


@dataclass(frozen=True)
class AudienceSource:
    """A way to narrow an audience.

    `choices` says what the author may choose from; `condition` is true for the employees whom any of the keys means on
    a day.
    """

    name: str
    label: Text
    choices: Callable[[Actor, date], Sequence[Choice]]
    condition: Callable[[Collection[str], date], Q]


@dataclass(frozen=True)
class TopicSource:
    """Sorts of contacts that an announcement may be about; keys are kept as "name:key"."""

    name: str
    label: Text
    choices: Callable[[Actor, date], Sequence[Choice]]


_sources: dict[str, AudienceSource] = {}
_topics: dict[str, TopicSource] = {}


def register_audience_source(source: AudienceSource) -> None:
    """Add a way to narrow an audience; called in `apps.ready()`. The same name twice is a bug."""
    if source.name in _sources:
        message = f"there is an audience source {source.name!r} already"
        raise ValueError(message)
    _sources[source.name] = source


def register_topic_source(source: TopicSource) -> None:
    """Add sorts of contacts; called in `apps.ready()`. The same name twice is a bug."""
    if source.name in _topics:
        message = f"there is a topic source {source.name!r} already"
        raise ValueError(message)
    _topics[source.name] = source


def audience_sources() -> tuple[AudienceSource, ...]:
    """All ways to narrow an audience, in the order of their registration."""
    return tuple(_sources.values())


def topic_choices(actor: Actor, day: date) -> list[tuple[str, list[tuple[str, Text]]]]:
    """What an announcement may be about, grouped by source, as choices of a form."""
    return [
        (str(source.label), [(f"{source.name}:{each.key}", each.label) for each in source.choices(actor, day)])
        for source in _topics.values()
    ]


def reached(unit_ids: Collection[int], lines: Mapping[str, Collection[str]], day: date) -> "QuerySet[Employee]":
    """Everybody at work on `day` in these units or below, whom each of the narrowings means; with the company, also
    those who belong to no team.

    One query, and two for the tree. An unknown source (of a room that is not there any more) reaches nobody rather than
    everybody.
    """
    rows = Employee.objects.filter(status=Employee.Status.ACTIVE)
    if not Unit.objects.filter(pk__in=unit_ids, kind=Unit.Kind.COMPANY).exists():
        members = Membership.objects.on(day).filter(unit_id__in=units_below(unit_ids, day))
        rows = rows.filter(pk__in=members.values("employee_id"))
    for name, keys in lines.items():
        source = _sources.get(name)
        rows = rows.filter(source.condition(keys, day)) if source else rows.none()
    return rows.order_by("pk")


def role_choices(actor: Actor, day: date) -> list[Choice]:
    """Every role, agents first."""
    return [Choice(role.value, role.label) for role in Role if role is not Role.CLIENT]


def holding_role(keys: Collection[str], day: date) -> Q:
    """Employees with one of these roles; an agent is whoever holds none."""
    granted = RoleGrant.objects.on(day).exclude(role=Role.AGENT)
    holders = Q(account__in=granted.filter(role__in=keys).values("account_id"))
    plain = Q(account=None) | ~Q(account__in=granted.values("account_id"))
    return holders | plain if Role.AGENT in keys else holders


def skill_choices(actor: Actor, day: date) -> list[Choice]:
    """The skills that are given."""
    return [Choice(str(skill.pk), skill.label) for skill in Skill.objects.filter(retired_on=None)]


def having_skill(keys: Collection[str], day: date) -> Q:
    """Employees with one of these skills, certificate not expired."""
    held = AgentSkill.objects.on(day).filter(not_expired(day), skill_id__in=[int(key) for key in keys])
    return Q(pk__in=held.values("employee_id"))
