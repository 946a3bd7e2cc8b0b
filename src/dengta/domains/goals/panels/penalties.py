"""The ledger of client penalties beside performance pay, which it never touches."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.policies import penalties as policies
from dengta.domains.goals.words import penalties as words
from dengta.domains.goals.words.telling import tell
from dengta.web import navigation
from dengta.web.navigation import Entry


def _reads(request: HttpRequest) -> bool:
    return policies.read.anywhere(request.user)


def register() -> None:
    """Called once, at start."""
    tell(words)
    navigation.register(
        Entry(
            section="performance", label=_("Client penalties"), url_name="penalties:list", icon="receipt", order=35,
            visible=_reads, under="pay:list",
        )
    )  # fmt: skip
