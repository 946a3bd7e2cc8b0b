"""Files the goals room takes in."""

from dengta.domains.goals.imports.pay_bases import PayBases
from dengta.domains.goals.imports.worked_hours import HoursOfMonth
from dengta.foundation import imports


def register() -> None:
    """Make the targets known."""
    imports.register(PayBases())
    imports.register(HoursOfMonth())
