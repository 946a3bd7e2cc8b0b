"""The legal data of the house: regional figures, answers to open questions, notices that are missing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dengta.domains.people.selectors.labour_law import ANSWER, FIGURE
from dengta.engines.labour_law.china import PACK, PARAMETERS, REGIONS, SWITCHES, VALUES
from dengta.engines.labour_law.params import Option, Parameter, Switch
from dengta.engines.labour_law.text import Text
from dengta.foundation.settings.models import RegionalValue


@dataclass(frozen=True)
class Figure:
    """A figure of a region: as shipped (`pk` is None) or as entered here."""

    region: Text
    value: Decimal
    valid_from: date
    valid_to: date | None
    source: str
    pk: int | None = None


@dataclass(frozen=True)
class Figures:
    """A parameter with all its figures, the region and then the newest first."""

    parameter: Parameter
    rows: tuple[Figure, ...]


def figures() -> list[Figures]:
    """Every parameter with what is known of it. One query."""
    entered: dict[str, list[Figure]] = defaultdict(list)
    for row in RegionalValue.objects.filter(name__startswith=FIGURE):
        entered[row.name.removeprefix(FIGURE)].append(
            Figure(region_name(row.region), Decimal(row.value), row.valid_from, row.valid_to, row.source, row.pk)
        )
    for shipped in VALUES:
        entered[shipped.parameter].append(
            Figure(region_name(shipped.region), shipped.value, shipped.valid_from, shipped.valid_to, shipped.source)
        )
    return [
        Figures(one, tuple(sorted(entered[one.name], key=lambda row: (row.region.zh, -row.valid_from.toordinal()))))
        for one in PARAMETERS
    ]


def region_name(code: str) -> Text:
    """The name of a region; its code where the pack has none."""
    return REGIONS.get(code, Text(code, code))


@dataclass(frozen=True)
class Decided:
    """The answer that a region has: decided here, or known of the region."""

    region: Text
    option: Option
    valid_from: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Question:
    """An open question with its default, and what regions answer otherwise."""

    switch: Switch
    default: Option
    decided: tuple[Decided, ...]


def questions() -> list[Question]:
    """Every open question of the pack. One query."""
    decided: dict[str, list[Decided]] = defaultdict(list)
    for row in RegionalValue.objects.filter(name__startswith=ANSWER).order_by("region", "-valid_from"):
        switch = SWITCH.get(row.name.removeprefix(ANSWER))
        if switch is not None:
            option = switch.option(row.value)
            decided[switch.key].append(Decided(region_name(row.region), option, row.valid_from, row.source))
    for switch in PACK.switches:
        for code, key in switch.regional.items():
            decided[switch.key].append(Decided(region_name(code), switch.option(key)))
    return [Question(one, one.option(one.default), tuple(decided[one.key])) for one in PACK.switches]


SWITCH = {switch.key: switch for switch in SWITCHES}
PARAMETER = {parameter.name: parameter for parameter in PARAMETERS}
