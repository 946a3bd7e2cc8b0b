"""Who is on a list by its rule, who has their share, and what it costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from dengta.domains.people.models import Employee, Membership, RoleGrant, Unit, UnitClosure
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.recognition.models import BenefitList, Grant, Reward
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.policies.bonuses import spend
from dengta.domains.recognition.selectors.bonuses import budget_in, spent
from dengta.domains.recognition.selectors.judged_days import month_after, month_of
from dengta.domains.recognition.selectors.reward_parameters import LARGE_FROM
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


def cost_of_one(row: BenefitList) -> Decimal:
    """What each on the list costs the house; of hours it is the time alone."""
    return row.quantity * row.unit_cost if row.form == Reward.Form.GIFT else NOTHING


def is_large(row: BenefitList) -> bool:
    """Whether it is more than whoever gives from the budget of the unit decides: by what each gets, or because all of
    it, with the other gifts of its month, is above what the budget has left. Some queries for each of those lists."""
    if cost_of_one(row) > LARGE_FROM.on(row.counts_on):
        return True
    month = month_of(row.counts_on)
    budget = budget_in(row.unit_id, month, row.counts_on)
    if budget is None or row.form != Reward.Form.GIFT:
        return False
    below = UnitClosure.objects.on(row.counts_on).filter(ancestor=budget.unit_id).values("descendant")
    others = BenefitList.objects.filter(Q(unit=budget.unit_id) | Q(unit__in=below), form=Reward.Form.GIFT)
    others = others.filter(counts_on__gte=month, counts_on__lt=month_after(month)).exclude(pk=row.pk)
    promised = others.exclude(state__in=[BenefitList.State.DRAFT, BenefitList.State.WITHDRAWN]).select_related("unit")
    left = budget.amount - spent(budget.unit_id, month, row.counts_on)
    return sum((bill(one).planned for one in (row, *promised)), start=NOTHING) > left


def who_fixes(row: BenefitList, day: date) -> list[Employee]:
    """A second person for its rule: somebody entitled who did not write it and, where there is such a person, is not on
    it; of a large one nobody who gives from the budget. Queries by account that leads or looks after people there."""
    roles = (Role.SUPERVISOR, Role.EXECUTIVE, Role.HR)
    found = [one for one in accounts_holding(*roles, above=row.unit_id, day=day) if one.pk != writer_of(row)]
    found = [one for one in found if policies.may_fix(one, row)]
    if is_large(row):
        found = [one for one in found if not spend.allows(one, row.unit)]
    people = list(Employee.objects.filter(account__in=found).select_related("account").order_by("pk"))
    listed = set(entitled(row).filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True))
    return [one for one in people if one.pk not in listed] or people


def writer_of(row: BenefitList) -> int:
    """The account that wrote the draft as it stands."""
    return row.changed_by_id or row.created_by_id


def units_for_lists(actor: Actor, day: date) -> QuerySet[Unit]:
    """For which units the reader may decide a list. One query."""
    rows = Unit.objects.exclude(closed_on__lte=day).order_by("kind", "name", "pk")
    return policies.list_for.scope(actor, rows)
