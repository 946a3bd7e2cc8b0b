"""What calls for help are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.line_missing": _("Please write in one line what you need."),
    "communication.called_already": _(
        "You have called already; your leader sees it. Please take that call back first."
    ),
    "communication.own_call": _("It is your own call, so somebody else answers it."),
    "communication.help_answered_already": _("This call is answered already."),
    "communication.help_withdrawn_already": _("The agent has taken this call back: it is solved."),
    "communication.help_not_answered": _("This call has no answer yet, so there is nothing to keep."),
    "communication.kept_already": _("This answer is kept already. Please look among the questions and answers."),
    "communication.knowledge_empty": _("Please write the question and the answer."),
}
VERBS: dict[str, str | Promise] = {
    "communication.help_called": _("called for help"),
    "communication.help_withdrawn": _("took a call for help back"),
    "communication.help_answered": _("answered a call for help"),
    "communication.knowledge_kept": _("kept a question and its answer"),
    "communication.knowledge_retired": _("took a question and its answer out of the list"),
}
NOTICES: dict[str, str | Promise] = {"communication.help_call": _("A call for help")}
