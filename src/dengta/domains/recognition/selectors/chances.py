"""Who is among the best of two quarters, compared with their like alone, and who of them has no plan yet (R-086)."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.people.selectors.organisation import LEADING_ROLES, team_on
from dengta.domains.performance.selectors.closed_results import (
    ClosedResult,
    branches_under_way,
    closed_results,
)
from dengta.domains.recognition.models import CareerChance
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors.benefit_parameters import FEWEST_COMPARED, PLAN_DAYS, TOP_PERCENT
from dengta.domains.recognition.selectors.judged_days import quarter_of
from dengta.foundation.access import Actor
from dengta.foundation.calendar.days import working_days_between
from dengta.foundation.rules import Rule

R_086 = Rule("R-086", _("A career chance as incentive: the best of two quarters get a plan with HR"))
# Whom somebody is compared with: the branch by whose plan both are appraised, and whether they lead.
Group = tuple[int, bool]


@dataclass(frozen=True)
class Best:
    """Somebody is among the best of a group over two quarters."""

    employee_id: int
    unit_id: int
    branch_id: int
    leads: bool
    score: float
    place: int
    people: int


def best_of(day: date) -> Sequence[Best]:
    """The best of the last two whole quarters before `day`, by group: the given share of those with closed results of
    both, once all appraisals of the branch in both are closed – the best of those closed first would be others. Equal
    results stand on the same place. Of a group too small nothing is said. Seven queries."""
    first, second, end = (quarter_of(day, back=back) for back in (2, 1, 0))
    both = _of_both(closed_results(first, second), closed_results(second, end))
    leading = _who_leads([one.employee_id for one, _score in both], end)
    under_way = branches_under_way(first, end)
    groups: dict[Group, list[tuple[ClosedResult, float]]] = defaultdict(list)
    for one, score in both:
        if one.branch_id in under_way:
            continue
        groups[one.branch_id, one.employee_id in leading].append((one, score))
    fewest, percent = FEWEST_COMPARED.on(day), TOP_PERCENT.on(day)
    teams = team_on([one.employee_id for one, _score in both], day)
    return [
        Best(one.employee_id, teams[one.employee_id], branch, leads, score, place, len(rows))
        for (branch, leads), rows in sorted(groups.items())
        if len(rows) >= fewest
        for place, one, score in _top(rows, percent)
        if one.employee_id in teams
    ]


def _of_both(
    before: Iterable[ClosedResult], after: Iterable[ClosedResult]
) -> list[tuple[ClosedResult, float]]:  # fmt: skip
    """Whoever has results of both quarters by the plan of the same branch: each quarter counts the same."""
    first, second = _by_person(before), _by_person(after)
    return [
        (rows[-1], (fmean(one.result for one in first[key]) + fmean(one.result for one in rows)) / 2)
        for key, rows in sorted(second.items())
        if key in first
    ]


def _by_person(results: Iterable[ClosedResult]) -> Mapping[tuple[int, int], list[ClosedResult]]:
    found: dict[tuple[int, int], list[ClosedResult]] = defaultdict(list)
    for one in results:
        found[one.employee_id, one.branch_id].append(one)
    return found


def _who_leads(employee_ids: Sequence[int], day: date) -> set[int]:
    grants = RoleGrant.objects.on(day).filter(role__in=LEADING_ROLES, account__employee__in=employee_ids)
    return set(grants.values_list("account__employee", flat=True))


def _top(
    rows: Sequence[tuple[ClosedResult, float]], percent: int
) -> list[tuple[int, ClosedResult, float]]:  # fmt: skip
    """The share of them from the top, rounded down, at least one; and whoever reached the same as the last of them."""
    ordered = sorted(rows, key=lambda row: (-row[1], row[0].employee_id))
    cut = ordered[max(1, math.floor(len(ordered) * percent / 100)) - 1][1]
    return [
        (1 + sum(other > score for _one, other in ordered), one, score) for one, score in ordered if score >= cut
    ]  # fmt: skip


def chances(actor: Actor) -> QuerySet[CareerChance]:
    """Those the reader may know of, newest first. One query."""
    rows = CareerChance.objects.filter(policies.visible_chances(actor))
    return rows.select_related("employee__account", "unit", "branch", "planned_by__employee")


def others(actor: Actor) -> QuerySet[CareerChance]:
    """The list that HR and whoever leads the branch read: without the own row."""
    return chances(actor).exclude(employee_id=policies.own_id(actor))


def own(actor: Actor) -> QuerySet[CareerChance]:
    """Plans that lie before the reader or run."""
    return chances(actor).filter(employee_id=policies.own_id(actor))


def is_overdue(chance: CareerChance, day: date) -> bool:
    """Whether a plan has been missing for longer than the days for it: it is marked on the list (R-086). Two
    queries where there is none yet."""
    if chance.state != CareerChance.State.LISTED:
        return False
    took = working_days_between(start=chance.found_on, end=day)
    return R_086.warns(when=took > PLAN_DAYS.on(day))


def still_here(employee_ids: Iterable[int]) -> set[int]:
    """Those of them who work here. One query."""
    rows = Employee.objects.filter(pk__in=list(employee_ids)).exclude(status=Employee.Status.LEFT)
    return set(rows.values_list("pk", flat=True))
