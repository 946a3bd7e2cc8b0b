"""The gate that every export passes: whatever decides about large ones plugs in here (`foundation.releases`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.foundation.access import Permission
from dengta.foundation.settings.parameters import Parameter

BULK = Parameter(
    "exports.bulk_people",
    200,
    _("Exports about more people than this leave only when a second person with the same right agrees"),
    unit="people",
    check=lambda people: people >= 1,
)


@dataclass(frozen=True)
class Parcel:
    """What is about to leave: which list with which filter, about how many people, by which right."""

    name: str
    label: str | Promise
    address: str
    rows: int
    people: int
    permission: Permission[Any]


@dataclass(frozen=True)
class Passage:
    """What the gate says: an answer instead of the file, or the number of the approval it leaves under."""

    answer: HttpResponseBase | None = None
    release: int | None = None


Gate = Callable[[HttpRequest, Parcel], Passage]
_gate: Gate | None = None


def provide(gate: Gate) -> None:
    """Install the gate. Called once, at start-up."""
    global _gate  # noqa: PLW0603 - the one place where the later room plugs in
    _gate = gate


def passage(request: HttpRequest, parcel: Parcel) -> Passage:
    """Ask the gate. Without one nothing leaves."""
    if _gate is None:
        message = "exports have no gate: is dengta.foundation.releases installed?"
        raise RuntimeError(message)
    return _gate(request, parcel)
