"""What reports from the floor are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.no_team_here": _("This comes from a team, and you stand in none today. Please ask HR to place you."),
    "communication.sent_already": _("You have sent “{title}” already; it stands in the list and waits for its answer."),
    "communication.report_empty": _("Please write the problem in one sentence, and what happened."),
    "communication.reference_missing": _("Please write the number of the customer or of the ticket."),
    "communication.answer_missing": _("Please write an answer: whoever reported it reads it."),
    "communication.closed_without_answer": _(
        "“{title}” has no answer yet that its reporter can read. Please answer it first, then close it."
    ),
    "communication.customers_untold": _(
        "{n} customers have not been told yet: {names}. Please note who told them, or what was tried."
    ),
    "communication.report_closed_already": _("“{title}” is closed or joined to another one. Please report it anew."),
    "communication.nothing_to_tell": _("“{title}” has no answer yet, so there is nothing to tell the customer."),
    "communication.customer_told_already": _("Customer {reference} has been told already."),
    "communication.say_what_was_tried": _("Please write what was tried, and when: somebody may try again."),
}
VERBS: dict[str, str | Promise] = {
    "communication.report_made": _("reported a problem from the floor"),
    "communication.report_joined_in": _("saw the same problem"),
    "communication.customer_named": _("named a customer concerned"),
    "communication.report_owned": _("said who sees to a report"),
    "communication.report_answered": _("answered a report"),
    "communication.report_closed": _("closed a report"),
    "communication.report_escalated": _("a report went to the next level"),
    "communication.customers_reminded": _("was reminded of customers who wait for an answer"),
    "communication.customer_told": _("noted what became of a call to a customer"),
    "communication.report_joined": _("joined a report to another one"),
    "communication.report_took_in": _("a report of the same matter was joined to this one"),
}
NOTICES: dict[str, str | Promise] = {"communication.report": _("A report from the floor")}
