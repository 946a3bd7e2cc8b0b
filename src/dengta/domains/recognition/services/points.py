"""Points: put into a budget, given, redeemed, taken back, expired."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.recognition.models import CatalogueItem, PointsAccount, PointsTransfer, Redemption, Reward
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.selectors.points import budget_over, catalogue, lapsing
from dengta.domains.recognition.services import ledger
from dengta.domains.recognition.services.budgets import insist_on_budget_from_above
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Kind = PointsTransfer.Kind
Accounts = PointsAccount.Kind


@transaction.atomic
def allot_points(*, unit_id: int, points: int, token: UUID, by: Account, now: datetime) -> PointsTransfer:
    """Put points into the budget of a unit: it and all below it give from there. `token`: sent twice, put in once."""
    unit = Unit.objects.get(pk=unit_id)
    insist_on_budget_from_above(unit, by=by, day=day_of(now))
    put = ledger.book(
        kind=Kind.ALLOTTED, key=token, source=ledger.the(Accounts.HOUSE), target=ledger.of_unit(unit_id),
        points=points, now=now, by=by,
    )  # fmt: skip
    record(by, "recognition.points_allotted", put, unit=unit.name, points=points)
    return put


@transaction.atomic
def credit_reward(*, reward_id: int, now: datetime) -> PointsTransfer | None:
    """Book the points of a reward on the account of the person, from the budget over their unit. Whichever part of the
    house promised them, they are kept: what no budget covers is booked from the house, and shown as such."""
    reward = Reward.objects.get(pk=reward_id)
    points = int(reward.amount)
    if reward.form != Reward.Form.POINTS or reward.takes_back_id is not None or points <= 0:
        return None
    known = PointsTransfer.objects.filter(kind__in=[Kind.GIVEN, Kind.BEYOND], key=str(reward.pk)).first()
    if known is not None:
        return known
    budget, person = budget_over(reward.unit_id, reward.granted_on), ledger.of_person(reward.employee_id)
    covered = budget is not None and budget.balance >= points
    source = budget if budget is not None and covered else ledger.the(Accounts.HOUSE)
    put = ledger.book(
        kind=Kind.GIVEN if covered else Kind.BEYOND, key=reward.pk, source=source, target=person, points=points,
        now=now, by=reward.granted_by, reward=reward,
    )  # fmt: skip
    record(reward.granted_by, "recognition.points_given", put, subject=reward.employee_id, points=points)
    return put


@transaction.atomic
def return_points(*, reward: Reward, by: Account, now: datetime) -> PointsTransfer | None:
    """A reward is taken back: points that were given go where they came from, those it was redeemed for to the person.
    Refused where the person has spent what was given."""
    booked = PointsTransfer.objects.filter(kind__in=[Kind.GIVEN, Kind.BEYOND, Kind.REDEEMED], reward=reward).first()
    if booked is None:
        return None
    return ledger.book(
        kind=Kind.RETURNED, key=reward.pk, source=booked.target, target=booked.source, points=booked.points, now=now,
        by=by, reward=reward,
    )  # fmt: skip


@transaction.atomic
def redeem_points(*, item_id: int, token: UUID, by: Account, now: datetime) -> Redemption:
    """The person takes something from the catalogue: points go, one less is left, and it is a reward like any other,
    which those who grant leave, flexible work and gifts hear of. `token`: sent twice, redeemed once."""
    employee = Employee.objects.filter(pk=policies.own_id(by)).first()
    if employee is None or not policies.works_here(by):
        raise NotAllowed("not_allowed", right=policies.browse.name)
    account = ledger.of_person(employee.pk)
    PointsAccount.objects.select_for_update().get(pk=account.pk)
    known = Redemption.objects.filter(token=token, employee=employee).first()
    if known is not None:
        return known
    item = catalogue(by).select_for_update(of=("self",)).get(pk=item_id)
    _take_one(item)
    redeemed = Redemption.objects.create(
        item=item, employee=employee, token=token, points=item.points, redeemed_at=now
    )  # fmt: skip
    given = Given(
        form=Reward.Form(item.form), source=Reward.Source.REDEMPTION, key=f"redemption-{redeemed.pk}",
        title=item.title, known_on=day_of(now), amount=Decimal(item.amount),
    )  # fmt: skip
    redeemed.reward = grant_reward(employee=employee, given=given, by=None, now=now)
    redeemed.save(update_fields=["reward"])
    ledger.book(
        kind=Kind.REDEEMED, key=redeemed.pk, source=account, target=ledger.the(Accounts.REDEEMED), points=item.points,
        now=now, by=by, reward=redeemed.reward,
    )  # fmt: skip
    record(by, "recognition.points_redeemed", redeemed, subject=employee.pk, points=item.points)
    return redeemed


def _take_one(item: CatalogueItem) -> None:
    """One less is left; whoever asks for the last one at the same time is told that it is gone."""
    if item.stock is None:
        return
    if not CatalogueItem.objects.filter(pk=item.pk, stock__gt=0).update(stock=F("stock") - 1):
        raise RuleViolation("recognition.catalogue_gone", title=item.shown_title)


@transaction.atomic
def expire_points(*, now: datetime) -> int:
    """Points that nobody redeemed within their time lapse. Done again on the same day it finds nothing. Answers how
    many people it was."""
    day, people = day_of(now), 0
    for account in PointsAccount.objects.filter(kind=Accounts.PERSON, balance__gt=0).order_by("pk"):
        assert account.employee_id is not None, "the account of a person"
        due = lapsing(account.employee_id, day)
        if due:
            put = ledger.book(
                kind=Kind.EXPIRED, key=f"{account.employee_id}:{day:%Y-%m-%d}", source=account,
                target=ledger.the(Accounts.EXPIRED), points=due, now=now,
            )  # fmt: skip
            record(None, "recognition.points_expired", put, subject=account.employee_id, points=due)
            people += 1
    return people


@transaction.atomic
def save_item(*, item_id: int | None, by: Account, now: datetime, **words: object) -> CatalogueItem:
    """Put something into the catalogue, or change what it costs and how many there are. What was redeemed stays as it
    was."""
    if item_id is None:
        item = CatalogueItem(made_at=now, **words)
        policies.set_budget.require(by, item.unit)
    else:
        item = CatalogueItem.objects.select_for_update(of=("self",)).get(pk=item_id)
        policies.furnish.require(by, item)
        for name, value in words.items():
            setattr(item, name, value)
    item.save()
    record(by, "recognition.catalogue_changed", item, title=item.title, points=item.points)
    return item
