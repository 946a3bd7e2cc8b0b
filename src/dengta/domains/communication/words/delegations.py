"""Words of delegations."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.delegation_whom": _(
        "Choose somebody at work in a unit you lead, with an account, and not yourself."
    ),
    "communication.delegation_task": _("Say in a sentence what the task is to achieve."),
    "communication.delegation_dates": _("It begins today or later, and ends on its first day or after it."),
    "communication.delegation_too_long": _(
        "Rights are handed over for at most {days} days. Choose an earlier end; it can be given again."
    ),
    "communication.delegation_over": _("This delegation is over already."),
    "communication.delegation_reason": _("Say why it ends early: the other side reads it."),
}
VERBS: dict[str, str | Promise] = {
    "communication.delegated": _("handed over a task with rights"),
    "communication.delegation_ended": _("ended a delegation early"),
}
NOTICES: dict[str, str | Promise] = {"communication.delegation": _("A task with authority")}
