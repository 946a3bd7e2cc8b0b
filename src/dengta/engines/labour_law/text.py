"""Sentences of the law in two languages: the engine says its own steps, so that page, print and command line agree.

A rule writes the Chinese and the English sentence side by side, with the same places to fill in. Amounts are written
`{wage:money}`: two decimals, never rounded before the rule has rounded them. English counts with `{days:days}`:
"3 days", "1 day".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from dengta.engines.labour_law.money import rounded

CHINESE = "zh"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONEY = "money"
# What is counted, as English writes more than one of it.
UNITS = frozenset({"hours", "minutes", "days", "months", "years"})
# A space stands between Chinese and figures, never between two Chinese characters: what is filled in may be either.
LOOSE = re.compile(r"(?<=[\u3400-\u9fff\uff00-\uffef]) (?=[\u3400-\u9fff\uff00-\uffef])")
# What is shown of a number that goes on for ever; "…" says that it does.
SHOWN_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Chinese and English, with the facts that fill its places."""

    zh: str
    en: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def filled(self, facts: Mapping[str, object]) -> "Text":
        """The same sentence with these facts besides those it has."""
        return Text(self.zh, self.en, {**self.facts, **facts})

    def said(self, language: str) -> str:
        """The sentence in `language` ("zh-hans" or any other tag of Chinese: Chinese, anything else: English)."""
        chinese = language.lower().startswith(CHINESE)
        pattern = self.zh if chinese else self.en
        said = pattern.format_map({name: _Spelled(fact, language) for name, fact in self.facts.items()})
        return LOOSE.sub("", said) if chinese else said


class _Spelled:
    """A fact as it is written in a sentence of this language."""

    def __init__(self, fact: object, language: str) -> None:
        self.fact, self.language = fact, language

    def __format__(self, spec: str) -> str:
        return spell(self.fact, self.language, spec)


def spell(fact: object, language: str, spec: str = "") -> str:
    """A fact in words or figures: dates in the order of the language, numbers with separators."""
    chinese = language.lower().startswith(CHINESE)
    if spec in UNITS:
        return _counted(spell(fact, language), spec)
    if isinstance(fact, Text):
        return fact.said(language)
    if isinstance(fact, date):
        clock = f" {fact:%H:%M}" if isinstance(fact, datetime) else ""
        return _day(fact, chinese=chinese) + clock
    if isinstance(fact, tuple | list):
        return ("、" if chinese else ", ").join(spell(one, language, spec) for one in fact)
    if isinstance(fact, Fraction | Decimal):
        return f"{rounded(fact, 2):,}" if spec == MONEY else _number(Fraction(fact))
    return str(fact)


def _counted(number: str, unit: str) -> str:
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}"


def _day(day: date, *, chinese: bool) -> str:
    if chinese:
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _number(number: Fraction) -> str:
    shown = rounded(number, SHOWN_DECIMALS)
    plain = f"{shown:,}".rstrip("0").rstrip(".")
    return plain if Fraction(shown) == number else f"{plain}…"
