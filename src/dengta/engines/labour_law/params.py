"""What differs by region and date, as data with source; and questions the law leaves open, as switches with a default.

Nothing is guessed: a value that nobody entered for the region and day is `Unknown`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dengta.engines.labour_law.errors import need
from dengta.engines.labour_law.text import Text

NO_SUCH_ANSWER = Text("没有 {key} 这个选项；可选：{known}", "There is no answer {key}; the answers are: {known}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A regional figure: its name, what it is, and the unit it is stated in."""

    name: str
    label: Text
    unit: Text
    help: Text = field(default_factory=lambda: Text("", ""))


@dataclass(frozen=True, slots=True)
class DatedValue:
    """The figure of a region from a day on, until the day before `valid_to`, and where it was published."""

    parameter: str
    region: str
    value: Decimal
    valid_from: date
    source: str
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody has said what the figure is for this region and day, or the pack leaves the question to other law."""

    what: Text
    region: str
    on: date

    @property
    def text(self) -> Text:
        """What is missing, as a sentence."""
        return Text(
            "未录入：{what}（地区 {region}，日期 {on}）。",
            "Not known: {what} (region {region}, {on}).",
            {"what": self.what, "region": self.region, "on": self.on},
        )


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers of a switch."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Switch:
    """A question that law or practice leaves open. `regional`: where a region is known to answer otherwise."""

    key: str
    question: Text
    options: tuple[Option, ...]
    default: str
    explanation: Text
    regional: Mapping[str, str] = field(default_factory=dict)

    def option(self, key: str) -> Option:
        """The answer with this key. Raises FactError where the switch has none such."""
        known = {option.key: option for option in self.options}
        need(self.key, NO_SUCH_ANSWER, holds=key in known, key=key, known=list(known))
        return known[key]


def region_chain(region: str) -> Iterator[str]:
    """A region and those around it, the nearest first: CN-GD-SZ, CN-GD, CN."""
    parts = region.split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


def value_on(values: Iterable[DatedValue], parameter: Parameter, *, region: str, on: date) -> DatedValue | Unknown:
    """The value in force: city before province before country; of two of one region the later one."""
    known = [value for value in values if value.parameter == parameter.name and value.holds(on)]
    for place in region_chain(region):
        here = [value for value in known if value.region == place]
        if here:
            return max(here, key=lambda value: value.valid_from)
    return Unknown(parameter.label, region, on)
