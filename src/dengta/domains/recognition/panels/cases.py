"""Formal cases in the inbox, in the record and before the doctor."""

from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.recognition.models import Evidence
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.services.case_deadlines import OVERDUE
from dengta.domains.recognition.services.case_delivery import READ
from dengta.domains.recognition.services.case_finding import LOOK
from dengta.domains.recognition.services.case_hearing import ANSWER, PROOF
from dengta.domains.recognition.services.case_opening import APPROVE, DECIDE, HANDLE
from dengta.domains.recognition.services.case_staffing import HEAR, NOBODY, SHIELD
from dengta.domains.recognition.services.case_steps import TOLD
from dengta.domains.recognition.words import cases as words
from dengta.foundation import notify, schedule
from dengta.foundation.access import Actor
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import register_purpose

# Nobody else's list of what waits says that there is a case.
CLOSED = {"between_two": True}


def may_see_evidence(actor: Actor, stored: StoredFile) -> bool:
    """Whoever may open the case it belongs to."""
    return policies.visible(actor).filter(pk__in=Evidence.objects.filter(file=stored).values("case")).exists()


def _inbox() -> None:
    register_kind(HANDLE, _("Case to handle"), verb=_("Look into it"), icon="scale", **CLOSED)
    register_kind(ANSWER, _("Statement in a case"), verb=_("Say how I see it"), icon="message", **CLOSED)
    register_kind(SHIELD, _("Good faith to look at"), verb=_("Look at it"), icon="shield", **CLOSED)
    register_kind(APPROVE, _("Measure to agree with"), verb=_("Read it"), icon="scale", **CLOSED)
    register_kind(DECIDE, _("Measure to decide"), verb=_("Decide"), icon="scale", **CLOSED)
    register_kind(READ, _("Decision to read"), verb=_("Read it"), icon="file-text", **CLOSED)
    register_kind(HEAR, _("Appeal to hear"), verb=_("Look again"), icon="scale", **CLOSED)
    register_kind(LOOK, _("Separation to look at"), verb=_("Look at it"), icon="scale", **CLOSED)
    register_kind(NOBODY, _("Case that nobody can go on with"), verb=_("See who could"), icon="alert", **CLOSED)
    register_kind(OVERDUE, _("Case that stands still"), verb=_("Look at it"), icon="clock", **CLOSED)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    notify.register_kind(TOLD, _("Cases"), confidential=True)
    register_purpose(PROOF, may_see_evidence)
    schedule.every("recognition.case_days", cron="20 5 * * *", job="recognition.case_days")
    _inbox()
