"""Performance pay: coefficient × base, between caps, lifted to the legal minimum wage. Exact money, no guesses.

A part has a weight and a table from score to coefficient. No coefficient is negative and no table falls, so that
nothing here can take away more than what was offered on top of the fixed wage: a fine cannot be written down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

Steps = Sequence[tuple[Decimal, Decimal]]
ONE = Decimal(1)
CENT, THOUSANDTH = Decimal("0.01"), Decimal("0.001")


def steps_fault(steps: Steps) -> str:
    """What is wrong with a table, as a word: "empty", "start", "order", "falls", "negative"; "" where nothing is."""
    if not steps:
        return "empty"
    if steps[0][0] != 0:
        return "start"
    if any(coefficient < 0 for _score, coefficient in steps):
        return "negative"
    pairs = list(pairwise(steps))
    if any(later[0] <= earlier[0] for earlier, later in pairs) or steps[-1][0] > 100:
        return "order"
    return "falls" if any(later[1] < earlier[1] for earlier, later in pairs) else ""


def looked_up(score: float, steps: Steps) -> Decimal:
    """The coefficient of the last step that the score reaches. A score is looked up as it is shown, to two places."""
    shown = Decimal(str(score)).quantize(CENT, ROUND_HALF_UP)
    return [coefficient for least, coefficient in steps if least <= shown][-1]


def combined(parts: Sequence[tuple[Decimal, Decimal]], *, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The weighted sum of (weight, coefficient): between the caps, and as it was before them."""
    total = sum((weight * coefficient for weight, coefficient in parts), Decimal(0))
    total = total.quantize(THOUSANDTH, ROUND_HALF_UP)
    return min(high, max(low, total)).quantize(THOUSANDTH), total


def multiplied(total: Decimal, factor: Decimal, *, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The sum of the parts times the factor of an appraisal: between the caps, and as it was before them."""
    return combined([(factor, total)], low=low, high=high)


@dataclass(frozen=True, slots=True)
class Money:
    """What a month pays: the performance pay, and by how much it was lifted so that the wage reaches the minimum."""

    amount: Decimal
    lifted: Decimal

    @property
    def paid(self) -> Decimal:
        """Both together."""
        return self.amount + self.lifted


def money(*, fixed: Decimal, base: Decimal, coefficient: Decimal, floor: Decimal | None) -> Money:
    """Coefficient × base to the cent; where fixed wage and this stay below the minimum wage, lifted to it."""
    amount = (base * coefficient).quantize(CENT, ROUND_HALF_UP)
    missing = Decimal(0) if floor is None else max(Decimal(0), floor - fixed - amount)
    return Money(amount, missing.quantize(CENT, ROUND_HALF_UP))
