"""Words of grievances. The record and the notices say nothing of what it is about."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.grievance_what": _("Please say what happened, in your own words."),
    "communication.grievance_whom": _(
        "This person cannot be named here. Leave the field empty and say in the text whom it is about."
    ),
    "communication.grievance_no_outcome": _("There is no outcome to answer to at the moment."),
    "communication.grievance_reason": _("Say why: whoever takes it over needs to know."),
    "communication.grievance_nobody_left": _(
        "Everybody who could handle it has had it. HR can tell you about mediation and arbitration outside the house."
    ),
    "communication.grievance_over": _("This grievance is not in hand any more."),
    "communication.grievance_route": _("The person complained about never handles a grievance."),
    "communication.grievance_step": _("Choose what was done and say it in a few words."),
    "communication.grievance_outcome": _("Say what came of it: what was found and what follows."),
    "communication.grievance_calm_first": _(
        "First hear the person: write down the talk in which they could say everything. Then comes the solution."
    ),
}
VERBS: dict[str, str | Promise] = {
    "communication.matter_received": _("received a confidential matter"),
    "communication.matter_step": _("wrote down a step in a confidential matter"),
    "communication.matter_answered": _("answered a confidential matter"),
    "communication.matter_closed": _("closed a confidential matter"),
    "communication.matter_taken_further": _("took a confidential matter further"),
    "communication.matter_handed_on": _("handed a confidential matter on"),
    "communication.matter_escalated": _("called the next level into a confidential matter"),
}
NOTICES: dict[str, str | Promise] = {"communication.matter": _("A matter for you")}
