"""Workplace checks in the menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import CheckItem, WorkplaceCheck
from dengta.domains.communication.policies import checks as policies
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.services.checks import FINDING, PHOTO
from dengta.domains.communication.words import checks as words
from dengta.foundation import notify
from dengta.foundation.access import Actor
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import register_purpose, shows_only_pixels
from dengta.web import navigation
from dengta.web.navigation import Entry


def _sees(request: HttpRequest) -> bool:
    return policies.see.anywhere(request.user)


def may_download(actor: Actor, stored: StoredFile) -> bool:
    """Whoever may see the check that the photo belongs to, once it holds nothing but what it shows."""
    of_photo = CheckItem.objects.filter(photo=stored) | CheckItem.objects.filter(fix_photo=stored)
    seen = policies.see.scope(actor, WorkplaceCheck.objects.filter(pk__in=of_photo.values("check_of")))
    return seen.exists() and shows_only_pixels(stored)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label)
    register_kind(FINDING, _("Finding of a 5S check"), verb=_("Put right"), icon="sparkles")
    register_purpose(PHOTO, may_download)
    navigation.register(
        Entry(section="growth", label=_("5S checks"), url_name="checks:list", icon="sparkles", order=128, visible=_sees)
    )
