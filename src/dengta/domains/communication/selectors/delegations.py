"""Which tasks were handed over, and which groups hand over none."""

from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Delegation
from dengta.domains.communication.policies import delegations as policies
from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit
from dengta.domains.people.selectors.organisation import visible_units
from dengta.foundation.access import Actor, Role
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_040 = Rule("R-040", _("Each group hands over a task with authority every month"))
EACH_MONTH = Parameter(
    "communication.delegations_each_month",
    1,
    _("How many tasks with authority a group hands over in a month"),
    unit="tasks",
    check=lambda tasks: tasks >= 0,
)


def delegations(actor: Actor) -> QuerySet[Delegation]:
    """What was handed over, as far as the reader may know. One query."""
    return policies.see.scope(actor, Delegation.objects.all()).select_related("giver", "employee", "unit", "loan")


def month_of(day: date) -> tuple[date, date]:
    """The month of a day as [first, next first)."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def groups_without(actor: Actor, day: date) -> list[Unit]:
    """Led groups in which no task with authority ran in the month of `day`; nothing where enough did. Two queries."""
    first, following = month_of(day)
    ran = Q(delegated__starts_on__lt=following, delegated__ends_on__gte=first)
    # Taken back before the month began, it did not run in it.
    ran &= Q(delegated__ended_at__isnull=True) | Q(delegated__ended_at__date__gte=first)
    led = RoleGrant.objects.on(day).filter(role=Role.TEAM_LEAD).values("unit_id")
    units = policies.give.scope(actor, Unit.objects.filter(pk__in=led)).order_by("name", "pk")
    counted = units.annotate(tasks=Count("delegated", filter=ran, distinct=True))
    return list(counted.filter(tasks__lt=EACH_MONTH.on(day))) if R_040.applies else []


def units_to_delegate_in(actor: Actor, day: date) -> QuerySet[Unit]:
    """Where the reader may hand tasks over."""
    return policies.give.scope(actor, visible_units(actor, day))


def receivers(actor: Account, day: date) -> QuerySet[Employee]:
    """Who can be given something: people at work with an account in the units one leads, never oneself. One query."""
    units = policies.give.scope(actor, Unit.objects.all()).values("pk")
    members = Membership.objects.on(day).filter(unit__in=units).values("employee_id")
    people = Employee.objects.filter(pk__in=members, account__is_active=True, status=Employee.Status.ACTIVE)
    return people.exclude(account_id=actor.pk).order_by("pinyin", "pk")


def running(actor: Actor, day: date) -> QuerySet[Delegation]:
    """What the reader may decide for others today."""
    rows = delegations(actor).filter(starts_on__lte=day, ends_on__gte=day, ended_at__isnull=True)
    return rows.filter(Q(employee__account_id=actor.pk)).order_by(F("ends_on"), "pk")
