"""The demo centre as it is built: three days of it are what happened, and it goes on from there."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import DjangoDbBlocker

from dengta.config.demo import build, world
from dengta.config.demo.live import go_on
from dengta.domains.people.models import Employee
from dengta.domains.service.models import AgentState, Contact, Contest, Restatement, Survey
from dengta.foundation.imports.models import Import
from tests.conftest import NOW
from tests.database import shared

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=ZONE)


@pytest.fixture(scope="module", autouse=True)
def three_days(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A demo of three days, of which the last two come from files."""
    with shared(django_db_blocker), pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(build, "first_day", lambda today: today - timedelta(days=2))
        monkeypatch.setattr(build, "LAST_DAYS", 1)
        with time_machine.travel(NOW):
            build.build(now=NOON, say=lambda line: None)
        yield


def test_what_was_built_is_what_happened() -> None:
    calls, states = build.happened(build.first_day(NOON.date()), NOON, ZONE, exact_from=NOON.date() - timedelta(days=1))

    assert Contact.objects.count() == len(calls)
    assert AgentState.objects.count() == len(states)
    assert Survey.objects.filter(csat__isnull=False).count() == sum(
        1 for call in calls if call.rated_at and call.rated_at <= NOON
    )
    assert Survey.objects.filter(solved__isnull=False).count() == sum(
        1 for call in calls if call.said_solved is not None and call.rated_at and call.rated_at <= NOON
    )
    assert Employee.objects.count() >= 120 + len(world.TEAMS)
    # Only the few lines of the late file about somebody whom nobody knows are held back.
    assert list(Import.objects.exclude(quarantined=0).values_list("quarantined", flat=True)) == [3]
    assert Restatement.objects.filter(day=NOON.date() - timedelta(days=1)).exists()
    assert set(Contest.objects.values_list("state", flat=True)) == {Contest.State.OPEN, Contest.State.UPHELD}


def test_the_centre_goes_on_and_nothing_arrives_twice() -> None:
    before = Contact.objects.count()

    arrived = go_on(now=NOON + timedelta(minutes=30))

    assert arrived > 0
    assert Contact.objects.count() > before
    assert go_on(now=NOON + timedelta(minutes=30)) == 0
