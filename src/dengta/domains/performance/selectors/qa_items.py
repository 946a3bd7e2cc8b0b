"""What a form asks, item by item, and the score that answers to it make. No queries.

The score is Σ weight · points of Σ weight · most, over the items that apply; where a fatal item was missed, nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_POINTS = 10
MOST_WEIGHT = 20
NOT_APPLICABLE = "na"


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `most` points, or yes and no where it is 1; a fatal one that is missed leaves no points at all."""

    key: str
    section: str
    text: str
    most: int
    weight: int
    fatal: bool = False
    optional: bool = True
    help: str = ""

    @property
    def is_yes_no(self) -> bool:
        """Whether it is met or not, with nothing between."""
        return self.most == 1

    @property
    def worth(self) -> int:
        """The weighted points it is worth where it applies."""
        return self.weight * self.most

    @property
    def choices(self) -> list[tuple[str, str | Promise]]:
        """What one can answer, the best first."""
        if self.is_yes_no:
            given: list[tuple[str, str | Promise]] = [
                ("1", pgettext_lazy("qa answer", "Met")), ("0", pgettext_lazy("qa answer", "Not met")),
            ]  # fmt: skip
        else:
            given = [(str(points), str(points)) for points in range(self.most, -1, -1)]
        return [*given, (NOT_APPLICABLE, _("Does not apply"))] if self.optional else given


def items_from(kept: Iterable[Mapping[str, Any]]) -> list[Item]:
    """Items as a form keeps them."""
    return [Item(**item) for item in kept]


def kept(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Items as a form keeps them, from items."""
    return [asdict(item) for item in items]


def sections(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """Items under the heads of their sections, in the order of the form."""
    heads = dict.fromkeys(item.section for item in items)
    return [(head, [item for item in items if item.section == head]) for head in heads]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation. `points` None: the item does not apply and counts on neither side."""

    item: Item
    points: int | None

    @property
    def earned(self) -> int:
        """Weighted points it brings."""
        return self.item.weight * self.points if self.points is not None else 0

    @property
    def possible(self) -> int:
        """Weighted points it could bring."""
        return self.item.worth if self.points is not None else 0

    @property
    def lost(self) -> int:
        """Weighted points that were lost here."""
        return self.possible - self.earned

    @property
    def is_fatal(self) -> bool:
        """Whether a fatal item was missed here."""
        return self.item.fatal and self.points is not None and self.points < self.item.most


@dataclass(frozen=True, slots=True)
class Result:
    """A score with the steps that lead to it; `fatal` where a fatal item was missed, which leaves nothing."""

    steps: Sequence[Step]

    @property
    def fatal(self) -> bool:
        """Whether a fatal item was missed."""
        return any(step.is_fatal for step in self.steps)

    @property
    def possible(self) -> int:
        """Weighted points that could be had over the items that apply."""
        return sum(step.possible for step in self.steps)

    @property
    def before_fatal(self) -> int:
        """Weighted points without regard to fatal items."""
        return sum(step.earned for step in self.steps)

    @property
    def earned(self) -> int:
        """Weighted points that count."""
        return 0 if self.fatal else self.before_fatal

    @property
    def score(self) -> float | None:
        """0 to 100; nothing where no item applies."""
        return 100 * self.earned / self.possible if self.possible else None


def result_of(items: Iterable[Item], points: Mapping[str, int | None]) -> Result:
    """The score of these answers; items without an answer do not apply."""
    return Result([Step(item, points.get(item.key)) for item in items])
