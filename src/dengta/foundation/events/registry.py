"""Who wants to hear of what."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from dengta.foundation.events.models import Delivery

E = TypeVar("E")


class Subscription(NamedTuple):
    """A receiver of one type of event."""

    event_type: type
    receiver: str
    handle: Callable[[Any], None]


_subscriptions: dict[str, Subscription] = {}
_when_parked: list[Callable[["Delivery"], None]] = []


def subscribe(event_type: type[E], receiver: str, handle: Callable[[E], None]) -> None:
    """Have `handle(event)` called for each event of this type, by the worker, in order, in one transaction with the
    note that it was delivered.

    `receiver` is the lasting name of this subscription ("goals.recompute_targets"). The handler must be short: what
    takes longer than a moment it enqueues as a job.
    """
    if receiver in _subscriptions:
        message = f"event receiver {receiver!r} is subscribed already"
        raise ValueError(message)
    _subscriptions[receiver] = Subscription(event_type, receiver, handle)


def receivers_of(event_type: type) -> list[str]:
    """The names of those who subscribed to this type."""
    return [name for name, subscription in _subscriptions.items() if subscription.event_type is event_type]


def subscription(receiver: str) -> Subscription | None:
    """The subscription of that name; None for one of another version of the product."""
    return _subscriptions.get(receiver)


def when_parked(receiver: Callable[["Delivery"], None]) -> None:
    """Call `receiver(delivery)` in the transaction that parks a delivery."""
    _when_parked.append(receiver)


def tell_parked(delivery: "Delivery") -> None:
    """Tell everybody who asked that this delivery waits for somebody to decide."""
    for receiver in _when_parked:
        receiver(delivery)


def type_name(event_type: type) -> str:
    """The lasting name of an event type: its room and its class ("people.EmployeeMoved")."""
    room = event_type.__module__.removesuffix(".events").rpartition(".")[2]
    return f"{room}.{event_type.__name__}"
