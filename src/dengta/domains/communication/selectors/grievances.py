"""Who handles a grievance, and what its readers may read."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Grievance, GrievanceStep
from dengta.domains.communication.policies import grievances as policies
from dengta.domains.communication.selectors.chain import leaders_of
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.people.selectors.people import people
from dengta.foundation.access import Actor, Role
from dengta.foundation.rules import Rule

R_148 = Rule(
    "R-148",
    _("A grievance has number and clock at once; who is complained about is never on its route; calming comes first"),
)
Status, Kind = Grievance.Status, GrievanceStep.Kind


def grievances(actor: Actor) -> QuerySet[Grievance]:
    """What the reader brought or handles. One query."""
    return policies.see.scope(actor, Grievance.objects.all()).select_related("complainant", "handler", "accused")


def steps_of(grievance: Grievance, *, reader: int) -> list[GrievanceStep]:
    """The way so far, oldest first; notes of the handlers only for them. One query."""
    steps = grievance.steps.select_related("by").order_by("at", "pk")
    return list(steps.exclude(kind=Kind.NOTE) if reader == grievance.complainant_id else steps)


def handler_for(
    *, complainant: Employee, accused: Employee | None, day: date, beyond: Collection[int] = ()
) -> Employee | None:
    """Who handles it: the nearest leader, beyond the person complained about and whoever answers to them; where no
    leader is left somebody of HR, then of those who lead the house. None only where nobody is left at all."""
    excluded = {complainant.pk, *beyond} | ({accused.pk} if accused is not None and R_148.applies else set())
    chain = leaders_of(complainant, day)
    if accused is not None and R_148.applies:
        places = [place for place, leader in enumerate(chain) if leader.pk == accused.pk]
        # Those below the accused answer to them: they are no free judges.
        chain = chain[places[-1] + 1 :] if places else chain
    others = [*chain, *_holders(Role.HR, day), *_holders(Role.EXECUTIVE, day)]
    return next((one for one in others if one.pk not in excluded), None)


def _holders(role: Role, day: date) -> list[Employee]:
    accounts = accounts_holding(role, above=None, day=day)
    return list(Employee.objects.filter(account__in=accounts).select_related("account").order_by("pk"))


def handled_before(grievance: Grievance) -> set[int]:
    """Everybody who had it in hand so far. One query."""
    had = set(grievance.handlers.values_list("employee_id", flat=True))
    return had | ({grievance.escalated_to_id} if grievance.escalated_to_id else set())


def may_be_about(by: Account, day: date) -> QuerySet[Employee]:
    """Whom a grievance can name: colleagues the person can see, everybody who leads them, and HR."""
    leaders = [leader.pk for leader in leaders_of(by.employee, day)]
    office = [one.pk for one in _holders(Role.HR, day)]
    seen = people(by, day).values("pk")
    rows = Employee.objects.filter(Q(pk__in=seen) | Q(pk__in=[*leaders, *office]))
    return rows.exclude(pk=by.employee.pk)


def late(day: date) -> QuerySet[Grievance]:
    """Open ones whose first talk or whose answer is late, not yet called to the next level."""
    missed = Q(calmed_at__isnull=True, calm_by__lt=day) | Q(answer_by__lt=day)
    return Grievance.objects.filter(missed, status=Status.OPEN, escalated_at__isnull=True)


def stranded(day: date) -> list[Grievance]:
    """Open ones whose handler may not handle them any more: left, or leads nobody now."""
    entitled = {
        account.pk
        for account in accounts_holding(Role.TEAM_LEAD, Role.SUPERVISOR, Role.HR, Role.EXECUTIVE, above=None, day=day)
    }
    rows = Grievance.objects.filter(status__in=(Status.OPEN, Status.ANSWERED)).select_related("handler")
    return [row for row in rows if row.handler is None or row.handler.account_id not in entitled]
