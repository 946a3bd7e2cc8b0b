"""The team reads its review; whoever leads it prepares, runs and closes it."""

from dengta.domains.people.models import Unit
from dengta.domains.performance.models import MonthReview
from dengta.foundation.access import Action, Permission, Reach

see = Permission(
    "performance.see_month_reviews", MonthReview, data_class="month_review", action=Action.READ,
    reach=Reach(unit="unit_id"),
)  # fmt: skip
lead = Permission(
    "performance.lead_month_reviews", MonthReview, data_class="month_review", action=Action.WRITE,
    reach=Reach(unit="unit_id"),
)  # fmt: skip
prepare = Permission(
    "performance.prepare_month_reviews", Unit, data_class="month_review", action=Action.WRITE, reach=Reach(unit="pk")
)
