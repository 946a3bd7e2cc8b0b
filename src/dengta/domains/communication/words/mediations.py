"""Words of mediations."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.mediation_whom": _("Choose two different colleagues whom you can see."),
    "communication.mediation_topic": _("Say in a sentence what it is about, without a judgement."),
    "communication.mediation_nobody": _("Nobody else is left who could mediate. Please speak with HR."),
    "communication.mediation_view": _("Write how it looks from this side."),
    "communication.mediation_heard": _("This side has spoken for itself. What they wrote stays as it is."),
    "communication.mediation_both": _("First hear both sides. One of them has not been heard yet."),
    "communication.mediation_agreement": _("Write down what both agreed to."),
    "communication.mediation_outcome": _("Say whether it holds, and what is still open."),
    "communication.mediation_over": _("This step is not open any more."),
}
VERBS: dict[str, str | Promise] = {
    "communication.mediation_opened": _("opened a mediation"),
    "communication.mediation_heard": _("heard a side in a mediation"),
    "communication.mediation_agreed": _("wrote down the agreement of a mediation"),
    "communication.mediation_closed": _("looked back at a mediation"),
    "communication.mediation_handed_on": _("gave a mediation to somebody else"),
}
NOTICES: dict[str, str | Promise] = {"communication.mediation": _("A talk between colleagues")}
