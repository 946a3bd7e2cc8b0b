"""Thresholds of quality reviews."""

from django.utils.translation import gettext_lazy as _

from dengta.foundation.settings.parameters import Parameter

ANSWER_DAYS = Parameter(
    "performance.qa_answer_days",
    5,
    _("Working days in which an agent can dispute a quality review"),
    unit="working days",
    check=lambda days: 1 <= days <= 30,
)
OPEN_DISPUTES = Parameter(
    "performance.qa_open_disputes",
    3,
    _("Disputes of a month that an agent may have waiting at a time"),
    unit="disputes",
    check=lambda number: 1 <= number <= 50,
)
DECIDE_DAYS = Parameter(
    "performance.qa_decide_days",
    5,
    _("Working days in which the second reviewer decides a dispute"),
    unit="working days",
    check=lambda days: 1 <= days <= 30,
)
MIN_REVIEWS = Parameter(
    "performance.qa_min_reviews",
    5,
    _("Reviews below which a quality score is shown in grey and never ranked"),
    unit="reviews",
    check=lambda number: 1 <= number <= 200,
)
WORDS_KEPT = Parameter(
    "performance.qa_words_days_kept", 365, _("How long transcripts and addresses of recordings stay beside a review"),
    unit="days", check=lambda days: 30 <= days <= 1095,
)  # fmt: skip
