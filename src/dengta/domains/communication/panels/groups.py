"""Group chats in the menu: beside the announcements for leaders, beside the channels for administrators."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import groups as policies
from dengta.domains.communication.words import groups as words
from dengta.domains.communication.words.registering import register_words
from dengta.web import navigation
from dengta.web.navigation import Entry


def _sees(request: HttpRequest) -> bool:
    return policies.see.anywhere(request.user)


def register() -> None:
    """Called once, at start."""
    register_words(sentences=words.SENTENCES, verbs=words.VERBS, notices={})
    for section, above in (("today", "announcements:list"), ("admin", "notify:channels")):
        navigation.register(
            Entry(
                section=section, label=_("Group chats"), url_name="messages:groups", under=above, icon="messages",
                order=63, visible=_sees,
            )
        )  # fmt: skip
