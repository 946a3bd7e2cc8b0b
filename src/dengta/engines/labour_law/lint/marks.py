"""What the second look sees of a sentence: runs of characters or words, pairs of words, and the order of synonyms."""

import re
from functools import cache
from itertools import combinations
from re import Pattern

from dengta.engines.labour_law.lint.patterns import compiled
from dengta.engines.labour_law.lint.sentences import CHINESE
from dengta.engines.labour_law.lint.words import EN, ZH

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"[a-z']+|\d+|%")
SPACING = re.compile(r"[\"' ]")
ENDINGS = ("ing", "ies", "ied", "ed", "es", "s", "ly")
STEM = 3
RUN_ZH, RUN_EN = 3, 2
# How far apart two words of a pair may stand.
REACH = 5
FIGURES = frozenset({"N", "NUM", "PERCENT", "PART"})


def marks(plain: str, language: str) -> frozenset[str]:
    """The marks of a sentence in the plain writing of `sentences.py`; figures count as any figure."""
    text = FIGURE.sub("0", plain)
    if language == CHINESE:
        letters = SPACING.sub("", text)
        own = _runs(letters, RUN_ZH, "")
    else:
        words = tuple(_stem(word) for word in WORD.findall(text))
        own = _runs(("^", *words, "$"), RUN_EN, " ") | _pairs(words)
    return frozenset(own | _order(text, language))


def _runs(parts: str | tuple[str, ...], longest: int, between: str) -> set[str]:
    return {
        between.join(parts[at : at + length])
        for length in range(1, longest + 1)
        for at in range(len(parts) - length + 1)
    }


def _pairs(words: tuple[str, ...]) -> set[str]:
    return {f"{one}~{other}" for at, one in enumerate(words) for other in words[at + 2 : at + REACH]}


def _order(text: str, language: str) -> set[str]:
    """Which synonyms of `words.py` stand in the sentence, and which of them before which."""
    stands = sorted((found.start(), name) for name, sign in _synonyms(language) for found in sign.finditer(text))
    names = [name for _place, name in stands]
    return {f"<{name}" for name in names} | {f"<{one}<{other}" for one, other in combinations(names, 2) if one != other}


@cache
def _synonyms(language: str) -> tuple[tuple[str, Pattern[str]], ...]:
    words = ZH if language == CHINESE else EN
    return tuple((name, compiled(f"{{{name}}}", language)) for name in words if name not in FIGURES)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word.removesuffix(ending)
    return word
