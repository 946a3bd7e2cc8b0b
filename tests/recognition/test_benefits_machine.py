"""The life of grants as a machine: whatever people and days do, nothing is given twice, nothing is taken that is not
there, and nothing runs out that the house has not booked."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Grant, Reward
from dengta.domains.recognition.services import grants
from dengta.domains.recognition.services.granting import take_back_reward
from dengta.foundation import events
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.conftest import NOW
from tests.machines import FEW, Workflow, run
from tests.recognition.adopting import account
from tests.recognition.giving import DAY, give

pytestmark = pytest.mark.django_db
LIFE = settings(FEW, max_examples=6, stateful_step_count=12)
who = st.sampled_from(["hr", "hr", "leader", "agent"])
CAN = {"hr", "leader"}
HELD = ("booked", "used", "expired")


class Grants(Workflow):
    """Rewards for one agent, from several parts of the house."""

    cast: dict[str, Employee]

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW

    def tried(self, decide: Any, **options: Any) -> bool:
        try:
            decide(**options, now=self.now)
        except (RuleViolation, NotAllowed):
            return False
        return True

    def at(self, place: int) -> Grant | None:
        rows = list(Grant.objects.order_by("pk"))
        return rows[place % len(rows)] if rows else None

    @rule(form=st.sampled_from(["leave_day", "flexible_work", "gift"]), key=st.sampled_from("ab"))
    def give(self, form: str, key: str) -> None:
        give(self.cast["agent"], form, "2", key=key, now=self.now)
        events.deliver()

    @rule(place=st.integers(0, 3), by=who)
    def book(self, place: int, by: str) -> None:
        row = self.at(place)
        if row is not None:
            done = self.tried(grants.book_grant, grant_id=row.pk, where="假期账户", by=account(self.cast[by]))
            assert done == (row.state == "waiting" and by in CAN)

    @rule(place=st.integers(0, 3), by=who, half_days=st.integers(1, 5), ahead=st.integers(-2, 30))
    def use(self, place: int, by: str, half_days: int, ahead: int) -> None:
        row = self.at(place)
        if row is None:
            return
        quantity, day = Decimal(half_days) / 2, self.now.date() + ahead * DAY
        free = not row.uses.filter(day=day).exists() and row.valid_from <= day <= row.valid_until
        done = self.tried(
            grants.note_use, grant_id=row.pk, day=day, quantity=quantity, by=account(self.cast[by])
        )  # fmt: skip
        assert done == (row.state == "booked" and by in CAN and free and quantity <= row.quantity - row.used)

    @rule(place=st.integers(0, 3))
    def take_back(self, place: int) -> None:
        row = self.at(place)
        if row is not None:
            self.tried(take_back_reward, reward_id=row.reward_id, reason="重复", by=account(self.cast["hr"]))

    @rule(days=st.sampled_from([1, 30, 200]))
    def time_passes(self, days: int) -> None:
        self.now += days * DAY
        grants.follow_grants(now=self.now)
        assert grants.follow_grants(now=self.now) == 0

    @invariant()
    def each_reward_is_kept_once_and_its_balance_adds_up(self) -> None:
        assert Grant.objects.count() == Reward.objects.filter(takes_back=None).count()
        for row in Grant.objects.prefetch_related("uses"):
            taken = sum((use.quantity for use in row.uses.all()), Decimal(0))
            assert row.kind == "gift" or row.used == taken <= row.quantity

    @invariant()
    def nothing_runs_out_that_was_not_booked(self) -> None:
        for row in Grant.objects.all():
            assert row.state not in HELD or row.booked_on is not None


@pytest.mark.covers("H24")
def test_whatever_people_try_balances_add_up_and_nothing_owed_runs_out(
    hr: Employee, leader: Employee, agent: Employee
) -> None:
    run(type("Grants", (Grants,), {"cast": {"hr": hr, "leader": leader, "agent": agent}}), more=LIFE)
