"""The words of meetings for refusals, the record and notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.minutes_closed": _("This meeting can no longer be changed: {state}. An addendum can be written."),
    "communication.meeting_needs_team": _("{unit} is not a team. Please call the meeting for one team."),
    "communication.meeting_in_the_past": _("A meeting begins now or later. Please choose another time."),
    "communication.meeting_there_already": _(
        "The team has such a meeting on {day} already. Please use that one or choose another day."
    ),
    "communication.meeting_reason_missing": _("Please write why: the team reads it."),
    "communication.statement_empty": _("Please write at least one of: results, mistakes, what you make of it."),
    "communication.meeting_not_held_yet": _("The minutes can be published once the meeting has begun."),
    "communication.minutes_empty": _("Please write the minutes first: a few sentences are enough."),
    "communication.minutes_not_published": _("The minutes are still a draft. Please publish them first."),
    "communication.meeting_text_missing": _("Please write what it is about."),
    "communication.case_incomplete": _("A case needs a title, what happened and what you take from it."),
    "communication.praise_needs_a_name": _("Please name the colleague whom the case praises."),
    "communication.lesson_names_nobody": _(
        "A case to learn from names nobody. Please leave the name out, or tell it as praise."
    ),
    "communication.award_needs_reason": _("Please name the award and what it is for."),
    "communication.action_due_before_meeting": _("An action is due on the day of the meeting or later."),
    "communication.meeting_not_of_the_team": _("{name} was not in the team on that day. Please choose a member."),
    "communication.action_done_already": _("This action is finished already."),
    "communication.meeting_outcome_missing": _("Please write what came of it: the next meeting begins with it."),
}

VERBS: dict[str, str | Promise] = {
    "communication.meeting_called": _("called a meeting"),
    "communication.meeting_moved": _("moved a meeting"),
    "communication.meeting_cancelled": _("cancelled a meeting"),
    "communication.slots_offered": _("offered slots to present"),
    "communication.statement_written": _("wrote about the own month"),
    "communication.minutes_written": _("wrote the draft of the minutes"),
    "communication.minutes_published": _("published the minutes"),
    "communication.minutes_asked_for": _("asked for the minutes of a meeting"),
    "communication.addendum_written": _("added to the minutes"),
    "communication.case_added": _("added a case to a meeting"),
    "communication.case_read": _("read a learning item"),
    "communication.award_added": _("added an award to a meeting"),
    "communication.action_added": _("added an action to a meeting"),
    "communication.point_removed": _("took a point out of a meeting"),
    "communication.action_finished": _("finished an action"),
}
NOTICES: dict[str, str | Promise] = {"communication.meeting": _("There is news of a meeting of your team")}
