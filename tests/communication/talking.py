"""What tests of requests, grievances and mediations share: days, clocks, who is told, who has it in the inbox."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.test import Client

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Account, Employee
from dengta.foundation.notify.models import Notice
from tests.conftest import NOW

TODAY = NOW.date()
SignedIn = Callable[[Employee], Client]
Hire = Callable[..., Employee]


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def at(day: int, month: int = 11, hour: int = 10) -> datetime:
    """A moment of 2026."""
    return datetime.combine(date(2026, month, day), time(hour), NOW.tzinfo)


def inbox(employee: Employee) -> list[tuple[str, str]]:
    """Kind and title of what waits for somebody."""
    return list(Todo.objects.filter(employee=employee).order_by("kind", "pk").values_list("kind", "title"))


def told(employee: Employee) -> list[str]:
    """The titles of their notices, oldest first."""
    return list(Notice.objects.filter(account=account(employee)).order_by("pk").values_list("title", flat=True))
