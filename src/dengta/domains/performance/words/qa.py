"""What quality reviews are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "performance.qa_form_nameless": _("The form has no name. Please give it one that reviewers recognise."),
    "performance.qa_form_name_taken": _("There is a form “{name}” here already. Please choose another name."),
    "performance.qa_form_too_long": _("A form has at most {most} items. Please take one out before adding another."),
    "performance.qa_form_worth_nothing": _("No item carries points. Please give at least one item a weight."),
    "performance.qa_form_unchanged": _("The draft says the same as the published version. Please change it first."),
    "performance.qa_form_not_published": _("This form is not published yet. Please publish it first, on its page."),
    "performance.qa_item_gone": _("This item is not in the draft any more. Please open the form anew."),
    "performance.qa_item_wordless": _("An item needs its words and its section. Please fill in both."),
    "performance.qa_item_out_of_range": _(
        "Points go from 1 to {points}, weights from 0 to {weight}. Please choose numbers within."
    ),
    "performance.qa_fatal_is_yes_or_no": _(
        "A fatal item is met or not met. Please give it one point at most, or do not make it fatal."
    ),
    "performance.qa_item_weightless": _("An item without weight counts for nothing. Please give it a weight."),
    "performance.qa_plan_nameless": _("The plan has no name. Please say in a few words what it samples."),
    "performance.qa_plan_out_of_range": _("Please ask for 1 to {most} contacts of each agent."),
    "performance.qa_draw_day": _("Please choose one of the days of this plan’s period."),
    "performance.qa_no_rhythm": _("The plan “{name}” draws by hand only. Please give it a day first."),
    "performance.qa_paused_already": _("The plan “{name}” pauses already."),
    "performance.qa_not_paused": _("The plan “{name}” does not pause."),
    "performance.qa_plan_over": _("The plan “{name}” has ended. Please make a new one."),
    "performance.qa_drawn_already": _(
        "The period from {first} to {last} is drawn already. A period is drawn once, so that nobody draws until the "
        "sample suits."
    ),
    "performance.qa_nothing_to_draw": _(
        "There is no contact to draw from {first} to {last}. Please look whether contacts of these days are in."
    ),
    "performance.qa_contact_unknown": _(
        "No contact that you may open and that an agent handled has the number “{number}”. Please check the number."
    ),
    "performance.qa_own_contact": _("It is your own contact, so somebody else reviews it."),
    "performance.qa_contact_in_calibration": _(
        "This contact is being scored blind in a calibration. Please choose another one until it is over."
    ),
    "performance.qa_contact_reviewed": _("This contact was picked and reviewed already. Please choose another one."),
    "performance.qa_contact_not_blind": _(
        "This contact was reviewed already, so it cannot be scored blind. Please choose another one."
    ),
    "performance.words_no_review": _(
        "No review that is still open and that you may write to is about the contact “{number}”. Words are kept of "
        "contacts that are reviewed, and of no others."
    ),
    "performance.words_two_contacts": _("Two sources have a contact “{number}”. Please import under its own source."),
    "performance.words_empty": _("The row has neither a transcript nor the address of a recording."),
    "performance.words_bad_address": _("“{value}” is no address of a recording. It begins with https://."),
    "performance.words_too_long": _("The transcript has more than {most} lines."),
    "performance.words_by_hand": _("The reviewer entered these words by hand; a file does not change them."),
    "performance.words_fixed": _("The review is handed in, so the words that it rests on do not change any more."),
    "performance.qa_submitted_already": _("The review is handed in. Its points change only by a dispute."),
    "performance.qa_unanswered": _("“{item}” has no answer yet, and {more} more. Please answer every item."),
    "performance.qa_lost_without_words": _(
        "“{item}” loses points without a word. Please write why, or quote what was said."
    ),
    "performance.qa_points_out_of_range": _("“{item}” takes 0 to {most} points. Please choose one of its answers."),
    "performance.qa_nothing_applies": _("No item applies, so there is nothing to score. Please answer at least one."),
    "performance.qa_no_machine": _("No machine that suggests points is connected and switched on."),
    "performance.qa_not_waiting": _("This review does not wait for your answer any more. Please open it anew."),
    "performance.qa_too_late": _("The time to dispute ended on {day}. Please speak to your leader about it."),
    "performance.qa_too_many_disputes": _(
        "{most} of your disputes of this month wait to be decided. You can open another one when one of them is."
    ),
    "performance.qa_dispute_without_reason": _("Please write for at least one item why you see it otherwise."),
    "performance.qa_nothing_disputed": _("Nothing of this review waits to be decided."),
    "performance.qa_not_second_reviewer": _(
        "Whoever reviewed the contact, whoever handled it and whoever leads the agent does not decide. Please let "
        "another reviewer do it."
    ),
    "performance.qa_reviewer_there": _(
        "Somebody may decide this dispute and still has the time, so nobody else is named."
    ),
    "performance.qa_reviewer_too_slow": _("{name} had this dispute and did not decide it. Please name somebody else."),
    "performance.qa_reviewer_involved": _(
        "{name} has a part in this review, leads the agent or does not judge work here. Please name somebody else."
    ),
    "performance.qa_decision_without_reason": _("Please write the reason of your decision; the agent reads it."),
    "performance.qa_undecided": _("“{item}” is not decided yet. Please decide every disputed item."),
    "performance.qa_worse_by_dispute": _(
        "“{item}” would lose more points because it was disputed. Please leave them as they are, or give more."
    ),
    "performance.qa_worse_as_a_whole": _(
        "The score would be lower because it was disputed. Please give points for what was disputed, or leave it."
    ),
    "performance.qa_day_passed": _("That day has passed. Please choose today or a later day."),
    "performance.qa_too_few_reviewers": _("Please ask at least {fewest} reviewers who review for this team."),
    "performance.qa_too_few_sheets": _("At least {fewest} reviewers have to be in before it can be opened."),
    "performance.qa_sheet_closed": _("The scoring is over, or your sheet is in already."),
    "performance.qa_session_not_open": _("The scoring of this calibration is over already."),
    "performance.qa_cancelled_without_reason": _("Please write why the calibration is called off."),
    "performance.qa_session_not_revealed": _("Answers are agreed on after the scoring, and once."),
    "performance.qa_agreed_without_reason": _("“{item}” needs the agreed answer and its reason. Please write both."),
    "performance.qa_no_finding": _("This item has no answer in a submitted review, so there is nothing to work on."),
    "performance.qa_coach_unknown": _("Please choose somebody of the team or somebody who leads it, not the agent."),
    "performance.qa_coaching_without_steps": _("Please write what is practised, and how."),
    "performance.qa_coached_already": _("This item of the review is being worked on already."),
    "performance.qa_coaching_over": _("This coaching is done already."),
}
VERBS: dict[str, str | Promise] = {
    "performance.qa_form_created": _("created a review form"),
    "performance.qa_form_drafted": _("changed the draft of a review form"),
    "performance.qa_form_published": _("published a version of a review form"),
    "performance.qa_plan_made": _("made a sampling plan"),
    "performance.qa_rhythm_set": _("said when a sampling plan draws by itself"),
    "performance.qa_plan_paused": _("let a sampling plan pause"),
    "performance.qa_plan_resumed": _("let a sampling plan draw again"),
    "performance.qa_plan_ended": _("ended a sampling plan"),
    "performance.qa_drawn": _("drew contacts to review"),
    "performance.qa_review_begun": _("began a quality review"),
    "performance.qa_review_saved": _("saved a quality review"),
    "performance.qa_review_submitted": _("submitted a quality review"),
    "performance.qa_review_seen": _("opened a quality review"),
    "performance.qa_review_acknowledged": _("acknowledged a quality review"),
    "performance.qa_words_kept": _("laid a transcript beside a quality review"),
    "performance.qa_words_forgotten": _("the words of a reviewed contact were deleted when their time was over"),
    "performance.qa_words_delivered": _("a file laid a transcript beside a quality review"),
    "performance.qa_machine_asked": _("let a machine suggest points"),
    "performance.qa_disputed": _("disputed a quality review"),
    "performance.qa_review_lapsed": _("the time to answer a quality review ended"),
    "performance.qa_decided": _("decided the dispute about a quality review"),
    "performance.qa_reviewer_named": _("named who decides the dispute about a quality review"),
    "performance.qa_dispute_escalated": _("a dispute about a quality review went to another reviewer"),
    "performance.qa_session_opened": _("opened a calibration"),
    "performance.qa_sheet_handed_in": _("handed in a calibration sheet"),
    "performance.qa_session_closed": _("ended the scoring of a calibration"),
    "performance.qa_session_cancelled": _("called a calibration off"),
    "performance.qa_session_revealed": _("a calibration was opened to everybody who scored"),
    "performance.qa_session_agreed": _("wrote down the agreed answers of a calibration"),
    "performance.qa_coaching_started": _("began coaching after a quality review"),
    "performance.qa_coaching_done": _("finished coaching after a quality review"),
}
NOTICES: dict[str, str | Promise] = {
    "performance.qa_to_score": _("Contacts to review"),
    "performance.qa_reviewed": _("A quality review of your work"),
    "performance.qa_dispute": _("A disputed quality review"),
    "performance.qa_decided": _("The decision about a disputed quality review"),
    "performance.qa_calibration": _("A calibration"),
    "performance.qa_coaching": _("Coaching after a quality review"),
}
