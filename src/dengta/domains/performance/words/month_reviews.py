"""What month-end reviews are called in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "performance.review_there_already": _("The review of {month} is prepared already. Please open that one."),
    "performance.review_needs_monthly": _("A review is held on a monthly meeting whose minutes are still open."),
    "performance.review_started": _("The review has begun already."),
    "performance.review_not_started": _("The review has not begun yet. Please begin it first."),
    "performance.review_early": _("Its time has not come yet. Please move the meeting if you want to begin earlier."),
    "performance.review_closed": _("The review is closed; what was forgotten goes into an addendum of its minutes."),
    "performance.review_not_of_the_team": _("{name} is not of this team on that day. Please choose somebody of it."),
    "performance.review_left_out": _(
        "Not everybody could present: {names}. Please offer the slot, or give them their turn, before you close."
    ),
}
VERBS: dict[str, str | Promise] = {
    "performance.review_prepared": _("prepared a month-end review"),
    "performance.review_started": _("began a month-end review"),
    "performance.review_slot_added": _("gave a slot at a month-end review"),
    "performance.review_turn_begun": _("a turn at a month-end review began"),
    "performance.review_turn_ended": _("presented at a month-end review"),
    "performance.review_closed": _("closed a month-end review"),
}
