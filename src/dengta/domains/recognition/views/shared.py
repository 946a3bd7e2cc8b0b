"""What the pages of this room share."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from dengta.domains.people.models import Account
from dengta.web import http

Request = http.Request[Account]
FORM = ["GET", "HEAD", "POST"]
M = TypeVar("M", bound=Model)


def one_or_404(rows: "QuerySet[M]", pk: int) -> M:
    """The row, out of those the reader may see; what is out of reach looks as if it did not exist."""
    found: M = get_object_or_404(rows, pk=pk)
    return found
