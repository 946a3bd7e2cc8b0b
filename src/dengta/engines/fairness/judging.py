"""When a difference between groups may be called one: small groups, many questions, and how large is large.

Three words, each with its consequence. A *finding* would hardly come by chance, whatever else was asked in the same
audit; somebody must answer it. *Look here* is a difference that chance, or too small a group, may explain: the rows are
worth reading, nobody is to blame. *Even* is all else. A group below the least number of people shows no figure at all.

The level is that of a whole audit. Its questions share it, each with a part in its `Limits`; within a question it is
kept over all groups of all tables (`corrected`). A group too small to become a finding takes nothing of it.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Any finding in all questions and all tables of an audit together, at most so often where nobody is treated
# differently.
LEVEL = 0.05
# more than this many times what the others get is asked about.
RATIO = 1.25
# The four-fifths rule (29 CFR 1607.4 D): a chance below this part of the others' chance is asked about.
FOUR_FIFTHS = 0.8
# Below this nobody sees a figure: it would be about persons.
HIDDEN = 10
# And below this, or with fewer events to be expected, whatever stands out is worth a look and never a finding.
SMALL = 50
EXPECTED = 5.0


class Word(StrEnum):
    """What may be said of a group."""

    HIDDEN = "hidden"
    EVEN = "even"
    LOOK_HERE = "look_here"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on what is said; a company may be stricter, or know that its groups are small. `level` is the part of
    the audit's level that this question has."""

    level: float = LEVEL
    ratio: float = RATIO
    four_fifths: float = FOUR_FIFTHS
    hidden: int = HIDDEN
    small: int = SMALL
    expected: float = EXPECTED


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """Each chance corrected for all that were asked (Holm 1979): the level then holds for the whole family, however the
    questions hang together."""
    n = len(chances)
    corrected, highest = [0.0] * n, 0.0
    for rank, place in enumerate(sorted(range(n), key=chances.__getitem__)):
        highest = max(highest, min(1.0, (n - rank) * chances[place]))
        corrected[place] = highest
    return tuple(corrected)


def counts(people: int, expected: float, limits: Limits) -> bool:
    """Whether a group can become a finding at all, and so is one of those that share the level. `expected` is what
    falls on it if all are alike, known without looking at what it got: else the choice would depend on the answer."""
    return people >= limits.small and expected >= limits.expected


def corrected(
    own: Mapping[Hashable, float], beside: Sequence[float], counted: Collection[Hashable]
) -> Mapping[Hashable, float]:
    """The chances of a table, those of the groups that count corrected for each other and for those of all other tables
    of the same question; the rest stand alone, since they accuse nobody."""
    asked = [group for group in own if group in counted]
    among = holm([*(own[group] for group in asked), *beside])
    return {**own, **dict(zip(asked, among, strict=False))}


def word(*, apart: bool, chance: float, people: int, expected: float, limits: Limits) -> Word:
    """What to say of a group that is `apart` from the others by more than the ratio asked for, with this corrected
    chance, this many people, and so many events to be expected of them if they are like the others."""
    if people < limits.hidden:
        return Word.HIDDEN
    if not apart:
        return Word.EVEN
    small = people < limits.small or expected < limits.expected
    return Word.FINDING if chance <= limits.level and not small else Word.LOOK_HERE
