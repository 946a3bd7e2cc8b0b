"""What is given as time or a thing reaches whoever books it, is taken, and expires only once it was booked (H24)."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest

from dengta.domains.communication.models import TeamEvent, Todo
from dengta.domains.people.models import Employee
from dengta.domains.recognition.events import BenefitGranted
from dengta.domains.recognition.models import Grant, Reward
from dengta.domains.recognition.selectors.benefits import balance
from dengta.domains.recognition.services import grants, takers
from dengta.domains.recognition.services.granting import take_back_reward
from dengta.domains.recognition.services.trips import book_trip
from dengta.foundation import events
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.giving import DAY, TODAY, give, granted

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]


@pytest.fixture
def roster(monkeypatch: pytest.MonkeyPatch) -> list[BenefitGranted]:
    """A room above that books days of leave by itself."""
    taken: list[BenefitGranted] = []
    released: list[int] = []
    monkeypatch.setattr(takers, "_takers", {})
    takers.register_taker(
        "leave_day", "attendance", label="假期账户", take=taken.append,
        release=lambda grant, now: released.append(grant),
    )  # fmt: skip
    return taken


@pytest.mark.covers("H24")
@pytest.mark.parametrize("form", ["flexible_work", "leave_day", "trip", "gift"])
def test_a_reward_of_time_or_a_thing_is_kept_once_whichever_part_gave_it(agent: Employee, form: str) -> None:
    give(agent, form, "2")

    events.deliver()
    news = BenefitGranted  # the news of the grant follows
    row = Grant.objects.get()
    assert (row.employee, row.kind, row.state) == (agent, form, "waiting")
    assert row.quantity == (2 if form in ("flexible_work", "leave_day") else 1)
    assert row.valid_until == date(2027, 11, 18)
    assert news.__dataclass_params__.frozen  # type: ignore[attr-defined]
    grants.keep_grant(reward_id=row.reward_id, now=NOW)
    assert Grant.objects.count() == 1


def test_money_points_honours_and_chances_are_no_grants(agent: Employee) -> None:
    for form in ("cash", "points", "honour", "chance"):
        give(agent, form)

    events.deliver()
    assert not Grant.objects.exists()


@pytest.mark.covers("H24")
def test_where_a_room_takes_it_nobody_is_asked(agent: Employee, hr: Employee, roster: list[BenefitGranted]) -> None:
    row = granted(agent)

    assert [(one.employee, one.quantity, one.kind) for one in roster] == [(agent.pk, "2.00", "leave_day")]
    assert (row.state, row.taker, row.booked_where) == ("booked", "attendance", "假期账户")
    assert not Todo.objects.exists()
    grants.note_use(grant_id=row.pk, day=TODAY + DAY, quantity=Decimal(1), by=None, now=NOW)
    row.refresh_from_db()
    assert row.left == 1


@pytest.mark.covers("H24")
def test_as_long_as_no_room_takes_it_hr_books_it_by_hand_and_confirms(agent: Employee, hr: Employee) -> None:
    row = granted(agent)
    assert list(Todo.objects.values_list("employee", "kind")) == [(hr.pk, "recognition.benefit_to_book")]
    with refused("recognition.text_missing"):
        grants.book_grant(grant_id=row.pk, where=" ", by=account(hr), now=NOW)

    grants.book_grant(grant_id=row.pk, where="假期账户 2 天", by=account(hr), now=NOW)

    row.refresh_from_db()
    assert (row.state, row.booked_on, row.booked_by) == ("booked", TODAY, hr.account)
    assert not Todo.objects.exists()
    assert Notice.objects.filter(account=agent.account, body="假期账户 2 天").exists()


def test_what_waits_is_offered_to_a_room_that_comes_later(
    agent: Employee, hr: Employee, request: pytest.FixtureRequest
) -> None:
    row = granted(agent)
    taken = request.getfixturevalue("roster")

    assert grants.follow_grants(now=NOW) == 1
    assert grants.follow_grants(now=NOW) == 0
    row.refresh_from_db()
    assert (row.state, len(taken)) == ("booked", 1)
    assert not Todo.objects.exists()


def test_a_room_that_cannot_leaves_it_to_a_person(
    agent: Employee, hr: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(news: BenefitGranted) -> None:
        raise RuleViolation("recognition.grant_not_now", state="")

    monkeypatch.setattr(takers, "_takers", {})
    takers.register_taker("leave_day", "attendance", label="", take=cannot, release=lambda grant, now: None)
    assert granted(agent).state == "waiting"
    assert Todo.objects.filter(employee=hr).exists()


def test_one_kind_has_one_taker(roster: list[BenefitGranted]) -> None:
    with pytest.raises(ValueError, match="attendance"):
        takers.register_taker("leave_day", "other", label="", take=print, release=print)


@pytest.mark.covers("H24")
def test_a_trip_is_booked_with_its_cover_by_whoever_leads_and_reaches_the_event(
    agent: Employee, leader: Employee, hr: Employee, tree: Tree
) -> None:
    row = granted(agent, "trip", "3000")
    event = TeamEvent.objects.create(
        unit=tree.aftersales_1, title="青岛三日", starts_at=NOW + 20 * DAY, sign_up_until=NOW + 10 * DAY, budget=0
    )
    assert list(Todo.objects.values_list("employee", "kind")) == [(leader.pk, "recognition.trip_to_cover")]
    days = {"starts_on": TODAY + 20 * DAY, "ends_on": TODAY + 22 * DAY, "event": event.pk}
    with refused("recognition.trip_needs_cover"):
        book_trip(grant_id=row.pk, **days, cover=" ", by=account(leader), now=NOW)  # type: ignore[arg-type]
    with refused("recognition.trip_needs_cover"):
        grants.book_grant(grant_id=row.pk, where="旅行社", by=account(hr), now=NOW)

    book_trip(grant_id=row.pk, **days, cover="二组支援两席", by=account(leader), now=NOW)  # type: ignore[arg-type]

    event.refresh_from_db()
    row.refresh_from_db()
    assert event.cover == "二组支援两席"
    assert (row.state, row.event) == ("booked", event)
    assert "二组支援两席" in row.booked_where


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (1, 400)])
def test_a_trip_lies_ahead_and_within_its_validity(agent: Employee, leader: Employee, start: int, end: int) -> None:
    row = granted(agent, "trip")

    with refused("recognition.trip_days"):
        book_trip(
            grant_id=row.pk, starts_on=TODAY + start * DAY, ends_on=TODAY + end * DAY, cover="二组", event=None,
            by=account(leader), now=NOW,
        )  # fmt: skip


def test_an_event_that_somebody_else_plans_takes_no_cover(
    agent: Employee, leader: Employee, tree: Tree
) -> None:  # fmt: skip
    row = granted(agent, "trip")
    event = TeamEvent.objects.create(
        unit=tree.ticketing, title="成都", starts_at=NOW + 20 * DAY, sign_up_until=NOW + 10 * DAY, budget=0
    )

    with refused("recognition.trip_event_unknown"):
        book_trip(
            grant_id=row.pk, starts_on=TODAY + DAY, ends_on=TODAY + DAY, cover="二组", event=event.pk,
            by=account(leader), now=NOW,
        )  # fmt: skip


@pytest.mark.covers("H24")
def test_the_balance_falls_with_every_day_taken_and_never_below_nothing(agent: Employee, hr: Employee) -> None:
    row = granted(agent)
    grants.book_grant(grant_id=row.pk, where="假期账户", by=account(hr), now=NOW)

    def use(quantity: str, day: date) -> None:
        grants.note_use(grant_id=row.pk, day=day, quantity=Decimal(quantity), by=account(hr), now=NOW)

    use("0.5", TODAY)
    assert [(one.left, one.until) for one in balance(account(agent))] == [(Decimal("1.5"), row.valid_until)]
    with refused("recognition.grant_used_that_day"):
        use("0.5", TODAY)
    with refused("recognition.grant_balance_short"):
        use("2", TODAY + DAY)
    with refused("recognition.grant_not_valid"):
        use("1", row.valid_until + DAY)
    use("1.5", TODAY + DAY)
    row.refresh_from_db()
    assert (row.state, row.left) == ("used", Decimal(0))
    assert not balance(account(agent))


@pytest.mark.covers("H24")
def test_what_the_house_has_not_booked_never_runs_out(agent: Employee, peer: Employee, hr: Employee) -> None:
    waiting, booked = granted(agent), granted(peer)
    grants.book_grant(grant_id=booked.pk, where="假期账户", by=account(hr), now=NOW)
    soon, over = _at(booked.valid_until - 20 * DAY), _at(booked.valid_until + DAY)

    assert grants.follow_grants(now=soon) == 1
    assert grants.follow_grants(now=soon + DAY) == 0
    assert Notice.objects.filter(account=peer.account).count() == 2
    assert grants.follow_grants(now=over) == 1
    assert grants.follow_grants(now=over) == 0
    assert [Grant.objects.get(pk=one.pk).state for one in (waiting, booked)] == ["waiting", "expired"]
    with refused("recognition.grant_not_longer"):
        grants.extend_grant(grant_id=booked.pk, until=booked.valid_until, why="病假", by=account(hr), now=over)
    grants.extend_grant(grant_id=booked.pk, until=over.date() + 30 * DAY, why="病假", by=account(hr), now=over)
    assert Grant.objects.get(pk=booked.pk).state == "booked"


def test_a_reward_given_by_mistake_leaves_nothing_to_take(agent: Employee, hr: Employee) -> None:
    row = granted(agent)
    take_back_reward(reward_id=row.reward_id, reason="重复登记", by=account(hr), now=NOW)

    assert grants.follow_grants(now=NOW) == 1
    assert grants.follow_grants(now=NOW) == 0
    row.refresh_from_db()
    assert (row.state, row.left) == ("cancelled", Decimal(0))
    assert not Todo.objects.exists()
    assert Reward.objects.count() == 2


def test_nobody_gives_out_their_own_nor_what_is_beyond_their_reach(
    leader: Employee, agent: Employee, other_leader: Employee
) -> None:
    own, others = granted(leader, "gift"), granted(agent, "gift", key="2")

    for by, row in ((leader, own), (other_leader, others), (agent, others)):
        with pytest.raises(NotAllowed):
            grants.book_grant(grant_id=row.pk, where="", by=account(by), now=NOW)
    grants.book_grant(grant_id=others.pk, where="", by=account(leader), now=NOW)
    others.refresh_from_db()
    assert (others.state, others.booked_where, others.booked_by) == ("used", agent.name, leader.account)


def _at(day: date) -> datetime:
    return datetime.combine(day, NOW.timetz())


@pytest.mark.covers("H13", "H24")
def test_what_the_house_books_late_can_still_be_taken(
    agent: Employee, leader: Employee, hr: Employee, roster: list[BenefitGranted]
) -> None:
    row, trip = granted(agent, "flexible_work", "1"), granted(agent, "trip", key="2")
    Grant.objects.update(valid_until=TODAY + DAY)
    late = NOW + 10 * DAY

    grants.book_grant(grant_id=row.pk, where="班表", by=account(hr), now=late)
    start = late.date() + 20 * DAY
    book_trip(
        grant_id=trip.pk, starts_on=start, ends_on=start, cover="二组支援", event=None, by=account(leader), now=late
    )
    grants.follow_grants(now=late)

    row.refresh_from_db()
    assert (row.state, row.valid_until) == ("booked", late.date() + 30 * DAY)
    grants.note_use(grant_id=row.pk, day=row.valid_until, quantity=Decimal("0.5"), by=account(hr), now=late)
    grants.follow_grants(now=late + 31 * DAY)
    assert set(Grant.objects.values_list("state", flat=True)) == {"expired"}


@pytest.mark.covers("H24")
def test_a_room_that_takes_it_late_is_told_how_long_it_holds_then(
    agent: Employee, hr: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted(agent)
    Grant.objects.update(valid_until=TODAY + DAY)
    taken: list[BenefitGranted] = []
    monkeypatch.setattr(takers, "_takers", {})
    takers.register_taker("leave_day", "attendance", label="假期账户", take=taken.append, release=lambda *_all: None)
    grants.follow_grants(now=NOW + 10 * DAY)

    row = Grant.objects.get()
    assert row.state == "booked"
    assert [one.valid_until for one in taken] == [row.valid_until] == [TODAY + 40 * DAY]
