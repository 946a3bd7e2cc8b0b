"""Slots: shells such as Today name places; each room registers its panel there at start-up.

So a lower room can show what an upper room knows without knowing the upper room.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

Visible = Callable[[HttpRequest, Any], bool]
Context = Callable[[HttpRequest, Any], Mapping[str, Any] | None]


def _always(request: HttpRequest, subject: Any) -> bool:
    return True


@dataclass(frozen=True, order=True)
class Panel:
    """One panel of a slot.

    `context` answers what the template shows (None: nothing to show today); `visible` asks the panel's own
    permission; `queries` is its query budget, which a test holds it to. `subject` is what the shell is about
    (an employee on the person page, None on Today).
    """

    order: int
    name: str
    template: str = field(compare=False)
    context: Context = field(compare=False)
    visible: Visible = field(compare=False, default=_always)
    queries: int = field(compare=False, default=1)


_slots: dict[str, list[Panel]] = {}


def register(slot: str, panel: Panel) -> None:
    """Put `panel` into `slot`; a panel of the same name there is a bug."""
    if any(known.name == panel.name for known in _slots.get(slot, ())):
        message = f"slot {slot!r} has a panel {panel.name!r} already"
        raise ValueError(message)
    _slots.setdefault(slot, []).append(panel)
    _slots[slot].sort()


def panels(slot: str) -> tuple[Panel, ...]:
    """The panels of a slot, in order."""
    return tuple(_slots.get(slot, ()))
