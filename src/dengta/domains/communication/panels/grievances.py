"""Grievances in everybody's own menu: the same line for all, without a count."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.services.grievances import HANDLE, REACT
from dengta.domains.communication.words import grievances as words
from dengta.foundation import notify, schedule
from dengta.foundation.access import facts_of
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import OWN_MENU, Entry


def _is_employee(request: HttpRequest) -> bool:
    return facts_of(request.user).employee_id is not None


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label, confidential=True)
    for kind in (HANDLE, REACT):
        register_kind(kind, _("Confidential"), verb=_("Open it"), icon="lock", between_two=True)
    schedule.every("communication.matters", cron="40 7 * * *", job="communication.matters")
    navigation.register(
        Entry(
            section=OWN_MENU, label=_("Grievances"), url_name="grievances:list", icon="shield-lock", order=40,
            visible=_is_employee,
        )
    )  # fmt: skip
