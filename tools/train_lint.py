"""Writes the weights of the linter's second look from its corpus: `python tools/train_lint.py`, about two minutes.

Logistic regression with a quadratic penalty, by Newton's method on the kernel. The threshold is the lowest at which the
model alone, on batches of clauses that it was not shown, is right in `PRECISION` of what it names.
"""

import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from dengta.engines.labour_law.lint import TOPICS, lint  # noqa: E402 - the path comes first
from dengta.engines.labour_law.lint.marks import marks  # noqa: E402
from dengta.engines.labour_law.lint.resemblance import DATA, RESEMBLES, UNIT  # noqa: E402
from dengta.engines.labour_law.lint.sentences import CHINESE, ENGLISH, sentences  # noqa: E402

CORPUS = ROOT / "tests/engines/labour_law/lint-corpus.jsonl"
# Plain sentences of pages and manuals, so that what is no rule at all is not taken for one. They only teach: the
# figures are of the corpus alone.
HARMLESS = ROOT / "tests/engines/labour_law/lint-harmless.jsonl"
# The corpus stands in the order in which batches were written, so contiguous folds keep an author together.
FOLDS = 15
NO_FOLD = -1
PRECISION = 0.93
PENALTY = 0.3
STEPS = 6
# Brings the marks of a clause to a size at which the penalty is of use.
SCALE = 12**0.5
SEEN_TWICE = 2
# How many marks are kept, those with the greatest weights.
KEPT = 6000

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """The clauses of one language: marks, whether unlawful (1 or 0), batch, and the topic that names them if any."""

    seen: tuple[frozenset[str], ...]
    unlawful: Numbers
    fold: NDArray[np.int64]
    topics: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How the model alone does on batches that it was not shown."""

    threshold: float
    precision: float
    recall: float


def corpus() -> list[dict[str, Any]]:
    """The judged clauses in their order, each with its batch, and the harmless sentences, which are in none."""
    lines = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    harmless = [json.loads(line) for line in HARMLESS.read_text(encoding="utf-8").splitlines()]
    return [
        *(line | {"fold": place * FOLDS // len(lines)} for place, line in enumerate(lines)),
        *(line | {"fold": NO_FOLD, "unlawful": False} for line in harmless),
    ]


def judged(lines: list[dict[str, Any]], language: str) -> Judged:
    """What there is to learn from in one language."""
    own = [line for line in lines if line["language"] == language]
    return Judged(
        seen=tuple(_marks(line["text"], language) for line in own),
        unlawful=np.array([float(line["unlawful"]) for line in own]),
        fold=np.array([line["fold"] for line in own]),
        topics=tuple(_topic(line) for line in own),
    )


def _marks(text: str, language: str) -> frozenset[str]:
    return frozenset().union(*(marks(sentence.plain, language) for sentence in sentences(text, language)))


def _topic(line: dict[str, Any]) -> str | None:
    if not line["unlawful"]:
        return None
    return next((one.topic for one in lint(line["text"], language=line["language"]) if one.topic != RESEMBLES), None)


def matrix(seen: tuple[frozenset[str], ...]) -> tuple[tuple[str, ...], Numbers]:
    """The marks that at least two clauses bear, in order, and a row for each clause."""
    counts = Counter(mark for one in seen for mark in one)
    kept = tuple(sorted(mark for mark, count in counts.items() if count >= SEEN_TWICE))
    column = {mark: place for place, mark in enumerate(kept)}
    rows = np.zeros((len(seen), len(kept)))
    for row, one in zip(rows, seen, strict=True):
        row[[column[mark] for mark in one if mark in column]] = SCALE / max(1, len(one)) ** 0.5
    return kept, rows


def fitted(rows: Numbers, kernel: Numbers, unlawful: Numbers) -> tuple[Numbers, float]:
    """The weights of the marks as they are kept, in hundredths, and what a sentence without marks scores."""
    shares: Numbers = np.zeros(len(unlawful))
    for _step in range(STEPS):
        score = kernel @ shares
        chance = 1 / (1 + np.exp(-score))
        spread = np.maximum(chance * (1 - chance), 1e-4)
        shares = np.asarray(
            np.linalg.solve(kernel + PENALTY * np.diag(1 / spread), score + (unlawful - chance) / spread),
            dtype=np.float64,
        )
    weights = np.round(rows.T @ shares * SCALE * UNIT)
    weights[np.argsort(-np.abs(weights), kind="stable")[KEPT:]] = 0
    return weights, round(float(shares.sum()) * UNIT)


def cross_validated(learnt: Judged) -> Figures:
    """Precision and recall of the model alone, each batch judged by what the others taught."""
    _kept, rows = matrix(learnt.seen)
    kernel = rows @ rows.T + 1
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        taught, asked = learnt.fold != fold, learnt.fold == fold
        weights, bias = fitted(rows[taught], kernel[np.ix_(taught, taught)], learnt.unlawful[taught])
        scores[asked] = (rows[asked] @ weights / SCALE + bias) / UNIT
    asked = learnt.fold != NO_FOLD
    return _at_precision(scores[asked], learnt.unlawful[asked])


def _at_precision(scores: Numbers, unlawful: Numbers) -> Figures:
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(unlawful[order])
    precision = right / np.arange(1, len(order) + 1)
    last = int(np.flatnonzero(precision >= PRECISION)[-1])
    return Figures(
        threshold=round(float(scores[order][last]), 2),
        precision=round(float(precision[last]), 3),
        recall=round(float(right[last] / unlawful.sum()), 3),
    )


def kin(kept: tuple[str, ...], weights: Numbers, learnt: Judged, topics: list[str]) -> list[int]:
    """For each mark the place of the topic it is most typical of; -1 where it speaks for "lawful"."""
    wanted = {mark for mark, weight in zip(kept, weights, strict=True) if weight > 0}
    sizes = Counter(learnt.topics)
    found: dict[str, Counter[int]] = {mark: Counter() for mark in wanted}
    for seen, topic in zip(learnt.seen, learnt.topics, strict=True):
        for mark in seen & wanted if topic else ():
            found[mark][topics.index(str(topic))] += 1
    return [
        max(sorted(found[mark]), key=lambda place: found[mark][place] / (5 + sizes[topics[place]]), default=-1)
        if mark in wanted
        else -1
        for mark in kept
    ]


def trained(learnt: Judged) -> dict[str, Any]:
    """The model of a language as it is kept, without its threshold."""
    kept, rows = matrix(learnt.seen)
    weights, bias = fitted(rows, rows @ rows.T + 1, learnt.unlawful)
    topics = [topic.id for topic in TOPICS]
    places = kin(kept, weights, learnt, topics)
    told = [(mark, int(weight), place) for mark, weight, place in zip(kept, weights, places, strict=True) if weight]
    return {
        "bias": bias,
        "marks": "\n".join(mark for mark, _weight, _place in told),
        "weights": [weight for _mark, weight, _place in told],
        "kin": [place for _mark, _weight, place in told],
    }


def fingerprint(lines: list[dict[str, Any]]) -> str:
    """Of all that the model learns from: clauses, judgements, and what is seen of them."""
    told = [[sorted(_marks(line["text"], line["language"])), line["unlawful"]] for line in lines]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def main() -> None:
    lines = corpus()
    models = {}
    for language in (CHINESE, ENGLISH):
        learnt = judged(lines, language)
        figures = cross_validated(learnt)
        print(language, figures)
        models[language] = {
            "threshold": figures.threshold,
            "precision": figures.precision,
            "recall": figures.recall,
            **trained(learnt),
        }
    kept = {"made_from": fingerprint(lines), "topics": [topic.id for topic in TOPICS], "models": models}
    DATA.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
