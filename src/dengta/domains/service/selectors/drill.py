"""The rows behind a number: the same condition that counted them, so that they are exactly those.

Reads the facts, through their indexes by team, agent or day: one query for the tree, one per page of rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet

from dengta.domains.service import policies
from dengta.domains.service.models import AgentState, Complaint, Contact, Survey
from dengta.domains.service.selectors.kpis import Kpi, Table, kpi_named
from dengta.domains.service.selectors.measures import BY_COLUMN, SHORT, Basis
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.selectors.unfinished import late_contacts, open_contacts
from dengta.foundation.access import Actor, Permission


class Part(StrEnum):
    """Which side of the fraction."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


_STATE_OF = {
    "handling_s": AgentState.State.HANDLING,
    "wrap_state_s": AgentState.State.WRAP,
    "available_s": AgentState.State.AVAILABLE,
}
_RIGHTS: dict[type[Model], Permission[Any]] = {
    Contact: policies.see_contacts,
    Survey: policies.see_surveys,
    Complaint: policies.see_complaints,
    AgentState: policies.see_state_rows,
}


@dataclass(frozen=True)
class Rows:
    """Facts of one kind behind one side of a KPI.

    Where numerator and denominator count the same kind of fact, each row carries `hit`: whether it is in the numerator.
    """

    kpi: Kpi
    side: Mapping[str, int]
    rows: QuerySet[Any]
    model: type[Model]

    def amount_of(self, row: Any) -> int:
        """What one row adds to this side of the fraction."""
        if isinstance(row, AgentState):
            return row.seconds
        return int(getattr(row, "is_late", False)) + sum(
            weight * BY_COLUMN[column].amount(row)
            for column, weight in self.side.items()
            if getattr(row, f"in_{column}")
        )


def rows_behind(actor: Actor, *, kpi: str, where: Slice, part: Part = Part.DENOMINATOR) -> Rows:
    """The facts that one side of a KPI counts in this slice, newest first, as far as `actor` may read such rows.

    A plain count has one side only; behind a percentile stand the contacts whose duration is known.
    """
    wanted = kpi_named(kpi)
    side = wanted.numerator if part is Part.NUMERATOR or not wanted.denominator else wanted.denominator
    if wanted.table is Table.STATES:
        return _state_rows(actor, wanted, side, where)
    basis = BY_COLUMN[next(iter(side))].basis if side else Basis.CREATED
    condition = _any_of(side) if side else open_contacts()
    late = Q(pk__in=())
    if wanted.overdue and where.now is not None and side is wanted.denominator:
        late = late_contacts(wanted.overdue, now=where.now)
    if wanted.percentile is not None:
        condition = Q(**{f"{wanted.percentile[0]}_s__isnull": False}) & ~SHORT
    rows = _RIGHTS[basis.model].scope(actor, basis.model._default_manager.all())
    rows = rows.filter(condition | late, where.people(), where.work(), where.units(basis.day))
    if where.quarters is not None and basis is Basis.CREATED:
        rows = rows.filter(where.clock())
    elif wanted.table is not Table.OPEN:
        rows = rows.filter(where.days(basis.day))
    if where.type is not None:
        rows = rows.filter(type_id=where.type)
    rows = rows.annotate(**{f"in_{column}": _flag(BY_COLUMN[column].rows()) for column in side})
    rows = rows.annotate(is_late=_flag(late)) if wanted.overdue else rows
    if {BY_COLUMN[column].basis for column in wanted.numerator} == {basis}:
        rows = rows.annotate(hit=_flag(_any_of(wanted.numerator)))
    rows = rows.select_related("agent", "unit", "queue", "type").order_by(f"-{basis.day}", "-pk")
    return Rows(wanted, side, rows, basis.model)


def _any_of(side: Mapping[str, int]) -> Q:
    condition = Q(pk__in=())
    for column in side:
        condition |= BY_COLUMN[column].rows() or Q(pk__isnull=False)
    return condition


def _flag(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition or Q(pk__isnull=False), output_field=BooleanField())


def _state_rows(actor: Actor, kpi: Kpi, side: Mapping[str, int], where: Slice) -> Rows:
    rows = policies.see_state_rows.scope(
        actor, AgentState.objects.filter(state__in=[_STATE_OF[column] for column in side])
    )
    rows = rows.filter(where.days("business_day"), where.people(), where.units("business_day"))
    rows = rows.select_related("agent", "unit").order_by("-business_day", "-start_at", "-pk")
    return Rows(kpi, side, rows, AgentState)
