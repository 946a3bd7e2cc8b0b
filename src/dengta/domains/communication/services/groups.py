"""Connecting the group chat of a unit, saying what goes there, and letting go of it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dengta.domains.communication.models import TeamGroup
from dengta.domains.communication.policies import groups as policies
from dengta.domains.communication.policies.reach import beyond_the_wall
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account, Unit
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import GroupRobot
from dengta.foundation.notify.policies import set_up_channels


@dataclass(frozen=True)
class Goes:
    """What is said in the group."""

    announcements: bool
    standups: bool
    minutes: bool


@transaction.atomic
def connect_group(*, unit_id: int, robot_id: UUID, goes: Goes, by: Account, now: datetime) -> TeamGroup:
    """Say that the people of a unit, and nobody of another client, sit in this group."""
    if not set_up_channels.anywhere(by):
        raise NotAllowed("not_allowed", right=set_up_channels.name)
    _insist_on_something(goes)
    unit = Unit.objects.get(pk=unit_id)
    if unit.closed_on is not None and unit.closed_on <= day_of(now):
        raise RuleViolation("communication.group_unit_closed", unit=unit.name)
    # Locked: two who connect it at once, or remove it meanwhile, come one after the other.
    robot = GroupRobot.objects.select_for_update().filter(pk=robot_id).first()
    if robot is None:
        raise RuleViolation("communication.group_gone")
    if not robot.is_on:
        raise RuleViolation("communication.group_off", group=robot.name)
    known = TeamGroup.objects.filter(robot=robot)
    if known.filter(unit=unit).exists():
        raise RuleViolation("communication.group_twice", group=robot.name, unit=unit.name)
    other = known.filter(beyond_the_wall(unit.pk)).select_related("unit").first()
    if other is not None:
        raise RuleViolation("communication.group_of_another_client", group=robot.name, unit=other.unit.name)
    group = TeamGroup.objects.create(unit=unit, robot=robot, name=robot.name, **asdict(goes))
    record(by, "communication.group_connected", group, unit=unit.name, group=robot.name, **asdict(goes))
    return group


@transaction.atomic
def change_group(*, group_id: int, goes: Goes, by: Account) -> TeamGroup:
    """Say anew what goes there."""
    group = _locked(group_id, by=by)
    if group.robot is None:
        raise RuleViolation("communication.group_gone")
    _insist_on_something(goes)
    for name, value in asdict(goes).items():
        setattr(group, name, value)
    group.save(update_fields=list(asdict(goes)))
    record(by, "communication.group_changed", group, unit=group.unit.name, group=group.title, **asdict(goes))
    return group


@transaction.atomic
def disconnect_group(*, group_id: int, by: Account) -> None:
    """Nothing of this unit is said there any more."""
    group = _locked(group_id, by=by)
    record(by, "communication.group_disconnected", group, unit=group.unit.name, group=group.title)
    group.delete()


def _locked(group_id: int, *, by: Account) -> TeamGroup:
    rows = TeamGroup.objects.select_for_update(of=("self",)).select_related("unit", "robot")
    group = rows.defer("robot__url", "robot__secret").get(pk=group_id)
    policies.change.require(by, group)
    return group


def _insist_on_something(goes: Goes) -> None:
    if not any(asdict(goes).values()):
        raise RuleViolation("communication.group_says_nothing")
