"""What lists say of each row beside its own columns."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from dengta.foundation.access import EVERY_ROW


def meets(condition: Q, rows: QuerySet[Any]) -> Exists | Value:
    """Whether a row of the outer query is one of `rows` that meet the condition of a right; for whoever has it on every
    row nothing is asked."""
    return Value(value=True) if condition == EVERY_ROW else Exists(rows.filter(condition, pk=OuterRef("pk")))
