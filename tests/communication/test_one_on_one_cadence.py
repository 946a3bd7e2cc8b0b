"""The rhythm of the 1:1s: day 8, day 15, ten working days, and who hears of it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import CadenceAlert, OneOnOne, Todo
from dengta.domains.communication.selectors import cadence
from dengta.domains.communication.selectors.chain import leaders_of
from dengta.domains.communication.selectors.pairs import pairs_on, reports_of
from dengta.domains.communication.selectors.regularity import regularity
from dengta.domains.communication.services.cadence import watch_cadence
from dengta.domains.people.models import Employee, Membership, RoleGrant
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.calendar.models import DayKind, DayType
from dengta.foundation.notify.models import Notice
from dengta.foundation.settings.models import ParameterValue
from tests.cast import FOUNDED, Tree
from tests.costs import one_and_many

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)


def held(leader: Employee, agent: Employee, day: date, *, complete: bool = True, minutes: int = 10) -> OneOnOne:
    """A talk of these two on that day."""
    unit = RoleGrant.objects.filter(account=leader.account).values_list("unit_id", flat=True).first()
    assert unit is not None
    return OneOnOne.objects.create(
        employee=agent, leader=leader, unit_id=unit, planned_for=at(day), status="done", held_on=day, minutes=minutes,
        complete=complete, topic="排班",
    )  # fmt: skip


def at(day: date) -> datetime:
    return datetime.combine(day, time(8, 15), tzinfo=timezone.get_default_timezone())


def rhythm(agent: Employee, today: date) -> cadence.Rhythm:
    return cadence.rhythms({agent.pk: pairs_on(today)[agent.pk]}, today=today)[agent.pk]


def days_ago(n: int) -> date:
    return TODAY - timedelta(days=n)


@pytest.mark.covers("R-027", "K2")
@pytest.mark.parametrize(
    ("days", "overdue", "escalated"), [(7, False, False), (8, True, False), (14, True, False), (15, True, True)]
)
def test_a_week_and_a_day_is_overdue_and_two_weeks_and_a_day_go_to_the_next_level(
    days: int, overdue: bool, escalated: bool, leader: Employee, agent: Employee
) -> None:
    held(leader, agent, days_ago(days))

    assert (rhythm(agent, TODAY).overdue, rhythm(agent, TODAY).escalated) == (overdue, escalated)


@pytest.mark.covers("R-027")
@pytest.mark.usefixtures("hr")
def test_the_leader_hears_of_day_8_and_the_supervisor_of_day_15_once(
    leader: Employee, agent: Employee, supervisor: Employee
) -> None:
    held(leader, agent, days_ago(8))
    held(supervisor, leader, TODAY)
    assert watch_cadence(now=at(TODAY)) == {"overdue": 1, "escalated": 0, "without_contact": 0}
    assert watch_cadence(now=at(TODAY)) == {"overdue": 0, "escalated": 0, "without_contact": 0}
    assert [todo.employee for todo in Todo.objects.all()] == [leader]

    later = TODAY + timedelta(days=7)
    OneOnOne.objects.filter(employee=leader).update(held_on=later)
    assert watch_cadence(now=at(later))["escalated"] == 1
    assert watch_cadence(now=at(later + timedelta(days=1)))["escalated"] == 0
    told = Notice.objects.filter(account=supervisor.account, kind="communication.one_on_one_due")
    assert told.count() == 1
    assert Todo.objects.filter(employee=supervisor, kind="one_on_ones.escalated").count() == 1
    entry = AuditEntry.objects.get(verb="communication.one_on_one_escalated")
    assert (entry.subject_id, entry.actor_id) == (agent.pk, None)


@pytest.mark.covers("R-027")
def test_the_job_does_it_and_may_run_as_often_as_it_likes(leader: Employee, agent: Employee) -> None:
    held(leader, agent, days_ago(9))
    for _time in range(2):
        jobs.enqueue("communication.watch_cadence", key=str(_time))
        jobs.work_off()
    assert CadenceAlert.objects.filter(kind="overdue").count() == 1
    assert Notice.objects.filter(account=leader.account).count() == 1


@pytest.mark.covers("R-027")
def test_a_talk_ends_the_gap_and_the_next_gap_is_told_anew(leader: Employee, agent: Employee) -> None:
    from dengta.domains.communication.services import one_on_ones as services

    held(leader, agent, days_ago(10))
    watch_cadence(now=at(TODAY))
    now = at(TODAY) + timedelta(hours=1)
    talk = services.plan_one_on_one(employee_id=agent.pk, at=now, by=leader.account, now=now)
    services.prepare_own_part(
        talk_id=talk.pk, mood="good", topic="晋级", own_words="", opening={}, by=agent.account, now=now
    )
    services.write_leader_part(
        talk_id=talk.pk, praise="稳", words="", outcomes={}, promises=[], minutes=10, minutes_reason="", end=True,
        by=leader.account, now=now,
    )  # fmt: skip
    assert not Todo.objects.filter(kind="one_on_ones.due").exists()
    assert watch_cadence(now=at(TODAY + timedelta(days=7)))["overdue"] == 0
    assert watch_cadence(now=at(TODAY + timedelta(days=8)))["overdue"] == 1


@pytest.mark.covers("R-029", "R-027")
def test_a_talk_without_the_persons_part_does_not_count(leader: Employee, agent: Employee) -> None:
    held(leader, agent, days_ago(20))
    held(leader, agent, days_ago(1), complete=False)

    assert rhythm(agent, TODAY).days == 20


def test_a_new_leader_does_not_answer_for_the_weeks_before(leader: Employee, agent: Employee) -> None:
    held(leader, agent, days_ago(30))
    RoleGrant.objects.filter(account=leader.account).update(valid_from=days_ago(3))

    assert rhythm(agent, TODAY).days == 3
    # The person, though, has been without a talk for as long as they have.
    assert rhythm(agent, TODAY).without_contact


@pytest.mark.covers("R-039")
@pytest.mark.parametrize(
    ("last", "working_days", "warned"), [(date(2026, 11, 3), 10, False), (date(2026, 11, 2), 11, True)]
)
def test_more_than_ten_working_days_without_a_talk_are_a_warning(
    last: date, working_days: int, warned: bool, leader: Employee, agent: Employee
) -> None:
    held(leader, agent, last)

    found = rhythm(agent, TODAY)
    assert (found.working_days, found.without_contact) == (working_days, warned)


@pytest.mark.covers("R-039")
def test_twelve_working_days_are_shown_and_told_and_holidays_do_not_count(
    leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    held(leader, agent, date(2026, 10, 30))
    assert rhythm(agent, TODAY).working_days == 12
    assert "12 个工作日没有谈话" in signed_in(leader).get(reverse("one_on_ones:people")).content.decode()
    assert watch_cadence(now=at(TODAY))["without_contact"] == 1
    assert "12 个工作日没有单独谈话" in signed_in(leader).get(reverse("service:waiting")).content.decode()

    for day in (2, 3):
        DayType.objects.create(date=date(2026, 11, day), kind=DayKind.STATUTORY)
    assert not rhythm(agent, TODAY).without_contact


@pytest.mark.covers("R-039")
def test_minutes_are_shown_with_the_reason_and_without_a_verdict(
    leader: Employee, agent: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    long = held(leader, agent, days_ago(2), minutes=45)
    OneOnOne.objects.filter(pk=long.pk).update(minutes_reason="家人住院，多聊一会儿")
    held(leader, peer, days_ago(2), minutes=10)

    page = signed_in(leader).get(reverse("one_on_ones:people")).content.decode()
    assert "45" in page
    assert "家人住院，多聊一会儿" in page
    assert "给需要的同事多花时间不是过错" in page


@pytest.mark.parametrize("limit", [3, 10])
def test_the_counts_are_those_of_everybody_looked_at_one_by_one(  # noqa: PLR0917 - fixtures
    limit: int,
    leader: Employee,
    other_leader: Employee,
    supervisor: Employee,
    tree: Tree,
    hire: Callable[..., Employee],
) -> None:
    ParameterValue.objects.create(name="communication.days_without_talk", value=limit, valid_from=days_ago(90))
    for number, days in enumerate([0, 3, 4, 5, 6, 7, 8, 9, 14, 15, 16, 40, None]):
        agent = hire(f"客服{number}", tree.aftersales_1)
        if days is not None:
            held(leader, agent, days_ago(days))
            held(leader, agent, days_ago(days + 7))
    Membership.objects.filter(employee__name="客服12").update(valid_from=days_ago(2))
    Employee.objects.filter(name="客服11").update(status=Employee.Status.SUSPENDED)
    of_leader: dict[int, list[cadence.Rhythm]] = {}
    for one in cadence.rhythms(pairs_on(TODAY), today=TODAY).values():
        of_leader.setdefault(one.pair.leader_id, []).append(one)
    expected = {
        pk: (
            len(group), sum(one.this_week for one in group), sum(one.overdue for one in group),
            sum(one.escalated for one in group), sum(one.without_contact for one in group),
        )
        for pk, group in of_leader.items()
    }  # fmt: skip

    found = regularity(supervisor.account, today=TODAY)
    assert {
        one.leader.pk: (one.people, one.this_week, one.overdue, one.escalated, one.without_contact) for one in found
    } == expected
    assert sum(one.without_contact for one in found) > (1 if limit == 10 else 5)


def test_people_on_a_long_leave_are_left_out(leader: Employee, agent: Employee, peer: Employee) -> None:
    Employee.objects.filter(pk=agent.pk).update(status=Employee.Status.SUSPENDED)

    assert agent.pk not in reports_of(leader.account, TODAY)
    assert peer.pk in reports_of(leader.account, TODAY)
    watch_cadence(now=at(TODAY))
    assert not CadenceAlert.objects.filter(employee=agent).exists()


@pytest.mark.usefixtures("hr", "other_leader", "stranger")
def test_the_direct_leader_of_many_is_that_of_each(  # noqa: PLR0917 - fixtures
    leader: Employee, agent: Employee, peer: Employee, supervisor: Employee, tree: Tree, hire: Callable[..., Employee]
) -> None:
    hire("高远", None, role="executive", at=tree.company)
    RoleGrant.objects.create(account=supervisor.account, role="executive", unit=tree.company, valid_from=FOUNDED)
    found = {who: pair.leader_id for who, pair in pairs_on(TODAY).items()}
    expected = {one.pk: next(iter(leaders_of(one, TODAY)), None) for one in Employee.objects.all()}

    assert found == {who: boss.pk for who, boss in expected.items() if boss is not None}


@pytest.mark.covers("K2")
def test_the_next_level_sees_counts_and_no_word_of_a_talk(
    leader: Employee, agent: Employee, peer: Employee, supervisor: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    talk = held(leader, agent, days_ago(3))
    OneOnOne.objects.filter(pk=talk.pk).update(topic="想换班", leader_words="聊了家里")
    held(leader, peer, days_ago(9))
    (row,) = [one for one in regularity(supervisor.account, today=TODAY) if one.leader.pk == leader.pk]
    assert (row.people, row.this_week, row.overdue, row.escalated) == (2, 1, 1, 0)

    page = signed_in(supervisor).get(reverse("one_on_ones:cadence")).content.decode()
    assert leader.name in page
    assert not any(word in page for word in (agent.name, "想换班", "聊了家里"))
    assert signed_in(supervisor).get(reverse("one_on_ones:talk", args=[talk.pk])).status_code == 404


def test_my_people_cost_the_same_for_one_and_for_many(
    leader: Employee,
    tree: Tree,
    hire: Callable[..., Employee],
    signed_in: Callable[[Employee], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            held(leader, hire(f"客服{number}", tree.aftersales_1), days_ago(3))
        browser = signed_in(leader)
        browser.get(reverse("one_on_ones:people"))
        with django_assert_max_num_queries(12) as spent:
            page = browser.get(reverse("one_on_ones:people")).content.decode()
        assert page.count("节奏正常") == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


def test_a_leader_without_people_reads_what_will_come(
    hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    alone = hire("唐欣", None, role="team_lead", at=tree.aftersales_2)
    assert "还没有要谈话的同事" in signed_in(alone).get(reverse("one_on_ones:people")).content.decode()
