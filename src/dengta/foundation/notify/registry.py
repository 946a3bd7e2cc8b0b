"""Kinds of notices, and the channels that carry messages out of the house."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from dengta.foundation.notify.models import OutboxMessage


@dataclass(frozen=True)
class Kind:
    """What sort of news this is. The label is all that an e-mail's subject says: names stay inside."""

    label: str | Promise
    email: bool


_UNKNOWN = Kind(_("There is news for you"), email=True)
_kinds: dict[str, Kind] = {}
_channels: dict[str, Callable[["OutboxMessage"], None]] = {}


def register_kind(kind: str, label: str | Promise, *, email: bool = True) -> None:
    """Give notices of this kind ("people.contract_ends") their label, and say whether they also go out by e-mail."""
    if kind in _kinds:
        message = f"notice kind {kind!r} is registered already"
        raise ValueError(message)
    _kinds[kind] = Kind(label, email)


def kind_of(kind: str) -> Kind:
    """The kind of that name; one without a name of its own where nobody registered it."""
    return _kinds.get(kind, _UNKNOWN)


def register_channel(name: str, carry: Callable[["OutboxMessage"], None]) -> None:
    """Have messages of this channel carried by `carry(message)`, which raises when it could not."""
    if name in _channels:
        message = f"channel {name!r} is registered already"
        raise ValueError(message)
    _channels[name] = carry


def carrier(channel: str) -> Callable[["OutboxMessage"], None]:
    """The function that carries messages of this channel. Raises LookupError for one that is not installed."""
    return _channels[channel]
