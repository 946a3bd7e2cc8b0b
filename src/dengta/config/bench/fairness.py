"""Does the equality audit notice unequal treatment, and leave equal treatment alone?

Invented years: five groups of 400 people, six measures for every hundred people. In some of them one group is measured
twice as often as the others for the same conduct; in some the measures are those of a few people who break many rules.
Then whole audits: the same people parted by seven traits and asked about in all four questions. Every year is judged
with the limits of the product.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dengta.domains.recognition.selectors.equality import Asked, limits_of
from dengta.engines.fairness import Cell, Word, audit, chances, reach_chances

Labels = NDArray[np.int64]
Flags = NDArray[np.bool_]
YEARS = 1000
GROUPS = 5
PEOPLE = 400
PER_HUNDRED = 6.0
TWICE = 2.0
# Groups in which whatever stands out is worth a look and nothing more.
SMALL_PEOPLE = 30
FOUND, ALARMED = 0.80, 0.05
RULES = (0.5, 0.3, 0.2)
# The measures of repeaters: so many rules, of which somebody breaks one and on average so many more, up to a most.
MANY_RULES, MORE, MOST = 12, 2.0, 5
# Of a hundred people: found in a breach, praised, rewarded; and of those in a breach, warned in writing.
BREACHES, PRAISED, REWARDED, SEVERE = 0.15, 0.60, 0.40, 0.4


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of years: the planted group was found; anybody was where nobody should be, also with repeaters and in a
    whole audit; of the planted group in these two, which promise nothing; and, of small groups with the same factor,
    the share that was asked to be looked at and that was called a finding."""

    years: int
    found: float
    alarmed: float
    repeaters_alarmed: float
    whole_alarmed: float
    repeaters_found: float
    whole_found: float
    small_looked_at: float
    small_found: float

    @property
    def kept(self) -> bool:
        """Whether the audit keeps its promises."""
        quiet = max(self.alarmed, self.repeaters_alarmed, self.whole_alarmed) <= ALARMED
        return self.found >= FOUND and quiet and self.small_found == 0 < self.small_looked_at


def measure(years: int = YEARS, *, seed: int = 103) -> Figures:
    """Judge so many years of each kind."""
    chance = np.random.default_rng(seed)
    small = [a_year(chance, TWICE, people=SMALL_PEOPLE) for _ in range(years)]
    return Figures(
        years=years,
        found=_share(a_year(chance, TWICE)[0] is Word.FINDING for _ in range(years)),
        alarmed=_share(Word.FINDING in a_year(chance) for _ in range(years)),
        repeaters_alarmed=_share(Word.FINDING in of_repeaters(chance) for _ in range(years)),
        whole_alarmed=_share(any_finding(chance) for _ in range(years)),
        repeaters_found=_share(of_repeaters(chance, TWICE)[0] is Word.FINDING for _ in range(years)),
        whole_found=_share(found_among_all(chance) for _ in range(years)),
        small_looked_at=_share(Word.LOOK_HERE in words for words in small),
        small_found=_share(Word.FINDING in words for words in small),
    )


def a_year(chance: np.random.Generator, factor: float = 1.0, *, people: int = PEOPLE) -> list[Word]:
    """The words said of each group of a year; the first is treated `factor` times as hard."""
    return _words(np.repeat(np.arange(GROUPS), people), _measures(chance, people, factor))


def of_repeaters(chance: np.random.Generator, factor: float = 1.0) -> list[Word]:
    """The same where the measures are those of people who break several rules each."""
    return _words(np.repeat(np.arange(GROUPS), PEOPLE), _repeated(chance, factor))


def table(figures: Figures) -> Iterator[str]:
    """What was measured, a line each."""
    least, most = f"(at least {FOUND:.0%})", f"(at most {ALARMED:.0%})"
    yield f"{figures.years} years of {GROUPS} groups × {PEOPLE} people, {PER_HUNDRED:g} measures per 100 people"
    yield f"one group twice as often: reported as a finding {figures.found:7.1%}   {least}"
    yield f"all alike: any finding in the year              {figures.alarmed:7.1%}   {most}"
    yield f"… with people who break three rules on average  {figures.repeaters_alarmed:7.1%}   {most}"
    yield f"… in four questions, each by seven traits       {figures.whole_alarmed:7.1%}   {most}"
    yield f"twice as often, with such people: a finding     {figures.repeaters_found:7.1%}   (else look here)"
    yield f"twice as often, among all traits: a finding     {figures.whole_found:7.1%}   (else look here)"
    yield f"groups of {SMALL_PEOPLE}, one twice as often: look here       {figures.small_looked_at:7.1%}"
    yield f"groups of {SMALL_PEOPLE}, one twice as often: a finding       {figures.small_found:7.1%}   (never)"


def _share(truths: Iterable[bool]) -> float:
    return float(np.mean(list(truths)))


