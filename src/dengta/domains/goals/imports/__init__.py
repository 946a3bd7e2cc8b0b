"""Files the goals room takes in."""

from dengta.domains.goals.imports.pay_bases import PayBases
from dengta.foundation import imports


def register() -> None:
    """Make the target known."""
    imports.register(PayBases())
