"""What scorecards are called in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "goals.period_dates": _("The period must end after it begins. Please correct the days."),
    "goals.scorecard_overlaps": _("There is a scorecard of yours in this period already."),
    "goals.line_incomplete": _("Please fill in goal, measure, target value, action plan and a task with its day."),
    "goals.perspective_empty": _("These perspectives have no whole goal yet: {names}. Please put one into each."),
    "goals.scorecard_not_submitted": _("It is not with the next level at the moment."),
    "goals.scorecard_fixed": _("It is submitted, so its goals stay as they are. The next level can send it back."),
}
VERBS: dict[str, str | Promise] = {
    "goals.scorecard_begun": _("began a scorecard"),
    "goals.scorecard_line_put": _("wrote a goal of a scorecard"),
    "goals.scorecard_line_dropped": _("took a goal out of a scorecard"),
    "goals.scorecard_task_added": _("added a task to a scorecard"),
    "goals.scorecard_task_done": _("finished a task of a scorecard"),
    "goals.scorecard_submitted": _("submitted a scorecard"),
    "goals.scorecard_confirmed": _("confirmed a scorecard"),
    "goals.scorecard_returned": _("sent a scorecard back"),
}
NOTICES: dict[str, str | Promise] = {}
