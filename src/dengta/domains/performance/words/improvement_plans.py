"""What improvement plans are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "performance.plan_ground_too_few": _(
        "{month} has {n} answers or contacts of {name}; fewer than {minimum} say nothing about anybody. A coaching "
        "talk is possible at any time, a plan is not."
    ),
    "performance.plan_ground_within_chance": _(
        "What {name} reached in {month} differs from the team by no more than chance ({kpi}, n = {n}). There is "
        "nothing to plan against; a coaching talk about single contacts is possible."
    ),
    "performance.plan_ground_single_month": _(
        "One month alone begins no plan: {month} stands out, the month before does not carry it. Please have a "
        "coaching talk now and look again when the next month is over."
    ),
    "performance.plan_ground_not_worse": _(
        "In {month} {name} stands out for the better ({kpi}). That calls for praise, not for a plan."
    ),
    "performance.plan_measure_unknown": _("This figure is not a person’s own. Please choose one of the list."),
    "performance.plan_text_missing": _("Please write it in a sentence or two."),
    "performance.plan_days": _("The days do not fit. Please begin today or later, and end after that."),
    "performance.plan_there_already": _("{name} has a plan under way. Please finish that one first."),
    "performance.plan_needs_goal": _("Please set at least one goal that can be measured."),
    "performance.plan_needs_support": _(
        "A plan without support is a threat. Please write what the house gives, by whom and until when."
    ),
    "performance.plan_needs_checkpoint": _("Please agree at least one day on which both of you look at the data."),
    "performance.plan_objection_empty": _("Please write what you do not agree with, so that it can be answered."),
    "performance.plan_not_now": _("The plan is “{state}”, so this is not possible now."),
    "performance.plan_extended_already": _("It was given more time once already. Please say what came of it."),
    "performance.plan_not_looked_at": _("Nothing was measured yet. Please hold a checkpoint first."),
    "performance.plan_checkpoints_left": _("There are checkpoints to come. Please hold them before it ends."),
    "performance.plan_not_reached": _(
        "The last measurement does not show all goals reached. Please give it more time, or hand it over to a talk."
    ),
    "performance.plan_is_reached": _("The last measurement shows all goals reached. Please close it as reached."),
    "performance.plan_too_little_data": _(
        "There are too few observations to say that a goal was missed. Please give it more time, or take it back."
    ),
    "performance.plan_support_owed": _(
        "Support that was promised has not been given yet. Please give it before the plan ends."
    ),
    "performance.plan_target_range": _("A goal is more than 0 and at most 100 per cent."),
    "performance.plan_target_no_better": _("The goal is no better than where it stands. Please set it beyond that."),
    "performance.plan_day_outside": _("That day lies outside the plan. Please choose one between its first and last."),
    "performance.plan_helps_oneself": _("Support is given by somebody else. Please choose who helps."),
    "performance.plan_checkpoint_twice": _("There is a checkpoint on that day already."),
    "performance.plan_checkpoint_held": _("This checkpoint was held already."),
    "performance.plan_checkpoint_early": _("This checkpoint is due on {day}. Please hold it then or later."),
    "performance.plan_checkpoint_order": _("An earlier checkpoint is still open. Please hold that one first."),
    "performance.plan_goals_locked": _(
        "The first checkpoint was held, so goals, support and days stay as agreed. More time can be given once."
    ),
}
VERBS: dict[str, str | Promise] = {
    "performance.plan_begun": _("drafted an improvement plan"),
    "performance.plan_proposed": _("proposed an improvement plan"),
    "performance.plan_signed": _("agreed to an improvement plan"),
    "performance.plan_objected": _("objected to an improvement plan"),
    "performance.plan_objection_decided": _("answered an objection to an improvement plan"),
    "performance.plan_goal_set": _("set a goal of an improvement plan"),
    "performance.plan_support_added": _("added support to an improvement plan"),
    "performance.plan_checkpoint_added": _("added a checkpoint to an improvement plan"),
    "performance.plan_part_removed": _("took something out of an improvement plan"),
    "performance.plan_support_given": _("gave the support of an improvement plan"),
    "performance.plan_checkpoint_due": _("a checkpoint of an improvement plan is due"),
    "performance.plan_checkpoint_held": _("held a checkpoint of an improvement plan"),
    "performance.plan_checkpoint_commented": _("wrote the own words to a checkpoint"),
    "performance.plan_extended": _("gave an improvement plan more time"),
    "performance.plan_finished": _("finished an improvement plan"),
    "performance.plan_withdrawn": _("took an improvement plan back"),
    "performance.plan_talk_held": _("had the talk after an improvement plan"),
}
NOTICE = _("Something between you and your leader")
