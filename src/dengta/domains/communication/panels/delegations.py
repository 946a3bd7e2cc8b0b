"""Delegations in the menu, what may be delegated, and their words."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import delegations as policies
from dengta.domains.communication.policies import todos
from dengta.domains.communication.words import delegations as words
from dengta.domains.people.services.lending import register_lendable
from dengta.foundation import notify
from dengta.foundation.access import facts_of
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def _visible(request: HttpRequest) -> bool:
    return facts_of(request.user).employee_id is not None or policies.see.beyond_own(request.user)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label, discreet=True)
    register_lendable("overdue", _("Asking after what is overdue"), todos.see)
    navigation.register(
        Entry(
            section="team", label=_("Delegation"), url_name="delegations:list", icon="hand-stop", order=45,
            visible=_visible,
        )
    )  # fmt: skip
