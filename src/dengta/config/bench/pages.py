"""The pages that are measured, and what each may cost. Whoever sees most opens them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dengta.domains.people.models import Employee
from dengta.domains.service.models import Contact

EXECUTIVE, HR, ADMIN = "B90001", "B90002", "B90003"


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
    Page("service:today", EXECUTIVE, queries=20, times=5.0),
    Page("service:wallboard", EXECUTIVE),
    Page("service:intervals", EXECUTIVE),
    Page("service:agents", EXECUTIVE),
    Page("service:csat", EXECUTIVE),
    Page("service:teams", EXECUTIVE),
    Page("service:health", EXECUTIVE),
    Page("service:contests", EXECUTIVE),
    Page("service:dictionary", EXECUTIVE),
    Page("service:contact", EXECUTIVE, arguments=_newest_contact),
    Page("service:strengths", EXECUTIVE, arguments=_some_agent),
    Page("people:list", HR),
    Page("people:list", HR, query="?page=90"),
    Page("people:person", HR, arguments=_some_agent),
    Page("people:units", HR),
    Page("people:skills", HR),
    Page("people:certificates", HR),
    Page("people:candidates", HR),
    Page("people:change_requests", HR),
    Page("people:moves", HR),
    Page("people:reminders", HR),
    Page("accounts:list", ADMIN),
    Page("accounts:record", HR),
    Page("imports:list", ADMIN),
    Page("jobs:list", ADMIN),
    Page("notify:list", HR),
)
