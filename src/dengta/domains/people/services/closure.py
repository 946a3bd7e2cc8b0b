"""Derives the closure of the tree from its dated links."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db import transaction

from dengta.domains.people.models import Unit, UnitClosure, UnitLink

Period = tuple[date, date | None]
ALWAYS: Period = (date(1900, 1, 1), None)


@transaction.atomic
def rebuild_closure(only: Collection[int] | None = None) -> int:
    """Write the closure anew from the links, of all units or `only` of some; returns the number of its rows.

    Trees have some hundred units, so that everything at once is simpler than mending parts, and always right.
    """
    units = Unit.objects.all() if only is None else Unit.objects.filter(pk__in=only)
    stale = UnitClosure.objects.all() if only is None else UnitClosure.objects.filter(descendant__in=only)
    stale.delete()
    parents: dict[int, list[tuple[int, Period]]] = defaultdict(list)
    for link in UnitLink.objects.all():
        parents[link.child_id].append((link.parent_id, (link.valid_from, link.valid_to)))
    rows = [row for unit_id in units.values_list("pk", flat=True) for row in _upwards(unit_id, parents)]
    UnitClosure.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def _upwards(unit_id: int, parents: dict[int, list[tuple[int, Period]]]) -> list[UnitClosure]:
    """All rows for one descendant: itself always, and each ancestor for the days on which all links held."""
    rows, open_paths, depth = [], [(unit_id, ALWAYS)], 0
    while open_paths:
        rows += [
            UnitClosure(
                ancestor_id=ancestor, descendant_id=unit_id, depth=depth, valid_from=period[0], valid_to=period[1]
            )
            for ancestor, period in open_paths
        ]
        steps = (
            (parent, both)
            for ancestor, period in open_paths
            for parent, held in parents[ancestor]
            if (both := _both(period, held)) is not None
        )
        open_paths, depth = list(steps), depth + 1
    return rows


def _both(one: Period, other: Period) -> Period | None:
    """The days in both periods, or None."""
    start = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end is not None]
    end = min(ends) if ends else None
    return None if end is not None and end <= start else (start, end)
