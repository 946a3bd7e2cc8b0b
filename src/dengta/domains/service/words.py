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
    "import_without_unit": _(
        "There is no unit that facts could come in for. In a new installation the organisation comes first."
    ),
    "contact_in_future": _("This contact begins in the future."),
    "moment_before_start": _("This moment lies before the start."),
    "reopened_before_resolved": _("Reopened, but not resolved before that."),
    "amount_impossible": _("This amount is impossible; the most is {most}."),
    "rating_off_scale": _("The rating {rating} is not on its scale."),
    "unknown_agent": _("Nobody in your units is called {agent}."),
    "state_without_end": _("The end of the state is missing."),
    "state_impossible": _("A state ends after it starts and lasts a day at most."),
    "interval_length": _("Intervals have 15, 30 or 60 minutes, not {minutes}."),
    "interval_off_grid": _("The interval does not start on the clock."),
    "interval_counts": _("These counts do not fit together."),
    "promises_need_reason": _("Say why: the figures of past days change with a promise."),
    "promise_impossible": _("A promise is a second at least and {most} days at most."),
    "goal_impossible": _("The share to answer in time lies between 0 and 100 per cent."),
    "hours_without_days": _("Choose at least one day on which the queue is open."),
    "hours_half_said": _(
        "Say both when the queue opens and when it closes, or neither: then it is open round the clock."
    ),
    "days_without_hours": _(
        "Without opening hours the queue is open round the clock on all days: say hours, or choose all days."
    ),
    "hours_of_nothing": _("Opening and closing are the same: leave both empty for round the clock."),
    "closes_before_opening": _("Closing lies before opening: mend it, or say that the queue is open past midnight."),
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
    "service.placeholders_made": _("placeholders for unknown agents created"),
    "service.contest_opened": _("objected to a figure"),
    "service.contest_answered": _("objection answered"),
    "service.queue_opened": _("queue opened"),
    "service.promises_changed": _("promises or opening hours of a queue changed"),
    "service.board_opened": _("link for a television made"),
    "service.board_closed": _("link for a television closed"),
    "service.view_saved": _("view saved"),
    "service.view_dropped": _("saved view deleted"),
}
