"""Words of consultations."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.consultation_needed": _(
        "This touches the interests of the staff: ask them first and say what became of it "
        "(Labour Contract Law, article 4)."
    ),
    "communication.consultation_other_words": _(
        "The staff were not asked about these very words, or had fewer than {days} days to answer. "
        "Please ask them about the text as it is meant to hold."
    ),
    "communication.consultation_days": _("People need time to answer: at least {days} days."),
    "communication.consultation_question": _("Say what is to be decided and what you want to know."),
    "communication.consultation_whom": _("Choose people at work whom you can see, and not yourself."),
    "communication.consultation_over": _("This consultation is over."),
    "communication.consultation_answer": _("Write what you think."),
    "communication.consultation_conclusion": _("Say what became of the answers: what was taken up, what not, and why."),
    "communication.consultation_running": _(
        "Not everybody has answered, and there is time until {until}. Please wait for them."
    ),
}
VERBS: dict[str, str | Promise] = {
    "communication.consulted": _("asked people before a decision"),
    "communication.voice_given": _("answered in a consultation"),
    "communication.consultation_concluded": _("told what became of a consultation"),
}
NOTICES: dict[str, str | Promise] = {"communication.consultation": _("Your view is asked for")}
