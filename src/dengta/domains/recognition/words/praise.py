"""What praise and the honour wall say in refusals, in the record and to leaders."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "recognition.case_needs_three_parts": _(
        "Please write all three: what happened, what they did, and what it changed. A sentence each is enough."
    ),
    "recognition.case_names_customer": _(
        "There is a phone number in it. Please tell it without saying who the customer was; the number of the contact "
        "is enough."
    ),
    "recognition.wall_takes_no_measures": _(
        "The wall takes praise, rewards, stories and adopted ideas. What was measured or is being looked into stays "
        "between those whom it concerns."
    ),
    "recognition.wall_names_measure": _(
        "“{words}” names a measure or a case, and that is spoken of in private. Please tell what was done well, "
        "without it."
    ),
    "recognition.readers_unknown": _("Please choose who may read it."),
}
VERBS: dict[str, str | Promise] = {
    "recognition.case_shared": _("praised with a case"),
    "recognition.readers_chosen": _("chose who reads what they were given"),
    "recognition.outside_agreed": _("agreed that it may be told outside the house"),
    "recognition.outside_withdrawn": _("took back that it may be told outside the house"),
    "recognition.praise_repeats": _("pointed out that praise named the same few for weeks"),
}
NOTICES: dict[str, str | Promise] = {"recognition.praise_spread": _("Whom the praise of my team reaches")}
