"""Whether reviewers see the same: agreement beyond chance, who and which question departs from it, and since when."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from dengta.engines.metrics import Interval, mean_interval
from dengta.engines.metrics.intervals import CONFIDENCE, student_quantile


class Distance(StrEnum):
    """How bad it is to name another grade: always the same, by steps, or by steps squared."""

    NOMINAL = "nominal"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement seen, agreement by chance, and the share of what chance leaves: 1 where all agree, 0 where no better.
    `kappa` is None when chance leaves nothing: everybody always gave one and the same answer."""

    seen: float
    chance: float
    n: int

    @property
    def kappa(self) -> float | None:
        """Agreement beyond chance."""
        return (self.seen - self.chance) / (1 - self.chance) if self.chance < 1 - 1e-12 else None


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer of a reviewer to one question about one contact, and what all agreed on afterwards."""

    reviewer: Hashable
    question: Hashable
    value: float
    agreed: float


@dataclass(frozen=True, slots=True)
class Deviation:
    """Of a reviewer or a question: how many answers, by how much too mild (+) or too strict (−) on average, how far off
    whatever the side, and which share met the agreed answer."""

    n: int
    mean: float
    absolute: float
    met: float


@dataclass(frozen=True, slots=True)
class Drift:
    """A reviewer over sessions. `mean`: of the mean deviations of the sessions, with its interval. `slope`: change from
    one session to the next, with its interval. An interval is None while there are too few sessions to tell."""

    sessions: int
    mean: float
    interval: Interval | None
    slope: float | None
    slope_interval: Interval | None

    @property
    def leans(self) -> bool:
        """Whether the reviewer is milder or stricter than agreed by more than chance."""
        return self.interval is not None and not self.interval.covers(0)

    @property
    def drifts(self) -> bool:
        """Whether that changes from session to session by more than chance."""
        return self.slope_interval is not None and not self.slope_interval.covers(0)


def cohen_kappa(
    pairs: Sequence[tuple[Hashable, Hashable]],
    *,
    grades: Sequence[Hashable] = (),
    distance: Distance = Distance.NOMINAL,
) -> Kappa | None:
    """Two reviewers of the same contacts. `grades` in their order are needed where distance counts. None without pairs.

    Raises ValueError when distance counts and an answer is not among the grades.
    """
    if not pairs:
        return None
    order = {grade: place for place, grade in enumerate(grades)}
    if distance is not Distance.NOMINAL and not {answer for pair in pairs for answer in pair} <= set(order):
        message = f"grades in their order are needed for {distance} distance, and every answer must be one of them"
        raise ValueError(message)
    n = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    apart = {(one, other): _apart(one, other, order, distance) for one in first for other in second}
    seen = 1 - math.fsum(apart[pair] for pair in pairs) / n
    chance = 1 - math.fsum(apart[one, other] * first[one] * second[other] for one, other in apart) / n**2
    return Kappa(seen, chance, n)


def _apart(one: Hashable, other: Hashable, order: Mapping[Hashable, int], distance: Distance) -> float:
    if distance is Distance.NOMINAL:
        return float(one != other)
    steps = abs(order[one] - order[other]) / max(1, len(order) - 1)
    return steps if distance is Distance.LINEAR else steps**2


def fleiss_kappa(answers: Iterable[Sequence[Hashable]]) -> Kappa | None:
    """Several reviewers: all answers about one contact (or one question of it) together. They need not be the same
    people, nor equally many; what fewer than two looked at is left out. None when nothing is left."""
    tables = [Counter(one) for one in answers if len(one) >= 2]
    if not tables:
        return None
    seen = fmean(_same(table) for table in tables)
    totals: Counter[Hashable] = Counter()
    for table in tables:
        totals.update(table)
    chance = math.fsum((count / totals.total()) ** 2 for count in totals.values())
    return Kappa(seen, chance, len(tables))


def _same(table: Counter[Hashable]) -> float:
    """The share of pairs of reviewers who gave the same answer."""
    n = table.total()
    return sum(count * (count - 1) for count in table.values()) / (n * (n - 1))


def by_reviewer(ratings: Iterable[Rating]) -> dict[Hashable, Deviation]:
    """How far each reviewer is from what all agreed on."""
    return _deviations((rating.reviewer, rating) for rating in ratings)


def by_question(ratings: Iterable[Rating]) -> dict[Hashable, Deviation]:
    """How far answers to each question are from what all agreed on: a question read in many ways needs other words."""
    return _deviations((rating.question, rating) for rating in ratings)


def _deviations(keyed: Iterable[tuple[Hashable, Rating]]) -> dict[Hashable, Deviation]:
    found: dict[Hashable, list[float]] = defaultdict(list)
    for key, rating in keyed:
        found[key].append(rating.value - rating.agreed)
    return {
        key: Deviation(
            n=len(values),
            mean=fmean(values),
            absolute=fmean(abs(value) for value in values),
            met=fmean(float(value == 0) for value in values),
        )
        for key, values in found.items()
    }


def drift(sessions: Sequence[Sequence[float]], confidence: float = CONFIDENCE) -> Drift | None:
    """A reviewer's deviations from the agreed answers, session by session in order. None without any.

    A session is one observation, however many answers it has: within one, answers hang together.
    """
    # A session without answers keeps its place in time.
    points = [(place, fmean(values)) for place, values in enumerate(sessions) if values]
    if not points:
        return None
    means = [mean for _, mean in points]
    slope, slope_interval = _slope(points, confidence)
    return Drift(
        sessions=len(points),
        mean=fmean(means),
        interval=mean_interval(len(means), math.fsum(means), math.fsum(mean**2 for mean in means), confidence),
        slope=slope,
        slope_interval=slope_interval,
    )


def _slope(points: Sequence[tuple[int, float]], confidence: float) -> tuple[float | None, Interval | None]:
    """Least squares over the number of the session, with Student's interval from three sessions on."""
    n = len(points)
    if n < 2:
        return None, None
    middle, level = fmean(place for place, _ in points), fmean(mean for _, mean in points)
    width = math.fsum((place - middle) ** 2 for place, _ in points)
    slope = math.fsum((place - middle) * (mean - level) for place, mean in points) / width
    if n < 3:
        return slope, None
    rest = math.fsum((mean - level - slope * (place - middle)) ** 2 for place, mean in points)
    half = student_quantile((1 + confidence) / 2, n - 2) * math.sqrt(rest / (n - 2) / width)
    return slope, Interval(slope - half, slope + half)
