"""Lists that can be exported by name, from the shell (`./dengta export NAME`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from dengta.foundation.exports.columns import Column


@dataclass(frozen=True)
class Listing:
    """A whole list: its name ("people.employees"), its columns and all of its rows.

    `person` is the ORM path from a row to whom it is about ("pk", "agent_id"); empty for rows about nobody, such as
    sums of teams. It has no default: whoever lists rows says it.
    """

    name: str
    label: str | Promise
    columns: Sequence[Column]
    rows: Callable[[], QuerySet[Any]]
    person: str


_listings: dict[str, Listing] = {}


def register(listing: Listing) -> None:
    """Make a list known; called in `apps.ready()` of its room."""
    if listing.name in _listings:
        message = f"list {listing.name!r} is registered twice"
        raise ValueError(message)
    _listings[listing.name] = listing


def registered_listings() -> dict[str, Listing]:
    """All lists by name."""
    return dict(_listings)
