"""What review items are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "goals.reply_empty": _("Please write a sentence about what it was."),
    "goals.review_closed": _("It is closed already, so nothing of it changes here."),
}
VERBS: dict[str, str | Promise] = {
    "goals.review_raised": _("a figure stood out and is looked at"),
    "goals.review_answered": _("said what it was about a figure that stood out"),
    "goals.review_closed": _("closed the look at a figure that stood out"),
}
NOTICES: dict[str, str | Promise] = {"goals.review": _("A figure that stood out")}
