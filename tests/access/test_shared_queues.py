"""A queue that serves two clients is one queue to who serves it, and no window into the other client (R17)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dengta.domains.people.models import Account, Employee, Membership
from dengta.domains.people.services.organisation import close_unit, move_unit
from dengta.domains.service.models import Queue, QueueInterval, QueueSlot
from dengta.domains.service.selectors.boards import viewer_through
from dengta.domains.service.selectors.choices import Choice
from dengta.domains.service.selectors.course import course_of_day, day_by_queue, latest_moment
from dengta.domains.service.selectors.health import missing_days
from dengta.domains.service.selectors.interval_table import interval_table
from dengta.domains.service.services.boards import hash_of, open_board
from dengta.domains.service.services.rollups import rebuild_rollups, refresh_rollups
from dengta.foundation import events
from dengta.foundation.access import Actor, Role
from tests.cast import Tree
from tests.service.centre import NOW, SHANGHAI, TODAY, Centre, at, build

Browser = Callable[[Employee], Client]
OURS, THEIRS, UNANSWERED = 3, 7, 2


@pytest.fixture
def centre(tree: Tree) -> Centre:
    """The queues of the small centre."""
    return build(tree)


@pytest.fixture
def night_line(centre: Centre, agent: Employee, stranger: Employee, tree: Tree) -> Queue:
    """A queue of the company that teams of both clients serve; two callers of today gave up."""
    queue = Queue.objects.create(code="night", name="夜间热线", unit=tree.company)
    for mark, n, told in (
        ("a", OURS, {"agent": agent.pk, "handle_s": 60}),
        ("b", THEIRS, {"agent": stranger.pk, "handle_s": 60}),
        ("c", UNANSWERED, {"answered": False}),
    ):
        centre.add(
            *(
                centre.contact(f"{mark}{place}", queue=queue.pk, created_at=at(18, 9, place), wait_s=5, **told)
                for place in range(n)
            )
        )
    rebuild_rollups()
    return queue


@pytest.fixture
def seen(night_line: Queue) -> Callable[[Actor], set[int]]:
    """How many contacts of today somebody sees in the queue, by every way of asking."""

    def seen(actor: Actor) -> set[int]:
        asked = {"queues": [night_line.pk], "day": TODAY, "zone": SHANGHAI}
        by_queue = day_by_queue(actor, **asked).get(night_line.pk)
        return {
            course_of_day(actor, **asked, now=NOW).so_far.offered,
            by_queue.offered if by_queue else 0,
            interval_table(actor, **asked, minutes=30).total.offered,
        }

    return seen


def account(employee: Employee) -> Account:
    """The account, read anew."""
    return Account.objects.get(pk=employee.account_id)


@pytest.mark.covers("N3")
@pytest.mark.parametrize(
    ("role", "at_unit", "offered"),
    [
        (Role.CLIENT, "qinghe", OURS),
        (Role.CLIENT, "yunfan", THEIRS),
        (Role.TEAM_LEAD, "aftersales_1", OURS),
        (Role.SUPERVISOR, "qinghe", OURS),
        (Role.SUPERVISOR, "yunfan", THEIRS),
        # What nobody took belongs to the owner of the queue: it is shown to whoever answers for the owner.
        (Role.EXECUTIVE, "shanghai", OURS + UNANSWERED),
        (Role.EXECUTIVE, "company", OURS + THEIRS + UNANSWERED),
        (Role.QUALITY, "company", OURS + THEIRS + UNANSWERED),
    ],
)
def test_each_client_sees_the_own_share_of_a_shared_queue_and_only_the_owner_what_nobody_took(
    *,
    role: Role,
    at_unit: str,
    offered: int,
    hire: Callable[..., Employee],
    tree: Tree,
    seen: Callable[[Actor], set[int]],
) -> None:
    reader = hire("读者", None, number="R10001", role=role, at=getattr(tree, at_unit))

    assert seen(account(reader)) == {offered}


@pytest.mark.covers("N3")
def test_agents_see_the_share_of_their_client(
    agent: Employee, stranger: Employee, seen: Callable[[Actor], set[int]]
) -> None:
    assert seen(account(agent)) == {OURS}
    assert seen(account(stranger)) == {THEIRS}


@pytest.mark.covers("N3", "M2")
def test_a_board_on_the_wall_of_one_client_shows_nothing_of_the_other(
    night_line: Queue, supervisor: Employee, seen: Callable[[Actor], set[int]], tree: Tree
) -> None:
    link, token = open_board(unit_id=tree.qinghe.pk, name="大屏", days=1, by=supervisor.account, now=timezone.now())

    assert seen(viewer_through(link, now=timezone.now())) == {OURS}
    assert link.token_hash == hash_of(token)
    page = Client().get(reverse("service:board", args=[token])).content.decode()
    assert "夜间热线" in page
    assert f">{THEIRS + OURS + UNANSWERED}<" not in page


@pytest.mark.covers("N3", "C3")
def test_what_a_telephone_system_reports_of_a_shared_queue_cannot_be_divided_and_stays_with_its_owner(
    night_line: Queue, centre: Centre, supervisor: Employee, hr: Employee, seen: Callable[[Actor], set[int]]
) -> None:
    QueueInterval.objects.create(
        source=centre.source, queue=night_line, channel=1, quarter=int(at(18, 9).timestamp()) // 900, minutes=30,
        offered=99, answered=99, abandoned=0,
    )  # fmt: skip

    assert 99 not in seen(account(supervisor))
    assert 99 in seen(account(hr))


@pytest.mark.covers("N3", "C8")
def test_neither_the_last_contact_nor_a_silent_day_of_the_other_client_can_be_read_off(
    night_line: Queue, centre: Centre, supervisor: Employee, stranger: Employee
) -> None:
    days = [TODAY - timedelta(days=n) for n in range(1, 29)]
    centre.add(
        *(
            centre.contact(f"s{day}", queue=night_line.pk, created_at=at(18, 9) - (TODAY - day), agent=stranger.pk)
            for day in days[1:]
        ),
        centre.contact("late", queue=night_line.pk, created_at=at(18, 9, 58), agent=stranger.pk),
    )
    rebuild_rollups()

    assert missing_days(account(supervisor), queues=[Choice(night_line.pk, night_line.name)], today=TODAY) == []
    assert latest_moment(account(supervisor), [night_line.pk]) < latest_moment(account(stranger), [night_line.pk])


@pytest.mark.covers("N3")
def test_a_slot_keeps_the_client_its_team_worked_for_on_that_day(night_line: Queue, tree: Tree) -> None:
    shares = dict(QueueSlot.objects.filter(queue=night_line).values_list("client_id", "offered"))

    assert shares == {tree.qinghe.pk: OURS, tree.yunfan.pk: THEIRS, None: UNANSWERED}


def all_slots() -> list[tuple[object, ...]]:
    """Every slot, in an order of its own."""
    fields = [field.attname for field in QueueSlot._meta.concrete_fields if not field.primary_key]
    return sorted(QueueSlot.objects.values_list(*fields), key=repr)


@pytest.mark.covers("N3", "A1")
def test_a_team_that_changed_clients_takes_its_share_of_a_queue_along_from_that_day_on(
    night_line: Queue, centre: Centre, hr: Employee, stranger: Employee, tree: Tree
) -> None:
    # Half past midnight in Shanghai is the day before in UTC; the marks must reach it.
    centre.add(centre.contact("old", queue=night_line.pk, created_at=at(12, 9), agent=stranger.pk))
    centre.add(centre.contact("early", queue=night_line.pk, created_at=at(16, 0, 30), agent=stranger.pk))
    rebuild_rollups()
    move_unit(unit_id=tree.ticketing.pk, to=tree.qinghe, on=at(16, 0).date(), reason="改签", by=account(hr))
    assert events.deliver() >= 1
    refresh_rollups(now=NOW, today=TODAY)
    by_marks = all_slots()

    shares = dict(QueueSlot.objects.values_list("client_id").annotate(n=Sum("offered")))
    assert shares == {tree.qinghe.pk: OURS + THEIRS + 1, tree.yunfan.pk: 1, None: UNANSWERED}
    rebuild_rollups()
    assert all_slots() == by_marks


@pytest.mark.covers("N3", "A1")
def test_a_unit_closed_in_the_past_serves_no_client_since(night_line: Queue, hr: Employee, tree: Tree) -> None:
    Membership.objects.filter(unit=tree.ticketing).update(valid_to=TODAY)
    close_unit(unit_id=tree.ticketing.pk, on=TODAY, reason="合并", by=account(hr))
    events.deliver()
    refresh_rollups(now=NOW, today=TODAY)

    assert not QueueSlot.objects.filter(client=tree.yunfan).exists()
    by_marks = all_slots()
    rebuild_rollups()
    assert all_slots() == by_marks
