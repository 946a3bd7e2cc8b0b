"""What refusals and records of the service room say to people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "correction_needs_reason": _("Say why: a figure is only changed by hand with a reason."),
    "field_not_correctable": _("This cannot be corrected by hand: {field}."),
    "complaint_without_agent": _("No agent is known for this complaint, so its cause cannot be the agent."),
    "states_overlap": _("The state from {at} on overlaps another one of the same agent."),
    "contest_needs_employee": _("Only an employee can object to their own figures."),
    "contest_needs_reason": _("Say what is wrong with the figure."),
    "contest_without_team": _("On {day} you belonged to no team, so there is nobody to ask."),
    "contest_needs_answer": _("Write an answer: the agent reads it."),
    "contest_answered_already": _("This objection has been answered already."),
    "contest_own": _("Somebody else must answer your own objection."),
    "kpi_not_personal": _("{kpi} cannot be attributed to single agents: {why}."),
}

VERBS: dict[str, str | Promise] = {
    "service.contacts_added": _("contacts added"),
    "service.contacts_changed": _("contacts changed by their source"),
    "service.contact_corrected": _("contact corrected by hand"),
    "service.surveys_added": _("surveys added"),
    "service.survey_sent": _("survey sent"),
    "service.answers_recorded": _("survey answers recorded"),
    "service.complaints_added": _("complaints added"),
    "service.complaint_classified": _("cause of a complaint determined"),
    "service.states_added": _("states added"),
    "service.intervals_added": _("interval table added"),
    "service.contest_opened": _("objected to a figure"),
    "service.contest_answered": _("objection answered"),
}
