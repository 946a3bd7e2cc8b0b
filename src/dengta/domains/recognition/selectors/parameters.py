"""Thresholds of the rule book."""

from django.utils.translation import gettext_lazy as _

from dengta.foundation.settings.parameters import Parameter

GRACE_DAYS = Parameter(
    "recognition.sign_grace_days",
    3,
    _("Days after a rule book holds for somebody in which they can sign it and still take contacts"),
    unit="days",
    check=lambda days: 0 <= days <= 30,
)
APPROVAL_HOURS = Parameter(
    "recognition.publish_within_hours",
    72,
    _("Hours in which a second person publishes an edition that was put forward"),
    unit="hours",
    check=lambda hours: 1 <= hours <= 240,
)
