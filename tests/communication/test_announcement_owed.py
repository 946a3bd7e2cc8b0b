"""What stays owed: under a new version, by newcomers, by whoever is led by nobody, and when one of them fails."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import Announcement, Receipt, ReceiptEscalation, Todo
from dengta.domains.communication.panels.announcements import follow_person
from dengta.domains.communication.selectors.receipts import check_announcements, kept_from, stand_ins, unready
from dengta.domains.communication.services import announcements, following_up, publishing
from dengta.domains.communication.services.announcements import Words
from dengta.domains.people.events import StaffChanged
from dengta.domains.people.models import Employee
from dengta.domains.people.services.employment import end_employment
from dengta.domains.people.services.gates import ready_for_queue
from dengta.domains.people.services.membership import move_employee
from dengta.domains.people.services.organisation import move_unit
from dengta.domains.service.models import ContactType
from dengta.foundation import events, jobs
from dengta.foundation.access import Role
from dengta.foundation.jobs.models import Job
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.communication.announcing import DAY, account, announce, confirm, names, publish, receipt_of
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
IN_FORCE = NOW + 3 * DAY  # version 1 takes effect
REVISED = NOW + 5 * DAY  # version 2 is published
NEW_DATE = NOW + 10 * DAY  # version 2 takes effect


@pytest.fixture
def returns(db: None) -> str:
    """A sort of contact."""
    return f"topic:{ContactType.objects.create(code='returns', name='退换货').pk}"


@pytest.fixture
def policy(leader: Employee, agent: Employee, peer: Employee, tree: Tree, returns: str) -> Announcement:
    """Keeps people from the queue and from returns; confirmed by all but 李佳怡."""
    policy = announce(leader, tree.aftersales_1, gates_queue=True, topics=[returns], effective_at=IN_FORCE)
    for one in (leader, peer):
        confirm(policy, one)
    return policy


def revise(policy: Announcement, by: Employee, *, now: datetime = REVISED, effective_at: datetime = NEW_DATE) -> None:
    """Another version, which everybody confirms anew."""
    words = Words("退换货规则调整", "改为 21 天。", change_note="期限再延长", effective_at=effective_at)
    announcements.edit_announcement(announcement_id=policy.pk, words=words, frame=None, by=account(by), now=now)
    publish(policy, by, now=now)


def closed(topic: str, people: list[Employee], at: datetime) -> tuple[list[str], list[str]]:
    """Who is off the queue, and who gets no contacts of the topic."""
    ids = {one.pk: one.name for one in people}
    gate, topics = check_announcements(list(ids), at), kept_from(topic, list(ids), at)
    return sorted(ids[pk] for pk in gate), sorted(ids[pk] for pk in topics)


# --- a new version ------------------------------------------------------------------------------------


@pytest.mark.covers("K6", "R-034")
def test_a_new_version_sets_nobody_free_who_had_not_confirmed_what_is_in_force(
    policy: Announcement, leader: Employee, agent: Employee, peer: Employee, returns: str
) -> None:
    both = [agent, peer]
    assert closed(returns, both, REVISED) == (["李佳怡"], ["李佳怡"])
    revise(policy, leader)

    assert closed(returns, both, REVISED) == (["李佳怡"], ["李佳怡"])
    assert closed(returns, both, NEW_DATE - HOUR) == (["李佳怡"], ["李佳怡"])
    gaps = ready_for_queue([agent.pk], REVISED.date() + DAY)[agent.pk]
    assert [gap.gate.name for gap in gaps] == ["communication.announcements"]
    confirm(policy, agent, now=REVISED + HOUR)
    assert closed(returns, both, REVISED + HOUR) == ([], [])
    assert receipt_of(policy, agent).owed_since is None


@pytest.mark.covers("K6", "R-034")
def test_whoever_had_confirmed_version_one_confirms_version_two_when_it_takes_effect(
    policy: Announcement, leader: Employee, agent: Employee, peer: Employee, returns: str
) -> None:
    revise(policy, leader)
    confirm(policy, agent, now=REVISED)

    assert closed(returns, [agent, peer], NEW_DATE - HOUR) == ([], [])
    assert closed(returns, [agent, peer], NEW_DATE) == (["陈浩然"], ["陈浩然"])


@pytest.mark.covers("R-034")
def test_what_was_not_in_force_yet_is_owed_by_nobody_and_a_third_version_keeps_what_is(
    policy: Announcement, leader: Employee, agent: Employee, peer: Employee, returns: str
) -> None:
    revise(policy, leader, now=IN_FORCE - HOUR)
    assert closed(returns, [agent, peer], NEW_DATE - HOUR) == ([], [])
    assert closed(returns, [agent, peer], NEW_DATE) == (["李佳怡", "陈浩然"], ["李佳怡", "陈浩然"])
    confirm(policy, peer, now=NEW_DATE)
    revise(policy, leader, now=NEW_DATE + HOUR, effective_at=NEW_DATE + 5 * DAY)
    revise(policy, leader, now=NEW_DATE + 2 * HOUR, effective_at=NEW_DATE + 6 * DAY)

    assert closed(returns, [agent, peer], NEW_DATE + DAY) == (["李佳怡"], ["李佳怡"])
    assert receipt_of(policy, agent).owed_since == NEW_DATE


@pytest.mark.covers("R-034")
def test_the_gate_stays_closed_while_a_new_version_is_delivered_in_the_background(
    policy: Announcement, leader: Employee, agent: Employee, returns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "AT_ONCE", 0)
    revise(policy, leader)

    assert receipt_of(policy, agent).version == 1, "not delivered yet"
    assert closed(returns, [agent], REVISED) == (["李佳怡"], ["李佳怡"])
    jobs.work_off()
    assert receipt_of(policy, agent).version == 2
    assert closed(returns, [agent], REVISED) == (["李佳怡"], ["李佳怡"])


@pytest.mark.covers("R-033")
def test_whoever_owes_it_stays_listed_and_their_leader_hears_of_it_at_once(
    policy: Announcement, leader: Employee, agent: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    revise(policy, leader)

    listed = unready(account(leader), now=REVISED, until=REVISED + 2 * DAY)
    assert [(row.employee.name, row.since) for row in listed] == [("李佳怡", IN_FORCE)]
    with time_machine.travel(REVISED, tick=False):
        page = signed_in(leader).get(reverse("announcements:unready")).content.decode()
        own = signed_in(agent).get(reverse("announcements:one", args=[policy.pk])).content.decode()
    shown = date_format(timezone.localtime(IN_FORCE), "SHORT_DATETIME_FORMAT")
    assert shown in page, "in force since then, not from the new date"
    assert "已经生效，您还没有确认" in own
    assert following_up.escalate(now=REVISED + HOUR) == 1
    assert following_up.escalate(now=REVISED + 2 * HOUR) == 0
    assert Notice.objects.filter(account=account(leader), kind="communication.announcement_missing").get().body == (
        "李佳怡"
    )
    assert Todo.objects.filter(employee=leader, kind="announcement.escalated").exists()
    confirm(policy, agent, now=REVISED + 3 * HOUR)
    assert not Todo.objects.filter(employee=leader, kind="announcement.escalated").exists()


@pytest.mark.parametrize("rows", [1, 25])
def test_the_gate_still_costs_one_query_where_something_is_owed(  # noqa: PLR0917 - fixtures
    rows: int,
    leader: Employee,
    tree: Tree,
    returns: str,
    hire: Callable[..., Employee],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [hire(f"客服{number}", tree.aftersales_1).pk for number in range(rows)]
    policy = announce(leader, tree.aftersales_1, gates_queue=True, topics=[returns], effective_at=IN_FORCE)
    revise(policy, leader)

    with django_assert_num_queries(2):
        assert len(check_announcements(people, REVISED)) == len(kept_from(returns, people, REVISED)) == rows


# --- newcomers ----------------------------------------------------------------------------------------


def move(who: Employee, *, to: object, by: Employee, on: datetime = REVISED) -> None:
    move_employee(employee_id=who.pk, to=to, on=on.date(), reason="轮岗", by=account(by))  # type: ignore[arg-type]


@pytest.mark.covers("K6", "R-034")
def test_whoever_moves_in_the_morning_is_asked_and_kept_from_the_contacts_at_once_and_only_once(
    policy: Announcement, stranger: Employee, hr: Employee, tree: Tree, returns: str
) -> None:
    with time_machine.travel(REVISED, tick=False):
        move(stranger, to=tree.aftersales_1, by=hr)
        events.deliver()
        for _again in range(2):
            follow_person(StaffChanged(stranger.pk, REVISED.date()))

    assert closed(returns, [stranger], REVISED) == (["赵磊"], ["赵磊"])
    assert Todo.objects.filter(employee=stranger, kind="announcement.confirm").count() == 1
    assert Notice.objects.filter(account=account(stranger), kind="communication.announcement").count() == 1
    confirm(policy, stranger, now=REVISED)
    assert closed(returns, [stranger], REVISED) == ([], [])


@pytest.mark.covers("K6")
def test_whoever_moves_away_or_leaves_is_asked_no_more_from_then_on(  # noqa: PLR0917 - fixtures
    policy: Announcement, agent: Employee, peer: Employee, leader: Employee, hr: Employee, tree: Tree, returns: str
) -> None:
    Receipt.objects.filter(employee=peer).update(confirmed_at=None)
    with time_machine.travel(REVISED, tick=False):
        move(agent, to=tree.aftersales_2, by=hr)
        yesterday = REVISED.date() - DAY
        end_employment(employee_id=peer.pk, last_day=yesterday, reason="辞职", by=account(hr), today=REVISED.date())
        events.deliver()

    assert closed(returns, [agent, peer], REVISED) == ([], [])
    assert not Todo.objects.filter(employee__in=[agent, peer], kind="announcement.confirm").exists()
    assert receipt_of(policy, leader).left_at is None


@pytest.mark.covers("K6", "R-034")
def test_a_team_that_moves_is_asked_what_holds_at_its_new_place(
    supervisor: Employee, stranger: Employee, hr: Employee, tree: Tree, returns: str
) -> None:
    announce(supervisor, tree.qinghe, topics=[returns], effective_at=IN_FORCE)
    with time_machine.travel(REVISED, tick=False):
        move_unit(unit_id=tree.ticketing.pk, to=tree.qinghe, on=REVISED.date(), reason="并入", by=account(hr))
        events.deliver()

    assert closed(returns, [stranger], REVISED) == ([], ["赵磊"])


@pytest.mark.covers("R-034")
@pytest.mark.parametrize(("bound", "asked"), [(True, 1), (False, 0)])
def test_newcomers_are_given_what_closes_contacts_however_old_it_is_and_nothing_else_as_old(  # noqa: PLR0917
    bound: bool, asked: int, leader: Employee, hire: Callable[..., Employee], tree: Tree, returns: str
) -> None:
    announce(leader, tree.aftersales_1, topics=[returns] if bound else [], effective_at=IN_FORCE)
    newcomer = hire("郑洁", tree.aftersales_1)

    assert following_up.follow_audience(now=NOW + 91 * DAY) == asked
    assert len(kept_from(returns, [newcomer.pk], NOW + 91 * DAY)) == asked


@pytest.mark.parametrize("others", [0, 24])
def test_to_follow_one_person_costs_nothing_for_announcements_to_others(
    others: int, leader: Employee, other_leader: Employee, agent: Employee, tree: Tree
) -> None:
    announce(leader, tree.aftersales_1)
    for _number in range(others):
        announce(other_leader, tree.ticketing)

    with CaptureQueriesContext(connection) as statements:
        assert following_up.follow_audience(now=NOW, employee_ids=[agent.pk]) == 0
    assert len(statements) <= 12


# --- led by nobody ------------------------------------------------------------------------------------


def told_of(person: Employee) -> list[tuple[int, str]]:
    rows = ReceiptEscalation.objects.filter(receipt__employee=person).order_by("level")
    return list(rows.values_list("level", "leader__name"))


@pytest.fixture
def head(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """钱伟 leads the house, above whom nobody is."""
    return hire("钱伟", None, role=Role.EXECUTIVE, at=tree.company)


@pytest.mark.covers("R-033")
def test_whoever_is_led_by_nobody_is_named_to_the_author_and_a_day_later_to_hr(
    head: Employee, hr: Employee, admin: Employee, tree: Tree
) -> None:
    announce(head, tree.company, effective_at=IN_FORCE)
    eve = IN_FORCE - HOUR
    following_up.escalate(now=eve)
    assert told_of(admin) == [(1, "钱伟")], "without a team"
    assert told_of(head) == [(1, "孙丽")], "never to oneself"
    listed = names(unready(account(head), now=eve, until=eve + 2 * DAY))
    assert "马超" in listed
    following_up.escalate(now=eve + 4 * DAY)

    assert told_of(admin) == [(1, "钱伟"), (2, "孙丽")]
    assert told_of(hr) == [(1, "钱伟")]


@pytest.mark.covers("R-033")
def test_a_team_without_a_leader_is_named_too_beside_those_who_have_one(  # noqa: PLR0917 - fixtures
    hr: Employee, head: Employee, agent: Employee, leader: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    newcomer = hire("郑洁", tree.ticketing)
    head_account = account(head)
    announce(head, tree.aftersales_1, tree.ticketing, effective_at=IN_FORCE)
    head_account.role_grants.update(role=Role.HR)  # type: ignore[attr-defined]
    following_up.escalate(now=IN_FORCE - HOUR)

    assert told_of(agent) == [(1, "周敏")]
    assert told_of(newcomer) == [(1, "钱伟")]


@pytest.mark.covers("R-033")
def test_who_may_not_see_them_hears_nothing_of_people_whom_nobody_leads(
    head: Employee, hr: Employee, admin: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    hire("外人", None, role=Role.HR, at=tree.yunfan)
    policy = announce(head, tree.company, effective_at=IN_FORCE)
    receipt = receipt_of(policy, admin)

    assert [one.name for one in stand_ins(policy, [receipt], NOW.date())[receipt.pk]] == ["钱伟", "孙丽"]


# --- one that fails -----------------------------------------------------------------------------------


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, leader: Employee, agent: Employee, tree: Tree) -> Announcement:
    """The first of two announcements, at which everything that goes by itself fails."""
    broken, whole = (announce(leader, tree.aftersales_1, effective_at=IN_FORCE, title=title) for title in "坏好")
    assert broken.pk < whole.pk
    for name in ("_remind", "_escalate", "_come_into_force", "_follow_audience"):
        do = getattr(following_up, name)

        def fail(*, announcement_id: int, do: Callable[..., int] = do, **rest: object) -> int:
            done = do(announcement_id=announcement_id, **rest)
            if announcement_id == broken.pk:
                message = "broken on purpose"
                raise ValueError(message)
            return done

        monkeypatch.setattr(following_up, name, following_up.transaction.atomic(fail))
    return broken


@pytest.mark.covers("R-033")
def test_one_announcement_that_fails_holds_up_no_other_and_its_job_says_so(
    broken: Announcement, leader: Employee, agent: Employee
) -> None:
    jobs.enqueue("communication.follow_up", key="1")
    with time_machine.travel(IN_FORCE - HOUR, tick=True):
        jobs.work_off()

    told = Notice.objects.filter(kind__in=["communication.announcement_reminder", "communication.announcement_missing"])
    assert {notice.title[-1] for notice in told} == {"好"}, "and of the broken one nothing is left half done"
    assert told.filter(account=account(agent)).count() == 1
    assert told.filter(account=account(leader), kind="communication.announcement_missing").count() == 1
    failed = Job.objects.get(state=Job.State.FAILED)
    assert (failed.key, failed.error) == (f"announcement {broken.pk}", "ValueError: broken on purpose")
    assert Job.objects.filter(kind="communication.follow_up", state=Job.State.DONE).count() == 2


@pytest.mark.parametrize(("step", "after"), [("in_force", 3 * DAY), ("follow_audience", DAY)])
def test_so_it_is_with_taking_effect_and_with_newcomers(
    step: str, after: timedelta, broken: Announcement, agent: Employee
) -> None:
    Receipt.objects.filter(employee=agent).delete()
    jobs.enqueue(f"communication.{step}", key="1")
    with time_machine.travel(NOW + after, tick=True):
        jobs.work_off()

    assert Job.objects.get(state=Job.State.FAILED).key == f"announcement {broken.pk}"
    assert Announcement.objects.exclude(in_force_at=None).count() == (step == "in_force")
    assert Receipt.objects.filter(employee=agent).count() == (step == "follow_audience")
