"""A stand-up that was begun and never ended: it fills no day, the night ends it, and its minutes are not lost."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Standup
from dengta.domains.communication.selectors import standup_figures
from dengta.domains.communication.selectors import standups as selectors
from dengta.domains.communication.selectors.standup_figures import Number
from dengta.domains.communication.selectors.team_rhythm import team_rhythm
from dengta.domains.communication.services import standups as services
from dengta.domains.people.models import Account, Employee
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.communication.test_standups import begin, end, held_on, missing, overview, week_before
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
WEDNESDAY, THURSDAY = TODAY, date(2026, 11, 19)


@pytest.fixture(autouse=True)
def _no_other_room_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standup_figures, "_sources", [])


@pytest.fixture
def team(leader: Employee, agent: Employee, peer: Employee, tree: Tree) -> Tree:
    """周敏 leads 李佳怡 and 陈浩然."""
    return tree


@pytest.mark.covers("R-026")
def test_one_that_runs_counts_today_and_one_left_running_fills_no_day(team: Tree, leader: Employee) -> None:
    held_on(team, leader, *week_before(WEDNESDAY))
    begin(leader, team)

    assert overview(leader, TODAY).waiting == []
    assert team_rhythm(leader.account, TODAY).standups.waiting == []
    assert missing(leader, THURSDAY) == [WEDNESDAY]
    assert [gap.day for gap in team_rhythm(leader.account, THURSDAY).standups.missing] == [WEDNESDAY]

    services.end_left_running(now=NOW + timedelta(days=1))
    assert missing(leader, THURSDAY) == []
    assert team_rhythm(leader.account, THURSDAY).standups.missing == []


@pytest.mark.covers("R-026", "K1")
def test_the_night_ends_what_was_left_running_with_what_is_there_and_once(
    team: Tree, leader: Employee, agent: Employee, peer: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standup_figures, "_sources", [lambda actor, about: [Number("满意度", "83.3%", 24, "/rows")]])
    services.raise_blocker(unit_id=team.aftersales_1.pk, text="退款系统慢", owner_id=peer.pk, by=agent.account, now=NOW)
    left = begin(leader, team, praise="佳怡安抚得好")
    for night in (timedelta(hours=13), timedelta(days=1), timedelta(days=2)):
        with time_machine.travel(NOW + night, tick=False):
            jobs.enqueue("communication.end_standups", key=str(night))
            jobs.work_off()

    left.refresh_from_db()
    assert (left.ended_by_clock, left.ended_at, left.minutes) == (True, NOW + timedelta(days=1), None)
    assert (left.praise, left.figures[0]["value"]) == ("佳怡安抚得好", "83.3%")
    assert [row["text"] for row in left.blockers] == ["退款系统慢"]
    assert not left.attendance.exists(), "nobody said who was there"
    assert not selectors.is_long(left), "how long it took is not known"
    entry = AuditEntry.objects.get(verb="communication.standup_ended_by_clock")
    assert (entry.actor_id, entry.object_id) == (None, str(left.pk))
    told = Notice.objects.get(kind="communication.standup_minutes")
    assert told.account_id == leader.account_id, "the leader alone: they can add what is missing"


def test_the_night_leaves_alone_what_may_still_run_and_what_was_ended(
    team: Tree, leader: Employee, agent: Employee
) -> None:
    end(begin(leader, team), leader, agent)
    late = begin(leader, team, now=NOW.replace(day=19, hour=23, minute=50))

    assert services.end_left_running(now=NOW.replace(day=20, hour=0, minute=20)) == 0
    assert services.end_left_running(now=NOW.replace(day=20, hour=2, minute=0)) == 1
    late.refresh_from_db()
    assert late.ended_by_clock


def test_numbers_are_left_out_where_whoever_began_it_has_gone(
    team: Tree, leader: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standup_figures, "_sources", [lambda actor, about: [Number("满意度", "83.3%", 24, "/rows")]])
    begin(leader, team)
    Account.objects.filter(pk=leader.account_id).update(is_active=False)

    assert services.end_left_running(now=NOW + timedelta(days=1)) == 1
    assert Standup.objects.get().figures == []


@pytest.mark.covers("K1")
def test_the_leader_ends_yesterdays_from_the_list_and_its_minutes_say_no_length(
    team: Tree, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    left = begin(leader, team)
    address = reverse("standups:minutes", args=[left.pk])
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        listed = signed_in(leader).get(reverse("standups:history")).content.decode()
        assert address in listed
        assert "未结束" in listed
        assert "进行中" not in listed
        page = signed_in(leader).get(address).content.decode()
        assert "这次早会还没有结束" in page
        assert "data-dt-timer" not in page
        assert signed_in(agent).get(address).status_code == 200
        assert signed_in(agent).post(address, {"present": [agent.pk]}).status_code == 404
        done = signed_in(leader).post(address, {"praise": "谢谢浩然", "lesson": "", "present": [agent.pk]})
        assert done.headers["Location"] == address
        read = signed_in(agent).get(address).content.decode()
    left.refresh_from_db()
    assert (left.ended_by_clock, left.minutes) == (False, None)
    assert "谢谢浩然" in read
    assert "None" not in read
    assert missing(leader, THURSDAY)[:1] != [WEDNESDAY]


def test_minutes_ended_by_the_clock_say_so_and_take_what_was_missing(
    team: Tree, leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    left = begin(leader, team)
    services.end_left_running(now=NOW + timedelta(days=1))
    browser = signed_in(leader)

    page = browser.get(reverse("standups:minutes", args=[left.pk])).content.decode()
    assert "系统自动结束" in page
    assert "没有人记录" in page
    assert "系统自动结束" in browser.get(reverse("standups:history")).content.decode()
    browser.post(reverse("standups:addendum", args=[left.pk]), {"text": "佳怡、浩然在场"})
    assert "佳怡、浩然在场" in browser.get(reverse("standups:minutes", args=[left.pk])).content.decode()
