"""What goals, their targets and versions are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "goals.not_additive": _(
        "“{kpi}” cannot be broken down: what holds for the parts does not add up to the whole. "
        "Choose “{instead}”, which does."
    ),
    "goals.title_missing": _("Please give the goal a name that says what it is about."),
    "goals.whole_months": _(
        "A period begins on the first day of a month and lasts whole months, so that all goals of a team run alike."
    ),
    "goals.window_impossible": _("Please choose days that are over, the first before the last."),
    "goals.edit_needs_reason": _(
        "This differs from what the records say or from what was worked out. "
        "Please write why; it is kept with the number."
    ),
    "goals.beyond_bounds": _("{value} is impossible: this figure lies between {low} and {high}."),
    "goals.reading_impossible": _(
        "Read this way the target would be {value}, which cannot be; the most is {most}. "
        "Read as a share of what is missing to the best it would be {gap}."
    ),
    "goals.volume_negative": _("What is expected cannot be less than nothing. Please enter nought or more."),
    "goals.best_below_baseline": _("The best that {team} can reach must not be worse than where it stands."),
    "goals.not_a_draft": _("“{title}” is in force. It is changed by planning the rest of the period anew."),
    "goals.no_target_yet": _("Please choose first what the uplift means: there is no target to break down yet."),
    "goals.beyond_own_reach": _(
        "A target lies between the own baseline ({baseline}) and the own best ({best}). Please choose a number between."
    ),
    "goals.whole_is_planned": _(
        "The months of the whole follow from the way over the year. Please change that, or the target of a team."
    ),
    "goals.no_gap": _("The parts make up the whole here: there is no gap to name."),
    "goals.gap_needs_owner": _("A named gap is carried by the owner of the goal. Please name an owner first."),
    "goals.gap_open": _(
        "The parts do not make up the whole in {n} places; the first is {where}: {by}. Let the others make up for it, "
        "or name the gap with its reason."
    ),
    "goals.month_closed": _("This month is over; its target stays as it was agreed."),
    "goals.version_in_force": _("Version {number} is in force or was, so nothing of it changes. Plan the rest anew."),
    "goals.people_cannot": _("The people of this team can reach {reachable} together at most. Please choose less."),
    "goals.siblings_cannot": _(
        "The others cannot make up for it: together they get to {reachable}. Choose less, or name the gap."
    ),
    "goals.incomplete": _("{n} things are missing: {fields}."),
    "goals.infeasible": _("{target} is out of reach with these months and teams; {best} would be the most."),
    "goals.plan_moved": _(
        "The plan was changed while its targets were being worked out. Please break it down once more."
    ),
    "goals.has_account": _(
        "{name} has an account and reads the target there. Nobody acknowledges for somebody who can do so."
    ),
    "goals.nobody_told": _("Please choose at least one person who was told."),
    "goals.read_already": _("{name} knows the target already, so nothing is left to write down."),
    "goals.told_later": _("They were told on {day}? Please enter a day that is not to come, from {first} on."),
    "goals.witness_missing": _("Please name who was there and heard it, or let the person sign the printed sheet."),
    "goals.witness_is_party": _("A witness is somebody else: neither who told the target nor who was told."),
    "goals.not_decomposed": _("Please break the goal down first, so that everybody has a target that adds up."),
    "goals.second_target": _(
        "“{other}” wants another number of the same figure from the same team. Close that one, or join the two."
    ),
    "goals.other_calendar": _(
        "“{other}” of the same team runs from {first} to {end}, looked at on day {day} of each month. "
        "Please give this goal the same calendar."
    ),
    "goals.no_drivers": _(
        "“{title}” names fewer than two figures of daily work that move it, such as reply time and first-contact "
        "resolution. Nobody can work on satisfaction itself."
    ),
    "goals.not_in_force": _("“{title}” is not in force."),
    "goals.closing_needs_note": _("Please write in one sentence how the goal ended."),
    "goals.driver_is_goal": _("A goal does not move itself. Please choose another figure."),
    "goals.version_replaced": _("There is a newer version of this target. Please read that one."),
    "goals.objection_says_why": _("Please write what speaks against the target, so that it can be answered."),
    "goals.no_objection": _("Nobody objected here, so there is nothing to answer."),
    "goals.answer_empty": _("Please write the answer; it is kept."),
    "goals.replan_needs_reason": _("Please write why; everybody whose target changes reads it."),
    "goals.period_over": _("The period is over: there is nothing left to plan."),
    "goals.unreachable": _(
        "The open months would have to average {required}, which the teams have never shown. "
        "The best that the period can still become is {best}: bring a new base before management instead."
    ),
    "goals.question_empty": _("Please write what the team needs for it."),
    "goals.own_question": _("You asked this yourself, so somebody else answers it."),
    "goals.raise_unanswered": _(
        "The targets of {n} teams would rise within the period ({teams}). "
        "Until their question what they get for it is asked and answered, the targets of their people stay as they are."
    ),
    "goals.still_reachable": _("The target can still be reached, so its base stays. Plan the rest anew."),
    "goals.rebase_beyond_best": _("Please propose what can be reached: {best} at most."),
    "goals.rebase_open": _("A new base is before management already."),
    "goals.rebase_decided": _("Management has decided about it already."),
}
VERBS: dict[str, str | Promise] = {
    "goals.drafted": _("drafted a goal"),
    "goals.baseline_set": _("set the baseline of a goal"),
    "goals.reading_chosen": _("chose what the uplift of a goal means"),
    "goals.ramp_set": _("set the way over the months"),
    "goals.groups_set": _("set where the teams of a goal stand"),
    "goals.draft_dropped": _("threw a draft of a goal away"),
    "goals.decomposed": _("broke a goal down"),
    "goals.decomposition_ordered": _("had a goal broken down in the background"),
    "goals.target_adjusted": _("changed a target by hand"),
    "goals.gap_balanced": _("closed a gap between targets"),
    "goals.gap_named": _("named a gap between targets"),
    "goals.activated": _("put a goal in force"),
    "goals.aligned": _("gave a goal the calendar of its team"),
    "goals.owner_named": _("named the owner of a goal"),
    "goals.closed": _("closed a goal"),
    "goals.driver_named": _("named what moves a goal"),
    "goals.driver_dropped": _("took away what moves a goal"),
    "goals.drivers_refitted": _("estimated anew what moves a goal"),
    "goals.asked_to_read": _("people were asked to read their targets"),
    "goals.unread_warned": _("a leader was told who has not read their target"),
    "goals.acknowledged": _("read a target"),
    "goals.sheet_printed": _("printed the targets of a team"),
    "goals.acknowledged_on_paper": _("wrote down that a target was told"),
    "goals.objection_answered": _("answered an objection to a target"),
    "goals.replanned": _("planned the rest of a goal anew"),
    "goals.volumes_set": _("changed what is expected in the open months"),
    "goals.replan_dropped": _("threw a new plan away"),
    "goals.resources_asked": _("asked what a team gets for a higher target"),
    "goals.resources_answered": _("answered what a team gets for a higher target"),
    "goals.rebase_proposed": _("brought a target before management"),
    "goals.rebase_decided": _("decided about a new base"),
}
NOTICES: dict[str, str | Promise] = {
    "goals.acknowledge": _("A target to read"),
    "goals.objection": _("An objection to a target"),
    "goals.unread": _("Targets that were not read"),
}
