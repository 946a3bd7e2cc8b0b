"""On the page of a person: the calculators, filled in from the record, for those who may open it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from dengta.domains.disputes.forms.calculators import CALCULATORS
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.person import may_open_file
from dengta.foundation import slots


def with_person(request: HttpRequest, employee: Employee) -> Mapping[str, Any]:
    """Every calculator, with the person it is about."""
    return {"calculators": CALCULATORS.values(), "employee": employee}


def _may(request: HttpRequest, employee: Employee) -> bool:
    return may_open_file(request.user, employee)


def register() -> None:
    """Called once, at start."""
    slots.register(
        "person",
        slots.Panel(
            order=60, name="disputes.calculators", template="disputes/slot_person.html", context=with_person,
            visible=_may, queries=1,
        ),
    )  # fmt: skip
