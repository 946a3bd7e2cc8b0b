"""What benefits say in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, str | Promise] = {
    "recognition.grant_not_now": _("This is “{state}”, so it is not possible now."),
    "recognition.grant_not_valid": _("It can be taken from {start} to {end}."),
    "recognition.grant_balance_short": _("{left} are left. Please enter no more than that."),
    "recognition.grant_used_that_day": _("Something is entered for this day already."),
    "recognition.grant_not_longer": _("It holds until {day} already. Please choose a later day that is still to come."),
    "recognition.grant_no_trip": _("This is no trip; please book it as what it is."),
    "recognition.trip_needs_cover": _(
        "Before a trip is booked, please say who stays on the phones: its days and its cover belong together."
    ),
    "recognition.trip_days": _("A trip lies between today and {end}, and ends after it begins."),
    "recognition.trip_event_unknown": _("That event is over, or somebody else plans it."),
    "recognition.loyalty_empty": _("A plan needs at least one step."),
    "recognition.loyalty_twice": _("The same number of years stands there twice with the same form."),
    "recognition.loyalty_reaches_back": _("{day} has passed. A plan never reaches back: please choose today or later."),
    "recognition.loyalty_before_last": _("The version before holds from {day} on. Please choose a later day."),
    "recognition.loyalty_less_too_soon": _(
        "Somebody gets less by this version than by the one before. Nobody may lose what they are about to reach: it "
        "needs {days} days of notice, so it holds from {day} on at the earliest."
    ),
    "recognition.list_form": _("On a list stand things or flexible hours; a reward of money has a place of its own."),
    "recognition.list_quantity": _("Everybody gets something: please enter more than nothing."),
    "recognition.list_rule_before_day": _(
        "The rule is fixed before the day that counts, so that nobody is left out or added afterwards. Please choose a "
        "day that is still to come."
    ),
    "recognition.list_fixed_by_its_writer": _("You wrote it, so somebody else fixes its rule."),
    "recognition.list_fixed_by_one_on_it": _(
        "You get something by this list yourself, so somebody fixes it who does not. You can still change the draft."
    ),
    "recognition.list_above_budget": _(
        "It gives each person more than {high}, or more than the budget of the month has left. You give from the "
        "budget of {unit}, so somebody fixes it who does not: HR or the head of the house."
    ),
    "recognition.list_dates": _("The last day comes after the day that counts."),
    "recognition.list_not_now": pgettext_lazy("list of gifts", "The list is “{state}”, so this is not possible now."),
    "recognition.list_day_is_here": _("The day that counts is here: everybody the rule names gets their share."),
    "recognition.list_all_booked": _("Nothing is left to book here."),
    "recognition.list_still_given": _("Something waits to be picked up until {day}. Please close the list after that."),
    "recognition.chance_not_now": _("This plan is “{state}”, so it is not possible now."),
    "recognition.chance_review_day": _("Please choose a day to come on which you look at it together."),
    "recognition.idea_given_already": _("This idea has been rewarded already."),
    "recognition.idea_clause": _("That clause promises no reward here today."),
    "recognition.idea_form": _("The clause does not give this form of reward."),
    "recognition.idea_band": _("The clause gives {low} to {high} for all authors together."),
    "recognition.idea_waits_for_another": _(
        "That is more than one person gives alone, and you put it forward yourself: somebody else gives it by sending "
        "the same. You can give less yourself."
    ),
    "recognition.idea_amount": _("Please enter how much: days or points."),
}
VERBS: dict[str, str | Promise] = {
    "recognition.benefit_kept": _("kept what a reward gives"),
    "recognition.benefit_booked": _("booked what was given, or handed it out"),
    "recognition.trip_booked": _("agreed on a trip and its cover"),
    "recognition.benefit_used": _("entered what was taken of a benefit"),
    "recognition.benefit_cancelled": _("closed a benefit whose reward was taken back"),
    "recognition.benefit_reminded": _("reminded somebody of a benefit"),
    "recognition.benefit_expired": _("let a benefit expire"),
    "recognition.benefit_extended": _("gave somebody longer to take a benefit"),
    "recognition.loyalty_plan_written": _("wrote a version of the loyalty plan"),
    "recognition.milestone_entered": _("entered years of service"),
    "recognition.benefit_list_begun": _("began a list of gifts or hours"),
    "recognition.benefit_list_changed": _("changed the draft of a list of gifts or hours"),
    "recognition.benefit_list_fixed": _("fixed the rule of a list of gifts or hours"),
    "recognition.benefit_list_withdrawn": _("withdrew a list of gifts or hours"),
    "recognition.benefit_list_drawn": _("gave everybody on a list their share"),
    "recognition.benefit_list_booked": _("booked the hours of a list"),
    "recognition.benefit_list_closed": _("closed a list of gifts or hours"),
    "recognition.chance_listed": _("listed somebody among the best of two quarters"),
    "recognition.chance_proposed": _("proposed a career plan"),
    "recognition.chance_answered": _("answered a career plan"),
    "recognition.chance_closed": _("closed a career plan"),
    "recognition.idea_to_reward": _("put the reward of an idea before its leader"),
    "recognition.idea_reward_put": _("put the reward of an idea before a second person"),
    "recognition.idea_rewarded": _("rewarded an idea"),
}
