"""What the chain from vision to action is called in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "goals.goal_hangs_already": _("This goal hangs in the chain already. Please choose another one."),
    "goals.step_closed": _("This link is closed, so it stays as it is."),
    "goals.step_untitled": _("Please say it in one sentence."),
    "goals.goal_unknown": _("This goal is not in your sight. Please choose one of the list."),
    "goals.action_incomplete": _("An action has somebody who does it and a day. Please fill in both."),
    "goals.wrong_level": _("A strategy hangs under a vision, a goal under a strategy, an action under a goal."),
}
VERBS: dict[str, str | Promise] = {
    "goals.strategy_step_added": _("put a link into the strategy chain"),
    "goals.strategy_step_hung": _("hung a link of the strategy chain elsewhere"),
    "goals.strategy_step_closed": _("took a link off the strategy chain"),
}
NOTICES: dict[str, str | Promise] = {}
