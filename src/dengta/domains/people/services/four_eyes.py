"""Nobody decides about themselves: not about the own contract, level, data, onboarding or role."""

from dengta.domains.people.models import Account, Employee
from dengta.foundation.errors import RuleViolation


def not_about_oneself(employee: Employee, *, by: Account | None) -> None:
    """Refuse when `by` is the person the decision is about."""
    if by is not None and employee.account_id == by.pk:
        raise RuleViolation("people.not_about_yourself")
