"""Whose client a contact counts for hangs on the tree: when the tree changes, the slots of the queues follow."""

from dengta.domains.people.events import UnitMoved
from dengta.domains.people.models import Unit, UnitClosure
from dengta.domains.service.models import TeamDay
from dengta.domains.service.services.marks import mark_dirty, quarters_of


def recount_clients(news: UnitMoved) -> None:
    """Mark the queues that anybody below the unit has served since: their quarters may belong to another client now.

    Sums by unit follow the tree when they are read; only the quarters of a queue keep the client. Two queries.
    """
    below = UnitClosure.objects.overlapping(news.on, None).filter(ancestor_id=news.unit).values("descendant_id")
    served = TeamDay.objects.filter(unit_id__in=below, day__gte=news.on).order_by().values_list("queue_id", "day")
    name = Unit.objects.values_list("name", flat=True).get(pk=news.unit)
    marks = (mark for queue, day in served.distinct() for mark in quarters_of(queue, day))
    mark_dirty(marks, origin=f"move of {name}"[:120])
