"""Important talks in the menus, and in the inbox until they are signed."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import one_on_ones as policies
from dengta.domains.communication.selectors import todos
from dengta.domains.communication.services.talks import SIGN
from dengta.domains.communication.words import talks as words
from dengta.foundation import errors, notify
from dengta.foundation.access import facts_of
from dengta.foundation.audit import verbs
from dengta.web import navigation
from dengta.web.navigation import OWN_MENU, Entry


def _holds(request: HttpRequest) -> bool:
    return policies.hold.anywhere(request.user)


def _is_led(request: HttpRequest) -> bool:
    return facts_of(request.user).employee_id is not None and not _holds(request)


def register() -> None:
    """Called once, at start."""
    errors.register_sentences(words.SENTENCES)
    verbs.register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label, confidential=True)
    todos.register_kind(SIGN, _("Important talk"), verb=_("Read and sign"), icon="writing-sign", between_two=True)
    for section, label, order, visible in (
        ("team", _("Talks on record"), 17, _holds),
        (OWN_MENU, _("My talks on record"), 21, _is_led),
    ):
        navigation.register(
            Entry(
                section=section,
                label=label,
                url_name="talks:listed",
                under="one_on_ones:people",
                icon="writing-sign",
                order=order,
                visible=visible,
            )
        )
