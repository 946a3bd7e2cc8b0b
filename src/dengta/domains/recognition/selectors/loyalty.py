"""Which loyalty plan holds on a day, who reached what, and who reaches it next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Q, QuerySet

from dengta.domains.people.models import Employee, Membership, RoleGrant, Unit
from dengta.domains.recognition.models import Grant, LoyaltyPlan, LoyaltyStep, Milestone
from dengta.domains.recognition.models.loyalty import anniversary
from dengta.domains.recognition.policies import benefits as policies
from dengta.foundation.access import Actor, Role

ONE_DAY = timedelta(days=1)


def plans() -> list[LoyaltyPlan]:
    """All versions, newest first, with what they give. Two queries."""
    return list(LoyaltyPlan.objects.prefetch_related("steps").order_by("-number"))


def plan_on(known: Sequence[LoyaltyPlan], day: date) -> LoyaltyPlan | None:
    """The version that holds on a day. No query."""
    return next((one for one in sorted(known, key=_begins, reverse=True) if one.effective_on <= day), None)


def _begins(plan: LoyaltyPlan) -> date:
    return plan.effective_on


def staff(day: date) -> QuerySet[Employee]:
    """Whom the plan is for: everybody who works here, whoever is on long leave as well; not the contacts of clients."""
    guests = RoleGrant.objects.on(day).filter(role=Role.CLIENT).values("account")
    rows = Employee.objects.exclude(status=Employee.Status.LEFT).filter(hired_on__isnull=False)
    return rows.exclude(account__in=guests)


@dataclass(frozen=True)
class Due:
    """Somebody reaches a step of the plan on a day."""

    employee: Employee
    step: LoyaltyStep
    reached_on: date


def reached_between(people: QuerySet[Employee], start: date, end: date) -> list[Due]:
    """Who reaches which step on a day from `start` to `end`, by the version that holds on that day; what was entered
    already is left out. Two queries, and one for each step of each version."""
    known = sorted(plans(), key=_begins)
    found = [
        due
        for plan in known
        for due in _of_plan(plan, people, start, end)
        if plan_on(known, due.reached_on) == plan
    ]  # fmt: skip
    for before, plan in pairwise(known):
        if start <= plan.effective_on <= end:
            found.extend(_in_between(before, plan, people))
    entered = set(
        Milestone.objects.filter(employee__in={due.employee.pk for due in found}).values_list(
            "employee_id", "years", "form"
        )
    )
    fresh = [due for due in found if (due.employee.pk, due.step.years, due.step.form) not in entered]
    return sorted(fresh, key=lambda due: (due.reached_on, due.employee.pk, due.step.years, due.step.form))


def _of_plan(plan: LoyaltyPlan, people: QuerySet[Employee], start: date, end: date) -> Iterator[Due]:
    first = max(start, plan.effective_on)
    if first > end:
        return
    for step in plan.steps.all():
        # A day more on either side: of those who came on 29 February the day is looked at exactly.
        earliest, latest = _years_before(first, step.years) - ONE_DAY, _years_before(end, step.years) + ONE_DAY
        for one in people.filter(hired_on__gte=earliest, hired_on__lte=latest).select_related("account"):
            assert one.hired_on is not None, "asked for"
            day = anniversary(one.hired_on, step.years)
            if first <= day <= end:
                yield Due(one, step, day)


def _in_between(before: LoyaltyPlan, plan: LoyaltyPlan, people: QuerySet[Employee]) -> Iterator[Due]:
    """Whoever has passed a step of the new version and had one of the same form ahead, by the version before, that is
    gone now: they get the new one on its first day, so that a step moved forward takes it from nobody (R-083)."""
    old, new = ({(one.years, one.form) for one in version.steps.all()} for version in (before, plan))
    first = plan.effective_on
    for step in plan.steps.all():
        gone = [years for years, form in old - new if form == step.form and years > step.years]
        if not gone or (step.years, step.form) in old:
            continue
        earliest, latest = _years_before(first, max(gone)) - ONE_DAY, _years_before(first, step.years) + ONE_DAY
        for one in people.filter(hired_on__gte=earliest, hired_on__lte=latest).select_related("account"):
            assert one.hired_on is not None, "asked for"
            if anniversary(one.hired_on, step.years) < first <= anniversary(one.hired_on, max(gone)):
                yield Due(one, step, first)


def _years_before(day: date, years: int) -> date:
    return anniversary(day, -years)


@dataclass(frozen=True)
class Ahead:
    """A step that somebody of the reader’s people reaches soon, and in which team they are."""

    due: Due
    team: str


def ahead(actor: Actor, day: date, *, days: int = 90) -> list[Ahead]:
    """What the reader’s people reach next, soonest first. A query for each step of each version, and four more."""
    members = policies.see_milestones.scope(actor, staff(day))
    found = reached_between(members.exclude(pk=policies.own_id(actor)), day + ONE_DAY, day + timedelta(days=days))
    ids = {one.employee.pk for one in found}
    teams = dict(
        Membership.objects.on(day).filter(employee__in=ids).values_list("employee_id", "unit__name").order_by()
    )
    return [Ahead(due, teams.get(due.employee.pk, "")) for due in found]


def own_next(actor: Actor, day: date) -> Due | None:
    """The next step of the reader. A query for each step."""
    me = Employee.objects.filter(pk=policies.own_id(actor))
    return next(iter(reached_between(me, day + ONE_DAY, day + timedelta(days=3660))), None)


def milestones(actor: Actor) -> QuerySet[Milestone]:
    """What was entered for those the reader may see, newest first. One query."""
    rows = Milestone.objects.select_related("employee", "reward__unit", "step__plan")
    condition = policies.see_grants.condition(actor)
    return rows.filter(Q(reward__grant__in=Grant.objects.filter(condition).values("pk")))


def company() -> Unit | None:
    """Where those count who stand in no team. One query."""
    return Unit.objects.filter(kind=Unit.Kind.COMPANY).order_by("pk").first()
