"""What client penalties are called in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "goals.penalty_amount": _("Please enter an amount above zero."),
    "goals.penalty_dates": _("The period must have begun and may not end before it begins. Please correct the days."),
    "goals.penalty_empty": _("Please write the clause of the contract and what happened."),
    "goals.penalty_unit": _("“{name}” is no client. A deduction belongs to a client or a line of business of one."),
    "goals.lesson_done": _("There is no open lesson here: it is mended already, or none was written."),
    "goals.lesson_empty": _("Please write what is mended."),
    "goals.lesson_owner": _("Please choose somebody who leads this client or the house above it: whoever can mend it."),
    "goals.day_passed": _("That day has passed. Please choose today or a later day."),
}
VERBS: dict[str, str | Promise] = {
    "goals.penalty_recorded": _("wrote down a deduction of a client"),
    "goals.lesson_written": _("wrote what is learnt from a deduction"),
    "goals.lesson_finished": _("mended what led to a deduction"),
}
NOTICES: dict[str, str | Promise] = {}
