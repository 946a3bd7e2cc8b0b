"""Questions about contracts: whose dates come up, and what has been reminded of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.people import policies
from dengta.domains.people.models import Employee, Employment, EmploymentReminder
from dengta.foundation.access import Actor
from dengta.foundation.settings.parameters import Parameter

REMIND_DAYS = Parameter(
    "people.reminder_days",
    30,
    _("How long before a contract or a probation ends HR is reminded"),
    unit="days",
    check=lambda days: 1 <= days <= 365,
)
# After two fixed terms in a row the law gives a right to an open-ended one.
TERMS_IN_A_ROW = 3


@dataclass(frozen=True)
class Due:
    """A date of an employment that comes up, or a term that should be looked at."""

    employment: Employment
    kind: str
    due_on: date

    @property
    def employee(self) -> Employee:
        """Whose it is."""
        return self.employment.employee

    @property
    def label(self) -> str:
        """What comes up, in words."""
        return str(EmploymentReminder.Kind(self.kind).label)


def due_reminders(day: date, *, seen_by: Actor | None = None) -> list[Due]:
    """What lies within the notice period on `day`, the nearest first; all of it, or what the reader may see."""
    until = day + timedelta(days=REMIND_DAYS.on(day))
    soon = (
        Q(ends_on__range=(day, until))
        | Q(probation_ends_on__range=(day, until))
        | Q(term=Employment.Term.FIXED, signing__gte=TERMS_IN_A_ROW)
    )
    rows = Employment.objects.on(day).filter(soon).exclude(employee__status=Employee.Status.LEFT)
    if seen_by is not None:
        seen = policies.see_file.scope(seen_by, Employee.objects.all())
        rows = rows.filter(employee__in=seen)
    found = [due for row in rows.select_related("employee__account") for due in _dates_of(row, day, until)]
    return sorted(found, key=lambda due: (due.due_on, due.employee.pk, due.kind))


def _dates_of(row: Employment, day: date, until: date) -> Iterator[Due]:
    kinds = EmploymentReminder.Kind
    if row.ends_on is not None and day <= row.ends_on <= until:
        yield Due(row, kinds.CONTRACT_END, row.ends_on)
    if row.probation_ends_on is not None and day <= row.probation_ends_on <= until:
        yield Due(row, kinds.PROBATION_END, row.probation_ends_on)
    if row.term == Employment.Term.FIXED and row.signing >= TERMS_IN_A_ROW:
        yield Due(row, kinds.THIRD_TERM, row.signed_on)


def contracts_of(employee: Employee) -> list[Employment]:
    """All terms somebody has worked under, the newest first. One query."""
    return list(Employment.objects.filter(employee=employee).order_by("-valid_from"))
