"""What the pages of this room share."""

from typing import Any, TypeVar

from django.core.files.base import File
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from dengta.domains.people.models import Account
from dengta.foundation.access.limits import limited
from dengta.foundation.files.services import Drawn, redraw
from dengta.web import http

Request = http.Request[Account]
# Each photo costs seconds of decoding. Wide enough for every line of a 5S check and some taken anew.
photos_limited = limited("photo", times=60, seconds=600, only=lambda request: bool(request.FILES))
M = TypeVar("M", bound=Model)


def drawn(photo: File[Any] | None, *, most_bytes: int) -> Drawn | None:
    """What an uploaded photo shows; none was uploaded, none is drawn. Asked before a service takes its transaction."""
    return redraw(photo, most_bytes=most_bytes) if photo else None


def one_or_404(rows: "QuerySet[M, Any]", pk: int) -> M:
    """The row, out of those the reader may see; what is out of reach looks as if it did not exist."""
    found: M = get_object_or_404(rows, pk=pk)
    return found
