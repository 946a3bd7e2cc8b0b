"""Kinds of notices, and the channels that carry messages out of the house."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from dengta.foundation.notify.models import OutboxMessage


@dataclass(frozen=True)
class Kind:
    """What sort of news this is. The label is all that an e-mail's subject says: names stay inside.

    `confidential`: that there is such news is nobody else's affair. `discreet`: everyday news about one person that is
    told outside in the same neutral words, so that these words give nothing away.
    """

    label: str | Promise
    email: bool
    confidential: bool = False
    discreet: bool = False

    @property
    def is_neutral_outside(self) -> bool:
        """Whether outside the house nothing says what it is."""
        return self.confidential or self.discreet


_UNKNOWN = Kind(_("There is news for you"), email=True)
Carry = Callable[["OutboxMessage"], None]
_kinds: dict[str, Kind] = {}
_channels: dict[str, Carry] = {}
_labels: dict[str, str | Promise] = {}


class TryLater(Exception):
    """A channel is asked too often, or is not there: nothing is wrong with the message, so it keeps its attempts."""

    def __init__(self, reason: object, *, wait: timedelta = timedelta(minutes=1)) -> None:
        super().__init__(str(reason))
        self.wait = wait


class GiveUp(Exception):
    """A channel will never take this message: the sentence says why, and what would help."""


def register_kind(
    kind: str, label: str | Promise, *, email: bool = True, confidential: bool = False, discreet: bool = False
) -> None:
    """Give notices of this kind ("people.contract_ends") their label.

    `email=False`: they stay in the bell and go out by no channel. `confidential`: outside the house nothing says what
    it is, neither words nor address, and no report counts it. `discreet`: everyday, but told outside in these same
    words; of all that is about one person alone, so that nobody concludes from neutral words that it is a grievance.
    """
    if kind in _kinds:
        message = f"notice kind {kind!r} is registered already"
        raise ValueError(message)
    _kinds[kind] = Kind(label, email, confidential, discreet)


def kind_of(kind: str) -> Kind:
    """The kind of that name; one without a name of its own where nobody registered it."""
    return _kinds.get(kind, _UNKNOWN)


def neutral_label() -> str | Promise:
    """What stands outside where the sort of news is nobody's affair."""
    return _UNKNOWN.label


def confidential_kinds() -> list[str]:
    """The kinds that no report counts."""
    return sorted(name for name, kind in _kinds.items() if kind.confidential)


def register_channel(name: str, carry: Carry, *, label: str | Promise = "") -> None:
    """Have messages of this channel carried by `carry(message)`, which raises when it could not."""
    if name in _channels:
        message = f"channel {name!r} is registered already"
        raise ValueError(message)
    _channels[name] = carry
    _labels[name] = label or name


def carrier(channel: str) -> Carry:
    """The function that carries messages of this channel. Raises LookupError for one that is not installed."""
    return _channels[channel]


def channel_label(channel: str) -> str | Promise:
    """What people call the channel."""
    return _labels.get(channel, channel)


def channel_choices() -> list[tuple[str, str | Promise]]:
    """All channels, for a filter."""
    return list(_labels.items())
