"""Raises beside performance pay, for who proposes or decides them."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.policies import raises as policies
from dengta.domains.goals.words import raises as words
from dengta.domains.goals.words.telling import tell
from dengta.web import navigation
from dengta.web.navigation import Entry


def _takes_part(request: HttpRequest) -> bool:
    return policies.propose.beyond_own(request.user) or policies.decide.anywhere(request.user)


def register() -> None:
    """Called once, at start."""
    tell(words)
    navigation.register(
        Entry(
            section="performance", label=_("Raises"), url_name="raises:list", icon="coin-yuan", order=34,
            visible=_takes_part, under="pay:list",
        )
    )  # fmt: skip
