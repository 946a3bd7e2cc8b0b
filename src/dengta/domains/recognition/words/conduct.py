"""What breaches, reminders, talks, trials, ties and lessons say in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "recognition.breach_days": _(
        "It happened before it was known, and it is known by {today} at the latest. Please look at the two days."
    ),
    "recognition.breach_of_oneself": _("What happened to yourself please tell your leader; they enter it."),
    "recognition.breach_of_what": _(
        "Please name the clause. Only a published standard of conduct can be breached; everything else is for a "
        "reminder or a talk."
    ),
    "recognition.breach_ended_already": _("Somebody has ended it already."),
    "recognition.breach_went_up": _(
        "It was not ended in time and went to the next level: whoever let it lie does not sign that nothing follows."
    ),
    "recognition.breach_not_yours": _(
        "Somebody else ends this one: a leader’s breach is for the level above, and nobody ends what they reported or "
        "what somebody close to them did."
    ),
    "recognition.breach_needs_clause": _("A case needs a clause of the rule book. Please choose the one it is about."),
    "recognition.breach_nobody_handles": _("Nobody who has no part in it is left to handle the case. Please ask HR."),
    "recognition.breach_is_a_case": _("It is a formal case by now: please say it there, where you are heard."),
    "recognition.breach_heard_first": _(
        "Somebody is looking into it. You are heard before anything follows: please say then how you see it."
    ),
    "recognition.breach_contested_already": _("You have objected already; somebody else is looking at it."),
    "recognition.breach_no_objection": _("There is no objection to answer."),
    "recognition.breach_same_person": _("Whoever ended it does not answer the objection. Somebody else looks again."),
    "recognition.reminder_of_what": _("Please choose a clause, or write what is expected."),
    "recognition.reminder_answered": _("You have answered already. Nothing more follows."),
    "recognition.talk_day": _("Please choose the day of the talk: today or before, when the person had a team."),
    "recognition.trial_backdated": _(
        "A trial is registered before it begins, from {today} on. What was tried before can still be reviewed as an "
        "attempt in good faith."
    ),
    "recognition.trial_days": _("It ends after it begins. Please look at the two days."),
    "recognition.trial_over": _("The trial is over already."),
    "recognition.tie_with_oneself": _("Please choose a colleague."),
    "recognition.tie_declared_already": _("You have declared this already. Thank you."),
    "recognition.tie_over": _("It has ended already."),
    "recognition.reflection_answered": _("You have written it already."),
    "recognition.lesson_gives_away": _(
        "It still says who it is about ({words}). Please leave out names, numbers, dates, teams and whatever only one "
        "person can be known by."
    ),
    "recognition.lesson_questions": _("{most} questions are enough."),
    "recognition.lesson_same_person": _("A second person lets it out: somebody who did not write it."),
    "recognition.lesson_not_now": _("The lesson is at “{state}”, so this does not apply."),
}
VERBS: dict[str, str | Promise] = {
    "recognition.breach_registered": _("registered a breach"),
    "recognition.breach_escalated": _("told the next level of a breach that was left open"),
    "recognition.breach_ended": _("ended a breach"),
    "recognition.breach_reopened": _("opened a breach again, because its case was opened by mistake"),
    "recognition.breach_contested": _("objected to a breach"),
    "recognition.breach_answered": _("answered an objection to a breach"),
    "recognition.reminded": _("sent a reminder without consequence"),
    "recognition.reminder_answered": _("answered a reminder"),
    "recognition.talk_logged": _("put a coaching talk on record"),
    "recognition.trial_registered": _("registered a trial"),
    "recognition.trial_stopped": _("stopped a trial"),
    "recognition.tie_declared": _("declared a tie"),
    "recognition.tie_ended": _("ended a declared tie"),
    "recognition.reflection_asked": _("asked a leader to think about the own part"),
    "recognition.reflection_written": _("wrote a reflection"),
    "recognition.lesson_written": _("began a lesson"),
    "recognition.lesson_changed": _("changed a lesson"),
    "recognition.lesson_submitted": _("gave a lesson to a second person"),
    "recognition.lesson_returned": _("gave a lesson back"),
    "recognition.lesson_released": _("released a lesson"),
}
