"""Which room of the house books what was granted: the roster flexible work, the leave account days of leave.

A room above registers itself in `apps.ready()`. What nobody takes is booked by hand, by HR, who are asked to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from dengta.domains.recognition.events import BenefitGranted


@dataclass(frozen=True)
class Taker:
    """A room that books grants of one kind by itself.

    `take` books one, within the transaction that grants it; a RuleViolation says that it cannot, and then a person is
    asked. `release` takes an unused one back. Days taken come back through `services.grants.note_use`.
    """

    name: str
    label: str | Promise
    take: Callable[[BenefitGranted], None]
    release: Callable[[int, datetime], None]


_takers: dict[str, Taker] = {}


def register_taker(
    kind: str, name: str, *, label: str | Promise, take: Callable[[BenefitGranted], None],
    release: Callable[[int, datetime], None],
) -> None:  # fmt: skip
    """Let a room book grants of this kind from now on. A second one for the same kind is a bug."""
    if kind in _takers:
        message = f"grants of kind {kind!r} are taken by {_takers[kind].name!r} already"
        raise ValueError(message)
    _takers[kind] = Taker(name, label, take, release)


def taker_of(kind: str) -> Taker | None:
    """Who books grants of this kind; None as long as a person does."""
    return _takers.get(kind)
