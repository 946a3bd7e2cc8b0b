"""Which measures were decided, for everything that counts them. A talk helps and is none of them."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce, TruncMonth

from dengta.domains.communication.selectors.clock import day_of, start_of
from dengta.domains.recognition.models import Case, Measure

State = Case.State
# Decided, and not lifted since: an appeal that lifts a measure closes the case.
STANDING = (State.DECIDED, State.DELIVERED, State.APPEALED, State.FINAL, State.EXECUTED, State.EXPIRED)
MEASURED = Measure.REMINDER
SEVERE = Measure.WRITTEN_WARNING
# What an appeal left of the measure, where it left less.
GIVEN = Coalesce("appeal__measure", "measure")


def measures_given(start: date, end: date, *, at_least: Measure = MEASURED) -> "QuerySet[Case]":
    """Cases decided from `start` up to, not including, `end` with at least this measure (`given`); what was lifted
    since does not count, what was made milder counts as that."""
    decided = Case.objects.filter(state__in=STANDING, decided_at__gte=start_of(start), decided_at__lt=start_of(end))
    return decided.annotate(given=GIVEN).filter(given__gte=at_least).order_by()


def concluded(start: date, end: date) -> "QuerySet[Any]":
    """Cases in which a breach was found to be the own conduct, and which came to their end in this time: with a measure
    or without. `given` is the measure, none for 0."""
    found = Q(cause=Case.Cause.AGENT, found_at__isnull=False)
    kept = Q(state__in=STANDING, decided_at__gte=start_of(start), decided_at__lt=start_of(end))
    closed = Q(state=State.CLOSED, closed_at__gte=start_of(start), closed_at__lt=start_of(end))
    without = ~Q(closing__in=[Case.Closing.LIFTED, Case.Closing.WITHDRAWN])
    return Case.objects.filter(found, kept | (closed & without)).annotate(given=Coalesce(GIVEN, 0)).order_by()


def measures_by_unit_and_month(unit_ids: Collection[int], start: date, end: date) -> Mapping[tuple[int, date], int]:
    """Measures by the team in which it happened and the first day of the month in which they were decided. Months
    without one are left out. One query."""
    rows = measures_given(start, end).filter(unit__in=unit_ids).annotate(month=TruncMonth("decided_at"))
    counted = rows.values_list("unit_id", "month").annotate(n=Count("pk"))
    return {(unit_id, day_of(month)): n for unit_id, month, n in counted}


class SevereGiven(NamedTuple):
    """A severe measure: the team in which it happened, who decided it and when."""

    unit: int
    decider: int
    at: datetime


def severe_given(start: date, end: date) -> list[SevereGiven]:
    """Every severe measure of a time. One query."""
    rows = measures_given(start, end, at_least=SEVERE).filter(decider__isnull=False)
    found = rows.values_list("unit_id", "decider_id", "decided_at")
    return [SevereGiven(unit, decider, at) for unit, decider, at in found if at is not None]


def measured_days(start: date, end: date) -> list[tuple[int, int, date]]:
    """Of each measure: team, person, day of the decision. One query."""
    rows = measures_given(start, end).values_list("unit_id", "employee_id", "decided_at")
    return [(unit_id, employee_id, day_of(at)) for unit_id, employee_id, at in rows if at is not None]
