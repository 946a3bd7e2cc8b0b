"""Who gets a share of what is good: praise, prizes, courses, good shifts. The four-fifths rule with a guard.

Counted are persons that were reached at least once, so a group's figure is a share of its people.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from dengta.engines.fairness.judging import Limits, Word, corrected, counts, word
from dengta.engines.metrics import Interval, wilson
from dengta.engines.scoring.guard import fewest


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of a group's people were reached, against all others.

    `ratio` is the group's share over that of the others; `expected` how many of the group it would be if all are alike;
    `chance` that so few or fewer are (Fisher 1934), corrected for all groups that can become a finding. `to_the_best`
    is the ratio as the US guidelines word the rule, against the best group; small groups fall below four fifths of it
    by chance, so it is shown and decides nothing.
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

    @property
    def at_random(self) -> float:
        everybody = self.people + self.others
        return self.people * (self.reached + self.others_reached) / everybody if everybody else 0.0


Groups = Mapping[Hashable, tuple[int, int]]


def reach(groups: Groups, *, beside: Sequence[float] = (), limits: Limits | None = None) -> tuple[Reach, ...]:
    """Every group with its people and how many of them were reached: (people, reached). `beside` are the
    `reach_chances` of the other tables of the same question.

    Raises ValueError where more were reached than there are.
    """
    limits = limits or Limits()
    against = _all_against(groups)
    chance = corrected(
        {group: _chance(one) for group, one in against.items()}, beside, [one.key for one in _counted(against, limits)]
    )
    shares = [_share(reached, people) for people, reached in groups.values() if people >= limits.hidden]
    best = max(shares, default=math.nan)
    return tuple(_reach(one, best, chance[group], limits) for group, one in against.items())


def reach_chances(groups: Groups, *, limits: Limits | None = None) -> list[float]:
    """The uncorrected chances of those groups of a table that can become a finding, for the `beside` of another. Raises
    ValueError as `reach` does."""
    return [_chance(one) for one in _counted(_all_against(groups), limits or Limits())]


def _all_against(groups: Groups) -> dict[Hashable, _Group]:
    wrong = [str(group) for group, (people, reached) in groups.items() if not 0 <= reached <= people]
    if wrong:
        message = f"more reached than there are: {', '.join(wrong)}"
        raise ValueError(message)
    all_people, all_reached = (sum(pair[place] for pair in groups.values()) for place in (0, 1))
    return {group: _Group(group, *pair, all_people - pair[0], all_reached - pair[1]) for group, pair in groups.items()}


def _counted(against: Mapping[Hashable, _Group], limits: Limits) -> list[_Group]:
    return [one for one in against.values() if one.others and counts(one.people, one.at_random, limits)]


def _reach(group: _Group, best: float, chance: float, limits: Limits) -> Reach:
    share, theirs = _share(group.reached, group.people), _share(group.others_reached, group.others)
    ratio, expected = _over(share, theirs), group.at_random
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


def _chance(group: _Group) -> float:
    return fewest(group.reached, group.people, group.reached + group.others_reached, group.people + group.others)
