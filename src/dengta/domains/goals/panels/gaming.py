"""Review items beside KPI plans; the weekly look."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.policies.covering import works_here
from dengta.domains.goals.words import gaming as words
from dengta.domains.goals.words.telling import tell
from dengta.foundation import schedule
from dengta.web import navigation
from dengta.web.navigation import Entry


def _reads(request: HttpRequest) -> bool:
    return works_here(request.user)


def register() -> None:
    """Called once, at start."""
    tell(words)
    navigation.register(
        Entry(
            section="performance", label=_("Figures to look at"), url_name="gaming:list", icon="zoom-question",
            order=23, visible=_reads, under="kpi_plans:list",
        )
    )  # fmt: skip
    schedule.every("goals.look_for_gaming", cron="20 6 * * 1", job="goals.look_for_gaming")
