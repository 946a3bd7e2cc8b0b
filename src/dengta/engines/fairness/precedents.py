"""R-089: what similar cases led to, so that the same conduct has the same consequence, whoever it was.

Cases are held against each other by what the rule book names: clause, severity, how often before, cause, whether harm
was done. Never by who: name, sex, age, tenure, team and results are no facts here, so they cannot play a part.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

# What each equal fact is worth; the clause is worth as much as two others.
CLAUSE, CATEGORY, SEVERITY, REPETITION, CAUSE, HARM = 4, 2, 2, 2, 1, 1
MOST = CLAUSE + SEVERITY + REPETITION + CAUSE + HARM
# From here on two cases are called similar. Of the same clause: the severity too, or how often before, or both cause
# and harm. Of another clause of the category: the severity and how often before, or one of them with cause and harm. Of
# another category: all four. So where a clause has no cases yet, those of its neighbours say what is usual.
SIMILAR = 0.6
# Fewer precedents bind nobody.
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """A case, by what the rule book knows of it. `before` is how often the same happened to the same person within the
    time that counts, `grade` the place of the measure in the matrix (0: none), None while nothing is decided."""

    key: Hashable
    clause: str
    category: str
    severity: int
    before: int
    cause: str = ""
    harm: bool = False
    decided: date | None = None
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier case, how like (0 to 1), and which facts differ."""

    facts: Facts
    likeness: float
    differs_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consistency:
    """What the similar cases led to, and where the proposed grade stands: below, within or above theirs; `enough` when
    there are so many that leaving their range needs a reason."""

    precedents: tuple[Precedent, ...]
    lowest: int | None
    usual: int | None
    highest: int | None
    proposed: int
    enough: bool

    @property
    def outside(self) -> bool:
        """Whether the proposal leaves the range of what similar cases led to."""
        if not self.enough or self.lowest is None or self.highest is None:
            return False
        return not self.lowest <= self.proposed <= self.highest


def likeness(case: Facts, other: Facts) -> Precedent:
    """How like two cases are, by the facts alone; the same both ways."""
    differs = []
    points = CLAUSE if case.clause == other.clause else 0
    if case.clause != other.clause:
        differs.append("clause")
        points += CATEGORY if case.category == other.category else 0
    for name, worth, same in (
        ("severity", SEVERITY, case.severity == other.severity),
        ("before", REPETITION, min(case.before, 3) == min(other.before, 3)),
        ("cause", CAUSE, case.cause == other.cause),
        ("harm", HARM, case.harm == other.harm),
    ):
        points += worth if same else 0
        if not same:
            differs.append(name)
    return Precedent(other, points / MOST, tuple(differs))


def similar(case: Facts, past: Sequence[Facts], *, least: float = SIMILAR, limit: int = 12) -> tuple[Precedent, ...]:
    """Decided cases like this one, the likest first and of these the latest; the case itself is none of them."""
    found = [
        likeness(case, other)
        for other in past
        if other.key != case.key and other.grade is not None and other.decided is not None
    ]
    found = [each for each in found if each.likeness >= least]
    found.sort(key=lambda each: (-each.likeness, -(each.facts.decided or date.min).toordinal(), str(each.facts.key)))
    return tuple(found[:limit])


def consistency(case: Facts, past: Sequence[Facts], proposed: int, *, enough: int = ENOUGH) -> Consistency:
    """Where a proposal stands among what similar cases led to."""
    precedents = similar(case, past)
    grades = [each.facts.grade for each in precedents if each.facts.grade is not None]
    return Consistency(
        precedents=precedents,
        lowest=min(grades, default=None),
        usual=median_low(grades) if grades else None,
        highest=max(grades, default=None),
        proposed=proposed,
        enough=len(grades) >= enough,
    )
