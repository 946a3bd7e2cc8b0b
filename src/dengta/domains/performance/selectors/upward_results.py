"""What comes out of an upward review, and whether anybody may read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.selectors.packs import Answers, mean, summed
from dengta.foundation.rules import Rule

FLOOR = 5
# A sum over fewer leaders would tell each of them what was said about the other.
FEWEST_LEADERS = 3
R_132 = Rule("R-132", _("What people say about a leader is hidden while fewer than five have said it"))


@dataclass(frozen=True)
class UpwardSum:
    """What is said about one leader, or nothing at all."""

    is_shown: bool = False
    n: int = 0
    score: float | None = None
    by_item: dict[str, tuple[int, float]] | None = None
    comments: tuple[str, ...] = ()


def upward_sum(answers: Answers, *, threshold: int) -> UpwardSum:
    """The result of one leader. An item that fewer than the threshold answered is left out, and out of the score too,
    so that nobody can take the shown ones from the whole and keep the hidden one."""
    least = max(threshold, FLOOR) if R_132.applies else 1
    if answers.n < least:
        return UpwardSum()
    kept = {
        key: (len(values), round(mean(values), 2)) for key, values in answers.scores.items() if len(values) >= least
    }
    score = summed(value for _n, value in kept.values())
    if score is None:
        return UpwardSum()
    return UpwardSum(is_shown=True, n=answers.n, score=score, by_item=kept, comments=tuple(answers.comments))


def over_leaders(results: Iterable[Mapping[str, tuple[int, float]]]) -> dict[str, float]:
    """Item by item the mean over leaders. Only of what is shown about three leaders at least: it holds nothing of a
    hidden one, so nothing about that one follows from it."""
    shown = [result for result in results if result]
    keys = {key for result in shown for key in result}
    values = {key: [result[key][1] for result in shown if key in result] for key in sorted(keys)}
    return {key: round(sum(one) / len(one), 2) for key, one in values.items() if len(one) >= FEWEST_LEADERS}
