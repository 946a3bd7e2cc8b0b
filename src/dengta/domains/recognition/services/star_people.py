"""Who approves a star: somebody entitled who is not on the shortlist and did not write the criteria."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Model

from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.recognition.models import StarMonth
from dengta.domains.recognition.policies import stars as policies
from dengta.foundation.access import Permission, Role, facts_of, holders_of
from dengta.foundation.errors import RuleViolation

M = TypeVar("M", bound=Model)


def insist_on_another(month: StarMonth, *, by: Account) -> None:
    """Nobody decides about themselves, and whoever set the rule does not decide by it as well."""
    me = facts_of(by).employee_id
    if me is not None and month.standings.filter(employee=me, is_candidate=True).exists():
        raise RuleViolation("recognition.star_decided_by_a_candidate")
    if month.criteria.written_by_id == by.pk:
        raise RuleViolation("recognition.star_decided_by_the_writer")


def who_approves(month: StarMonth, day: date) -> list[Employee]:
    """Those for whom it waits."""
    barred = {month.criteria.written_by_id}
    listed = set(month.standings.filter(is_candidate=True).values_list("employee_id", flat=True))
    people = entitled(month.unit_id, day, policies.decide, month)
    return [one for one in people if one.account_id not in barred and one.pk not in listed]


def entitled(unit_id: int, day: date, right: Permission[M], row: M) -> list[Employee]:
    """Those who lead the client or work in HR, and hold this right on the row; HR after the line."""
    line: Iterable[Employee] = (one.employee for one in leading(unit_id, day))
    hr = Employee.objects.filter(account__in=[one.pk for one in holders_of({Role.HR})]).select_related("account")
    found = {one.pk: one for one in (*line, *hr.order_by("pk"))}
    return [one for one in found.values() if one.account is not None and right.allows(one.account, row)]
