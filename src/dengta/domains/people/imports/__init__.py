"""Files the people room takes in."""

from dengta.domains.people.imports.employees import Employees
from dengta.foundation import imports


def register() -> None:
    """Make the target known."""
    imports.register(Employees())
