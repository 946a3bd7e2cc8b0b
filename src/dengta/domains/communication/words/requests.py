"""Words of requests, reports and links for people outside."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.request_incomplete": _("Please fill in every part: whoever reads it can then decide at once."),
    "communication.request_long": _("The line is read first: at most {most} characters."),
    "communication.request_no_option": _("Name at least one option, best two. Without a way out it cannot be sent."),
    "communication.request_two_options": _(
        "Name two options; so far there are {given}. The other side needs a choice."
    ),
    "communication.request_both_sides": _("Say what you can do yourselves and what the other side needs."),
    "communication.request_no_level": _("Nobody above you is known in Dengta. Please tell HR who leads your unit."),
    "communication.request_no_team": _("You belong to no unit today. Please tell HR, so that your request has a home."),
    "communication.request_past": _("This day is over. Choose today or a later one."),
    "communication.request_to_oneself": _("A request goes to somebody else."),
    "communication.request_answered": _("This request is not open any more."),
    "communication.request_not_answered": _(
        "It has no answer yet, so there is nothing to close. You can take it back."
    ),
    "communication.request_verdict": _("Choose: agreed, agreed in part, or refused."),
    "communication.request_no_reason": _("A no needs its reason: whoever asked has to go on with it."),
    "communication.request_withdrawn_why": _("Say why you take it back: whoever was asked may have begun with it."),
    "communication.request_no_promise": _("Say what is promised, who does it, and until when."),
    "communication.request_part": _("Say which part is not possible, and why."),
    "communication.request_result": _("Say what came of it."),
    "communication.request_customer": _(
        "A customer waits for the result. Write down what they were told, then close it."
    ),
    "communication.report_remark": _("Write a sentence, or leave the report as it is."),
    "communication.statement_risks": _("Name the risks, or write that there are none."),
    "communication.statement_twice": _("The risks of this month are written. Add an ask to them instead."),
    "communication.outsider_whom": _("Say for whom the link is: their name stands under the answer."),
    "communication.outsider_unknown": _(
        "This link does not open anything. Please check that it was copied whole, or ask for a new one."
    ),
    "communication.outsider_used": _("This link was used: the answer has arrived. Thank you."),
    "communication.outsider_revoked": _("This link was closed. Please ask whoever sent it for a new one."),
    "communication.outsider_expired": _("This link has expired. Please ask whoever sent it for a new one."),
    "communication.outsider_locked": _(
        "This link is closed after too many wrong codes. Please ask whoever sent it for a new one."
    ),
    "communication.outsider_over": _(
        "This request has been settled in the meantime. Nothing is needed from you any more."
    ),
    "communication.outsider_code": _(
        "This is not the code of this link. Tries left: {left}. If the link was not meant for you, please do not go on."
    ),
}
VERBS: dict[str, str | Promise] = {
    "communication.statement_asked": _("was asked for the risks and asks of a month"),
    "communication.statement_reminded": _("was reminded of the risks and asks of a month"),
    "communication.requested_up": _("asked the next level"),
    "communication.requested_across": _("asked another department"),
    "communication.request_escalated": _("called the next level into a request"),
    "communication.nobody_left": _("waits for an answer, and nobody else is left to ask"),
    "communication.request_answered": _("answered a request"),
    "communication.request_answered_outside": _("received an answer from outside"),
    "communication.request_closed": _("closed a request"),
    "communication.request_handed_over": _("took over a request that somebody left behind"),
    "communication.request_withdrawn": _("took a request back"),
    "communication.link_opened": _("made a link for somebody outside"),
    "communication.link_revoked": _("closed a link for somebody outside"),
    "communication.link_locked": _("a link for somebody outside was closed after too many wrong codes"),
    "communication.weekly_report_made": _("made the weekly report"),
    "communication.report_remarked": _("added a remark to the weekly report"),
    "communication.risks_written": _("wrote the risks of the month"),
}
NOTICES: dict[str, str | Promise] = {
    "communication.request": _("A request"),
    "communication.weekly_report": _("The weekly report"),
    "communication.statement": _("Risks and asks"),
}
