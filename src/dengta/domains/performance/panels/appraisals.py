"""Appraisals in the menu and in the inbox."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.performance.policies import appraisals as policies
from dengta.domains.performance.policies.reach import works_here
from dengta.domains.performance.selectors import kpi_evidence
from dengta.domains.performance.selectors.evidence import register_source
from dengta.domains.performance.services.appraisals import SECOND
from dengta.domains.performance.services.cycles import LEAD, SCORE, TALK
from dengta.domains.performance.services.objections import APPEAL, OBJECTION
from dengta.domains.performance.words import appraisals as words
from dengta.foundation import notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def _works_here(request: HttpRequest) -> bool:
    return works_here(request.user)


def _appraises(request: HttpRequest) -> bool:
    return policies.appraises(request.user)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label, discreet=True)
    register_source(kpi_evidence.SOURCE)
    register_kind(SCORE, _("Appraisals to score"), verb=_("Score"), icon="clipboard-check")
    register_kind(SECOND, _("Appraisal to read as a second person"), verb=_("Read it"), icon="eye-check")
    register_kind(TALK, _("Appraisal talk"), verb=_("Open it"), icon="messages")
    register_kind(LEAD, _("Appraisal talks to hold"), verb=_("Open it"), icon="messages")
    register_kind(OBJECTION, _("Objection to a number"), verb=_("Answer"), icon="scale", named_to_others=False)
    register_kind(
        APPEAL, _("Appeal against an appraisal"), verb=_("Decide the appeal"), icon="gavel", named_to_others=False
    )
    schedule.every("performance.appraisal_follow_up", cron="30 7 * * *", job="performance.appraisal_follow_up")
    navigation.register(
        Entry(
            section="performance", label=_("Appraisal cycles"), url_name="appraisals:cycles", icon="clipboard-check",
            order=80, visible=_appraises,
        )
    )  # fmt: skip
    navigation.register(
        Entry(
            section="performance", label=_("My appraisals"), url_name="appraisals:mine", icon="user-check", order=82,
            visible=_works_here, under="appraisals:cycles",
        )
    )  # fmt: skip
