"""The floor of the demo centre: a believable year, the same each time, with something open for the personas."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import DjangoDbBlocker

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.talk import floor
from dengta.domains.communication.models import CustomerFlag, FloorReport, HelpCall, Suggestion, Todo
from tests.database import shared

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module", autouse=True)
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with shared(django_db_blocker):
        with time_machine.travel(NOON):
            found_organisation(today=NOON.date())
            floor.fill(NOON)
        yield


def test_a_year_of_the_floor_is_there_with_answers_and_refusals() -> None:
    assert 60 <= Suggestion.objects.count() <= 100
    assert {"adopted", "done", "declined", "open"} <= set(Suggestion.objects.values_list("status", flat=True))
    assert Suggestion.objects.filter(effect__isnull=False).exists()
    assert FloorReport.objects.count() >= 120
    assert CustomerFlag.objects.filter(ends_on__gte=NOON.date()).exists()
    assert HelpCall.objects.filter(answered_at__isnull=False).count() > 300


def test_nothing_of_it_lies_in_the_future_and_nobody_votes_for_their_own() -> None:
    assert not Suggestion.objects.filter(decided_at__gt=NOON).exists()
    assert not FloorReport.objects.filter(closed_at__gt=NOON).exists()
    assert not HelpCall.objects.filter(answered_at__gt=NOON).exists()
    for row in Suggestion.objects.prefetch_related("votes", "credits"):
        assert not {one.employee_id for one in row.votes.all()} & {one.employee_id for one in row.credits.all()}


def test_something_is_open_today_for_the_personas() -> None:
    waiting = Todo.objects.filter(employee__account__username="d80002")
    assert {"communication.suggestion", "communication.report", "communication.flag", "communication.help_call"} <= set(
        waiting.values_list("kind", flat=True)
    )
