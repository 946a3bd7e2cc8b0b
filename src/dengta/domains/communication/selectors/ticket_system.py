"""The port for contacts: what they are about, how many there are, and who the customer behind a number is.

The service room fills it at start. Without it reports have no topics, and flags are found by their reference alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dengta.foundation.access import Actor


class Topic(NamedTuple):
    """What contacts can be about."""

    key: str
    name: str


@dataclass(frozen=True)
class TicketSystem:
    """`topics` are those the reader works with; `count` counts contacts on one since a day, as far as the reader sees
    sums; `customer` is the key of the customer behind a number that was typed in."""

    topics: Callable[[Actor], Sequence[Topic]]
    count: Callable[[Actor, str, date], int]
    customer: Callable[[Actor, str], int | None]


_system: list[TicketSystem] = []


def connect(system: TicketSystem) -> None:
    """Fill the port; called at start."""
    _system[:] = [system]


def topics(actor: Actor) -> list[Topic]:
    """The topics to choose from."""
    return list(_system[0].topics(actor)) if _system else []


def contacts_since(actor: Actor, topic: str, day: date) -> int | None:
    """How many contacts on this topic came in since `day`; None where nobody counts."""
    return _system[0].count(actor, topic, day) if _system and topic else None


def customer_behind(actor: Actor, reference: str) -> int | None:
    """The key of the customer behind a ticket number or customer number; None where nobody can tell."""
    return _system[0].customer(actor, reference) if _system else None
