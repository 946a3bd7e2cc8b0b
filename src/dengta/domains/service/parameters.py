"""Thresholds of the service room, dated and documented."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from dengta.domains.service.models.contacts import LONG_S
from dengta.foundation.settings.parameters import Parameter

MIN_SAMPLE = Parameter(
    "service.min_sample",
    30,
    _("Fewer contacts or answers than this are shown grey and never ranked"),
    unit="contacts",
    check=lambda value: value >= 5,
)
MIN_CONTACTS_FOR_COMPLAINTS = Parameter(
    "service.min_contacts_for_complaints",
    300,
    _("Fewer contacts than this give no complaint rate that may be compared"),
    unit="contacts",
    check=lambda value: value >= 50,
)
MIN_MINUTES_ON_DUTY = Parameter(
    "service.min_minutes_on_duty",
    480,
    _("Less time in handling and waiting than this gives no occupancy that may be compared"),
    unit="minutes",
    check=lambda value: value >= 60,
)
SHORT_ABANDON_S = Parameter(
    "service.short_abandon_seconds",
    5,
    _("Callers who give up within so many seconds are counted apart"),
    unit="s",
    check=lambda value: 0 <= value <= 30,
)
LONGEST_HANDLING_H = Parameter(
    "service.longest_handling_hours",
    12,
    _("A contact handled longer than this is shown under data health as impossible"),
    unit="h",
    check=lambda value: value * 3600 >= LONG_S,  # what lies below is not indexed
)
CSAT_TARGET = Parameter(
    "service.csat_target",
    Decimal("0.85"),
    _("Share of satisfied answers to reach, where no goal says otherwise"),
    check=lambda value: 0 < value <= 1,
)
ABANDONMENT_LIMIT = Parameter(
    "service.abandonment_limit",
    Decimal("0.05"),
    _("More abandoned contacts than this share need a look"),
    check=lambda value: 0 <= value <= 1,
)
