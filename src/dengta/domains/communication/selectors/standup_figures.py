"""The three numbers of a stand-up, which a room above knows: it says here where to ask for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dengta.foundation.access import Actor


@dataclass(frozen=True, slots=True)
class About:
    """What a panel of the slot "standup" is about: a team, on the day of its stand-up."""

    unit: int
    day: date


@dataclass(frozen=True, slots=True)
class Number:
    """One number of yesterday: `n` is the sample it rests on, `url` opens the rows behind it."""

    label: str
    value: str
    n: int
    url: str = ""
    few: bool = False


Source = Callable[[Actor, About], Sequence[Number]]
_sources: list[Source] = []


def provide(source: Source) -> None:
    """Name the function that knows the numbers; called once, by the room that counts contacts."""
    _sources[:] = [source]


def numbers_for(actor: Actor, about: About) -> list[Number]:
    """What the reader may see of yesterday; nothing where no room counts anything."""
    return [number for source in _sources for number in source(actor, about)]
