"""A score put together from several sources, explained line by line: the lines add up to the result.

What is missing harms nobody: its weight goes to the sources that are there, in proportion, and the line says so. A cap,
whether on one source or on the whole, is a line with its own number, never a silent minimum.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

# What a mentee's results may weigh in the appraisal of the mentor.
MENTOR_WEIGHT = 0.10
MENTOR_LEAST, MENTOR_MOST = 0.05, 0.20


class Step(StrEnum):
    """What a line does to the result."""

    COUNTED = "counted"
    # The score exceeds what this source may count; it counts as the cap.
    CAPPED = "capped"
    # No score: the weight went to the others.
    MISSING = "missing"
    # The whole exceeds a cap; the line takes away what is above.
    LIMITED = "limited"
    # A fatal item was missed; the line takes away what is above the result of a fatal error.
    FATAL = "fatal"


@dataclass(frozen=True, slots=True)
class Part:
    """One source: its weight beside the others, and its score (None: there is none). `cap`: more does not count.
    `fatal`: a score of nought decides the whole."""

    key: str
    weight: float
    score: float | None
    cap: float | None = None
    fatal: bool = False

    def __post_init__(self) -> None:
        """Weights are numbers from nought on."""
        numbers = [value for value in (self.weight, self.score, self.cap) if value is not None]
        if self.weight < 0 or not all(math.isfinite(value) for value in numbers):
            message = f"weights are finite and not negative, scores are finite: {self}"
            raise ValueError(message)

    @property
    def counted(self) -> float | None:
        """The score as it counts."""
        return self.score if self.score is None or self.cap is None else min(self.score, self.cap)


@dataclass(frozen=True, slots=True)
class Cap:
    """The whole is at most `at`, for a reason with a name."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanation. `weight` as planned, `share` as it counted (both of one), `points` what it adds."""

    key: str
    step: Step
    weight: float
    share: float
    score: float | None
    counted: float | None
    points: float


@dataclass(frozen=True, slots=True)
class Composite:
    """The result, None when no source has a score, and the lines that add up to it. `present`: the share of the planned
    weight that has a score."""

    result: float | None
    lines: tuple[Line, ...]
    present: float


def composite(parts: Sequence[Part], caps: Iterable[Cap] = (), *, fatal_result: float = 0.0) -> Composite:
    """The weighted mean of the sources that are there, then the caps, each as a line."""
    planned = math.fsum(part.weight for part in parts)
    present = math.fsum(part.weight for part in parts if part.score is not None)
    lines = [_line(part, planned, present) for part in parts]
    if present <= 0:
        return Composite(None, tuple(lines), 0.0)
    for part in parts:
        if part.fatal and part.score is not None and part.score <= 0:
            lines += _limit(lines, Cap(part.key, fatal_result), Step.FATAL)
    for cap in sorted(caps, key=lambda one: (-one.at, one.key)):
        lines += _limit(lines, cap, Step.LIMITED)
    return Composite(_sum(lines), tuple(lines), present / planned)


def mentor_share(own: float, mentees: float | None, *, weight: float = MENTOR_WEIGHT) -> Composite:
    """The appraisal of a mentor, with the mean of the mentees in it. Raises ValueError for a weight outside 5–20 %."""
    if not MENTOR_LEAST <= weight <= MENTOR_MOST:
        message = f"mentees weigh {MENTOR_LEAST:.0%} to {MENTOR_MOST:.0%}, not {weight:.2%}"
        raise ValueError(message)
    return composite([Part("own", 1 - weight, own), Part("mentees", weight, mentees)])


def _line(part: Part, planned: float, present: float) -> Line:
    weight = part.weight / planned if planned else 0.0
    counted = part.counted
    if part.score is None or counted is None:
        return Line(part.key, Step.MISSING, weight, 0.0, None, None, 0.0)
    share = part.weight / present if present else 0.0
    step = Step.CAPPED if counted < part.score else Step.COUNTED
    return Line(part.key, step, weight, share, part.score, counted, share * counted)


def _limit(lines: list[Line], cap: Cap, step: Step) -> list[Line]:
    """The line that takes away what is above, if anything is."""
    above = _sum(lines) - cap.at
    return [Line(cap.key, step, 0.0, 0.0, None, cap.at, -above)] if above > 0 else []


def _sum(lines: list[Line]) -> float:
    return math.fsum(line.points for line in lines)
