"""Thresholds of the formal case."""

from django.utils.translation import gettext_lazy as _

from dengta.foundation.settings.parameters import Parameter

STATEMENT_DAYS = Parameter(
    "recognition.statement_days",
    3,
    _("Working days that somebody has to say what they have to say"),
    unit="days",
    check=lambda days: 3 <= days <= 15,
)
APPEAL_DAYS = Parameter(
    "recognition.appeal_days",
    5,
    _("Working days after the letter in which a measure can be appealed"),
    unit="days",
    check=lambda days: 5 <= days <= 30,
)
HEAR_DAYS = Parameter(
    "recognition.hear_appeal_days",
    10,
    _("Working days in which an appeal against a measure is decided"),
    unit="days",
    check=lambda days: 3 <= days <= 30,
)
DELIVER_DAYS = Parameter(
    "recognition.deliver_days",
    3,
    _("Working days in which the letter of a decision reaches the person, before the next level is told"),
    unit="days",
    check=lambda days: 1 <= days <= 10,
)
EXECUTE_DAYS = Parameter(
    "recognition.execute_days",
    10,
    _("Days after which a decision that was not carried out is listed, and the next level told"),
    unit="days",
    check=lambda days: 5 <= days <= 60,
)
CASE_APPROVAL_HOURS = Parameter(
    "recognition.approve_measure_hours",
    72,
    _("Hours in which a second person agrees with a proposed measure"),
    unit="hours",
    check=lambda hours: 24 <= hours <= 240,
)
TALKS_FIRST = Parameter(
    "recognition.talks_before_separation",
    2,
    _("Coaching talks on record before a repetition can lead to a separation review"),
    unit="talks",
    check=lambda talks: 1 <= talks <= 5,
)
