"""What flags at customers are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.flag_empty": _(
        "Please write the number of the customer or ticket, and one line about what is hard."
    ),
    "communication.flag_waits_already": _("Your team has asked about {reference} already; the decision is on its way."),
    "communication.own_flag": _("You raised it yourself, so somebody else decides: please let the next level see it."),
    "communication.flag_decided": _("{reference} is decided already. Please open it and read what stands."),
    "communication.decision_needs_words": _("Please write it so that whoever serves the customer next can use it."),
    "communication.flag_end": _(
        "A decision about a customer ends: please choose a day from today to {days} days ahead."
    ),
    "communication.flag_does_not_stand": _("No decision stands here any longer, so there is nothing to end."),
}
VERBS: dict[str, str | Promise] = {
    "communication.flag_raised": _("raised a flag at a customer"),
    "communication.flag_decided": _("decided about a customer"),
    "communication.flag_ended": _("ended a decision about a customer"),
    "communication.flag_escalated": _("a flag went to the next level"),
}
NOTICES: dict[str, str | Promise] = {"communication.flag": _("A customer who is hard to serve")}
