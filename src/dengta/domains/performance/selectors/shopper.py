"""Questions to mystery visits, each narrowed by who may know of them."""

from datetime import date

from django.db.models import QuerySet

from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.organisation import units_below
from dengta.domains.performance.models import Scenario, ShopperPlan, ShopperVisit, VisitEvidence
from dengta.domains.performance.policies import shopper as policies
from dengta.foundation.access import Actor
from dengta.foundation.files.models import StoredFile

Status = ShopperVisit.Status


def plans(actor: Actor) -> QuerySet[ShopperPlan]:
    """Plans that this person may know of. One query."""
    return policies.plans(actor).select_related("unit")


def visits(actor: Actor, plan: ShopperPlan) -> QuerySet[ShopperVisit]:
    """The visits of a plan. One query."""
    rows = policies.visits(actor).filter(plan=plan).select_related("target", "shopper", "scenario", "unit")
    return rows.order_by("visit_by", "pk")


def visit(actor: Actor) -> QuerySet[ShopperVisit]:
    """For the page of one visit of those who plan."""
    return policies.visits(actor).select_related(
        "plan", "target", "shopper", "scenario", "unit", "decided_by__employee"
    )


def scenarios(actor: Actor) -> QuerySet[Scenario]:
    """The library. One query."""
    rows = policies.see_scenarios.scope(actor, Scenario.objects.filter(retired_on=None))
    return rows.select_related("unit").order_by("title", "pk")


def results(actor: Actor) -> QuerySet[ShopperVisit]:
    """Closed visits to this person, or to those they lead; the shopper is not in the rows. One query."""
    return policies.results(actor).select_related("target", "unit", "scenario")


def given_to(actor: Actor) -> QuerySet[ShopperVisit]:
    """Visits that this person makes. One query."""
    return policies.given_to(actor).select_related("scenario", "target", "unit").order_by("visit_by", "pk")


def people_of(plan: ShopperPlan, day: date) -> QuerySet[Employee]:
    """Whom a plan can be about. One query."""
    members = Membership.objects.on(day).filter(unit__in=units_below([plan.unit_id], day))
    rows = Employee.objects.filter(pk__in=members.values("employee_id"), status=Employee.Status.ACTIVE)
    return rows.order_by("pinyin", "pk")


def shoppers(day: date) -> QuerySet[Employee]:
    """Who can make visits: everybody at work who can sign in. One query."""
    rows = Employee.objects.filter(status=Employee.Status.ACTIVE, account__is_active=True)
    return rows.order_by("pinyin", "pk")


def judged(row: ShopperVisit) -> list[tuple[str, int, int | None]]:
    """(criterion, weight, value) as they stood when the visit was planned."""
    answers = row.answers or [None] * len(row.criteria)
    return [(text, weight, value) for (text, weight), value in zip(row.criteria, answers, strict=True)]


def may_see_evidence(actor: Actor, stored: StoredFile) -> bool:
    """Those who plan the visit; once it is closed, the person visited and those who lead them. Not the shopper: whoever
    downloads a file stands in the record, and so would they."""
    of_file = VisitEvidence.objects.filter(file=stored).values("visit_id")
    known = policies.visits(actor).filter(pk__in=of_file)
    return known.exists() or policies.results(actor).filter(pk__in=of_file).exists()
