"""Group chats in the menu, beside the announcements, and on the page where robots are set up."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import groups as policies
from dengta.domains.communication.words import groups as words
from dengta.domains.communication.words.registering import register_words
from dengta.foundation import slots
from dengta.web import navigation
from dengta.web.navigation import Entry


def _sees(request: HttpRequest) -> bool:
    return policies.see.anywhere(request.user)


def register() -> None:
    """Called once, at start."""
    register_words(sentences=words.SENTENCES, verbs=words.VERBS, notices={})
    navigation.register(
        Entry(
            section="today", label=_("Group chats"), url_name="messages:groups", under="announcements:list",
            icon="messages", order=63, visible=_sees,
        )
    )  # fmt: skip
    slots.register(
        "group_robots",
        slots.Panel(
            order=10, name="communication.groups", template="communication/messages/groups_link.html",
            context=lambda request, _subject: {}, visible=lambda request, _subject: _sees(request), queries=0,
        ),
    )  # fmt: skip
