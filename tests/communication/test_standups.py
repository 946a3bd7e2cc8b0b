"""The stand-up: ten minutes every working day, minutes that write themselves, blockers that stay until gone."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import Blocker, Standup, Todo
from dengta.domains.communication.selectors import standup_figures
from dengta.domains.communication.selectors import standups as selectors
from dengta.domains.communication.selectors.standup_figures import Number
from dengta.domains.communication.services import standups as services
from dengta.domains.people.models import Employee
from dengta.foundation.access import Role, forget
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.calendar.models import DayKind, DayType
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
WEDNESDAY, THURSDAY, SATURDAY = TODAY, date(2026, 11, 19), date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _no_other_room_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standup_figures, "_sources", [])


@pytest.fixture
def team(leader: Employee, agent: Employee, peer: Employee, tree: Tree) -> Tree:
    """周敏 leads 李佳怡 and 陈浩然."""
    return tree


def begin(leader: Employee, tree: Tree, *, now: datetime = NOW, praise: str = "", lesson: str = "") -> Standup:
    return services.begin_standup(
        unit_id=tree.aftersales_1.pk, praise=praise, lesson=lesson, by=leader.account, now=now
    )


def end(standup: Standup, leader: Employee, *people: Employee, minutes: int = 9) -> Standup:
    return services.end_standup(
        standup_id=standup.pk, present=[one.pk for one in people], praise="佳怡安抚得好", lesson="先核对地址",
        by=leader.account, now=standup.started_at + timedelta(minutes=minutes),
    )  # fmt: skip


def held_on(tree: Tree, leader: Employee, *days: date) -> None:
    for day in days:
        start = datetime.combine(day, NOW.timetz())
        Standup.objects.create(
            unit=tree.aftersales_1, day=day, leader=leader, started_at=start, ended_at=start + timedelta(minutes=9)
        )


def week_before(day: date) -> list[date]:
    """The working days of the seven days before."""
    days = [day - timedelta(days=n) for n in range(1, 8)]
    return [one for one in days if one.weekday() < 5]


def missing(who: Employee, today: date) -> list[date]:
    return [gap.day for gap in overview(who, today).missing]


def overview(who: Employee, today: date) -> selectors.Overview:
    forget(who.account)
    return selectors.overview(who.account, selectors.teams_seen(who.account), today=today)


# --- R-026 -----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-026", "K1")
def test_a_working_day_without_a_stand_up_is_pointed_out_the_next_day(team: Tree, leader: Employee) -> None:
    held_on(team, leader, *week_before(WEDNESDAY))

    assert missing(leader, WEDNESDAY) == []
    assert missing(leader, THURSDAY) == [WEDNESDAY]

    held_on(team, leader, WEDNESDAY)
    assert missing(leader, THURSDAY) == []


@pytest.mark.covers("R-026")
def test_a_rest_day_and_a_holiday_need_none_and_a_make_up_saturday_does(team: Tree, leader: Employee) -> None:
    monday = date(2026, 11, 23)
    held_on(team, leader, *week_before(monday))
    assert missing(leader, monday) == []

    DayType.objects.create(date=SATURDAY, kind=DayKind.MAKEUP)
    assert missing(leader, monday) == [SATURDAY]

    DayType.objects.create(date=monday, kind=DayKind.STATUTORY)
    assert missing(leader, date(2026, 11, 24)) == [SATURDAY]


@pytest.mark.covers("R-026")
def test_today_waits_for_whoever_leads_the_team_and_on_a_rest_day_nobody_waits(
    team: Tree, leader: Employee, supervisor: Employee, agent: Employee
) -> None:
    assert [one.name for one in overview(leader, TODAY).waiting] == ["售后一组"]
    # The supervisor answers for the team, but does not lead its stand-up.
    assert overview(supervisor, TODAY).waiting == []
    assert overview(agent, TODAY) == selectors.Overview([], [])
    assert overview(leader, SATURDAY).waiting == []

    begin(leader, team)
    assert overview(leader, TODAY).waiting == []


@pytest.mark.covers("R-026")
@pytest.mark.parametrize(("minutes", "long"), [(15, False), (16, True)])
def test_more_than_fifteen_minutes_are_noted_and_fifteen_are_not(  # noqa: PLR0917 - fixtures
    minutes: int, long: bool, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client], tree: Tree
) -> None:
    team = tree
    held = end(begin(leader, team), leader, agent, minutes=minutes)

    assert selectors.is_long(held) is long
    page = signed_in(agent).get(reverse("standups:minutes", args=[held.pk])).content.decode()
    assert ("这次早会超时了" in page) is long


@pytest.mark.covers("R-026")
def test_leaders_find_missing_days_on_today_and_in_the_list(
    team: Tree, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    browser = signed_in(leader)

    assert "没有开早会" in browser.get(reverse("service:waiting")).content.decode()
    assert "没有开早会" in browser.get(reverse("standups:history")).content.decode()
    assert "没有开早会" not in signed_in(agent).get(reverse("standups:history")).content.decode()


# --- begin, end, minutes ---------------------------------------------------------------------------------


@pytest.mark.covers("K1")
def test_the_end_writes_minutes_with_numbers_people_blockers_and_duration(
    team: Tree, leader: Employee, agent: Employee, peer: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standup_figures, "_sources", [lambda actor, about: [Number("满意度", "83.3%", 24, "/rows")]])
    blocker = services.raise_blocker(
        unit_id=team.aftersales_1.pk, text="退款系统慢", owner_id=peer.pk, by=agent.account, now=NOW
    )
    held = end(begin(leader, team), leader, leader, agent)

    assert (held.praise, held.lesson, held.minutes) == ("佳怡安抚得好", "先核对地址", 9)
    assert held.figures == [{"label": "满意度", "value": "83.3%", "n": 24}]
    assert held.blockers == [{"text": "退款系统慢", "owner": peer.name, "since": "2026-11-18"}]
    assert set(held.attendance.values_list("employee", flat=True)) == {leader.pk, agent.pk}
    assert Notice.objects.filter(kind="communication.standup_minutes").count() == 2
    assert AuditEntry.objects.filter(verb="communication.standup_ended", actor_id=leader.account.pk).exists()

    # What happens to the blocker later does not change the minutes.
    services.close_blocker(blocker_id=blocker.pk, outcome="已扩容", by=peer.account, now=NOW)
    held.refresh_from_db()
    assert held.blockers[0]["text"] == "退款系统慢"


@pytest.mark.covers("K1")
def test_minutes_are_not_changed_only_added_to(team: Tree, leader: Employee, agent: Employee) -> None:
    held = end(begin(leader, team), leader, agent)

    with pytest.raises(RuleViolation, match="早会已经结束") as refusal:
        end(held, leader, agent)
    assert refusal.value.code == "communication.standup_over"

    services.add_to_minutes(standup_id=held.pk, text="明天演练", by=leader.account, now=NOW)
    assert [one.text for one in selectors.with_people(held).addenda.all()] == ["明天演练"]


def test_an_addendum_needs_words_and_an_end(team: Tree, leader: Employee, agent: Employee) -> None:
    running = begin(leader, team)
    with pytest.raises(RuleViolation) as refusal:
        services.add_to_minutes(standup_id=running.pk, text="x", by=leader.account, now=NOW)
    assert refusal.value.code == "communication.standup_runs"

    held = end(running, leader, agent)
    with pytest.raises(RuleViolation) as refusal:
        services.add_to_minutes(standup_id=held.pk, text="  ", by=leader.account, now=NOW)
    assert refusal.value.code == "communication.text_missing"


def test_whoever_begins_twice_gets_the_one_that_runs(team: Tree, leader: Employee, supervisor: Employee) -> None:
    first = begin(leader, team, praise="谢谢")

    assert begin(supervisor, team, praise="别的") == first
    assert Standup.objects.get().praise == "谢谢"


def test_a_stand_up_needs_somebody_who_was_there(team: Tree, leader: Employee, stranger: Employee) -> None:
    with pytest.raises(RuleViolation) as refusal:
        end(begin(leader, team), leader, stranger)
    assert refusal.value.code == "communication.standup_without_people"


def test_a_client_or_site_has_no_stand_up_only_its_teams(team: Tree, supervisor: Employee) -> None:
    with pytest.raises(RuleViolation) as refusal:
        services.begin_standup(unit_id=team.qinghe.pk, praise="", lesson="", by=supervisor.account, now=NOW)
    assert refusal.value.code == "communication.standup_of_teams_only"


def test_only_leaders_of_the_team_run_it(team: Tree, agent: Employee, other_leader: Employee, leader: Employee) -> None:
    running = begin(leader, team)
    for who in (agent, other_leader):
        with pytest.raises(NotAllowed):
            begin(who, team)
        with pytest.raises(NotAllowed):
            end(running, who, agent)


# --- blockers --------------------------------------------------------------------------------------------


@pytest.mark.covers("K1")
def test_a_blocker_comes_up_every_day_until_somebody_says_what_came_of_it(
    team: Tree, leader: Employee, agent: Employee, peer: Employee
) -> None:
    blocker = services.raise_blocker(
        unit_id=team.aftersales_1.pk, text="话术库打不开", owner_id=peer.pk, by=agent.account, now=NOW
    )
    assert list(Todo.objects.values_list("employee", "kind")) == [(peer.pk, services.BLOCKER)]
    first = end(begin(leader, team), leader, agent)
    second = end(begin(leader, team, now=NOW + timedelta(days=1)), leader, agent)
    assert [row["text"] for row in (*first.blockers, *second.blockers)] == ["话术库打不开"] * 2

    with pytest.raises(RuleViolation) as refusal:
        services.close_blocker(blocker_id=blocker.pk, outcome=" ", by=peer.account, now=NOW)
    assert refusal.value.code == "communication.outcome_missing"

    services.close_blocker(blocker_id=blocker.pk, outcome="IT 已修复", by=peer.account, now=NOW + timedelta(days=1))
    assert not Todo.objects.exists()
    assert end(begin(leader, team, now=NOW + timedelta(days=2)), leader, agent).blockers == []
    assert Notice.objects.filter(account=agent.account, kind="communication.blocker").exists()
    with pytest.raises(RuleViolation) as refusal:
        services.close_blocker(blocker_id=blocker.pk, outcome="又一次", by=peer.account, now=NOW)
    assert refusal.value.code == "communication.blocker_closed"


def test_whoever_is_not_of_the_team_neither_raises_nor_closes_nor_owns_a_blocker(
    team: Tree, agent: Employee, peer: Employee, stranger: Employee, leader: Employee
) -> None:
    unit = team.aftersales_1.pk
    with pytest.raises(NotAllowed):
        services.raise_blocker(unit_id=unit, text="x", owner_id=peer.pk, by=stranger.account, now=NOW)
    with pytest.raises(RuleViolation) as refusal:
        services.raise_blocker(unit_id=unit, text="x", owner_id=stranger.pk, by=agent.account, now=NOW)
    assert refusal.value.code == "communication.owner_not_in_team"
    blocker = services.raise_blocker(unit_id=unit, text="x", owner_id=peer.pk, by=agent.account, now=NOW)
    for who in (agent, stranger):
        with pytest.raises(NotAllowed):
            services.close_blocker(blocker_id=blocker.pk, outcome="好了", by=who.account, now=NOW)
    services.close_blocker(blocker_id=blocker.pk, outcome="好了", by=leader.account, now=NOW)
    assert Blocker.objects.get().closed_by == leader


def test_praise_and_lesson_begin_with_what_was_solved_since_the_last_stand_up(
    team: Tree, leader: Employee, agent: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    blocker = services.raise_blocker(
        unit_id=team.aftersales_1.pk, text="话术库打不开", owner_id=peer.pk, by=agent.account, now=NOW
    )
    services.close_blocker(blocker_id=blocker.pk, outcome="改用备用链接", by=peer.account, now=NOW)

    page = signed_in(leader).get(reverse("standups:standup", args=[team.aftersales_1.pk])).content.decode()
    assert f"谢谢{peer.name}" in page
    assert "改用备用链接" in page


# --- pages -----------------------------------------------------------------------------------------------


def test_a_stand_up_is_begun_ended_and_read_in_the_browser(
    team: Tree, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    browser, address = signed_in(leader), reverse("standups:standup", args=[team.aftersales_1.pk])
    assert browser.post(address, {"praise": "谢谢浩然", "lesson": ""}).status_code == 302
    running = browser.get(address).content.decode()
    assert "data-dt-timer" in running
    assert browser.post(address, {"praise": "", "lesson": "", "present": []}).status_code == 422
    done = browser.post(address, {"praise": "谢谢浩然", "lesson": "先问订单号", "present": [agent.pk]})
    assert done.status_code == 302
    read = signed_in(agent).get(done.headers["Location"]).content.decode()
    assert "谢谢浩然" in read
    assert "先问订单号" in read


def test_the_timer_goes_on_where_it_is_after_a_reload(
    team: Tree, leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    begin(leader, team, now=NOW)
    with time_machine.travel(NOW + timedelta(minutes=4), tick=False):
        page = signed_in(leader).get(reverse("standups:standup", args=[team.aftersales_1.pk])).content.decode()
    assert 'data-dt-timer="360"' in page


def test_the_team_reads_and_the_other_client_does_not_know_that_there_is_anything(
    team: Tree, leader: Employee, peer: Employee, stranger: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    held = end(begin(leader, team), leader, peer)

    for address in (
        reverse("standups:minutes", args=[held.pk]), reverse("standups:standup", args=[team.aftersales_1.pk]),
    ):  # fmt: skip
        assert signed_in(peer).get(address).status_code == 200
        assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(peer).post(reverse("standups:addendum", args=[held.pk]), {"text": "x"}).status_code == 404


def test_the_list_costs_the_same_for_one_stand_up_and_for_many(
    team: Tree,
    leader: Employee,
    signed_in: Callable[[Employee], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    costs = set()
    for rows in one_and_many():
        with transaction.atomic():
            held_on(team, leader, *(TODAY - timedelta(days=n) for n in range(rows)))
        browser = signed_in(leader)
        browser.get(reverse("standups:history"))

        with django_assert_max_num_queries(12) as spent:
            page = browser.get(reverse("standups:history")).content.decode()
        assert page.count("纪要已就绪") == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


def test_an_empty_list_says_what_to_do(team: Tree, leader: Employee, signed_in: Callable[[Employee], Client]) -> None:
    assert "纪要会自动生成" in signed_in(leader).get(reverse("standups:history")).content.decode()


def test_whoever_leads_the_whole_house_sees_the_stand_ups_of_all_teams(
    team: Tree, hire: Callable[..., Employee], signed_in: Callable[[Employee], Client]
) -> None:
    head = hire("高远", None, role=Role.SUPERVISOR, at=team.company)

    assert signed_in(head).get(reverse("standups:history")).status_code == 200
    assert {one.name for one in selectors.teams_seen(head.account) if one.led} == {"售后一组", "售后二组", "票务组"}
