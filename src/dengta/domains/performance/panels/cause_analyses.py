"""Cause analyses in the menu and in the inbox; drops are looked for at the beginning of each month."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.performance.policies import cause_analyses as policies
from dengta.domains.performance.services.cause_analyses import ACT, PROPOSED, SAY
from dengta.domains.performance.words import cause_analyses as words
from dengta.foundation import notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def _sees(request: HttpRequest) -> bool:
    return policies.see.anywhere(request.user)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label)
    register_kind(PROPOSED, _("Drop to look into"), verb=_("Look"), icon="zoom-question")
    register_kind(SAY, _("Own words for a cause analysis"), verb=_("Write"), icon="message-2", own_page=True)
    register_kind(ACT, _("Action from a cause analysis"), verb=_("Finish"), icon="checklist")
    navigation.register(
        Entry(
            section="performance", label=_("Cause analyses"), url_name="cause_analyses:list", icon="zoom-question",
            order=70, visible=_sees,
        )
    )  # fmt: skip
    # Not on the first: surveys of the last days of a month are still being answered.
    schedule.every("performance.propose_causes", cron="15 5 4-10 * *", job="performance.propose_causes")
