"""What pay is reckoned on, as a list for whoever keeps it and as the history of one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from dengta.domains.goals.models import PayBase, PayBaseChange, RaiseProposal, WorkedHours
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.policies import raises as raise_policies
from dengta.domains.people.models import Employee, Membership
from dengta.foundation.access import Actor

MONTHS_SHOWN = 12


def bases(actor: Actor, on: date) -> "QuerySet[PayBase, Any]":
    """All entries that this person may see, with the team of their person (`team_id`, `team_name`). One query."""
    home = Membership.objects.on(on).filter(employee=OuterRef("employee"))
    rows = policies.see_base.scope(actor, PayBase.objects.all()).select_related("employee", "written_by__employee")
    return rows.annotate(
        team_id=Subquery(home.values("unit_id")[:1]), team_name=Subquery(home.values("unit__name")[:1])
    )


def without_base(actor: Actor, on: date) -> QuerySet[Employee]:
    """People at work whose base this person keeps and nobody has entered: they are in no sum. One query."""
    known = PayBase.objects.on(on).filter(employee=OuterRef("pk"))
    rows = policies.write_bases_of.scope(actor, Employee.objects.filter(status=Employee.Status.ACTIVE))
    at_work = Membership.objects.on(on).filter(employee=OuterRef("pk"))
    return rows.filter(Exists(at_work)).exclude(Exists(known)).exclude(account=actor.pk).order_by("pinyin", "pk")


@dataclass(frozen=True)
class Entry:
    """An entry with its corrections, and the raise that it came from."""

    base: PayBase
    changes: Sequence[PayBaseChange]
    raised_by: RaiseProposal | None
    raise_opens: bool

    @property
    def reason(self) -> str:
        """Why it was entered; of a raise its own words say it."""
        return "" if self.raised_by else self.base.reason

    @property
    def fixed(self) -> Decimal:
        """The fixed wage, opened."""
        return Decimal(self.base.fixed)

    @property
    def variable(self) -> Decimal:
        """The performance pay at coefficient 1, opened."""
        return Decimal(self.base.variable)


def history_of(actor: Actor, employee: Employee) -> list[Entry]:
    """All entries of a person who was opened, the newest first. Four queries."""
    changes = PayBaseChange.objects.select_related("changed_by__employee")
    rows = policies.see_base.scope(actor, PayBase.objects.filter(employee=employee)).select_related(
        "written_by__employee"
    )
    found = list(rows.prefetch_related(Prefetch("changes", queryset=changes)).order_by("-valid_from"))
    raises = _raises_of(found)
    opens = set(raise_policies.visible(actor).filter(pk__in=list(raises)).values_list("pk", flat=True))
    entries = []
    for row in found:
        raised_by = raises.get(number) if (number := _raise_of(row)) else None
        entries.append(Entry(row, list(row.changes.all()), raised_by, bool(raised_by and raised_by.pk in opens)))
    return entries


def _raises_of(rows: Sequence[PayBase]) -> Mapping[UUID, RaiseProposal]:
    numbers = {number: row.employee_id for row in rows if (number := _raise_of(row))}
    found = RaiseProposal.objects.filter(pk__in=numbers, employee__in=set(numbers.values()))
    return {one.pk: one for one in found}


def _raise_of(row: PayBase) -> UUID | None:
    """The raise that stands as the reason, where the house itself wrote the entry: people write words."""
    try:
        return UUID(row.reason) if row.written_by_id is None else None
    except ValueError:
        return None


def hours_on_record(employee: Employee) -> list[WorkedHours]:
    """The last months of somebody for whom hours were entered. One query."""
    rows = WorkedHours.objects.filter(employee=employee).select_related("written_by__employee")
    return list(rows.order_by("-month")[:MONTHS_SHOWN])
