"""What the service room puts into the shells: the menu, search, and what waits for a leader on Today."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.selectors.acting import looks_after_others
from dengta.domains.service import policies
from dengta.domains.service.selectors.contact import open_contests
from dengta.domains.service.selectors.kpis import registered_kpis
from dengta.foundation import slots
from dengta.foundation.access import Actor, Role, facts_of
from dengta.web import navigation, search
from dengta.web.navigation import OWN_MENU, Entry, Tab
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


def reads_queues(request: HttpRequest) -> bool:
    """Whether the reader answers for queues: to agents their promises are told on the wallboard."""
    return policies.see_queues.beyond_own(_actor(request))


def answers_contests(request: HttpRequest, subject: Any = None) -> bool:
    """Whether the reader answers objections."""
    return policies.answer_contests.anywhere(_actor(request))


def waiting_contests(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """Objections that wait for the reader, oldest first; nothing where there are none. One query."""
    rows = open_contests(_actor(request)).select_related(None).select_related("agent")
    contests = list(rows.only("reason", "agent__name")[: MOST_SHOWN + 1])
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


def leads_nobody(request: HttpRequest) -> bool:
    """Whether the reader is an agent, whose tabs lead to what is about them."""
    return not looks_after_others(_actor(request))


ENTRIES = (
    Entry(section="today", label=_("Today"), url_name="service:today", icon="building-lighthouse", order=10),
    Entry(
        section="today", label=_("Wallboard"), url_name="service:wallboard", icon="device-tv", order=20,
        visible=sees_figures,
    ),
    Entry(
        section="service", label=_("Intervals"), url_name="service:intervals", icon="table", order=10,
        visible=sees_figures,
    ),
    Entry(
        section="service", label=_("Productivity"), url_name="service:agents", icon="users", order=20,
        visible=sees_figures,
    ),
    Entry(
        section="service", label=_("Satisfaction"), url_name="service:csat", icon="mood-smile", order=30,
        visible=sees_figures,
    ),
    Entry(
        section="service", label=_("Team comparison"), url_name="service:teams", icon="scale", order=40,
        visible=sees_figures,
    ),
    Entry(section="service", label=_("Objections"), url_name="service:contests", icon="flag", order=60),
    Entry(
        section="service", label=_("Data health"), url_name="service:health", icon="heartbeat", order=70,
        visible=reads_health,
    ),
    Entry(
        section="service", label=_("Queues and promises"), url_name="service:queues", icon="clock-check", order=75,
        visible=reads_queues,
    ),
    Entry(
        section="service", label=_("Figures"), url_name="service:dictionary",
        under="service:queues", icon="math-function", order=80,
    ),
    Entry(
        section=OWN_MENU, label=_("My strengths by topic"), url_name="service:own_strengths", icon="award", order=10,
        visible=leads_nobody,
    ),
)  # fmt: skip
# Tabs of agents on phones; other rooms add theirs between these.
TABS = (
    Tab(label=_("Today"), url_name="service:today", icon="building-lighthouse", order=10, visible=leads_nobody),
    Tab(label=_("Strengths"), url_name="service:own_strengths", icon="award", order=30, visible=leads_nobody),
    Tab(label=_("Objections"), url_name="service:contests", icon="flag", order=40, visible=leads_nobody),
)


def register() -> None:
    """Put all of it in its place; called once by `apps.ready()`."""
    for entry in ENTRIES:
        navigation.register(entry)
    for tab in TABS:
        navigation.register_tab(tab)
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
