"""What the rounds of peer and upward reviews have in common: taking one answer in without its author."""

from collections.abc import Mapping

from dengta.domains.performance.models.packs import AnswerPack
from dengta.domains.performance.selectors.packs import HIGHEST, LOWEST, read_pack
from dengta.foundation.errors import RuleViolation


def take_in(pack: AnswerPack, *, scores: Mapping[str, int], comment: str, known: set[str]) -> None:
    """Put one answer into a locked pack. Nothing is written elsewhere about what it says."""
    if not scores or not scores.keys() <= known:
        raise RuleViolation("performance.review_unanswered")
    if any(not LOWEST <= value <= HIGHEST for value in scores.values()):
        raise RuleViolation("performance.review_beyond_scale")
    pack.content = read_pack(pack.content).with_one(scores, comment.strip()).written()
    pack.save(update_fields=["content"])
