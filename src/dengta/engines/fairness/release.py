"""Which sums over people may be shown side by side, so that nobody is read out of their differences.

A least size of groups is not enough: the whole less the groups that are shown is the group that is not, and two groups
that differ in three people differ by those three. So what is shown is judged together. A few people are given away
where the sum over exactly them follows from sums that are shown; people whom no shown group tells apart are one
*block*, and the sum over a block follows exactly when its indicator lies in the space that the shown sums span.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dengta.engines.fairness.judging import HIDDEN

Floats = NDArray[np.float64]
Members = frozenset[int]
# A block with this much of its indicator in the span is in it: the rest is rounding.
IN_SPAN = 1 - 1e-7
INVOLVED = 1e-7
# The place of a group: which cut of the people, and which group of it.
_Place = tuple[int, Hashable]


def releasable(cuts: Sequence[Mapping[Hashable, Members]], *, least: int = HIDDEN) -> tuple[frozenset[Hashable], ...]:
    """The groups of each cut that may be shown, beside the sum over everybody. Each cut parts the same people; what is
    not shown of a cut is together empty or at least so large. Earlier cuts go before later ones."""
    shown: list[set[Hashable]] = [{key for key, who in cut.items() if len(who) >= least} for cut in cuts]
    _tell_apart(cuts, shown, least)
    _keep_rests_large(cuts, shown, least)
    while (place := _gives_away(cuts, shown, least)) is not None:
        shown[place[0]].discard(place[1])
        _keep_rests_large(cuts, shown, least)
    return tuple(frozenset(one) for one in shown)


def _keep_rests_large(cuts: Sequence[Mapping[Hashable, Members]], shown: list[set[Hashable]], least: int) -> None:
    """The next smallest group is hidden too, until what is hidden of a cut is large enough to hide in."""
    for cut, keys in zip(cuts, shown, strict=True):
        rest = sum(len(who) for key, who in cut.items() if key not in keys)
        while 0 < rest < least and keys:
            smallest = min(keys, key=lambda key: (len(cut[key]), str(key)))
            keys.discard(smallest)
            rest += len(cut[smallest])


def _tell_apart(cuts: Sequence[Mapping[Hashable, Members]], shown: list[set[Hashable]], least: int) -> None:
    """Of two groups of different cuts that are nearly the same people, the later one is hidden."""
    known: list[Members] = []
    for cut, keys in zip(cuts, shown, strict=True):
        near = {key for key in keys if any(0 < len(cut[key] ^ other) < least for other in known)}
        keys.difference_update(near)
        known += [cut[key] for key in keys]


def _gives_away(cuts: Sequence[Mapping[Hashable, Members]], shown: list[set[Hashable]], least: int) -> _Place | None:
    """A group through which a few people can be read; None where nobody can."""
    places: list[_Place] = [(n, key) for n, keys in enumerate(shown) for key in sorted(keys, key=str)]
    blocks = _blocks(cuts, places)
    if not places or not blocks:
        return None
    # One line for everybody, one for each group; one column for each block.
    sums = np.ones((len(places) + 1, len(blocks)))
    for line in range(len(places)):
        sums[line + 1] = [line in block for block in blocks]
    combined = np.linalg.pinv(sums @ sums.T, hermitian=True) @ sums
    in_span = np.einsum("ij,ij->j", sums, combined)
    for column, size in enumerate(blocks.values()):
        if size < least and in_span[column] >= IN_SPAN:
            return _smallest_involved(cuts, places, combined[1:, column])
    return None


def _smallest_involved(
    cuts: Sequence[Mapping[Hashable, Members]], places: Sequence[_Place], weights: Floats
) -> _Place | None:
    used = [place for place, weight in zip(places, weights, strict=True) if abs(weight) > INVOLVED]
    return min(used, key=lambda place: (len(cuts[place[0]][place[1]]), -place[0], str(place[1])), default=None)


def _blocks(cuts: Sequence[Mapping[Hashable, Members]], places: Sequence[_Place]) -> Counter[frozenset[int]]:
    """How many people stand in exactly the same shown groups."""
    inside: dict[int, list[int]] = {person: [] for cut in cuts for who in cut.values() for person in who}
    for line, (number, key) in enumerate(places):
        for person in cuts[number][key]:
            inside[person].append(line)
    return Counter(frozenset(lines) for lines in inside.values())
