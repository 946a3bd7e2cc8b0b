"""What checking a roster says: hard rules that are broken, and what the soft ones cost."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dengta.engines.rostering.problem import Limit


class Rule(StrEnum):
    """What can be broken or charged. The values are the names of the problem's own fields."""

    MINUTES = "minutes"
    DAYS = "days"
    WEEKENDS = "weekends"
    WEEK_MINUTES = "week_minutes"
    WEEK_DAYS = "week_days"
    WORK_RUN = "work_run"
    REST_RUN = "rest_run"
    COUNTS = "counts"
    RUNS = "runs"
    HALF_WEEKEND = "half_weekend"
    REST_AFTER = "rest_after"
    NOT_BEFORE = "not_before"
    DAYS_OFF = "days_off"
    BARRED = "barred"
    FIXED = "fixed"
    WISHES = "wishes"
    LEAST = "least"
    UNDER = "under"
    OVER = "over"
    PRESENCES = "presences"
    PAIRINGS = "pairings"
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class Breach:
    """A hard rule that is broken. `day`: where it begins, None for the whole horizon. `agent`: empty for a time.

    `found`: how much there is of what is limited, or the shift that should not be there. `outside`: how far that is out
    of the limit, below nought where there is too little; 0 where it is no matter of more or less. `codes`: the shifts
    that are limited, where only some are. Breaches are the same whatever these two say.
    """

    rule: str
    agent: str
    day: int | None
    found: int | str
    outside: int = field(default=0, compare=False, repr=False)
    codes: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hard rules broken, and what the soft ones cost: `parts` holds those that cost something."""

    breaches: tuple[Breach, ...]
    parts: Mapping[str, int]

    @property
    def cost(self) -> int:
        """What all soft rules cost together. It says little while a hard one is broken."""
        return sum(self.parts.values())


@dataclass(slots=True)
class Account:
    """Where the checks write what they find, until it is a verdict."""

    breaches: list[Breach] = field(default_factory=list)
    parts: Counter[Rule] = field(default_factory=Counter)

    def breach(self, rule: Rule, agent: str, day: int | None, found: int | str, outside: int = 0) -> None:
        """A hard rule is broken."""
        self.breaches.append(Breach(rule, agent, day, found, outside))

    def charge(self, rule: Rule, cost: int) -> None:
        """A soft rule costs something."""
        self.parts[rule] += cost

    def hold(
        self,
        rule: Rule,
        who: str,
        day: int | None,
        limit: Limit,
        inside: int,
        *,
        before: int = 0,
        owed: bool = True,
        codes: frozenset[str] = frozenset(),
    ) -> None:
        """Hold what lies inside the horizon, after so much before it, to a limit; the least only where it is owed."""
        found = before + inside
        missing = max(0, limit.least - found) if owed else 0
        surplus = 0 if limit.most is None else max(0, found - max(limit.most, before))
        for outside, price in ((-missing, limit.below), (surplus, limit.above)):
            if outside and price is None:
                self.breaches.append(Breach(rule, who, day, found, outside, codes))
            else:
                self.charge(rule, abs(outside) * (price or 0))

    def verdict(self) -> Verdict:
        """All of it."""
        return Verdict(tuple(self.breaches), {rule: cost for rule, cost in self.parts.items() if cost})
