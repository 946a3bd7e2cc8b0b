"""Praise for each measure, by team and month (R-097, H19), beside how the team feels where that is asked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.crews import open_teams
from dengta.domains.people.models import Membership, Unit
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors.judged_days import months_back
from dengta.domains.recognition.selectors.measures_given import measures_by_unit_and_month
from dengta.domains.recognition.selectors.praise_source import praise_by_unit_and_month
from dengta.engines.fairness import Climate, climate
from dengta.engines.fairness.judging import HIDDEN
from dengta.foundation.access import Actor
from dengta.foundation.settings.parameters import Parameter

FLOOR = Parameter(
    "recognition.praise_for_each_measure", Decimal(3), _("Praise that there should be for each measure of a month"),
    unit="×", check=lambda floor: 1 <= floor <= 20,
)  # fmt: skip
Counts = Mapping[tuple[int, date], int]


@dataclass(frozen=True)
class Pulse:
    """How a team feels in a month, as the room that asks for it lets it be shown: a mean of 1 to 5 and how many
    answered."""

    value: float
    n: int


# Teams and month → what may be shown of their pulse.
PulseSource = Callable[[Collection[int], date], Mapping[int, Pulse]]
_pulses: list[PulseSource] = []


def register_pulse(source: PulseSource) -> None:
    """Let a room that asks people how they feel show it beside the climate; a ratio alone is none. Called once, in
    `apps.ready()`."""
    _pulses[:] = [source]


def has_pulse() -> bool:
    """Whether anybody asks."""
    return bool(_pulses)


def pulse_of(unit_ids: Collection[int], month: date) -> Mapping[int, Pulse]:
    """What may be shown; nothing where nobody asks."""
    return _pulses[0](unit_ids, month) if _pulses else {}


@dataclass(frozen=True)
class TeamClimate:
    """A team in a month, and the months up to it. `climate` is None for a team so small that its figures would be about
    persons, and for whom the reader may not see single cases."""

    unit: Unit
    people: int
    climate: Climate | None
    trend: tuple[float | None, ...]


@dataclass(frozen=True)
class ClimateBook:
    """All counts that a page of climates is made of."""

    months: tuple[date, ...]
    units: Sequence[Unit]
    people: Mapping[int, int]
    praise: Counts
    measures: Counts
    floor: float

    def of(self, unit_ids: Collection[int], month: date) -> Climate:
        """Of some teams together in one month."""
        praise = sum(self.praise.get((unit, month), 0) for unit in unit_ids)
        measures = sum(self.measures.get((unit, month), 0) for unit in unit_ids)
        return climate(praise, measures, floor=self.floor)

    def trend(self, unit_ids: Collection[int]) -> list[Climate]:
        """Month by month."""
        return [self.of(unit_ids, month) for month in self.months]


def climates(actor: Actor, months: Sequence[date], day: date) -> ClimateBook:
    """The teams whose people go into sums for this reader, with what was counted in these months. Five queries."""
    in_sums = policies.see_sums.aggregate_scope(actor, Unit.objects.all()).values("pk")
    return _book(list(open_teams(day).filter(pk__in=in_sums).order_by("name", "pk")), months, day)


def climates_of_house(months: Sequence[date], day: date) -> ClimateBook:
    """All teams, for what the house counts by itself. Five queries."""
    return _book(list(open_teams(day).order_by("name", "pk")), months, day)


def _book(units: list[Unit], months: Sequence[date], day: date) -> ClimateBook:
    ids = [unit.pk for unit in units]
    start, end = months[0], months_back(months[-1], -1)
    members = Membership.objects.on(day).filter(unit__in=ids).order_by().values_list("unit")
    return ClimateBook(
        months=tuple(months),
        units=units,
        people=dict(members.annotate(n=Count("pk"))),
        praise=praise_by_unit_and_month(ids, start, end),
        measures=measures_by_unit_and_month(ids, start, end),
        floor=float(FLOOR.on(day)),
    )


def opened_units(actor: Actor, units: Collection[Unit]) -> frozenset[int]:
    """Those of the teams in which the reader may see single cases, so that small numbers tell them nothing new. One
    query at most."""
    if not policies.open_cases.beyond_own(actor):
        return frozenset()
    known = policies.open_units.scope(actor, Unit.objects.filter(pk__in=[unit.pk for unit in units]))
    return frozenset(known.values_list("pk", flat=True))


def by_team(actor: Actor, book: ClimateBook, month: date) -> list[TeamClimate]:
    """The teams that this reader reads by name, each with its month. No team below ten people shows a figure, and where
    the small ones together are fewer than ten the next smallest hides them."""
    named, opened = policies.named_units(actor), opened_units(actor, book.units)
    hidden = hidden_units(book.people, [unit.pk for unit in book.units]) - opened
    return [
        TeamClimate(
            unit=unit,
            people=book.people.get(unit.pk, 0),
            climate=None if unit.pk in hidden else book.of([unit.pk], month),
            trend=() if unit.pk in hidden else tuple(_shown(one) for one in book.trend([unit.pk])),
        )
        for unit in book.units
        if named is None or unit.pk in named
    ]


def hidden_units(people: Mapping[int, int], unit_ids: Collection[int]) -> frozenset[int]:
    """The teams that show no figure."""
    by_size = sorted(unit_ids, key=lambda unit: (people.get(unit, 0), unit))
    hidden: list[int] = []
    for unit in by_size:
        together = sum(people.get(one, 0) for one in hidden)
        if people.get(unit, 0) >= HIDDEN and not 0 < together < HIDDEN:
            break
        hidden.append(unit)
    return frozenset(hidden)


def _shown(one: Climate) -> float | None:
    """For a small drawing: a month without measures has no ratio."""
    return one.ratio if one.measures else None
