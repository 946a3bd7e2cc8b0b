"""The law as one installation knows it: region, calendar, answers to open questions, figures with their dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dengta.engines.labour_law.calendar import Calendar
from dengta.engines.labour_law.params import DatedValue, Parameter, Switch, Unknown, region_chain, value_on


@dataclass(frozen=True, slots=True)
class Law:
    """What every rule may ask beside its facts. The engine reads no database: whoever calls hands this in."""

    region: str = "CN"
    calendar: Calendar = field(default_factory=Calendar)
    answers: Mapping[str, str] = field(default_factory=dict)
    values: tuple[DatedValue, ...] = ()

    def answer(self, switch: Switch) -> str:
        """What was decided here; else what the nearest region is known to hold; else the default."""
        if switch.key in self.answers:
            return self.answers[switch.key]
        for place in region_chain(self.region):
            if place in switch.regional:
                return switch.regional[place]
        return switch.default

    def value(self, parameter: Parameter, *, on: date) -> DatedValue | Unknown:
        """The figure of the region on that day, or what is not known."""
        return value_on(self.values, parameter, region=self.region, on=on)
