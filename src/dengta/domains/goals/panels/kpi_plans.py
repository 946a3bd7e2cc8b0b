"""KPI plans in the menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.policies.covering import works_here
from dengta.domains.goals.words import kpi_plans as words
from dengta.domains.goals.words.telling import tell
from dengta.web import navigation
from dengta.web.navigation import Entry


def _reads(request: HttpRequest) -> bool:
    return works_here(request.user)


def register() -> None:
    """Called once, at start."""
    tell(words)
    navigation.register(
        Entry(
            section="performance", label=_("KPI plans"), url_name="kpi_plans:list", icon="list-check", order=22,
            visible=_reads,
        )
    )  # fmt: skip
