"""The sentences of the engine: the same places in both languages, and figures as people write them."""

import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dengta.engines import labour_law
from dengta.engines.labour_law.text import Text
from tests.architecture.test_catalogues import HALF_WIDTH, PLACEHOLDER


def sentences() -> Iterator[tuple[str, Text]]:
    for module in pkgutil.walk_packages(labour_law.__path__, f"{labour_law.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Text):
                yield f"{module.name}.{name}", value


def places(pattern: str) -> set[str]:
    return {place for _text, place, _spec, _conversion in string.Formatter().parse(pattern) if place}


def test_both_languages_fill_the_same_places() -> None:
    found = dict(sentences())

    assert len(found) > 40
    assert {name: text for name, text in found.items() if places(text.zh) != places(text.en)} == {}
    assert {name for name, text in found.items() if not text.zh.strip() or not text.en.strip()} == set()


@pytest.mark.parametrize(
    ("fact", "unit", "en"),
    [
        (1, "hours", "1 hour"),
        (Decimal("1.0"), "days", "1 day"),
        (Fraction(2, 2), "months", "1 month"),
        (0, "minutes", "0 minutes"),
        (Decimal("0.5"), "years", "0.5 years"),
        (Decimal("1.5"), "days", "1.5 days"),
        (11, "hours", "11 hours"),
    ],
)
def test_english_counts_one_as_one(fact: object, unit: str, en: str) -> None:
    assert Text("{it}", f"{{it:{unit}}}", {"it": fact}).said("en") == en


def test_no_english_sentence_counts_by_hand() -> None:
    by_hand = re.compile(r"\{\w+\} (hours|minutes|days|months|years)\b(?!')")

    assert {name: text.en for name, text in sentences() if by_hand.search(text.en)} == {}


def test_chinese_sentences_are_set_as_chinese() -> None:
    assert {name: text.zh for name, text in sentences() if HALF_WIDTH.search(PLACEHOLDER.sub("人", text.zh))} == {}


@pytest.mark.parametrize(
    ("fact", "spec", "zh", "en"),
    [
        (Decimal("1234567.5"), "money", "1,234,567.50", "1,234,567.50"),
        (Decimal("1E+3"), "", "1,000", "1,000"),
        (Fraction(6525, 174), "", "37.5", "37.5"),
        (Fraction(1, 3), "", "0.3333…", "0.3333…"),
        (date(2026, 3, 1), "", "2026 年 3 月 1 日", "1 March 2026"),
        (("a", "b"), "", "a、b", "a, b"),
        (Text("是", "yes"), "", "是", "yes"),
        (7, "", "7", "7"),
    ],
)
def test_facts_are_written_as_people_write_them(fact: object, spec: str, zh: str, en: str) -> None:
    text = Text(f"{{it:{spec}}}", f"{{it:{spec}}}", {"it": fact})

    assert (text.said("zh-hans"), text.said("en")) == (zh, en)
