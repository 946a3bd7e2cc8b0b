"""What the linter looks for and what it finds."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from re import Match

from dengta.engines.labour_law.articles import Article
from dengta.engines.labour_law.lint.numbers import number_in
from dengta.engines.labour_law.text import Text


class Severity(Enum):
    """How bad a clause is: a breach that is punished in itself, one that is void, one that hangs on its use."""

    GRAVE = "grave"
    UNLAWFUL = "unlawful"
    RISKY = "risky"


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that give an unlawful clause away, in the notation of `patterns.py`.

    `holds` looks at what was found, for the signs that hang on a figure.
    """

    pattern: str
    holds: Callable[[Match[str]], bool] | None = None


def above(limit: float, *patterns: str) -> tuple[Sign, ...]:
    """The words, where their figure is more than `limit`."""
    return tuple(Sign(pattern, lambda found: number_in(found) > limit) for pattern in patterns)


def below(limit: float, *patterns: str) -> tuple[Sign, ...]:
    """The words, where their figure is less than `limit`."""
    return tuple(Sign(pattern, lambda found: number_in(found) < limit) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of one language: what gives the clause away, and what makes the sentence lawful after all."""

    unlawful: tuple[str | Sign, ...]
    lawful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One kind of unlawful clause. `why` explains; `instead` is a lawful wording to put in its place."""

    id: str
    title: Text
    articles: tuple[str, ...]
    why: Text
    instead: Text
    zh: Signs
    en: Signs
    severity: Severity = Severity.UNLAWFUL


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An unlawful clause: where it stands in the text (`text[start:end]` is `excerpt`), and what to do about it."""

    start: int
    end: int
    excerpt: str
    topic: str
    severity: Severity
    articles: tuple[Article, ...]
    why: Text
    instead: Text
