"""What bonuses, points and payouts say in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "recognition.reward_below_band": _(
        "{clause} promises {low} at least. Less belittles what was done: give what is promised, or say thank you in "
        "another form."
    ),
    "recognition.reward_above_band": _(
        "That is above {high}, the most that one person gives by {clause}. Put it before a second person, with a "
        "reason that is published."
    ),
    "recognition.rewards_above_band": _(
        "By {clause} this person has {before} already, of the last {days} days or for the same day. With this one it "
        "is above {high}, the most that one person gives. Put it before a second person, with a reason that is "
        "published."
    ),
    "recognition.bonus_noted_already": _(
        "The same is noted for {name} already, for the same day and by the same clause. If it was another deed, say in "
        "the title what it was."
    ),
    "recognition.bonus_within_band": _("That is within what {clause} promises: please give it yourself."),
    "recognition.public_reason_missing": _(
        "A reward above the band needs a reason that everybody can read. Please write it."
    ),
    "recognition.public_reason_names": _(
        "The published reason names {name}. Please say what was done without the name."
    ),
    "recognition.second_person_gives": _("You put it forward yourself, so somebody else says yes or no."),
    "recognition.proposed_too_long_ago": _(
        "It was put forward more than {hours} hours ago. Please put it forward anew."
    ),
    "recognition.bonus_differs": _("It is not what was put forward any more. Please send it back and ask anew."),
    "recognition.bonus_not_now": _("The bonus is “{state}”, so this is not possible now."),
    "recognition.no_such_promise": _("{clause} promised this person no reward on {day}."),
    "recognition.known_in_future": _("The facts cannot be known in the future."),
    "recognition.form_not_given_here": _("That form is not given here."),
    "recognition.amount_does_not_fit": _(
        "Money, points and gifts need an amount, points a whole number; other forms have none."
    ),
    "recognition.money_only_so_far": _(
        "With this one all {n} rewards of the team this quarter are money. Honour, time or a gift may mean more."
    ),
    "recognition.money_budget_short": _("The budget of the month has {left} left. Choose less or another form."),
    "recognition.points_budget_short": _("The budget has {have} points left, and this takes {need}."),
    "recognition.points_short": _("There are {have} points, and this takes {need}."),
    "recognition.catalogue_gone": _("“{title}” is gone. Your points are untouched."),
    "recognition.reward_paid_already": _(
        "It is on an approved list, so it is paid. What is paid stays with the person; talk to them if it was a "
        "mistake."
    ),
    "recognition.taken_back_by_two": _(
        "Two people gave it, or the house by a rule for all, so nobody takes it back alone. Ask a second person."
    ),
    "recognition.take_back_asked_already": _("Somebody has asked that already; a second person has still to answer."),
    "recognition.take_back_answered": _("That was answered already."),
    "recognition.second_person_takes_back": _("You asked for it yourself, so somebody else agrees or not."),
    "recognition.redemption_used": _(
        "Some of it was taken or handed out already, so it stays redeemed. Talk to the person instead."
    ),
    "recognition.budget_set_by_who_gives": _(
        "You give from the budget of {unit} yourself, so somebody who does not sets it: HR."
    ),
    "recognition.budget_of_past_month": _("{month} is over; its budget stays as it is."),
    "recognition.payout_month_not_over": _("A list is prepared when its month is over."),
    "recognition.payout_approved_already": _("The list of this month is approved and stays as it is."),
    "recognition.payout_empty": _("No reward in money waits to be paid for this month."),
    "recognition.second_person_pays": _("You prepared the list yourself, so somebody else approves it."),
    "recognition.own_money_on_list": _("Your own reward is on the list, so somebody else approves it."),
    "recognition.prepared_too_long_ago": _("It was prepared more than {hours} hours ago. Please prepare it anew."),
    "recognition.payout_differs": _(
        "Rewards were added or taken back since it was prepared. Please prepare it anew, then approve it."
    ),
    "recognition.payout_over_budget": _("The list is {over} above the budget. Please write why it is approved."),
    "recognition.payout_not_now": _("The list is “{state}”, so this is not possible now."),
    "recognition.paid_on_day": _("The day of payment lies between the approval on {day} and today."),
    "recognition.received_already": _("You have confirmed this already."),
    "recognition.missing_said_already": _(
        "You have said so already; whoever prepared or approved the list answers it."
    ),
    "recognition.nothing_missing": _("Nobody waits for an answer about this payment."),
    "recognition.pays_on_day": _("The list was paid on {day}, so this payment comes on that day or later."),
}
VERBS: dict[str, str | Promise] = {
    "recognition.bonus_noted": _("noted what deserves a reward"),
    "recognition.bonus_proposed": _("put a large bonus forward"),
    "recognition.bonus_given": _("gave a bonus"),
    "recognition.bonus_sent_back": _("sent a large bonus back"),
    "recognition.bonus_dropped": _("gave nothing for what was noted"),
    "recognition.take_back_asked": _("asked to take a reward back"),
    "recognition.take_back_answered": _("answered whether a reward is taken back"),
    "recognition.points_allotted": _("put points into a budget"),
    "recognition.points_given": _("booked points of a reward"),
    "recognition.points_redeemed": _("redeemed points"),
    "recognition.points_expired": _("let points expire"),
    "recognition.catalogue_changed": _("changed what points are redeemed for"),
    "recognition.mix_warned": _("pointed out that only money was given"),
    "recognition.money_budget_set": _("set the budget for rewards"),
    "recognition.payout_prepared": _("prepared a payout list"),
    "recognition.payout_approved": _("approved a payout list"),
    "recognition.payout_paid": _("entered that a list was paid"),
    "recognition.receipt_confirmed": _("confirmed a reward as received"),
    "recognition.receipt_missing": _("said that a reward did not come"),
    "recognition.missing_answered": _("answered why a reward did not come"),
}
