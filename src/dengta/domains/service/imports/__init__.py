"""Files the service room takes in."""

from dengta.domains.service.imports.contacts import Contacts
from dengta.domains.service.imports.voices import Complaints, Ratings
from dengta.domains.service.imports.work import Intervals, States
from dengta.foundation import imports

__all__ = ["Complaints", "Contacts", "Intervals", "Ratings", "States"]


def register() -> None:
    """Make all targets known."""
    for target in (Contacts(), States(), Intervals(), Ratings(), Complaints()):
        imports.register(target)
