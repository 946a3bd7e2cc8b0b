"""Thresholds of bonuses, points and payouts."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from dengta.foundation.settings.parameters import Parameter

# Not the pay base of the person: a limit that moves with it would tell a leader what somebody earns.
LARGE_FROM = Parameter(
    "recognition.large_bonus_above",
    Decimal(3000),
    _("Worth above which a reward needs a second person although it lies within its band"),
    check=lambda amount: amount > 0,
)
BAND_DAYS = Parameter(
    "recognition.band_adds_up_days",
    30,
    _("Days in which what somebody was given by one clause is added up before it is held against the band"),
    unit="days",
    check=lambda days: 7 <= days <= 366,
)
PROMISED_ALONE = Parameter(
    "recognition.promised_by_one_up_to",
    Decimal(100),
    _("Worth that one person alone promises to each person by a tier of a month or by a contest"),
    check=lambda amount: amount > 0,
)
DAYS_ALONE = Parameter(
    "recognition.days_given_by_one_up_to",
    Decimal(2),
    _("Days of leave or flexible work that one person alone gives each author of an idea"),
    unit="days",
    check=lambda days: days > 0,
)
SECOND_HOURS = Parameter(
    "recognition.second_within_hours",
    72,
    _("Hours in which a second person approves a large reward or a payout list"),
    unit="hours",
    check=lambda hours: 1 <= hours <= 240,
)
POINTS_FOR_ONE = Parameter(
    "recognition.points_for_one",
    10,
    _("How many points are worth one unit of money when they are held against the band of a clause"),
    check=lambda points: 1 <= points <= 1000,
)
POINTS_HOLD_DAYS = Parameter(
    "recognition.points_hold_days",
    365,
    _("Days after which points that were not redeemed expire"),
    unit="days",
    check=lambda days: 90 <= days <= 1095,
)
MIX_MIN = Parameter(
    "recognition.mix_min_rewards",
    5,
    _("Rewards of a unit in a quarter from which on its mix is judged"),
    check=lambda count: 2 <= count <= 100,
)
NOTHING_MONTHS = Parameter(
    "recognition.nothing_given_months",
    6,
    _("Months without any reward after which a leader is asked about a person"),
    unit="months",
    check=lambda months: 3 <= months <= 24,
)
