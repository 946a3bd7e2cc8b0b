"""Reminding once: a job that runs every day says the same thing only the first time."""

from collections.abc import Collection
from datetime import datetime

from dengta.domains.communication.models import Nudge


def first_time(*, kind: str, keys: Collection[str], now: datetime) -> set[str]:
    """Those of `keys` that nobody was reminded of yet; they count as said from now on. Two queries."""
    known = set(Nudge.objects.filter(kind=kind, key__in=keys).values_list("key", flat=True))
    fresh = set(keys) - known
    Nudge.objects.bulk_create((Nudge(kind=kind, key=key, at=now) for key in sorted(fresh)), ignore_conflicts=True)
    return fresh
