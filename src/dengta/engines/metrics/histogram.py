"""Durations as histograms that can be added: percentiles of any team and period, without the rows.

128 buckets, each 10 % wider than the one before, from one second to two days. A percentile read from it
lies within the same bucket as the true one, so it is off by less than 4.9 % of itself (√1.1),
however many histograms were added.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BUCKETS = 128
GROWTH = 1.1
ERROR = math.sqrt(GROWTH) - 1
# Bucket 0 is [0, 1) seconds, bucket k is [1.1^(k-1), 1.1^k), the last one is open.
EDGES = np.concatenate(([0.0], GROWTH ** np.arange(BUCKETS - 1)))
_PACKED = np.dtype([("bucket", "u1"), ("count", "<u4")])

Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LogHistogram:
    """Counts per bucket. `a + b` is the histogram of both."""

    counts: Counts

    @classmethod
    def empty(cls) -> "LogHistogram":
        """Nothing counted yet."""
        return cls(np.zeros(BUCKETS, dtype=np.int64))

    @classmethod
    def of(cls, seconds: "NDArray[np.float64] | list[float]") -> "LogHistogram":
        """The histogram of these durations in seconds; none may be negative."""
        return cls(np.bincount(_bucket(np.asarray(seconds, dtype=float)), minlength=BUCKETS).astype(np.int64))

    @classmethod
    def from_bytes(cls, packed: bytes) -> "LogHistogram":
        """Reads what `to_bytes` wrote."""
        counts = np.zeros(BUCKETS, dtype=np.int64)
        cells = np.frombuffer(packed, dtype=_PACKED)
        counts[cells["bucket"]] = cells["count"]
        return cls(counts)

    def to_bytes(self) -> bytes:
        """Five bytes per bucket in use: about 150 for a day of a team."""
        used = np.flatnonzero(self.counts)
        cells = np.empty(len(used), dtype=_PACKED)
        cells["bucket"], cells["count"] = used, self.counts[used]
        return cells.tobytes()

    def __add__(self, other: "LogHistogram") -> "LogHistogram":
        return LogHistogram(self.counts + other.counts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LogHistogram) and bool((self.counts == other.counts).all())

    __hash__ = None  # type: ignore[assignment]  # mutable arrays do not hash

    @property
    def n(self) -> int:
        """How many durations were counted."""
        return int(self.counts.sum())

    def percentile(self, share: float) -> float | None:
        """The duration that `share` of all do not exceed, within ±4.9 %; None when empty."""
        if self.n == 0:
            return None
        rank = max(1, math.ceil(share * self.n - 1e-9))
        bucket = int(np.searchsorted(self.counts.cumsum(), rank))
        if bucket == 0:
            return 0.0
        return float(EDGES[bucket] * math.sqrt(GROWTH))


def grouped_histograms(groups: NDArray[np.int64], seconds: NDArray[np.float64], size: int) -> list[LogHistogram]:
    """One histogram per group 0…size−1, in one pass. Negative or missing (NaN) durations are left out."""
    known = np.isfinite(seconds) & (seconds >= 0)
    cells = groups[known] * BUCKETS + _bucket(seconds[known])
    table = np.bincount(cells, minlength=size * BUCKETS).reshape(size, BUCKETS)
    return [LogHistogram(row.astype(np.int64)) for row in table]


def merged(parts: Mapping[object, bytes] | list[bytes]) -> LogHistogram:
    """The sum of packed histograms."""
    total = np.zeros(BUCKETS, dtype=np.int64)
    packed = b"".join(parts.values() if isinstance(parts, Mapping) else parts)
    cells = np.frombuffer(packed, dtype=_PACKED)
    np.add.at(total, cells["bucket"], cells["count"].astype(np.int64))
    return LogHistogram(total)


def _bucket(seconds: NDArray[np.float64]) -> NDArray[np.int64]:
    if len(seconds) and seconds.min() < 0:
        message = "a duration cannot be negative"
        raise ValueError(message)
    return (np.searchsorted(EDGES, seconds, side="right") - 1).astype(np.int64)
