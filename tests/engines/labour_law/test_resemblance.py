"""The linter's second look: it points at what is worded like unlawful clauses, says so honestly, and stays rare."""

import json
from functools import cache
from typing import Any

import pytest
from tools import train_lint

from dengta.engines.labour_law.lint import Severity, lint
from dengta.engines.labour_law.lint.marks import marks
from dengta.engines.labour_law.lint.resemblance import DATA, RESEMBLES, models

LANGUAGES = ("zh", "en")
KEPT: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))


@cache
def learnt(language: str) -> train_lint.Judged:
    return train_lint.judged(train_lint.corpus(), language)


def test_the_weights_are_of_this_corpus_and_of_what_is_seen_of_it() -> None:
    assert train_lint.fingerprint(train_lint.corpus()) == KEPT["made_from"], "run python tools/train_lint.py"


def test_the_file_is_small() -> None:
    assert DATA.stat().st_size <= 300_000


@pytest.mark.sweep
@pytest.mark.parametrize("language", LANGUAGES)
def test_training_again_makes_the_same_figures_and_weights(language: str) -> None:
    kept = KEPT["models"][language]

    figures = train_lint.cross_validated(learnt(language))
    weights = train_lint.trained(learnt(language))

    assert (figures.threshold, figures.precision, figures.recall) == pytest.approx(
        (kept["threshold"], kept["precision"], kept["recall"]), abs=0.01
    )
    assert weights["bias"] == pytest.approx(kept["bias"], abs=1)


@pytest.mark.parametrize(("language", "recall"), [("zh", 0.68), ("en", 0.41)])
def test_the_model_alone_is_right_in_as_much_as_is_documented(language: str, recall: float) -> None:
    assert KEPT["models"][language]["precision"] >= train_lint.PRECISION
    assert KEPT["models"][language]["recall"] >= recall


def test_pages_and_manuals_are_left_alone() -> None:
    harmless = [line for line in train_lint.corpus() if line["fold"] == train_lint.NO_FOLD]
    named = [line["text"] for line in harmless if lint(line["text"], language=line["language"])]

    assert len(harmless) > 1000
    assert len(named) <= len(harmless) // 100, named


@pytest.mark.covers("L-09")
@pytest.mark.parametrize(
    "text",
    [
        "午餐时间每人限十五分钟，用餐期间须保持在线接听。",
        "Employees who do not join the morning run forfeit their attendance bonus and pay RMB 50.",
    ],
)
def test_a_resemblance_says_that_it_is_one_and_points_at_the_whole_sentence(text: str) -> None:
    (clause,) = lint(text)

    assert (clause.topic, clause.severity) == (RESEMBLES, Severity.RISKY)
    assert text[clause.start : clause.end] == clause.excerpt == clause.excerpt.strip()
    assert len(clause.excerpt) > len(text) // 2
    assert clause.articles
    assert "不是结论" in clause.why.said("zh-hans")
    assert "not a finding" in clause.why.said("en")


def test_nothing_is_resembled_where_a_topic_names_the_sentence() -> None:
    assert [clause.topic for clause in lint("迟到一次罚款 50 元。")] == ["pay.fine"]


@pytest.mark.parametrize("text", ["", "好", "Save", "公司不设罚款。", "Lateness is never fined."])
def test_headings_and_denials_are_passed(text: str) -> None:
    assert lint(text) == ()


def test_figures_count_as_any_figure() -> None:
    assert marks("每月 3 天", "zh") == marks("每月 45 天", "zh")
    assert marks("3 days", "en") == marks("4.5 days", "en")


def test_the_nearest_topic_is_the_one_to_which_most_weight_points() -> None:
    model = models()["zh"]
    one = next(iter(model.kin))

    assert model.nearest(frozenset({one})) == model.kin[one]
    assert all(model.weights[mark] > 0 for mark in model.kin)
