"""Flags at customers in the menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies.floor import works_here
from dengta.domains.communication.selectors import todos
from dengta.domains.communication.selectors.flags import TAKEN_OVER
from dengta.domains.communication.services.flags import KIND
from dengta.domains.communication.words import flags as words
from dengta.domains.communication.words.registering import register_words
from dengta.web import navigation
from dengta.web.navigation import Entry


def _reads(request: HttpRequest) -> bool:
    return works_here(request.user)


def register() -> None:
    """Called once, at start."""
    register_words(sentences=words.SENTENCES, verbs=words.VERBS, notices=words.NOTICES)
    todos.register_kind(KIND, _("Customer to decide about"), verb=_("Decide"), icon="flag-3", named_to_others=False)
    todos.register_kind(
        TAKEN_OVER, _("Customer you took over"), verb=_("Speak with them"), icon="phone", named_to_others=False
    )
    navigation.register(
        Entry(
            section="service", label=_("Customer flags"), url_name="flags:list", icon="flag-3", order=64, visible=_reads
        )
    )
