"""The volume behind a cause analysis: both periods by queue and hour, beside what is usual, with its rows."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import CauseAnalysis
from dengta.domains.performance.selectors.cause_volume import volume_of
from dengta.domains.service.services.facts import NewContact
from dengta.domains.service.services.rollups import refresh_rollups
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.causing import TODAY, account
from tests.service.centre import Centre

Browser = Callable[[Employee], Client]
AFTER = date(2026, 11, 2)


def contacts(centre: Centre, agent: Employee) -> Iterator[NewContact]:
    """Two contacts on each working day of October's last three weeks; five in the week after, one of them by chat."""
    for back in range(1, 22):
        day = AFTER - timedelta(days=back)
        for n in range(2 if day.weekday() < 5 else 0):
            yield told(centre, agent, day, 10, f"B{back}-{n}")
    for ahead in range(5):
        for n in range(4):
            yield told(centre, agent, AFTER + timedelta(days=ahead), 10, f"A{ahead}-{n}")
        yield told(centre, agent, AFTER + timedelta(days=ahead), 14, f"C{ahead}", queue=centre.chat.pk, channel=2)


def told(centre: Centre, agent: Employee, day: date, hour: int, number: str, **facts: object) -> NewContact:
    at = datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC)
    return centre.contact(number, agent=agent.pk, created_at=at, wait_s=5, handle_s=300, **facts)


@pytest.fixture
def analysis(centre: Centre, agent: Employee, leader: Employee, tree: Tree) -> CauseAnalysis:
    """The first week of November against the week before."""
    centre.add(*contacts(centre, agent))
    refresh_rollups(now=NOW, today=TODAY)
    return CauseAnalysis.objects.create(
        unit=tree.aftersales_1, kpi="csat", before_start=AFTER - timedelta(days=7), before_end=AFTER,
        after_start=AFTER, after_end=AFTER + timedelta(days=7), created_at=NOW, counted_at=NOW, state="open",
    )  # fmt: skip


@pytest.mark.covers("R-133")
def test_both_periods_stand_beside_what_the_same_weekdays_of_the_weeks_before_brought(
    analysis: CauseAnalysis, leader: Employee
) -> None:
    volume = volume_of(account(leader), analysis, TODAY)

    assert (volume.before["offered"].numerator, volume.after["offered"].numerator) == (10, 25)
    assert (volume.usual, volume.weeks) == (10, 3)
    assert [(line.name, line.before, line.after) for line in volume.queues] == [("hotline", 10, 20), ("chat", 0, 5)]
    by_hour = {line.hour: (line.before, line.after) for line in volume.hours}
    assert by_hour == {10: (10, 20), 11: (0, 0), 12: (0, 0), 13: (0, 0), 14: (0, 5)}
    assert volume.after["service_level"].value == 1


@pytest.mark.covers("R-133")
def test_the_page_opens_the_rows_for_whoever_leads_and_shows_sums_to_the_team(
    analysis: CauseAnalysis, leader: Employee, agent: Employee, other_leader: Employee, signed_in: Browser
) -> None:
    address = reverse("cause_analyses:analysis", args=[analysis.pk])
    page = signed_in(leader).get(address)
    shown = page.context["volume"]

    assert (shown.total.before, shown.total.after, shown.against_usual) == ("1.4", "3.6", "+150 %")
    rows = signed_in(leader).get(shown.queues[0].after_url)
    assert rows.context["page"].total == 20
    sums = signed_in(agent).get(address).context["volume"]
    assert (sums.total.after, sums.total.after_url) == ("3.6", "")
