"""What suggestions are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.suggestion_empty": _("Please write the suggestion in one sentence, and what would be better by it."),
    "communication.suggestion_decided": _("“{title}” is answered already, so nothing of it changes here."),
    "communication.vote_for_own": _("It is your own suggestion: its votes are for colleagues to give."),
    "communication.own_suggestion": _(
        "It is your own suggestion, so somebody else decides: please let the next level answer it."
    ),
    "communication.doer_unknown": _("Please choose somebody of this team, or somebody who leads it."),
    "communication.until_in_the_past": _("That day has passed. Please choose today or a later day."),
    "communication.adoption_empty": _("Please write your answer to the author and what is done."),
    "communication.measure_unknown": _("This figure is not offered here. Please choose one of the list, or none."),
    "communication.no_needs_reason": _(
        "A no needs its reason. Please write why not, so that the author can follow it."
    ),
    "communication.no_needs_alternative": _(
        "A no needs an alternative. Please write what could be done instead, however small."
    ),
    "communication.join_itself": _("It cannot be joined to itself. Please choose another one."),
    "communication.join_other_client": _("That one belongs to another client. Please choose one of the same client."),
    "communication.not_adopted": _("It is not adopted, or done already, so this does not apply."),
}
VERBS: dict[str, str | Promise] = {
    "communication.suggestion_submitted": _("made a suggestion"),
    "communication.suggestion_withdrawn": _("withdrew the suggestion"),
    "communication.suggestion_voted": _("voted for a suggestion"),
    "communication.suggestion_unvoted": _("took the vote back"),
    "communication.suggestion_taken_up": _("began to look into a suggestion"),
    "communication.suggestion_adopted": _("adopted a suggestion"),
    "communication.suggestion_declined": _("declined a suggestion with an alternative"),
    "communication.suggestion_escalated": _("a suggestion went to the next level"),
    "communication.suggestion_joined": _("joined a suggestion to another one"),
    "communication.suggestion_took_in": _("a similar suggestion was joined to this one"),
    "communication.naming_agreed": _("agreed to be named with a suggestion"),
    "communication.naming_withdrawn": _("does not want to be named with a suggestion"),
    "communication.suggestion_done": _("put a suggestion into practice"),
    "communication.effect_measured": _("the effect of a suggestion was measured"),
}
NOTICES: dict[str, str | Promise] = {
    "communication.suggestion": _("A suggestion"),
    "communication.suggestion_doing": _("A suggestion to put into practice"),
}
