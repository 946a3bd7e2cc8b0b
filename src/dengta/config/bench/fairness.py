"""Does the equality audit notice unequal treatment, and leave equal treatment alone?

Invented years: five groups of 400 people, six measures for every hundred people. In half of them one group is measured
twice as often as the others for the same conduct. Every year is judged as the product judges it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dengta.engines.fairness import Cell, Word, audit

YEARS = 1000
GROUPS = ("A", "B", "C", "D", "E")
PEOPLE = 400
PER_HUNDRED = 6.0
TWICE = 2.0
# Groups in which whatever stands out is worth a look and nothing more.
SMALL_PEOPLE = 30
FOUND, ALARMED = 0.80, 0.05
RULES = {"attendance": 0.5, "conduct": 0.3, "procedure": 0.2}


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of years: the planted group was found; anybody was where nobody should be; and, of small groups with the
    same factor, the share that was asked to be looked at and that was called a finding."""

    years: int
    found: float
    alarmed: float
    small_looked_at: float
    small_found: float

    @property
    def kept(self) -> bool:
        """Whether the audit keeps its promise."""
        return self.found >= FOUND and self.alarmed <= ALARMED and self.small_found == 0 < self.small_looked_at


def measure(years: int = YEARS, *, seed: int = 103) -> Figures:
    """Judge so many years of each kind."""
    chance = np.random.default_rng(seed)
    planted = [_judged(chance, PEOPLE, TWICE) for _ in range(years)]
    equal = [_judged(chance, PEOPLE, 1.0) for _ in range(years)]
    small = [_judged(chance, SMALL_PEOPLE, TWICE) for _ in range(years)]
    return Figures(
        years=years,
        found=_share(words[0] is Word.FINDING for words in planted),
        alarmed=_share(Word.FINDING in words for words in equal),
        small_looked_at=_share(Word.LOOK_HERE in words for words in small),
        small_found=_share(Word.FINDING in words for words in small),
    )


def table(figures: Figures) -> Iterator[str]:
    """What was measured, a line each."""
    yield f"{figures.years} years of {len(GROUPS)} groups × {PEOPLE} people, {PER_HUNDRED:g} measures per 100 people"
    yield f"one group twice as often: reported as a finding {figures.found:7.1%}   (at least {FOUND:.0%})"
    yield f"all alike: any finding in the year              {figures.alarmed:7.1%}   (at most {ALARMED:.0%})"
    yield f"groups of {SMALL_PEOPLE}, one twice as often: look here       {figures.small_looked_at:7.1%}"
    yield f"groups of {SMALL_PEOPLE}, one twice as often: a finding       {figures.small_found:7.1%}   (never)"


def _judged(chance: np.random.Generator, people: int, factor: float) -> list[Word]:
    """The words said of each group, in order; the first is treated `factor` times as hard."""
    cells = [
        Cell(group, rule, people, int(chance.poisson(people * PER_HUNDRED / 100 * share * (factor if first else 1))))
        for group, first in zip(GROUPS, (True, *[False] * 4), strict=True)
        for rule, share in RULES.items()
    ]
    return [rate.word for rate in audit(cells, dict.fromkeys(GROUPS, people))]


def _share(truths: Iterator[bool]) -> float:
    return float(np.mean(list(truths)))
