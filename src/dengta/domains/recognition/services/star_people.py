"""Who approves a star: somebody entitled who is not on the shortlist, has no tie with anybody on it, and did not write
the criteria."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Model

from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.recognition.models import StarMonth
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors.involvement import tied_to
from dengta.domains.recognition.services.ties import insist_untied
from dengta.foundation.access import Permission, Role, facts_of, holders_of
from dengta.foundation.errors import RuleViolation

M = TypeVar("M", bound=Model)


def insist_on_another(month: StarMonth, *, by: Account, day: date) -> None:
    """Nobody decides about themselves or who is close to them, and whoever set the rule does not decide by it as
    well."""
    listed = _listed(month)
    if facts_of(by).employee_id in listed:
        raise RuleViolation("recognition.star_decided_by_a_candidate")
    if month.criteria.written_by_id == by.pk:
        raise RuleViolation("recognition.star_decided_by_the_writer")
    insist_untied(listed, by=by, day=day)


def _listed(month: StarMonth) -> set[int]:
    return set(month.standings.filter(is_candidate=True).values_list("employee_id", flat=True))


def who_approves(month: StarMonth, day: date) -> list[Employee]:
    """Those for whom it waits."""
    listed = _listed(month)
    barred = listed | tied_to(listed, day)
    people = entitled(month.unit_id, day, policies.decide, month)
    return [one for one in people if one.account_id != month.criteria.written_by_id and one.pk not in barred]


def entitled(unit_id: int, day: date, right: Permission[M], row: M) -> list[Employee]:
    """Those who lead the client or work in HR, and hold this right on the row; HR after the line."""
    line: Iterable[Employee] = (one.employee for one in leading(unit_id, day))
    hr = Employee.objects.filter(account__in=[one.pk for one in holders_of({Role.HR})]).select_related("account")
    found = {one.pk: one for one in (*line, *hr.order_by("pk"))}
    return [one for one in found.values() if one.account is not None and right.allows(one.account, row)]
