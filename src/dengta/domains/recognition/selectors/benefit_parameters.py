"""How long what was given can be taken, and who is among the best."""

from django.utils.translation import gettext_lazy as _

from dengta.foundation.settings.parameters import Parameter

VALID_MONTHS = Parameter(
    "recognition.grant_valid_months",
    12,
    _("Months in which time off or a trip that somebody was given can be taken"),
    unit="months",
    check=lambda months: 3 <= months <= 36,
)
REMIND_DAYS = Parameter(
    "recognition.grant_remind_days",
    30,
    _("Days before it expires on which somebody is reminded of what they have not taken"),
    unit="days",
    check=lambda days: 7 <= days <= 90,
)
LESS_NOTICE = Parameter(
    "recognition.loyalty_notice_days",
    90,
    _("Days of notice before a loyalty plan that gives somebody less is in force"),
    unit="days",
    check=lambda days: 30 <= days <= 365,
)
TOP_PERCENT = Parameter(
    "recognition.chance_top_percent",
    10,
    _("Share of the best of two quarters who get a career plan"),
    unit="%",
    check=lambda percent: 5 <= percent <= 30,
)
FEWEST_COMPARED = Parameter(
    "recognition.chance_fewest",
    10,
    _("People with results of both quarters, below whom nobody is called among the best"),
    unit="people",
    check=lambda people: 5 <= people <= 100,
)
PLAN_DAYS = Parameter(
    "recognition.chance_plan_days",
    20,
    _("Working days in which whoever is among the best gets a plan"),
    unit="working days",
    check=lambda days: 5 <= days <= 60,
)
