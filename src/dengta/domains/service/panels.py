"""What the service room puts into the shells: the menu, search, and what waits for a leader on Today."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.service import policies
from dengta.domains.service.selectors.contact import open_contests
from dengta.domains.service.selectors.kpis import registered_kpis
from dengta.foundation import slots
from dengta.foundation.access import Actor, Role, facts_of
from dengta.web import navigation, search
from dengta.web.navigation import Entry, everybody
from dengta.web.search import Hit

MOST_SHOWN = 5
READERS_OF_HEALTH = (
    Role.TEAM_LEAD,
    Role.PLANNER,
    Role.SUPERVISOR,
    Role.HR,
    Role.QUALITY,
    Role.EXECUTIVE,
    Role.AUDITOR,
    Role.ADMIN,
)


def _actor(request: HttpRequest) -> Actor:
    return request.user


def sees_figures(request: HttpRequest) -> bool:
    """Whether sums of any unit are open to the reader."""
    return policies.see_queues.anywhere(_actor(request), aggregates=True)


def reads_health(request: HttpRequest) -> bool:
    """Whether the reader answers for figures of others and so for the data they are made of; a client does not."""
    return facts_of(_actor(request)).holds(*READERS_OF_HEALTH)


def answers_contests(request: HttpRequest, subject: Any = None) -> bool:
    """Whether the reader answers objections."""
    return policies.answer_contests.anywhere(_actor(request))


def waiting_contests(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """Objections that wait for the reader, oldest first; nothing where there are none. One query."""
    contests = list(open_contests(_actor(request))[: MOST_SHOWN + 1])
    return {"contests": contests[:MOST_SHOWN], "more": len(contests) > MOST_SHOWN} if contests else None


def _figures(request: HttpRequest, query: str) -> Sequence[Hit]:
    """Figures by name: "satisfaction" opens what it means and where it stands."""
    return [
        Hit(
            title=kpi.name,
            subtitle=kpi.formula,
            url=reverse("service:definition", args=[kpi.key]),
            icon="math-function",
        )
        for kpi in registered_kpis()
        if query.casefold() in str(kpi.name).casefold()
    ]


# Section, order, label, address, icon, and who sees it.
MENU = (
    ("today", 10, _("Today"), "today", "building-lighthouse", everybody),
    ("today", 20, _("Wallboard"), "wallboard", "device-tv", sees_figures),
    ("service", 10, _("Intervals"), "intervals", "table", sees_figures),
    ("service", 20, _("Productivity"), "agents", "users", sees_figures),
    ("service", 30, _("Satisfaction"), "csat", "mood-smile", sees_figures),
    ("service", 40, _("Team comparison"), "teams", "scale", sees_figures),
    ("service", 60, _("Objections"), "contests", "flag", everybody),
    ("service", 70, _("Data health"), "health", "heartbeat", reads_health),
    ("service", 80, _("Figures"), "dictionary", "math-function", everybody),
)


def register() -> None:
    """Put all of it in its place; called once by `apps.ready()`."""
    for section, order, label, name, icon, visible in MENU:
        url = f"service:{name}"
        navigation.register(Entry(section=section, label=label, url_name=url, icon=icon, order=order, visible=visible))
    search.register("service.figures", _figures, label=_("Figures"))
    slots.register(
        "today",
        slots.Panel(
            order=30,
            name="service.contests",
            template="service/panels/contests.html",
            context=waiting_contests,
            visible=answers_contests,
            queries=1,
        ),
    )
