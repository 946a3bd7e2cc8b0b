"""Improvement plans in the menu and in the inbox. Nobody but the two and HR learns that there is one."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.performance.policies import improvement_plans as policies
from dengta.domains.performance.services.improvement_plans import ANSWER, LOOK, NOTICE, REVISE, TALK
from dengta.domains.performance.words import improvement_plans as words
from dengta.foundation import notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def _leads(request: HttpRequest) -> bool:
    return policies.lead.anywhere(request.user) or policies.see.beyond_own(request.user)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    notify.register_kind(NOTICE, words.NOTICE, confidential=True)
    register_kind(ANSWER, _("Plan to answer"), verb=_("Read it"), icon="route", between_two=True)
    register_kind(REVISE, _("Objection to a plan"), verb=_("Read it"), icon="message-report", between_two=True)
    register_kind(LOOK, _("Checkpoint of a plan"), verb=_("Look"), icon="route", between_two=True)
    register_kind(TALK, _("Talk after a plan"), verb=_("Open it"), icon="messages", between_two=True)
    navigation.register(
        Entry(
            section="performance", label=_("Improvement plans"), url_name="improvement_plans:list", icon="route",
            order=74, visible=_leads, under="cause_analyses:list",
        )
    )  # fmt: skip
    schedule.every("performance.plan_checkpoints", cron="20 7 * * *", job="performance.plan_checkpoints")