def _measures(chance: np.random.Generator, people: int, factor: float) -> Flags:
    """By rule, whom it happened to: everybody of the first group `factor` times as often."""
    often = np.where(np.arange(GROUPS * people) < people, factor, 1.0) * PER_HUNDRED / 100
    return np.array([chance.random(len(often)) < often * share for share in RULES])


def _repeated(chance: np.random.Generator, factor: float) -> Flags:
    """As many measures, of people who break several rules each."""
    happened = np.zeros((MANY_RULES, GROUPS * PEOPLE), dtype=bool)
    often = np.where(np.arange(GROUPS * PEOPLE) < PEOPLE, factor, 1.0) * PER_HUNDRED / 100 / (1 + MORE)
    for person in np.flatnonzero(chance.random(len(often)) < often):
        broken = min(MOST, 1 + int(chance.poisson(MORE)))
        happened[chance.choice(MANY_RULES, broken, replace=False), person] = True
    return happened


def _cells(labels: Labels, exposed: Flags, happened: Flags) -> list[Cell]:
    return [
        Cell(group, rule, int((exposed[rule] & (labels == group)).sum()), int((one & (labels == group)).sum()))
        for group in range(int(labels.max()) + 1)
        for rule, one in enumerate(happened)
    ]


def _rows(happened: Flags) -> list[list[int]]:
    return [np.flatnonzero(happened[:, person]).tolist() for person in np.flatnonzero(happened.sum(axis=0) > 1)]


def _sizes(labels: Labels) -> dict[Hashable, int]:
    return dict(enumerate(np.bincount(labels).tolist()))


def _words(labels: Labels, happened: Flags, *, beside: Sequence[float] = ()) -> list[Word]:
    cells = _cells(labels, np.ones_like(happened), happened)
    limits = limits_of(Asked.MEASURES)
    return [one.word for one in audit(cells, _sizes(labels), _rows(happened), beside=beside, limits=limits)]


def _parted(chance: np.random.Generator) -> list[Labels]:
    """The people of five groups, by six more traits: site, client, team, leader, rank and time in the house."""
    people = GROUPS * PEOPLE
    return [
        np.repeat(np.arange(GROUPS), PEOPLE), chance.integers(0, 2, people), chance.integers(0, 4, people),
        chance.permutation(people) % 40, chance.permutation(people) % 25,
        chance.choice(3, people, p=(0.85, 0.10, 0.05)), chance.integers(0, 4, people),
    ]  # fmt: skip


def found_among_all(chance: np.random.Generator) -> bool:
    """Whether the planted group is found where everybody is parted by all traits."""
    happened = _measures(chance, PEOPLE, TWICE)
    own, *others = _parted(chance)
    beside = [one for labels in others for one in _hard(Asked.MEASURES, labels, np.ones_like(happened), happened)]
    return _words(own, happened, beside=beside)[0] is Word.FINDING


def _hard(asked: Asked, labels: Labels, exposed: Flags, happened: Flags) -> list[float]:
    cells = _cells(labels, exposed, happened)
    people = _sizes(labels) if asked is Asked.MEASURES else dict.fromkeys(_sizes(labels), 0)
    if asked is Asked.OUTCOMES:
        for cell in cells:
            people[cell.group] += int(cell.exposure)
    return chances(cells, people, _rows(happened), limits=limits_of(asked))


def _good(asked: Asked, labels: Labels, reached: Flags) -> list[float]:
    groups = {group: (people, int(reached[labels == group].sum())) for group, people in _sizes(labels).items()}
    return reach_chances(groups, limits=limits_of(asked))


def any_finding(chance: np.random.Generator) -> bool:
    """Whether anything in a whole audit would hardly come by chance, though everybody is treated alike."""
    parted = _parted(chance)
    people = GROUPS * PEOPLE
    happened = _measures(chance, PEOPLE, 1.0)
    found = chance.random((1, people)) < BREACHES
    severe = found & (chance.random((1, people)) < SEVERE)
    questions = {
        Asked.MEASURES: [_hard(Asked.MEASURES, one, np.ones_like(happened), happened) for one in parted],
        Asked.OUTCOMES: [_hard(Asked.OUTCOMES, one, found, severe) for one in parted],
    }
    for asked, often in ((Asked.PRAISE, PRAISED), (Asked.REWARDS, REWARDED)):
        reached = chance.random(people) < often
        questions[asked] = [_good(asked, one, reached) for one in parted]
    return any(_stands_out(asked, [one for table in tables for one in table]) for asked, tables in questions.items())


def _stands_out(asked: Asked, asked_about: Sequence[float]) -> bool:
    """By Holm the smallest chance decides whether there is any finding; that the ratio must be large as well only makes
    it rarer."""
    return bool(asked_about) and min(asked_about) * len(asked_about) <= limits_of(asked).level
