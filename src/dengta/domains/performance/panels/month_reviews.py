"""Month-end reviews in the menu; published minutes close them."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import MinutesPublished
from dengta.domains.performance.policies import month_reviews as policies
from dengta.domains.performance.services.month_reviews import minutes_published
from dengta.domains.performance.words import month_reviews as words
from dengta.foundation import events
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
    navigation.register(
        Entry(
            section="performance", label=_("Month-end reviews"), url_name="month_reviews:list", icon="calendar-check",
            order=72, visible=_sees, under="cause_analyses:list",
        )
    )  # fmt: skip
    events.subscribe(MinutesPublished, "performance.month_reviews", minutes_published)
