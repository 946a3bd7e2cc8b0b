"""Texts that say much the same: shown while somebody writes, so that one matter is not told ten times."""

import re
from collections.abc import Iterable
from typing import NamedTuple

MOST_SHOWN = 5
# Of the shorter text, the share of pairs of characters that the other one has too.
CLOSE_ENOUGH = 0.34
LEAST_PAIRS = 3
_SAID = re.compile(r"[^\W_]+")


class Text(NamedTuple):
    """Something written before."""

    pk: int
    title: str


def closest(text: str, among: Iterable[Text]) -> list[int]:
    """The ids of what is closest to `text`, closest first; nothing for a word or two.

    Pairs of characters need no dictionary of words, and serve Chinese and English alike.
    """
    asked = pairs(text)
    if len(asked) < LEAST_PAIRS:
        return []
    found = [(likeness(asked, pairs(other.title)), -other.pk) for other in among]
    return [-pk for share, pk in sorted(found, reverse=True)[:MOST_SHOWN] if share >= CLOSE_ENOUGH]


def likeness(one: set[str], other: set[str]) -> float:
    """From 0, nothing in common, to 1, the shorter one stands in the other."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= LEAST_PAIRS else 0.0


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text, without case and punctuation."""
    runs = _SAID.findall(text.casefold())
    return {run[place : place + 2] for run in runs for place in range(len(run) - 1)}
