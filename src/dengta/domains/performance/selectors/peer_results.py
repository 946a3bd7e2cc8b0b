"""What comes out of a peer review: made of a pack alone, or not at all where too few answered."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.selectors.packs import Answers, mean, summed, trimmed_mean
from dengta.foundation.rules import Rule

FLOOR = 3
FORMULA = _("mean without the highest and the lowest, version 1")
R_012 = Rule("R-012", _("A peer review has three raters at least, nobody rates themselves, and extremes do not count"))


@dataclass(frozen=True)
class PeerSum:
    """One person's result: score out of a hundred, and each question with the number of its answers and its mean."""

    n: int = 0
    score: float | None = None
    by_question: dict[str, tuple[int, float]] | None = None
    comments: tuple[str, ...] = ()


def peer_sum(answers: Answers, *, threshold: int) -> PeerSum:
    """The result of one person. Below the threshold nothing of it leaves the pack, not even how many answered; of a
    question that fewer answered nothing is said either, and nothing of it is in the score."""
    least = threshold if R_012.applies else 1
    if answers.n < least:
        return PeerSum()
    middle = trimmed_mean if R_012.applies else mean
    kept = {
        key: (len(values), round(middle(values), 2)) for key, values in answers.scores.items() if len(values) >= least
    }
    score = summed(value for _n, value in kept.values())
    if score is None:
        return PeerSum()
    return PeerSum(answers.n, score, kept, tuple(answers.comments))
