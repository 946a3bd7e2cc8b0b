"""The pages that are measured, and what each may cost. Whoever sees most opens them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Contact

SUPERVISOR, HR, ADMIN = "B90001", "B90002", "B90003"


def _no_arguments() -> Mapping[str, object]:
    return {}


def _some_agent() -> Mapping[str, object]:
    return {"pk": Employee.objects.filter(number__startswith="A").order_by("number")[0].pk}


def _newest_contact() -> Mapping[str, object]:
    return {"pk": Contact.objects.order_by("-pk")[0].pk}


@dataclass(frozen=True, slots=True)
class Page:
    """An address, who opens it, and its budget: queries, and time as a multiple of the reference view's."""

    url: str
    who: str
    queries: int = 12
    times: float = 3.0
    arguments: Callable[[], Mapping[str, object]] = _no_arguments
    query: str = ""


PAGES = (
    Page("service:today", SUPERVISOR, queries=20, times=5.0),
    Page("service:waiting", SUPERVISOR, queries=20, times=5.0),  # the part of Today that all rooms fill
    Page("service:wallboard", SUPERVISOR),
    Page("service:intervals", SUPERVISOR),
    Page("service:agents", SUPERVISOR),
    Page("service:csat", SUPERVISOR),
    Page("service:teams", SUPERVISOR),
    Page("service:health", SUPERVISOR, queries=13),  # a page of seven lists
    Page("service:contests", SUPERVISOR),
    Page("service:dictionary", SUPERVISOR),
    Page("service:contact", SUPERVISOR, arguments=_newest_contact),
    Page("service:strengths", SUPERVISOR, arguments=_some_agent),
    Page("people:list", HR),
    Page("people:list", HR, query="?page=90"),
    # Seven lists, and a condition of the queue for each room that has one.
    Page("people:person", HR, queries=16, arguments=_some_agent),
    Page("people:units", HR),
    Page("people:skills", HR),
    Page("people:certificates", HR),
    Page("people:candidates", HR),
    Page("people:change_requests", HR),
    Page("people:moves", HR),
    Page("people:reminders", HR),
    Page("accounts:list", ADMIN),
    Page("accounts:record", ADMIN),
    Page("imports:list", SUPERVISOR),
    Page("jobs:list", ADMIN),
    Page("notify:list", HR),
    Page("announcements:list", SUPERVISOR),
    # As on Today, these ask about everybody whom the reader leads: who has not confirmed, and since when nobody talked.
    Page("announcements:unready", SUPERVISOR, times=5.0),
    Page("todos:inbox", SUPERVISOR),
    Page("todos:overdue", SUPERVISOR),
    Page("standups:history", SUPERVISOR),
    Page("meetings:list", SUPERVISOR),
    Page("one_on_ones:people", SUPERVISOR, times=5.0),
    Page("one_on_ones:cadence", SUPERVISOR, times=5.0),
    Page("requests:list", SUPERVISOR),
    Page("reports:list", SUPERVISOR),
    Page("suggestions:list", SUPERVISOR),
    Page("help_calls:list", SUPERVISOR),
    Page("messages:load", SUPERVISOR),
    Page("messages:load_of_teams", SUPERVISOR),
    Page("library:list", SUPERVISOR),
    Page("culture:wall", SUPERVISOR),
    Page("team_events:list", SUPERVISOR),
    Page("checks:list", SUPERVISOR),
)
