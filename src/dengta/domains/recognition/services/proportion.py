"""A reward is as large as its clause promises: not so small that it belittles, not larger than its band without a
second person and a reason that everybody can read."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.models import ClauseVersion, Reward
from dengta.domains.recognition.selectors.reward_parameters import LARGE_FROM, POINTS_FOR_ONE
from dengta.foundation.rules import Rule

R_092 = Rule("R-092", _("Proportionate both ways: what follows keeps to the grade that the clause names"))
R_093 = Rule("R-093", _("A reward above its band needs a second person and a reason that is published"))
Form = Reward.Form
NOTHING = Decimal(0)


def worth(form: str, amount: Decimal, day: date) -> Decimal | None:
    """What a reward is worth in money; None where it cannot be held against a band."""
    if form in (Form.CASH, Form.GIFT):
        return amount
    return amount / POINTS_FOR_ONE.on(day) if form == Form.POINTS else None


def is_above_band(version: ClauseVersion, form: str, amount: Decimal, day: date) -> bool:
    """Whether it is more than the clause promises. A clause without a band promises no money."""
    value = worth(form, amount, day)
    if value is None:
        return False
    return value > min(version.band_high or NOTHING, LARGE_FROM.on(day))


def insist_on_grade(version: ClauseVersion, form: str, amount: Decimal, day: date) -> None:
    """Not less than the clause promises."""
    value = worth(form, amount, day)
    low = version.band_low or NOTHING
    R_092.refuse(
        when=value is not None and value < low, code="recognition.reward_below_band", clause=version.clause.code,
        low=low,
    )  # fmt: skip


def insist_on_band(version: ClauseVersion, form: str, amount: Decimal, day: date) -> None:
    """Not more than the clause promises, where one person decides alone."""
    R_093.refuse(
        when=is_above_band(version, form, amount, day), code="recognition.reward_above_band",
        clause=version.clause.code, high=min(version.band_high or NOTHING, LARGE_FROM.on(day)),
    )  # fmt: skip
