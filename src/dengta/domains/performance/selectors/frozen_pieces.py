"""Figures that a score is made of, as they are frozen with it and read again: nothing of them is worked out anew."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from dengta.domains.goals.selectors.like_with_like import LikeWithLike
from dengta.domains.performance.models import FrozenScore
from dengta.domains.performance.selectors.evidence import Piece


def to_freeze(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """As they are kept: with raw and compared value, and the versions of what they were worked out by."""
    # A name that is only translated when shown cannot be copied.
    return [asdict(replace(one, name=str(one.name))) for one in pieces]


def pieces_of(frozen: FrozenScore) -> list[Piece]:
    """The figures that a frozen score is made of."""
    return [_read(one) for one in frozen.pieces]


def _read(kept: Mapping[str, Any] | Sequence[Any]) -> Piece:
    if not isinstance(kept, Mapping):
        # Frozen before figures were compared like with like: name, score, weight, sample, rows.
        return Piece(*kept)
    adjusted = kept["adjusted"]
    return Piece(**{**kept, "adjusted": adjusted and LikeWithLike(**adjusted)})
