"""The second look at a sentence that no topic names: is it worded like clauses that were judged unlawful?

A linear model: each mark (`marks.py`) carries a weight, the score is their sum over the root of their number, and a
score above the threshold is a resemblance. Weights and threshold stand in `resemblance.json`, written by
`tools/train_lint.py` from the corpus of the tests. The nearest topic is the one to which most of the weight points.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

from dengta.engines.labour_law.lint.marks import marks
from dengta.engines.labour_law.lint.topic import Topic
from dengta.engines.labour_law.lint.topics import TOPICS
from dengta.engines.labour_law.text import Text

DATA = Path(__file__).parent / "resemblance.json"
RESEMBLES = "resembles"
# Weights are kept as whole hundredths.
UNIT = 100
# Fewer marks are a heading or a button, not a clause.
FEWEST_MARKS = 12
WHY = Text(
    "这句话在用词上与曾被判定为违法的条款相似（近似：{kind}）。这只是提示，不是结论，请交由懂劳动法的人核对。",
    "The wording resembles clauses that were judged unlawful (similar to: {kind}). This is a hint, not a finding; "
    "please have it checked by someone who knows labour law.",
)


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The model of one language. `weights` by mark; `kin`: the topic of unlawful clauses that a mark is typical of."""

    threshold: float
    bias: int
    weights: Mapping[str, int]
    kin: Mapping[str, str]

    def score(self, seen: frozenset[str]) -> float:
        """How much the marks speak for "unlawful": 0 is even."""
        return (self.bias + sum(self.weights.get(mark, 0) for mark in seen) / sqrt(max(1, len(seen)))) / UNIT

    def nearest(self, seen: frozenset[str]) -> str:
        """The topic to which the weights that speak for "unlawful" point, the first by name among equals."""
        pull: Counter[str] = Counter()
        for mark in seen & self.kin.keys():
            pull[self.kin[mark]] += self.weights[mark]
        return min(pull, key=lambda topic: (-pull[topic], topic))


def resembled(plain: str, language: str) -> Topic | None:
    """The topic whose clauses a sentence resembles, in the plain writing of `sentences.py`; None: it does not."""
    seen, model = marks(plain, language), models()[language]
    if len(seen) < FEWEST_MARKS or model.score(seen) <= model.threshold:
        return None
    return _topics()[model.nearest(seen)]


def why(topic: Topic) -> Text:
    """What to tell the reader of a sentence that resembles clauses of this topic."""
    return Text(
        WHY.zh.replace("{kind}", topic.title.zh),
        WHY.en.replace("{kind}", topic.title.en),
    )


@cache
def models() -> Mapping[str, Resemblance]:
    """The models by language."""
    kept = json.loads(DATA.read_text(encoding="utf-8"))
    return {language: _model(kept["models"][language], kept["topics"]) for language in kept["models"]}


def _model(kept: Mapping[str, object], topics: list[str]) -> Resemblance:
    names = str(kept["marks"]).split("\n")
    weights, kin = kept["weights"], kept["kin"]
    assert isinstance(weights, list)
    assert isinstance(kin, list)
    return Resemblance(
        threshold=float(str(kept["threshold"])),
        bias=int(str(kept["bias"])),
        weights=dict(zip(names, weights, strict=True)),
        kin={name: topics[place] for name, place in zip(names, kin, strict=True) if place >= 0},
    )


@cache
def _topics() -> Mapping[str, Topic]:
    return {topic.id: topic for topic in TOPICS}
