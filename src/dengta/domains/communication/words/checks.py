"""The words of workplace checks for refusals and the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.check_today_already": _("This team has a check of today already. Please go on with that one."),
    "communication.finding_closed": _("This line is put right already, or nothing was found there."),
    "communication.finding_needs_words": _("Please write what was found, without naming anybody."),
    "communication.finding_needs_owner": _(
        "Please say who sees to it that it is put right. That is nobody to blame, but somebody to ask."
    ),
    "communication.finding_owner_of_team": _("{name} is not in this team. Please choose somebody who is."),
    "communication.finding_needs_day": _("Please say by when the team puts it right: today or later."),
    "communication.fix_needs_words": _("Please write what was done."),
    "communication.no_individual_penalty": _(
        "A 5S check is a list for the team. It is no ground for a sanction against a person; please talk to each other."
    ),
}
NOTICES: dict[str, str | Promise] = {"communication.check": _("There is a finding of a 5S check to see to")}
VERBS: dict[str, str | Promise] = {
    "communication.photo_redrawn": _("took place and device out of a stored photo"),
    "communication.check_started": _("began a 5S check"),
    "communication.check_item_judged": _("judged a line of a 5S check"),
    "communication.finding_fixed": _("put a finding right"),
}
