"""What an appraisal can rest on: each part of the room, and rooms above it, register the sources that they have.

A source answers for many people at once, so that freezing the figures of a whole centre costs a constant number of
queries. It is read by the appraisal, not by a person: who may see the answer is for the appraisal to decide, and what
a source must never tell (who gave a score) it does not hand over at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from dengta.domains.goals.selectors.like_with_like import LikeWithLike

Text = str | Promise
# Days count from the first to the last, both included.
Read = Callable[[Sequence[int], date, date], Mapping[int, "Evidence"]]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something that was left out of a score, and why."""

    what: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Piece:
    """One of several figures that a score is made of: its name, its own score, its weight in percent, its sample, and
    where its rows are.

    Of a KPI also its key, the version of its definition, what was reached with the interval, the smallest sample that
    would do, and how it compares like with like: `score` is that of the compared value where there is one (G12).
    """

    name: Text
    score: float | None
    weight: float
    n: int
    url: str = ""
    kpi: str = ""
    version: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    minimum: int = 0
    adjusted: LikeWithLike | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The score of one person from one source: 0 to 100, or None where there is too little to say.

    `n` is the sample in whatever the source counts; `low` and `high` the interval where the source has one. `missing`
    says in a sentence why there is no score. `formula` names formula and version; `rows_url` opens the rows behind it.
    """

    score: float | None
    n: int
    low: float | None = None
    high: float | None = None
    missing: Text = ""
    formula: Text = ""
    rows_url: str = ""
    excluded: Sequence[Exclusion] = ()
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where scores come from. `qualitative`: others judged it; an appraisal needs at least one of these (R-011).

    `weighs` is False for what is shown beside a score and never counts in it: how somebody sees the own work.
    """

    key: str
    name: Text
    qualitative: bool
    read: Read
    weighs: bool = True


_registry: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Make a source known; called in `apps.ready()`. Raises ValueError for a key that is taken."""
    if source.key in _registry:
        message = f"source {source.key!r} is registered twice"
        raise ValueError(message)
    _registry[source.key] = source


def registered_sources() -> Sequence[Source]:
    """All sources, in the order in which they were registered."""
    return tuple(_registry.values())


def source_named(key: str) -> Source:
    """The source of this key. Raises KeyError where no part of the house offers it."""
    return _registry[key]
