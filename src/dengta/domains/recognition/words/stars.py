"""What stars, tiers and contests say in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "recognition.criteria_in_the_month": _(
        "What people are measured by is known before the month begins. What you write today holds from {following} on."
    ),
    "recognition.star_sample_small": _(
        "From fewer than {least} answers nobody can tell who is best: five of five may be luck. Please ask for {least} "
        "or more."
    ),
    "recognition.star_of_a_client": _("People are compared within one client. Please choose a client."),
    "recognition.tiers_rise": _("Each tier begins at a higher score than the one before it."),
    "recognition.tiers_wait_for_nobody": _(
        "These tiers wait for nobody: they are confirmed, or need no second person."
    ),
    "recognition.tiers_confirmed_by_the_writer": _(
        "You wrote these tiers. They promise more than one person promises alone, so somebody else confirms them."
    ),
    "recognition.month_not_over": _("This month is not over yet."),
    "recognition.vote_is_over": _("The vote is over."),
    "recognition.vote_not_over": _("People may still vote."),
    "recognition.vote_for_the_shortlist": _("Please choose somebody of the shortlist."),
    "recognition.vote_for_oneself": _("You are on the shortlist yourself. Please vote for one of the others."),
    "recognition.voted_already": _("You have voted. A vote is secret, so it cannot be found again and changed."),
    "recognition.star_not_now": _("This month is “{state}”, so this is not possible now."),
    "recognition.star_decided_by_a_candidate": _(
        "You are on the shortlist. Please let somebody decide who has no part in it."
    ),
    "recognition.star_decided_by_the_writer": _(
        "You wrote the criteria of this month. Please let a second person approve what follows from them."
    ),
    "recognition.star_not_reproducible": _(
        "Recalculated from the frozen data, the result is not the same. Nothing is approved until that is cleared up."
    ),
    "recognition.star_may_still_answer": _("The winner may still answer."),
    "recognition.contest_begins_later": _("A contest is set up before it begins. Please choose a day after today."),
    "recognition.contest_days": _("Please choose a last day after the first, within {most} days."),
    "recognition.contest_of_one_client": _("Please choose two or more teams of one client: they do the same work."),
    "recognition.contest_not_countable": _("Its figures may still move, or it was counted already."),
    "recognition.contest_nothing_to_give": _("There is no prize to give, or it was given already."),
    "recognition.contest_waits_for_nobody": _(
        "This contest waits for nobody: it is confirmed, or needs no second person."
    ),
    "recognition.contest_confirmed_by_the_writer": _(
        "You fixed this contest. Its prize is more than one person promises alone, so somebody else confirms it."
    ),
    "recognition.contest_confirmed_late": _(
        "Its first day has come without a second person, so it does not take place. Fix a new one that begins later."
    ),
    "recognition.contest_given_by_a_winner": _(
        "You belong to the team that won. Please let somebody else give the prize."
    ),
    "recognition.contest_given_by_the_writer": _(
        "You set up this contest. Please let a second person give the prize."
    ),
}  # fmt: skip
VERBS: dict[str, str | Promise] = {
    "recognition.star_criteria_set": _("set the criteria of the Service Star"),
    "recognition.tiers_set": _("published reward tiers"),
    "recognition.tiers_confirmed": _("confirmed reward tiers"),
    "recognition.star_month_taken": _("worked out a month for the Service Star"),
    "recognition.star_voted": _("voted for the Service Star"),
    "recognition.star_votes_counted": _("counted the votes for the Service Star"),
    "recognition.star_approved": _("approved a Service Star"),
    "recognition.star_declined": _("did not approve a Service Star"),
    "recognition.star_answered": _("said whether to be named as Service Star"),
    "recognition.star_published": _("published a Service Star"),
    "recognition.top_list_choice": _("chose whether the top list names them"),
    "recognition.contest_fixed": _("set up a team contest"),
    "recognition.contest_confirmed": _("confirmed a team contest"),
    "recognition.contest_counted": _("counted a team contest"),
    "recognition.contest_awarded": _("gave the prize of a team contest"),
}
