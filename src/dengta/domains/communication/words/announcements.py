"""The words of announcements: for refusals, for the record and for notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.announcement_kinds import CONSULTED, MISSING, REMINDED, TOLD

SENTENCES: dict[str, str | Promise] = {
    # --- writing
    "communication.announcement_empty": _("Please write a title and the text."),
    "communication.announcement_nobody": _("This reaches nobody. Please choose a unit, or fewer conditions."),
    "communication.announcement_unknown_choice": _(
        "One of the choices is not there any more. Please open the page again and choose anew."
    ),
    "communication.announcement_change_missing": _("Please say in a sentence what changes: everybody reads it first."),
    "communication.announcement_nothing_in_writing": _("There is no draft here. Please write a new version first."),
    "communication.announcement_delivered": _("delivered an announcement"),
    "communication.announcement_withdrawn": _("This announcement was withdrawn. Nothing is asked about it any more."),
    "communication.announcement_not_published": _("Only what is published can be withdrawn."),
    "communication.announcement_reason_missing": _("Please write why: everybody who received it reads it."),
    # --- publishing
    "communication.announcement_unconfirmed": _(
        "An announcement of class “{kind}” has to be confirmed by everybody. Please ask for a confirmation, or "
        "choose another class."
    ),
    "communication.announcement_nothing_to_confirm": _(
        "A test, contacts that are held back and the gate of the queue hang on the confirmation. Please ask for one, "
        "or leave them out."
    ),
    "communication.announcement_needs_effective": _(
        "Contacts can be held back only from a moment on. Please enter when it takes effect."
    ),
    "communication.announcement_policy_needs_effective": _("Please enter when the policy change takes effect."),
    "communication.announcement_deadline_missing": _("Please enter by when it has to be confirmed."),
    "communication.announcement_effective_past": _(
        "It would take effect in the past, and nobody could have confirmed it before. Please choose a later moment."
    ),
    "communication.announcement_deadline_past": _("The deadline has passed already. Please choose a later one."),
    "communication.announcement_deadline_late": _(
        "The deadline lies after the moment it takes effect. Please choose an earlier deadline."
    ),
    # --- consultation
    "communication.consultation_missing": _(
        "This is a rule on the staff’s own interests. The law asks for their opinion first (Labour Contract Law, "
        "article 4): please put the draft before them."
    ),
    "communication.staff_consultation_running": _("The staff is still being asked. Please wait until the day is over."),
    "communication.consultation_not_negotiated": _(
        "Please talk it over with the union or the staff’s representatives, and enter when and with what outcome "
        "(Labour Contract Law, article 4)."
    ),
    "communication.staff_consultation_over": _("Opinions were asked for until {day}. Please talk to your leader."),
    "communication.draft_has_opinions": _(
        "People have said something about this draft, so it stays on record. Please answer them, or change the draft."
    ),
    "communication.opinion_empty": _("Please write what you think of it."),
    "communication.answer_empty": _("Please answer in words: what becomes of it, and why."),
    "communication.negotiation_incomplete": _("Please enter with whom it was talked over, and the outcome."),
    "communication.negotiation_day": _("The talk lies between the first day of the consultation and today."),
    # --- confirming
    "communication.signature_missing": _("This is closed with your own name. Please write: {name}."),
    "communication.signature_differs": _("The name has to be written as it stands on record: {name}."),
    "communication.evidence_missing": _("Please write where the mail or the paper lies."),
    "communication.nothing_to_confirm": _("Nothing has to be confirmed here."),
    "communication.confirmed_already": _("This is confirmed already."),
    "communication.version_is_coming": _("A new version is on its way. Please open the page again in a minute."),
    # --- test
    "communication.test_first": _("The short test comes first. Please take it, then confirm."),
    "communication.test_over": _("This test is over, or you have passed it already."),
    "communication.read_first": _("Please read the text again before the next go."),
    "communication.test_incomplete": _("Please answer every question."),
    "communication.question_options": _("A question has two to four answers, each of them different."),
    "communication.question_right": _("Please say which of the answers is right."),
    "communication.question_too_many": _("The test has {most} questions already. Please take one out first."),
}

VERBS: dict[str, str | Promise] = {
    "communication.announcement_drafted": _("drafted an announcement"),
    "communication.announcement_edited": _("wrote on an announcement"),
    "communication.announcement_discarded": _("threw a draft away"),
    "communication.announcement_published": _("published an announcement"),
    "communication.announcement_delivered": _("delivered an announcement"),
    "communication.announcement_withdrawn": _("withdrew an announcement"),
    "communication.announcement_read": _("read an announcement"),
    "communication.announcement_confirmed": _("confirmed an announcement"),
    "communication.announcement_reminded": _("people were reminded of an announcement"),
    "communication.announcement_escalated": _("leaders were told who has not confirmed"),
    "communication.announcement_in_force": _("an announcement took effect"),
    "communication.announcement_followed": _("newcomers were given an announcement"),
    "communication.question_saved": _("wrote a question of a test"),
    "communication.question_dropped": _("took a question out of a test"),
    "communication.test_passed": _("passed the short test"),
    "communication.test_failed": _("took the short test without passing"),
    "communication.consultation_opened": _("put a draft before the staff"),
    "communication.opinion_said": _("said an opinion on a draft"),
    "communication.opinion_answered": _("answered an opinion"),
    "communication.negotiated": _("talked a draft over with the staff’s representatives"),
}

NOTICES: dict[str, str | Promise] = {
    TOLD: _("An announcement for you"),
    REMINDED: _("An announcement waits for your confirmation"),
    MISSING: _("People of yours have not confirmed an announcement"),
    CONSULTED: _("Your opinion on a draft"),
}
