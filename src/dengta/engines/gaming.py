"""Does a share of somebody stand out from the rest of their team? A question for a human, never an answer.

Each detector compares one share of a person with that of everybody else in the team. It asks only where the 99 %
interval of the person excludes the share of the others *and* the gap is large enough to matter, with enough contacts on
both sides: in a team of equals it stays quiet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dengta.engines.metrics import wilson

CONFIDENCE = 0.99
LEAST = 30
# How far apart two shares must be, in points, before anybody is asked about them.
GAPS: Mapping[str, float] = {"short": 0.05, "transfers": 0.08, "surveys": 0.20, "cherries": 0.20}
# Whether a high share is what stands out.
HIGH: Mapping[str, bool] = {"short": True, "transfers": True, "surveys": False, "cherries": True}


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    n: int

    @property
    def value(self) -> float:
        """The share; 0 of none."""
        return self.hits / self.n if self.n else 0.0

    def __sub__(self, other: "Share") -> "Share":
        return Share(self.hits - other.hits, self.n - other.n)

    def __add__(self, other: "Share") -> "Share":
        return Share(self.hits + other.hits, self.n + other.n)


@dataclass(frozen=True, slots=True)
class Finding:
    """A share that stands out: the own one with its interval, and that of the others."""

    kind: str
    own: float
    n: int
    low: float
    high: float
    others: float
    others_n: int


def stands_out(kind: str, own: Share, others: Share, *, least: int = LEAST) -> Finding | None:
    """The finding of this kind, or None where nothing stands out or too little is known."""
    if own.n < least or others.n < least:
        return None
    interval = wilson(own.hits, own.n, CONFIDENCE)
    gap = own.value - others.value if HIGH[kind] else others.value - own.value
    clear = interval.low > others.value if HIGH[kind] else interval.high < others.value
    if not clear or gap < GAPS[kind]:
        return None
    return Finding(kind, own.value, own.n, interval.low, interval.high, others.value, others.n)


def in_team(kind: str, shares: Mapping[int, Share], *, least: int = LEAST) -> dict[int, Finding]:
    """Whoever of a team stands out from all others of it, by id."""
    whole = Share(0, 0)
    for share in shares.values():
        whole = whole + share
    found = {one: stands_out(kind, share, whole - share, least=least) for one, share in shares.items()}
    return {one: finding for one, finding in found.items() if finding is not None}


def easy_share(by_type: Mapping[int, tuple[int, int]], of_team: Mapping[int, tuple[int, int]]) -> Share:
    """How much of somebody's work is of topics that take the team little time: (contacts, seconds) by topic."""
    n = sum(count for count, _seconds in of_team.values())
    usual = sum(seconds for _count, seconds in of_team.values()) / n if n else 0.0
    easy = {topic for topic, (count, seconds) in of_team.items() if count and seconds / count < usual}
    hits = sum(count for topic, (count, _seconds) in by_type.items() if topic in easy)
    return Share(hits, sum(count for count, _seconds in by_type.values()))
