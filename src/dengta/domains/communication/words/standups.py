"""What the stand-up says: refusals, the record, notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.standup_of_teams_only": _("{name} is no team. Please open the stand-up of one of its teams."),
    "communication.standup_over": _("The stand-up of {team} is over. What was forgotten can be added to its minutes."),
    "communication.standup_runs": _("The stand-up of {team} still runs. Please end it first."),
    "communication.standup_without_people": _("Please mark who of {team} was there."),
    "communication.text_missing": _("Please write a few words."),
    "communication.owner_not_in_team": _("Please choose somebody of {team} who is at work."),
    "communication.blocker_closed": _("“{text}” is out of the way already."),
    "communication.outcome_missing": _("Please write what came of it: whoever raised it wants to know."),
}

VERBS: dict[str, str | Promise] = {
    "communication.standup_began": _("began the stand-up"),
    "communication.standup_ended": _("ended the stand-up"),
    "communication.standup_ended_by_clock": _("ended a stand-up that nobody had ended"),
    "communication.round_answered": _("answered the three questions of the stand-up"),
    "communication.standup_added": _("added to the minutes of a stand-up"),
    "communication.blocker_raised": _("raised a blocker"),
    "communication.blocker_closed": _("closed a blocker"),
}

NOTICES: dict[str, str | Promise] = {
    "communication.standup_begins": _("Stand-up"),
    "communication.standup_minutes": _("Minutes of the stand-up"),
    "communication.blocker": _("A blocker of the team"),
}
