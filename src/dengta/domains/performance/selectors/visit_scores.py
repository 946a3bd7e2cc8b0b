"""The score of a visit: the weighted share of what could have been reached."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

MOST = 4
FORMULA = _("mean of the closed visits, version 1")


def visit_score(criteria: Sequence[Sequence[object]], answers: Sequence[int | None]) -> float:
    """0 to 100. What the visit gave no occasion for counts neither way."""
    judged = [
        (int(str(weight)), value) for (_text, weight), value in zip(criteria, answers, strict=True) if value is not None
    ]
    reached = sum(weight * value for weight, value in judged)
    return round(100 * reached / (MOST * sum(weight for weight, _value in judged)), 2)
