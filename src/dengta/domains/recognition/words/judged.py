"""What the judging of the policy says in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "recognition.last_place_no_ground": _(
        "Standing last in a ranking is no ground for a measure or a dismissal ({law}): in every group somebody stands "
        "last, however good all are. Name what the person did, or prove that the work cannot be done."
    ),
    "recognition.audit_answered": _(
        "{name} has looked into it and answered. Whatever you found beyond that belongs into the next quarter’s answer."
    ),
    "recognition.change_not_begun": _("{day} lies ahead. Please note the change once it holds."),
}
VERBS: dict[str, str | Promise] = {
    "recognition.climate_warned": _("told a leader that measures outweigh praise"),
    "recognition.reflection_opened": _("asked a leader for a reflection on severe measures"),
    "recognition.spread_asked": _("asked a leader why everybody got the same"),
    "recognition.spread_answered": _("said why everybody got the same"),
    "recognition.audit_asked": _("asked for a look into a group that stands out"),
    "recognition.audit_looked_into": _("looked into a group that stands out"),
    "recognition.change_noted": _("noted a change of policy"),
}
NOTICES: dict[str, str | Promise] = {
    "recognition.audit_asked": _("What stands out in the equality audit"),
    "recognition.climate": _("Praise and measures of a team"),
    "recognition.reflection_opened": _("Severe measures of a leader"),
}
