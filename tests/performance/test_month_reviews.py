"""Month-end reviews: everybody may present, and rewards come after (R-104)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from dengta.domains.communication.services import meeting_points, meetings
from dengta.domains.people.models import Employee
from dengta.domains.performance.events import MonthReviewClosed
from dengta.domains.performance.models import MonthReview
from dengta.domains.performance.selectors import month_reviews as selectors
from dengta.domains.performance.services import month_reviews as services
from dengta.foundation import events
from dengta.foundation.errors import NotAllowed, Warned, listening
from dengta.foundation.events import registry
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.causing import OCTOBER, account, refused

pytestmark = pytest.mark.django_db
SOON, DURING = NOW + timedelta(hours=2), NOW + timedelta(hours=2, minutes=10)
AFTER = NOW + timedelta(hours=3)


@pytest.fixture
def review(leader: Employee, agent: Employee, peer: Employee, tree: Tree) -> MonthReview:
    """The review of October, called for this afternoon."""
    return services.prepare_review(
        unit=tree.aftersales_1,
        month=OCTOBER,
        starts_at=SOON,
        minutes_long=60,
        place="三楼",
        by=account(leader),
        now=NOW,
    )


@pytest.fixture
def news() -> Iterator[list[MonthReviewClosed]]:
    """What a room above hears."""
    found: list[MonthReviewClosed] = []
    events.subscribe(MonthReviewClosed, "tests.month_review_closed", found.append)
    yield found
    del registry._subscriptions["tests.month_review_closed"]


def write(review: MonthReview, who: Employee, *, presents: bool, now: datetime = NOW) -> None:
    meetings.write_statement(
        meeting_id=review.meeting_id, results="一次解决率提高", mistakes="漏看两次备注", analysis="接起前先看十秒",
        presents=presents, shared=False, by=account(who), now=now,
    )  # fmt: skip


def start(review: MonthReview, by: Employee, now: datetime = DURING) -> MonthReview:
    return services.start_review(review_id=review.pk, by=account(by), now=now)


def decide_something(review: MonthReview, by: Employee, owner: Employee) -> None:
    meeting_points.add_action(
        meeting_id=review.meeting_id, what="更新话术", owner=owner, due_on=NOW.date() + timedelta(days=7),
        by=account(by),
    )  # fmt: skip


def close(review: MonthReview, by: Employee, now: datetime = AFTER) -> MonthReview:
    return services.close_review(review_id=review.pk, by=account(by), now=now)


@pytest.mark.covers("R-104")
def test_preparing_a_review_offers_everybody_a_slot(
    review: MonthReview, agent: Employee, peer: Employee, leader: Employee
) -> None:
    offered = review.meeting.statements.values_list("employee", flat=True)  # type: ignore[attr-defined]

    assert set(offered) == {agent.pk, peer.pk}
    row = selectors.reviews(account(agent)).get()
    assert (row.offered, row.written, row.presenting) == (2, 0, 0)


@pytest.mark.covers("R-104")
def test_whoever_asks_for_a_slot_has_a_turn_in_the_order_in_which_they_wrote(
    review: MonthReview, agent: Employee, peer: Employee, leader: Employee
) -> None:
    write(review, peer, presents=True)
    write(review, agent, presents=True, now=NOW + timedelta(minutes=5))
    start(review, leader)

    turns = selectors.turns(account(leader), review)
    assert [turn.slot.employee for turn in turns] == [peer, agent]
    assert turns[0].statement.mistakes == "漏看两次备注"
    # A colleague reads the agenda, not the words that are not shared.
    seen = selectors.turns(account(agent), review)
    assert [turn.statement is None for turn in seen] == [True, False]


@pytest.mark.covers("R-104")
def test_closing_warns_of_whoever_was_not_offered_a_slot(
    review: MonthReview, agent: Employee, peer: Employee, leader: Employee
) -> None:
    review.meeting.statements.filter(employee=peer).delete()  # type: ignore[attr-defined]
    start(review, leader)
    decide_something(review, leader, agent)

    assert selectors.unheard(review) == ["陈浩然"]
    with listening(to_warnings=True), pytest.raises(Warned) as warned:
        close(review, leader)
    assert warned.value.facts == {"names": "陈浩然"}
    review.refresh_from_db()
    assert review.closed_at is None
    # Whoever goes on all the same may: the rule warns.
    assert close(review, leader).closed_at == AFTER


@pytest.mark.covers("R-104")
def test_closing_warns_of_whoever_asked_for_a_slot_in_vain(
    review: MonthReview, agent: Employee, peer: Employee, leader: Employee
) -> None:
    write(review, agent, presents=True)
    write(review, peer, presents=False)
    start(review, leader)
    decide_something(review, leader, agent)
    with listening(to_warnings=True), pytest.raises(Warned):
        close(review, leader)

    slot = review.slots.get()
    services.begin_turn(slot_id=slot.pk, by=account(leader), now=DURING)
    services.end_turn(slot_id=slot.pk, by=account(leader), now=DURING + timedelta(minutes=5))
    with listening(to_warnings=True):
        assert close(review, leader).closed_at == AFTER


def test_giving_the_floor_ends_the_turn_before(
    review: MonthReview, agent: Employee, peer: Employee, leader: Employee
) -> None:
    start(review, leader)
    first, second = (services.add_slot(review_id=review.pk, employee=one, by=account(leader)) for one in (agent, peer))
    assert services.add_slot(review_id=review.pk, employee=agent, by=account(leader)) == first
    services.begin_turn(slot_id=first.pk, by=account(leader), now=DURING)
    services.begin_turn(slot_id=second.pk, by=account(leader), now=DURING + timedelta(minutes=5))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.presented_at, second.presented_at) == (DURING + timedelta(minutes=5), None)


@pytest.mark.covers("R-104")
def test_rewards_follow_once_the_review_is_closed(
    review: MonthReview, agent: Employee, leader: Employee, news: list[MonthReviewClosed], tree: Tree
) -> None:
    start(review, leader)
    decide_something(review, leader, agent)
    assert not selectors.rewards_may_follow(tree.aftersales_1.pk, date(2026, 10, 20))
    close(review, leader)
    events.deliver()

    assert selectors.rewards_may_follow(tree.aftersales_1.pk, date(2026, 10, 20))
    assert [(one.unit, one.month) for one in news] == [(tree.aftersales_1.pk, OCTOBER)]
    with refused("performance.review_closed"):
        close(review, leader)


def test_minutes_published_on_their_own_page_close_the_review_once(
    review: MonthReview, agent: Employee, leader: Employee, news: list[MonthReviewClosed]
) -> None:
    decide_something(review, leader, agent)
    meetings.publish_minutes(meeting_id=review.meeting_id, by=account(leader), now=AFTER)
    events.deliver()
    events.deliver()

    review.refresh_from_db()
    assert (review.closed_at, len(news)) == (AFTER, 1)


def test_a_monthly_meeting_that_is_called_already_becomes_the_review_of_its_month(
    leader: Employee, agent: Employee, other_leader: Employee, tree: Tree
) -> None:
    meeting = meetings.call_meeting(unit=tree.aftersales_1, kind="monthly", starts_at=SOON, by=account(leader), now=NOW)
    weekly = meetings.call_meeting(unit=tree.aftersales_1, kind="weekly", starts_at=SOON, by=account(leader), now=NOW)
    assert [one.pk for one in selectors.meetings_without(account(leader))] == [meeting.pk]
    assert selectors.meetings_without(account(agent)) == []

    with refused("performance.review_needs_monthly"):
        services.prepare_on_meeting(meeting_id=weekly.pk, by=account(leader))
    with pytest.raises(NotAllowed):
        services.prepare_on_meeting(meeting_id=meeting.pk, by=account(agent))
    row = services.prepare_on_meeting(meeting_id=meeting.pk, by=account(leader))
    # On the eighteenth one looks at the month that is ending.
    assert row.month == date(2026, 11, 1)
    with refused("performance.review_there_already"):
        services.prepare_on_meeting(meeting_id=meeting.pk, by=account(leader))


@pytest.mark.parametrize(
    ("held_on", "month"),
    [
        (date(2026, 11, 15), date(2026, 10, 1)),
        (date(2026, 11, 16), date(2026, 11, 1)),
        (date(2027, 1, 4), date(2026, 12, 1)),
        (date(2026, 12, 31), date(2026, 12, 1)),
    ],
)
def test_in_the_first_half_of_a_month_one_looks_back_on_the_month_before(held_on: date, month: date) -> None:
    assert services.month_of(held_on) == month


def test_a_review_begins_once_at_its_time_and_is_led_by_the_leader(
    review: MonthReview, agent: Employee, other_leader: Employee, leader: Employee, stranger: Employee
) -> None:
    with refused("performance.review_early"):
        start(review, leader, now=NOW)
    for person in (agent, other_leader):
        with pytest.raises(NotAllowed):
            start(review, person)
    slot = services.add_slot(review_id=review.pk, employee=agent, by=account(leader))
    with refused("performance.review_not_started"):
        services.begin_turn(slot_id=slot.pk, by=account(leader), now=DURING)
    with refused("performance.review_not_of_the_team"):
        services.add_slot(review_id=review.pk, employee=stranger, by=account(leader))
    start(review, leader)
    with refused("performance.review_started"):
        start(review, leader)


def test_one_review_for_a_month(review: MonthReview, leader: Employee, tree: Tree) -> None:
    with refused("performance.review_there_already"):
        services.prepare_review(
            unit=tree.aftersales_1, month=OCTOBER, starts_at=AFTER, minutes_long=60, place="", by=account(leader),
            now=NOW,
        )  # fmt: skip
