"""Who is on a list by its rule, who has their share, and what it costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from dengta.domains.people.models import Employee, Membership, RoleGrant, Unit, UnitClosure
from dengta.domains.recognition.models import BenefitList, Grant
from dengta.domains.recognition.policies import benefits as policies
from dengta.engines.labour_law.periods import add_months
from dengta.foundation.access import Actor, Role

NOTHING = Decimal(0)
HANDED = Q(grants__state__in=(Grant.State.USED, Grant.State.BOOKED, Grant.State.EXPIRED))


def entitled(row: BenefitList) -> QuerySet[Employee]:
    """Whom the rule names: everybody who belongs to the unit on the day that counts and has been here long enough;
    whoever is on leave, ill or on long leave as well. Of the company also who stands in no team. One query."""
    day = row.counts_on
    below = UnitClosure.objects.on(day).filter(ancestor=row.unit_id).values("descendant")
    inside = Membership.objects.on(day).filter(Q(unit=row.unit_id) | Q(unit__in=below)).values("employee")
    people = Employee.objects.exclude(status=Employee.Status.LEFT, left_on__lte=day)
    people = people.exclude(status=Employee.Status.LEFT, left_on=None)
    if row.unit.kind == Unit.Kind.COMPANY:
        guests = RoleGrant.objects.on(day).filter(role=Role.CLIENT).values("account")
        people = people.filter(Q(hired_on__lte=day) | Q(pk__in=inside)).exclude(account__in=guests)
    else:
        people = people.filter(pk__in=inside)
    if row.months_here:
        people = people.filter(hired_on__lte=add_months(day, -row.months_here))
    return people


def lists(actor: Actor) -> QuerySet[BenefitList]:
    """The lists of the reader’s units, with how many are on each and have their share. One query."""
    rows = policies.see_lists.scope(actor, BenefitList.objects.all()).select_related("unit")
    return rows.annotate(people=Count("grants"), handed=Count("grants", filter=HANDED))


def grants_of(actor: Actor, row: BenefitList) -> QuerySet[Grant]:
    """Who is on it, of those the reader may see. One query."""
    rows = policies.see_grants.scope(actor, Grant.objects.filter(of_list=row))
    return rows.select_related("employee", "unit", "booked_by__employee")


@dataclass(frozen=True)
class Bill:
    """What a list costs: for everybody on it, and for what was handed out."""

    people: int
    handed: int
    planned: Decimal
    spent: Decimal

    @property
    def waiting(self) -> str:
        """How many have nothing in their hands yet."""
        return str(self.people - self.handed)


def bill(row: BenefitList) -> Bill:
    """Of all people on the list, or of those the rule would name today. One query."""
    is_drawn = row.state in (BenefitList.State.DRAWN, BenefitList.State.CLOSED)
    if not is_drawn:
        people = entitled(row).count()
        return Bill(people, 0, people * row.quantity * row.unit_cost, NOTHING)
    handed = Q(state__in=(Grant.State.USED, Grant.State.BOOKED, Grant.State.EXPIRED))
    sums = row.grants.aggregate(
        people=Count("pk"), handed=Count("pk", filter=handed),
        all=Coalesce(Sum("quantity"), NOTHING), given=Coalesce(Sum("quantity", filter=handed), NOTHING),
    )  # fmt: skip
    return Bill(sums["people"], sums["handed"], sums["all"] * row.unit_cost, sums["given"] * row.unit_cost)


def units_for_lists(actor: Actor, day: date) -> QuerySet[Unit]:
    """For which units the reader may decide a list. One query."""
    rows = Unit.objects.exclude(closed_on__lte=day).order_by("kind", "name", "pk")
    return policies.list_for.scope(actor, rows)
