"""Scorecards beside the strategy map, for who leads."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.policies import scorecards as policies
from dengta.domains.goals.words import scorecards as words
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
            section="performance", label=_("Scorecards"), url_name="scorecards:list", icon="layout-grid", order=21,
            visible=_reads, under="strategy:map",
        )
    )  # fmt: skip
