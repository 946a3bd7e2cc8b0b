"""What cause analyses are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "performance.cause_measure_unknown": _("This figure cannot be taken apart. Please choose one of the list."),
    "performance.cause_periods": _(
        "The periods do not follow each other. Please let “before” end before “after” begins, each with a day at least."
    ),
    "performance.cause_not_over": _("The second period is not over yet. Please choose a last day that has passed."),
    "performance.cause_there_already": _(
        "There is an analysis of this figure and time already ({state}). Please open that one."
    ),
    "performance.cause_no_data": _("Nothing was counted for this team in either period. Please choose other days."),
    "performance.cause_not_proposed": _("This is no open proposal ({state}), so nothing of it changes here."),
    "performance.cause_not_open": _("This analysis is not open ({state}), so nothing is written on it any more."),
    "performance.cause_text_missing": _("Please write it in a sentence."),
    "performance.cause_finding_empty": _(
        "Please write what was looked at and what it showed, also where nothing was found."
    ),
    "performance.cause_contribution_empty": _("Please write what you see in your work, in your own words."),
    "performance.cause_share_is_the_leaders": _(
        "The own share is written by whoever leads this team. Please ask them to."
    ),
    "performance.cause_sections_missing": _(
        "Not everything was looked at yet: {sections}. Please write a finding for each, or that nothing was found."
    ),
    "performance.cause_too_few_voices": _(
        "{n} of at least {needed} agents said something so far. Please ask those who do the work before closing."
    ),
    "performance.cause_conclusion_missing": _("Please write what it came to, in two or three sentences."),
    "performance.cause_own_share_empty": _(
        "Your own share and what you do about it are empty. The team will notice: please write a sentence on each."
    ),
    "performance.cause_due_in_the_past": _("That day has passed. Please choose today or a later day."),
    "performance.cause_owner_unknown": _("{name} is not of this team. Please choose somebody of it or who leads it."),
    "performance.cause_action_done": _("This action is finished already."),
    "performance.drop_not_explained": _(
        "Nobody answers for this drop yet: {kpi} of the team from {start} to {last} was not searched for its causes. "
        "Please close a cause analysis of these days first (R-133)."
    ),
    "performance.drop_not_by_agents": _(
        "The closed cause analysis found no cause in how agents worked, so the drop cannot be held against one of them "
        "(R-038). Please act on the causes it names."
    ),
}
VERBS: dict[str, str | Promise] = {
    "performance.cause_proposed": _("a cause analysis was proposed after a drop"),
    "performance.cause_opened": _("began a cause analysis"),
    "performance.cause_declined": _("put a proposed cause analysis aside"),
    "performance.cause_recounted": _("counted the figures of a cause analysis anew"),
    "performance.cause_judged": _("noted a finding of a cause analysis"),
    "performance.cause_contributed": _("contributed to a cause analysis"),
    "performance.cause_own_share": _("stated the own share in a cause analysis"),
    "performance.cause_action_added": _("added an action to a cause analysis"),
    "performance.cause_action_finished": _("finished an action of a cause analysis"),
    "performance.cause_closed": _("closed a cause analysis"),
}
NOTICES: dict[str, str | Promise] = {
    "performance.cause_proposed": _("A cause analysis is proposed"),
    "performance.cause_contribution": _("A cause analysis"),
}
