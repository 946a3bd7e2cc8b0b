"""A reward is as large as its clause promises: not so small that it belittles, not larger than its band without a
second person and a reason that everybody can read."""

from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.models import ClauseVersion, Reward
from dengta.domains.recognition.selectors.bonuses import given_by_clause
from dengta.domains.recognition.selectors.reward_parameters import (
    BAND_DAYS,
    DAYS_ALONE,
    LARGE_FROM,
    POINTS_FOR_ONE,
    PROMISED_ALONE,
)
from dengta.foundation.rules import Rule

R_092 = Rule("R-092", _("Proportionate both ways: what follows keeps to the grade that the clause names"))
R_093 = Rule("R-093", _("A reward above its band needs a second person and a reason that is published"))
Form = Reward.Form
TIME = (Form.LEAVE_DAY, Form.FLEXIBLE_WORK)
NOTHING = Decimal(0)
CENT = Decimal("0.01")


def worth(form: str, amount: Decimal, day: date) -> Decimal | None:
    """What a reward is worth in money; None where it cannot be held against a band."""
    if form in (Form.CASH, Form.GIFT):
        return amount
    return amount / POINTS_FOR_ONE.on(day) if form == Form.POINTS else None


def worth_before(employee_id: int, version: ClauseVersion, *, known_on: date, day: date) -> Decimal:
    """What the person has by this clause already: by instalments it is no smaller."""
    since = day - timedelta(days=BAND_DAYS.on(day))
    had = given_by_clause(employee_id, version, known_on=known_on, since=since)
    return sum((worth(form, amount, day) or NOTHING for form, amount in had), start=NOTHING)


def most_by_one(version: ClauseVersion, day: date) -> Decimal:
    """The most that one person gives by a clause. One without a band promises no money."""
    return min(version.band_high or NOTHING, LARGE_FROM.on(day))


def is_above_band(
    version: ClauseVersion, form: str, amount: Decimal, day: date, *, before: Decimal = NOTHING
) -> bool:  # fmt: skip
    """Whether it is, with what was given `before`, more than one person gives by the clause."""
    value = worth(form, amount, day)
    return value is not None and before + value > most_by_one(version, day)


def is_for_two(version: ClauseVersion, form: str, amount: Decimal, day: date) -> bool:
    """Whether two people give it: what is above the band, more time than one gives alone, and a trip, of which no
    clause says what it may cost."""
    much = form == Form.TRIP or (form in TIME and amount > DAYS_ALONE.on(day))
    return R_093.applies and (much or is_above_band(version, form, amount, day))


def shares(amount: Decimal, among: int) -> list[Decimal]:
    """An amount in equal parts that add up to the cent: what is left of the division goes to the first."""
    part = (amount / among).quantize(CENT, ROUND_DOWN)
    left = int((amount - part * among) / CENT)
    return [part + CENT if place < left else part for place in range(among)]


def promises_much(form: str, amount: Decimal, day: date) -> bool:
    """Whether it is more than one person promises alone to each of many."""
    return R_093.applies and (worth(form, amount, day) or NOTHING) > PROMISED_ALONE.on(day)


def insist_on_grade(version: ClauseVersion, form: str, amount: Decimal, day: date) -> None:
    """Not less than the clause promises."""
    value = worth(form, amount, day)
    low = version.band_low or NOTHING
    R_092.refuse(
        when=value is not None and value < low, code="recognition.reward_below_band", clause=version.clause.code,
        low=low,
    )  # fmt: skip


def insist_on_band(
    version: ClauseVersion, form: str, amount: Decimal, day: date, *, before: Decimal = NOTHING
) -> None:  # fmt: skip
    """Not more than the clause promises, where one person decides alone; with what the person was given `before`."""
    code, high = version.clause.code, most_by_one(version, day)
    R_093.refuse(
        when=is_above_band(version, form, amount, day), code="recognition.reward_above_band", clause=code, high=high
    )
    R_093.refuse(
        when=is_above_band(version, form, amount, day, before=before), code="recognition.rewards_above_band",
        clause=code, high=high, before=before, days=BAND_DAYS.on(day),
    )  # fmt: skip
