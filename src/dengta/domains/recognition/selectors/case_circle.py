"""Who can see a case, each by name and with the reason (R-107): what the right says, the other way round."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Employee, RoleGrant, UnitClosure
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.recognition.models import Case
from dengta.domains.recognition.policies.cases import KEPT, OVER
from dengta.domains.recognition.selectors.case_actions import part_of
from dengta.foundation.access import Role

# Whose right to read a case hangs on having been given it by name; the others reach it through the unit.
BY_NAME = (Role.TEAM_LEAD, Role.EXECUTIVE)


@dataclass
class Reader:
    """Somebody who can open the case, and why."""

    employee: Employee
    why: list[str | Promise] = field(default_factory=list)


def circle_of(case: Case, day: date, *, told: bool = False) -> list[Reader]:
    """Everybody who can open it on a day: the person first, then by what they do in it. `told`: as the person may know
    it, who learns every name, but of proposals nothing. Seven queries."""
    found: dict[int, Reader] = {}
    if case.noticed_at is not None:
        found[case.employee_id] = Reader(case.employee, [_("it is about them")])
    given = _given(case, told=told) if _lasts(case, day) else {}
    reach = _reaching(case, day)
    reading = {*reach, *_holding(BY_NAME, case, list(given), day)}
    people = Employee.objects.in_bulk([pk for pk in reading if pk != case.employee_id])
    for pk in sorted(people, key=lambda one: (one not in given, one)):
        found[pk] = Reader(people[pk], [*given.get(pk, ()), *reach.get(pk, ())])
    return list(found.values())


def _given(case: Case, *, told: bool) -> dict[int, list[str | Promise]]:
    """By employee, what was given to them by name. One query."""
    appeal, shield = part_of(case, "appeal"), part_of(case, "shield")
    agrees = _("deals with it") if told else _("is asked to agree")
    decides = _("deals with it") if told and case.delivered_on is None else _("decides it")
    named: list[tuple[int | None, str | Promise]] = [
        (case.handler_id, _("handles it")),
        (case.decider_id, decides),
        *(
            (asked, agrees)
            for asked in sorted(set(case.approvals.filter(digest=case.digest).values_list("asked", flat=True)))
        ),
        (appeal.hearer_id if appeal else None, _("hears the appeal")),
        (shield.reviewer_id if shield else None, _("looks at the good faith")),
    ]
    given: dict[int, list[str | Promise]] = {}
    for pk, why in named:
        if pk is not None:
            given.setdefault(pk, []).append(why)
    return given


def _reaching(case: Case, day: date) -> dict[int, list[str | Promise]]:
    """Whoever reaches it through the unit it happened in. Two queries."""
    reach: dict[int, list[str | Promise]] = {}
    for role, why in ((Role.SUPERVISOR, _("leads the unit it happened in")), (Role.HR, _("is HR there"))):
        accounts = accounts_holding(role, above=case.unit_id, day=day)
        for pk in Employee.objects.filter(account__in=accounts).values_list("pk", flat=True):
            reach.setdefault(pk, []).append(why)
    return reach


def _lasts(case: Case, day: date) -> bool:
    """Whether those who dealt with it still have it by name: until some days after its end."""
    ended = case.counts_until if case.closed_at is None else day_of(case.closed_at)
    return case.state not in OVER or (ended is not None and ended > day - KEPT)


def _holding(roles: tuple[Role, ...], case: Case, people: list[int], day: date) -> set[int]:
    """Who of them holds such a role there, or above."""
    above = UnitClosure.objects.on(day).filter(descendant=case.unit_id).values("ancestor")
    grants = RoleGrant.objects.on(day).filter(role__in=roles, unit__in=above, account__is_active=True)
    return set(grants.filter(account__employee__in=people).values_list("account__employee", flat=True))
