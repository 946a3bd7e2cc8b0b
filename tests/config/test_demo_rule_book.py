"""The rule book of the demo centre, as data: complete, in both languages, graded, and lawful in the linter's eyes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dengta.config import demo
from dengta.engines.labour_law.lint import lint

FILE = Path(demo.__file__).parent / "rule_book.json"
BOOK: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
TEXTS = {"title", "standard", "plain", "evidence"}
KEYS = {"code", "category", "severity", "kind", "least", "most", "counts_months", "band", *TEXTS}
LETTERS = {
    "attendance": "KQ",
    "service_conduct": "FW",
    "process": "LC",
    "information_security": "XX",
    "integrity": "CX",
    "team_respect": "TD",
    "safety": "AQ",
    "reward": "JL",
}
SEPARATION_REVIEW = 6
CONDUCT = [one for one in BOOK if one["kind"] == "conduct"]
REWARDS = [one for one in BOOK if one["kind"] == "reward"]


def spoken(clause: dict[str, Any], language: str) -> Iterator[str]:
    """Everything that a clause says or said in a language."""
    yield from (clause[key][language] for key in TEXTS)
    yield from (clause["before"][key][language] for key in clause.get("before", {}))
    if "why_changed" in clause:
        yield clause["why_changed"][language]


def test_the_book_has_its_clauses_under_codes_of_their_category() -> None:
    codes = [one["code"] for one in BOOK]

    assert len(BOOK) >= 46
    assert len(REWARDS) >= 8
    assert len(set(codes)) == len(codes)
    for one in BOOK:
        assert set(one) - {"before", "why_changed"} == KEYS, one["code"]
        assert re.fullmatch(LETTERS[one["category"]] + r"\d\d", one["code"])
        assert (one["category"] == "reward") == (one["kind"] == "reward"), one["code"]


def test_five_clauses_tell_what_they_said_before_and_why_they_changed() -> None:
    changed = [one for one in BOOK if "before" in one]

    assert len(changed) == 5
    assert all(set(one["before"]) == TEXTS and one["before"] != {key: one[key] for key in TEXTS} for one in changed)
    assert [one["code"] for one in BOOK if "why_changed" in one] == [one["code"] for one in changed]


def test_measures_follow_the_severity_and_only_grave_clauses_reach_the_separation_review() -> None:
    for one in CONDUCT:
        assert one["severity"] in {1, 2, 3, 4}, one["code"]
        assert 0 <= one["least"] <= one["most"] <= SEPARATION_REVIEW, one["code"]
        assert one["least"] > 0 or one["severity"] == 1, one["code"]
        assert (one["most"] == SEPARATION_REVIEW) == (one["severity"] == 4), one["code"]
        assert one["counts_months"] in {6, 12}, one["code"]
        assert one["band"] is None, one["code"]


def test_a_graver_clause_never_ends_milder_than_a_slighter_one() -> None:
    span = {
        level: [(one["least"], one["most"]) for one in CONDUCT if one["severity"] == level] for level in (1, 2, 3, 4)
    }
    for slighter, graver in ((1, 2), (2, 3), (3, 4)):
        assert min(least for least, _most in span[slighter]) < min(least for least, _most in span[graver])
        assert max(most for _least, most in span[slighter]) <= min(most for _least, most in span[graver])


def test_rewards_carry_no_measure_and_are_not_only_money() -> None:
    for one in REWARDS:
        assert (one["severity"], one["least"], one["most"], one["counts_months"]) == (0, None, None, None), one["code"]
        assert one["band"] is None or 0 < one["band"]["low"] < one["band"]["high"], one["code"]

    assert any(one["band"] is None for one in REWARDS)
    assert any(one["band"] is not None for one in REWARDS)


def test_the_months_of_a_standard_are_those_for_which_repetition_counts() -> None:
    for one in CONDUCT:
        named = set(re.findall(r"\b(6|12) 个月内", one["standard"]["zh"]))
        assert named <= {str(one["counts_months"])}, one["code"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_text_is_there_in_its_own_language_and_passes_the_linter(language: str) -> None:
    foreign = r"[A-Za-z]" if language == "zh" else r"[\u3000-\u9fff\uff00-\uffef]"
    for clause in BOOK:
        for text in spoken(clause, language):
            assert text.strip(), clause["code"]
            assert not re.search(foreign, text), text
            assert lint(text, language=language) == (), text
