"""How a KPI is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.foundation.settings.parameters import Parameter

Text = str | Promise


class Unit(StrEnum):
    """What the figure is measured in; screens format by it."""

    SHARE = "share"
    SECONDS = "seconds"
    COUNT = "count"
    PER_1000 = "per_1000"
    SCORE = "score"


class Good(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class IntervalKind(StrEnum):
    """How far the truth may lie from the figure."""

    WILSON = "wilson"
    POISSON = "poisson"
    MEAN = "mean"
    GEOMETRIC = "geometric"
    NPS = "nps"
    NONE = "none"


class Attribution(models.TextChoices):
    """Who a row counts for."""

    HANDLER = "handler", _("The agent who handled the contact, in the team of that day")
    SENDER = "sender", _("The agent who passed the contact on")
    QUEUE = "queue", _("The queue and its owner; never an agent, because what was abandoned reached nobody")
    SERVED = "served", _("The agent and team noted when the survey was sent, whatever was reassigned later")
    TEAM = "team", _("The team; whose doing a complaint was is a separate finding")
    CAUSE = "cause", _("The agent, only where the cause was found to be the agent")
    STATES = "states", _("The agent whose states they are")
    OWNER = "owner", _("The team that holds the contact now")


class Table(Enum):
    """Where its sums stand."""

    CONTACTS = "contacts"
    STATES = "states"
    SHAPES = "shapes"
    OPEN = "open"


@dataclass(frozen=True)
class Kpi:
    """A figure: numerator over denominator, each a weighted sum of roll-up columns. A ratio is never stored.

    A percentile has `percentile = (histogram, share)` instead. Where the `interval` is geometric, the numerator sums
    logarithms, and the value is e to their mean. `counter` names the KPI to look at beside this one,
    because every figure can be gamed. `lag_days`: until so many days have passed, the figure still moves. `personal`:
    may be shown per agent. `basis` says on which date a row counts.
    """

    key: str
    name: Text
    formula: Text
    unit: Unit
    good: Good
    basis: Text
    attribution: Attribution
    minimum: Parameter[int]
    interval: IntervalKind = IntervalKind.NONE
    numerator: Mapping[str, int] = field(default_factory=dict)
    denominator: Mapping[str, int] = field(default_factory=dict)
    squares: str = ""
    # What the sample is counted in, where that is not the denominator; and a divisor (seconds into minutes).
    sample: Mapping[str, int] = field(default_factory=dict)
    sample_divisor: int = 1
    scale: int = 1
    percentile: tuple[str, float] | None = None
    table: Table = Table.CONTACTS
    # The promise (a field of the queue) by which contacts that are still open join the denominator once they are late.
    overdue: str = ""
    counter: str = ""
    lag_days: int = 0
    personal: bool = True
    version: int = 1

    @property
    def columns(self) -> frozenset[str]:
        """The roll-up columns it reads."""
        return frozenset({*self.numerator, *self.denominator, *self.sample, *([self.squares] if self.squares else [])})

    def sum_of(self, parts: Mapping[str, int], row: Mapping[str, int]) -> int:
        """One side of the fraction, from summed columns."""
        total = 0
        for column, weight in parts.items():
            total += weight * row.get(column, 0)
        return total
