"""Who gets a share of what is good: praise, prizes, courses, good shifts. The four-fifths rule with a guard.

Counted are persons that were reached at least once, so a group's figure is a share of its people.
"""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from dengta.engines.fairness.judging import Limits, Word, holm, word
from dengta.engines.metrics import Interval, wilson
from dengta.engines.scoring.guard import fewest


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of a group's people were reached, against all others.

    `ratio` is the group's share over that of the others; `expected` how many of the group it would be at the share of
    the others; `chance` two-sided (Fisher 1934) and corrected for all groups asked about. `to_the_best` is the ratio as
    the US guidelines word the rule, against the best group; small groups fall below four fifths of it by chance, so it
    is shown and decides nothing.
    """

    group: Hashable
    people: int
    reached: int
    share: float
    interval: Interval
    expected: float
    ratio: float
    to_the_best: float
    chance: float
    word: Word


@dataclass(frozen=True, slots=True)
class _Group:
    """One group and all others."""

    key: Hashable
    people: int
    reached: int
    others: int
    others_reached: int


def reach(groups: Mapping[Hashable, tuple[int, int]], *, limits: Limits | None = None) -> tuple[Reach, ...]:
    """Every group with its people and how many of them were reached: (people, reached).

    Raises ValueError where more were reached than there are.
    """
    limits = limits or Limits()
    wrong = [str(group) for group, (people, reached) in groups.items() if not 0 <= reached <= people]
    if wrong:
        message = f"more reached than there are: {', '.join(wrong)}"
        raise ValueError(message)
    asked = [group for group, (people, _) in groups.items() if people >= limits.hidden]
    all_people, all_reached = (sum(pair[place] for pair in groups.values()) for place in (0, 1))
    chances = dict(zip(asked, holm([_chance(*groups[group], all_people, all_reached) for group in asked]), strict=True))
    best = max((reached / people for people, reached in (groups[group] for group in asked)), default=math.nan)
    return tuple(
        _reach(_Group(group, *pair, all_people - pair[0], all_reached - pair[1]), best, chances.get(group, 1.0), limits)
        for group, pair in groups.items()
    )


def _reach(group: _Group, best: float, chance: float, limits: Limits) -> Reach:
    share, theirs = _share(group.reached, group.people), _share(group.others_reached, group.others)
    ratio, expected = _over(share, theirs), theirs * group.people
    apart = ratio < limits.four_fifths
    return Reach(
        group=group.key,
        people=group.people,
        reached=group.reached,
        share=share,
        interval=wilson(group.reached, group.people),
        expected=expected,
        ratio=ratio,
        to_the_best=_over(share, best),
        chance=chance,
        word=word(apart=apart, chance=chance, people=group.people, expected=expected, limits=limits),
    )


def _share(reached: int, people: int) -> float:
    return reached / people if people else math.nan


def _over(share: float, other: float) -> float:
    if math.isnan(share) or math.isnan(other):
        return math.nan
    return share / other if other else (math.inf if share else 1.0)


def _chance(people: int, reached: int, all_people: int, all_reached: int) -> float:
    few = fewest(reached, people, all_reached, all_people)
    many = fewest(people - reached, people, all_people - all_reached, all_people)
    return min(1.0, 2 * min(few, many))
