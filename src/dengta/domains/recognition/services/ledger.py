"""The one place where points move: out of one account and into another, in one step, each matter once."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from dengta.domains.people.models import Account
from dengta.domains.recognition.models import PointsAccount, PointsTransfer, Reward
from dengta.foundation.errors import RuleViolation

Kind = PointsAccount.Kind


def the(kind: Kind) -> PointsAccount:
    """The one account of a kind: what the house put in, what was redeemed, what expired."""
    return PointsAccount.objects.get_or_create(kind=kind)[0]


def of_person(employee_id: int) -> PointsAccount:
    """Somebody's account."""
    return PointsAccount.objects.get_or_create(kind=Kind.PERSON, employee_id=employee_id)[0]


def of_unit(unit_id: int) -> PointsAccount:
    """The budget of a unit."""
    return PointsAccount.objects.get_or_create(kind=Kind.BUDGET, unit_id=unit_id)[0]


@transaction.atomic
def book(
    *, kind: PointsTransfer.Kind, key: object, source: PointsAccount, target: PointsAccount, points: int,
    now: datetime, by: Account | None = None, reward: Reward | None = None,
) -> PointsTransfer:  # fmt: skip
    """Move points, and keep that they were moved. Asked again for the same matter it moves nothing.

    Both balances and the entry are written together or not at all. Nobody spends what is not there: who asks at the
    same time waits for the lock, and the database refuses a balance below zero whatever the code says.
    """
    pair = sorted([source.pk, target.pk])
    held = {one.pk: one for one in PointsAccount.objects.select_for_update().filter(pk__in=pair).order_by("pk")}
    known = PointsTransfer.objects.filter(kind=kind, key=str(key)).first()
    if known is not None:
        return known
    have = held[source.pk].balance
    if source.kind != Kind.HOUSE and have < points:
        raise RuleViolation("recognition.points_short", have=have, need=points)
    PointsAccount.objects.filter(pk=source.pk).update(balance=F("balance") - points)
    PointsAccount.objects.filter(pk=target.pk).update(balance=F("balance") + points)
    return PointsTransfer.objects.create(
        kind=kind, key=str(key), source=source, target=target, points=points, reward=reward, booked_at=now, booked_by=by
    )
