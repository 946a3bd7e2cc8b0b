"""A share of a unit, taken apart by kind of work, exact to the day: what an analysis of its change is made of.

Sums of a whole unit, never of a person. Who may read them is for the asking room to decide.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Model, Q

from dengta.domains.service.models import Channel, Contact, ContactType, Shift, Survey
from dengta.domains.service.selectors.kpis import Kpi, kpi_named
from dengta.domains.service.selectors.measures import BY_COLUMN
from dengta.domains.service.selectors.mix import NO_TYPE
from dengta.domains.service.selectors.slices import Slice
from dengta.engines.metrics import Cell

# Shares whose two sides are counted from the same facts, each of which knows its topic, channel and shift.
SHARES: Sequence[str] = ("csat", "fcr", "fcr_survey", "repeat_rate", "reopen_rate")


class KindOfWork(NamedTuple):
    """Topic (0 where none is known), channel and shift."""

    topic: int
    channel: int
    shift: int


def shares() -> list[Kpi]:
    """The figures that can be taken apart."""
    return [kpi_named(key) for key in SHARES]


def strata_of(*, kpi: str, unit: int, start: date, end: date) -> dict[KindOfWork, Cell]:
    """Kind of work → how many were counted and how many of them met it, for a unit with all below it. Two queries.

    Raises ValueError for a figure that is not one of `SHARES`.
    """
    if kpi not in SHARES:
        message = f"{kpi} cannot be taken apart"
        raise ValueError(message)
    wanted = kpi_named(kpi)
    basis = BY_COLUMN[next(iter(wanted.denominator))].basis
    model: type[Model] = basis.model
    assert model in (Contact, Survey)
    where = Slice(start=start, end=end, unit=unit)
    rows = model._default_manager.filter(where.days(basis.day), where.units(basis.day))
    counted = rows.order_by().values_list("type_id", "channel", "shift").annotate(
        n=Count("pk", filter=_any_of(wanted.denominator)), hits=Count("pk", filter=_any_of(wanted.numerator))
    )  # fmt: skip
    return {
        KindOfWork(topic or NO_TYPE, channel, shift): Cell(hits, n) for topic, channel, shift, n, hits in counted if n
    }


def topic_names(topics: Sequence[int]) -> dict[int, str]:
    """What topics are called. One query."""
    return dict(ContactType.objects.filter(pk__in=topics).values_list("pk", "name"))


def channel_name(channel: int) -> str:
    """What a channel is called."""
    return str(Channel(channel).label)


def shift_name(shift: int) -> str:
    """What a shift is called."""
    return str(Shift(shift).label)


def _any_of(side: Iterable[str]) -> Q:
    condition = Q(pk__in=())
    for column in side:
        condition |= BY_COLUMN[column].rows()
    return condition
