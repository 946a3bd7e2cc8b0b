"""Culture in the menu, in the inbox, and beside the onboarding item about it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Story
from dengta.domains.communication.policies import culture as policies
from dengta.domains.communication.selectors.stories import may_see_image
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.services.stories import CONSENT, IMAGE
from dengta.domains.communication.words import culture as words
from dengta.domains.people.models import OnboardingItem, OnboardingStep
from dengta.foundation import notify, schedule, slots
from dengta.foundation.access import Actor
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import register_purpose, shows_only_pixels
from dengta.web import navigation
from dengta.web.navigation import Entry


def _sees(request: HttpRequest) -> bool:
    return policies.see_stories.anywhere(request.user)


def may_download(actor: Actor, stored: StoredFile) -> bool:
    """Whoever may see the story that the picture belongs to, once it holds nothing but what it shows."""
    story = Story.objects.filter(image=stored, taken_down_at=None).first()
    return story is not None and may_see_image(actor, story) and shows_only_pixels(stored)


def beside_step(request: HttpRequest, step: OnboardingStep) -> Mapping[str, Any] | None:
    """The vision page beside the items of the onboarding that are about our culture. No query."""
    return {} if step.item.kind == OnboardingItem.Kind.CULTURE else None


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label)
    register_kind(CONSENT, _("A story with you in it"), verb=_("Answer"), icon="photo", between_two=True)
    register_kind("culture.story", _("Story of the month"), verb=_("Write"), icon="pencil")
    register_purpose(IMAGE, may_download)
    for label, url_name, icon, order in (
        (_("What we stand for"), "culture:home", "compass", 120),
        (_("Stories and ideas"), "culture:wall", "photo", 122),
        (_("Praise between colleagues"), "culture:praise", "heart", 124),
    ):
        navigation.register(
            Entry(
                section="growth",
                label=label,
                url_name=url_name,
                under="culture:home",
                icon=icon,
                order=order,
                visible=_sees,
            )
        )
    slots.register(
        "onboarding_step",
        slots.Panel(
            order=10, name="communication.culture", template="communication/culture/beside_step.html",
            context=beside_step, queries=0,
        ),
    )  # fmt: skip
    schedule.every("communication.remind_of_stories", cron="50 8 * * *", job="communication.remind_of_stories")
