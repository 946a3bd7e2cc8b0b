"""Whoever has no account is told their target at a stand-up or in a 1:1, and a leader writes down that they agreed.

It counts as read (R-004) but never looks like an own click: the row says who told it, when, and what proves it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.goals.models import Acknowledgement, GoalVersion
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.services.acknowledgements import ACKNOWLEDGE, tell_leader
from dengta.domains.people.models import Account
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

Proof = Acknowledgement.Proof


@dataclass(frozen=True)
class Telling:
    """When and where targets were told, and what proves it: a witness, or the signature on the printed sheet."""

    told_on: date
    occasion: str
    proof: str
    witness_id: int | None = None


@transaction.atomic
def write_down_told(
    *, version_id: int, people: Collection[int], telling: Telling, by: Account, now: datetime
) -> list[Acknowledgement]:
    """These people were told their targets and agreed. All of them have no account of their own."""
    if not people:
        raise RuleViolation("goals.nobody_told")
    rows = list(_locked(version_id, people))
    if {row.employee_id for row in rows} != set(people):
        raise Acknowledgement.DoesNotExist
    for row in rows:
        _write(row, telling, by=by, now=now)
        _record(row, telling, by=by)
    todos.settle(kind=ACKNOWLEDGE, key=version_id, of=list(people))
    return rows


@transaction.atomic
def print_sheet(*, version: GoalVersion, unit_id: int, people: int, by: Account) -> None:
    """A sheet with the targets of a team leaves the house: that it did is on record."""
    record(by, "goals.sheet_printed", version, unit=unit_id, people=people)


@transaction.atomic
def write_down_objection(
    *, version_id: int, employee_id: int, note: str, telling: Telling, by: Account, now: datetime
) -> Acknowledgement:
    """Somebody without an account was told their target and objects: in their words, for whoever leads to answer."""
    row = _locked(version_id, [employee_id]).get()
    if not note.strip():
        raise RuleViolation("goals.objection_says_why")
    row.note, row.objects_to_it = note.strip(), True
    _write(row, telling, by=by, now=now)
    todos.settle(kind=ACKNOWLEDGE, key=version_id, of=[employee_id])
    tell_leader(row, row.employee, now=now)
    _record(row, telling, by=by)
    return row


def _locked(version_id: int, people: Collection[int]) -> QuerySet[Acknowledgement]:
    rows = Acknowledgement.objects.select_for_update(of=("self",)).select_related("version__goal", "employee")
    return rows.filter(version=version_id, employee__in=people).order_by("pk")


def _write(row: Acknowledgement, telling: Telling, *, by: Account, now: datetime) -> None:
    policies.tell.require(by, row)
    if row.version.status != GoalVersion.Status.ACTIVE:
        raise RuleViolation("goals.version_replaced")
    if row.employee.account_id is not None:
        raise RuleViolation("goals.has_account", name=row.employee.name)
    if row.given_at is not None:
        raise RuleViolation("goals.read_already", name=row.employee.name)
    _insist_on_proof(row, telling, by=by, now=now)
    row.given_at, row.told_by, row.told_on = now, by, telling.told_on
    row.occasion, row.proof, row.witness_id = telling.occasion, telling.proof, telling.witness_id
    row.save()


def _insist_on_proof(row: Acknowledgement, telling: Telling, *, by: Account, now: datetime) -> None:
    first = day_of(row.asked_at)
    if not first <= telling.told_on <= day_of(now):
        raise RuleViolation("goals.told_later", day=telling.told_on, first=first)
    if (telling.proof == Proof.WITNESS) != (telling.witness_id is not None):
        raise RuleViolation("goals.witness_missing")
    teller = getattr(by, "employee", None)
    if telling.witness_id is not None and telling.witness_id in {row.employee_id, teller.pk if teller else None}:
        raise RuleViolation("goals.witness_is_party")


def _record(row: Acknowledgement, telling: Telling, *, by: Account) -> None:
    record(
        by, "goals.acknowledged_on_paper", row.version, subject=row.employee_id, told_on=telling.told_on,
        occasion=telling.occasion, proof=telling.proof, witness=telling.witness_id, objects=row.objects_to_it,
    )  # fmt: skip
