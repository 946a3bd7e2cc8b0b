"""How answers lie in a pack, and what is made of them: arithmetic without a database."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Answers:
    """Everything that was answered about one person. Nothing in it belongs together but by its question."""

    n: int = 0
    scores: Mapping[str, Sequence[int]] = field(default_factory=dict)
    comments: Sequence[str] = ()

    def with_one(self, scores: Mapping[str, int], comment: str) -> "Answers":
        """One answer more. Sorted anew, so that the result does not depend on which came last."""
        keys = sorted({*self.scores, *scores})
        more = {key: sorted([*self.scores.get(key, ()), *([scores[key]] if key in scores else [])]) for key in keys}
        comments = sorted([*self.comments, comment]) if comment else list(self.comments)
        return Answers(self.n + 1, more, comments)

    def written(self) -> str:
        """As text, to be sealed."""
        return json.dumps({"n": self.n, "scores": self.scores, "comments": self.comments}, ensure_ascii=False)


def read_pack(content: str) -> Answers:
    """What a pack holds; of an empty one nothing."""
    if not content:
        return Answers()
    kept = json.loads(content)
    return Answers(kept["n"], kept["scores"], kept["comments"])


def read_comments(content: str) -> list[str]:
    """The comments of a result."""
    return list(json.loads(content)) if content else []


def mean(values: Sequence[int]) -> float:
    """The plain mean."""
    return sum(values) / len(values)


def trimmed_mean(values: Sequence[int]) -> float:
    """The mean without the lowest and the highest value, from three values on: of three it is the middle one, so that
    no single rater can move a result beyond what the others said."""
    kept = sorted(values)
    return mean(kept[1:-1] if len(kept) > 2 else kept)


def out_of_hundred(value: float) -> float:
    """A value of the scale as 0 to 100."""
    return (value - LOWEST) / (HIGHEST - LOWEST) * 100


def summed(parts: Iterable[float]) -> float | None:
    """The mean of what is shown, as 0 to 100; None where nothing is."""
    values = list(parts)
    return round(out_of_hundred(sum(values) / len(values)), 2) if values else None
