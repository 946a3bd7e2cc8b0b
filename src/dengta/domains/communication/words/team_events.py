"""The words of team events for refusals, the record and notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.event_needs_parts": _("Please say what you do in at least one part: relaxing, business, role-play."),
    "communication.event_dates": _("Sign-up ends after now and before the event begins. Please check the two times."),
    "communication.sign_up_over": _("Sign-up is over. Please speak to whoever leads your team."),
    "communication.event_reason_missing": _("Please write why it does not take place."),
    "communication.event_not_begun": _("This is possible once the event has begun."),
    "communication.debrief_empty": _("Please write what the team takes from it."),
    "communication.event_over": _("Nothing can be changed about this event any more: {state}."),
}
VERBS: dict[str, str | Promise] = {
    "communication.event_planned": _("planned an event"),
    "communication.signed_up": _("signed up for an event"),
    "communication.signed_off": _("signed off from an event"),
    "communication.cover_noted": _("noted who stays on the phones"),
    "communication.debrief_reminded": _("reminded the leaders of a debrief"),
    "communication.event_cancelled": _("cancelled an event"),
    "communication.event_held": _("closed an event"),
    "communication.debrief_written": _("wrote the debrief of an event"),
}
NOTICES: dict[str, str | Promise] = {"communication.team_event": _("There is news of a team event")}
