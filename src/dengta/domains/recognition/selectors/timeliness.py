"""How soon something follows from the facts (R-091)."""

from django.utils.translation import gettext_lazy as _

from dengta.foundation.settings.parameters import Parameter

REWARD_DAYS = Parameter(
    "recognition.reward_within_days",
    5,
    _("Working days from the day the facts are known in which a reward is given"),
    unit="days",
    check=lambda days: 1 <= days <= 30,
)
CASE_DAYS = Parameter(
    "recognition.decide_within_days",
    15,
    _("Working days from the day the facts are known in which a case is decided without an extension"),
    unit="days",
    check=lambda days: 5 <= days <= 30,
)
STALE_DAYS = Parameter(
    "recognition.stale_after_days",
    90,
    _("Days from the day the facts are known after which nothing can follow from them any more"),
    unit="days",
    check=lambda days: 30 <= days <= 180,
)
