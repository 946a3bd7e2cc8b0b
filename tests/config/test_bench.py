"""The bench: its verdicts bite, and its reference view is the one that was fixed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dengta.config.bench import reference
from dengta.config.bench.build import build
from dengta.config.bench.measure import REFERENCE, Measured, measure, table
from dengta.config.bench.pages import HR, PAGES, Page
from dengta.config.bench.talk import ANNOUNCEMENTS
from dengta.domains.communication.models import FloorReport, Receipt, Suggestion, WorkRequest
from dengta.domains.people.models import Employee
from dengta.domains.service.models import Contact

LIST = Page("people:list", HR)


def verdict(*, queries: int = 10, before: int = 10, milliseconds: float = 20.0) -> bool:
    """Whether a page of this cost keeps its budget beside a reference view of ten milliseconds."""
    standard = Measured(REFERENCE, 200, reference.QUERIES, 1, [9.0, 10.0, 11.0])
    page = Measured(LIST, 200, queries, 1, [milliseconds])
    *_others, (_line, kept) = table(standard, [page], {"people:list": before}, heading="")
    return kept


def test_a_page_within_its_budget_is_fine() -> None:
    assert verdict()


@pytest.mark.parametrize(
    "broken",
    [
        {"queries": 13, "before": 13},  # more than twelve queries
        {"queries": 11, "before": 10},  # more at size than with little behind it
        {"milliseconds": 31.0},  # more than three times the reference view
    ],
)
def test_a_page_beyond_its_budget_is_missed(broken: dict[str, float]) -> None:
    assert not verdict(**broken)  # type: ignore[arg-type]


def test_today_may_cost_twenty_queries_and_five_times_the_reference_view() -> None:
    today = next(page for page in PAGES if page.url == "service:today")

    assert (today.queries, today.times) == (20, 5.0)
    # Data health and the page of a person are pages of seven lists each, and no lists; the conditions of the queue, one
    # for each room, stand on the latter.
    others = {page.url: (page.queries, page.times) for page in PAGES if page is not today}
    # The part of Today that every room fills is asked for by itself, within the same limits.
    assert others.pop("service:waiting") == (20, 5.0)
    assert others.pop("service:health") == (13, 3.0)
    assert others.pop("people:person") == (16, 3.0)
    # These ask about everybody whom a leader leads, as Today does; each of them is asked for by itself.
    for about_everybody in ("announcements:unready", "one_on_ones:people", "one_on_ones:cadence"):
        assert others.pop(about_everybody) == (12, 5.0)
    assert set(others.values()) == {(12, 3.0)}


@pytest.mark.django_db
def test_the_reference_view_takes_four_queries_and_every_page_answers() -> None:
    now = timezone.now()
    build(agents=30, contacts=60, now=now, say=lambda line: None)

    standard, measured = measure(PAGES, samples=1)

    assert (standard.status, standard.queries) == (200, reference.QUERIES)
    assert {page.url for page in PAGES} - {each.page.url for each in measured} == set()
    assert Contact.objects.count() == 60
    # The lists of the communication room have something to show.
    assert Receipt.objects.count() == 30 * ANNOUNCEMENTS
    assert WorkRequest.objects.count() == FloorReport.objects.count() == Suggestion.objects.count() == 30
    assert Contact.objects.latest("created_at").created_at > now - timedelta(days=7)


@pytest.mark.django_db
def test_invented_people_never_join_real_ones(agent: Employee) -> None:
    with pytest.raises(RuntimeError, match="people in it"):
        build(agents=30, contacts=60, now=timezone.now(), say=lambda line: None)
