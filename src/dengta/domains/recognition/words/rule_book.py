"""What the rule book says in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "recognition.fine_in_clause": _(
        "“{excerpt}” ({place}) names a fine, and there is no such measure: {why} {articles}. Lawful instead: {instead}"
    ),
    "recognition.unlawful_words": _("“{excerpt}” ({place}) is not lawful: {why} {articles}. Lawful instead: {instead}"),
    "recognition.risky_words": _(
        "“{excerpt}” ({place}) depends on how it is applied: {why} {articles}. Safer: {instead}"
    ),
    "recognition.standard_not_published": _(
        "{clause} was never published. Only a standard that everybody could read can be breached; a talk about what is "
        "expected is possible at any time."
    ),
    "recognition.standard_ended": _("{clause} was not in force any more on {on}, so nothing could breach it."),
    "recognition.standard_not_signed": _(
        "{name} had not signed the version of {clause} that was in force on {on} before that day. Have it read and "
        "signed; it counts from the day after."
    ),
    "recognition.clause_began_later": _(
        "{clause} holds from {day} on, and this happened on {on}. A clause never reaches back; what is expected can be "
        "explained in a talk."
    ),
    "recognition.book_of_company_or_branch": _("A rule book is of the company or of a client’s branch."),
    "recognition.book_there_already": _("{unit} has a rule book already. Please write its next edition."),
    "recognition.text_missing": _("Please write it in a sentence or two."),
    "recognition.edition_under_way": _("An edition is under way. Please finish or withdraw that one first."),
    "recognition.edition_not_now": _("The edition is “{state}”, so this is not possible now."),
    "recognition.edition_empty": _("Nothing changes with this edition yet. Please write or end a clause first."),
    "recognition.code_taken": _("The code {clause} is in use. A code stays with its clause for ever; take another."),
    "recognition.clause_ends_here": _("{clause} ends with this edition. Please take that out first."),
    "recognition.clause_changes_here": _(
        "This edition already says something about {clause}. Please take that out first."
    ),
    "recognition.clause_not_in_force": _("{clause} is not in force, so it cannot end."),
    "recognition.conduct_needs_grades": _(
        "A standard needs its severity, the mildest and the most severe measure, and how long it counts; money has no "
        "place in it."
    ),
    "recognition.measures_upside_down": _("The mildest measure is more severe than the most severe one."),
    "recognition.reward_has_no_measures": _("A reward has no severity and no measures."),
    "recognition.band_upside_down": _("A band needs both amounts, the smaller one first."),
    "recognition.matrix_incomplete": _("The table needs a range in every cell, from the mildest to the most severe."),
    "recognition.matrix_not_proportionate": _(
        "At “{severity}, {repetition}” the table allows less than for something lighter or earlier. Graver or repeated "
        "breaches may not lead to less."
    ),
    "recognition.consultation_over": _("Comments could be made until {day}."),
    "recognition.procedure_day": _("The assembly comes after the comments: later than {day}, and not in the future."),
    "recognition.words_differ_from_consulted": _(
        "The words are not those that were put before the staff. Please take it back to the desk and ask anew."
    ),
    "recognition.comments_unanswered": _(
        "{count} comments wait for an answer. Please answer them before it is settled."
    ),
    "recognition.procedure_incomplete": _(
        "Please enter how many took part and what the union or the representatives said: both are part of the proof."
    ),
    "recognition.edition_not_put_forward": _("Nobody has put this edition forward yet."),
    "recognition.second_person_publishes": _(
        "You put it forward yourself, so somebody else publishes it: HR or whoever leads the house."
    ),
    "recognition.put_forward_too_long_ago": _(
        "It was put forward more than {hours} hours ago. Please put it forward anew."
    ),
    "recognition.in_force_before_out": _(
        "{day} is not later than the day of publication. Rules never reach back, not even by hours: please choose a "
        "later day."
    ),
    "recognition.in_force_before_the_last": _(
        "The edition before holds from {day} on. Please choose a later day for this one."
    ),
    "recognition.words_differ_from_settled": _(
        "The words are not those that were settled with the staff. Please take it back to the desk and ask anew."
    ),
    "recognition.newer_edition_is_out": _("A newer edition is out. Please read and sign that one."),
    "recognition.signature_differs": _("That is not your name. Please write “{name}”."),
    "recognition.signed_already": _("You have signed this edition already."),
    "recognition.everybody_signed": _("All of your people have signed."),
    "recognition.reminded_today": _(
        "You have reminded them today already. Tomorrow is early enough for the next time."
    ),
}
VERBS: dict[str, str | Promise] = {
    "recognition.book_founded": _("began a rule book"),
    "recognition.edition_begun": _("began an edition of the rule book"),
    "recognition.clause_added": _("wrote a new clause"),
    "recognition.clause_changed": _("changed a clause in a draft"),
    "recognition.clause_ended": _("let a clause end in a draft"),
    "recognition.change_dropped": _("took a change out of a draft of the rule book"),
    "recognition.matrix_set": _("set the table of measures in a draft"),
    "recognition.consultation_opened": _("put draft rules before the staff"),
    "recognition.consultation_extended": _("put changed draft rules before the staff again"),
    "recognition.comment_said": _("commented on draft rules"),
    "recognition.comment_answered": _("answered a comment on draft rules"),
    "recognition.edition_settled": _("entered how draft rules were settled with the staff"),
    "recognition.edition_back_to_draft": _("took draft rules back to the desk"),
    "recognition.edition_withdrawn": _("withdrew draft rules"),
    "recognition.edition_put_forward": _("put an edition of the rule book forward"),
    "recognition.edition_published": _("published an edition of the rule book"),
    "recognition.edition_signed": _("signed the rule book"),
    "recognition.signing_followed": _("looked who has to sign the rule book"),
    "recognition.signing_reminded": _("reminded people to sign the rule book"),
}
