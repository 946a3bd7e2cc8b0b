"""A bonus above the band, in the browser and in Chinese: noted and refused to one, put forward, approved by a second
person, on the list of the month, paid, received and read by whom it is for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Bonus, PayoutLine, PayoutList
from dengta.foundation.access import Role
from tests.access.frame import House
from tests.cast import Tree
from tests.conftest import NOW
from tests.e2e.conftest import Seat
from tests.e2e.cycle.walking import Walk, a_few, before_one_window
from tests.recognition.bonuses import promise

pytestmark = pytest.mark.browser
TODAY, TWO_WEEKS = NOW.date(), timedelta(days=14)
DEED = "系统故障当晚恢复"


@pytest.fixture
def cast(transactional_db: None, hire: Callable[..., Employee], tree: Tree) -> House:
    """An agent, who leads her, who leads the client, and HR; J1 promises 100 to 300."""
    house = a_few(
        hire, tree,
        leader=(Role.TEAM_LEAD, tree.aftersales_1), supervisor=(Role.SUPERVISOR, tree.qinghe),
        hr=(Role.HR, tree.company),
    )  # fmt: skip
    promise(tree.company, "J1")
    return house


@pytest.fixture
def walk(cast: House, signed_in: Callable[[Employee], Client], seat: Seat, live_server: object) -> Walk:
    """All of them before one window."""
    return before_one_window(cast, seat, signed_in, live_server)


@pytest.mark.covers("R-093", "H11")
def test_a_bonus_above_the_band_goes_through_two_hands_to_the_receipt(walk: Walk) -> None:
    with walk.at(NOW):
        bonus = _is_noted(walk)
        _is_refused_to_one_and_put_forward(walk, bonus)
        walk.sits("supervisor", bonus)
        walk.presses("Approve")
        walk.sits("agent", reverse("bonuses:own"))
        walk.reads(DEED)
    with walk.at(NOW + TWO_WEEKS):
        _is_paid(walk)
        walk.sits("agent", reverse("bonuses:own"))
        walk.presses("I have received it")

    assert PayoutList.objects.get().state == PayoutList.State.RECEIVED
    assert PayoutLine.objects.get().amount == 1500
    assert not walk.faults, "\n".join(walk.faults)


def _is_noted(walk: Walk) -> str:
    walk.sits("leader", reverse("bonuses:waiting"))
    walk.opens_sheet("Reward somebody")
    walk.chooses("Person", walk.house.agent.name)
    walk.chooses("By which clause", "J1")
    walk.enters("What for", DEED)
    walk.enters("Facts known on", TODAY.isoformat())
    walk.presses("Save")
    return reverse("bonuses:bonus", args=[Bonus.objects.get().pk])


def _offers(walk: Walk) -> None:
    walk.chooses("Form of reward", walk.said("Money"))
    walk.enters("Amount", 1500)
    walk.enters("Reason", "当晚协调三方")


def _is_refused_to_one_and_put_forward(walk: Walk, bonus: str) -> None:
    walk.comes_back_to(f"{bonus}give/")
    _offers(walk)
    walk.is_refused("Give the bonus", "第二人")
    walk.comes_back_to(bonus)
    walk.opens_sheet("More than the band")
    _offers(walk)
    walk.enters("Reason that is published", "影响由四小时缩短到一小时")
    walk.presses("Put it before a second person")


def _is_paid(walk: Walk) -> None:
    walk.sits("supervisor", reverse("bonuses:payouts"))
    walk.opens_sheet("Prepare a payout list")
    walk.presses("Prepare it")
    page = reverse("bonuses:payout", args=[PayoutList.objects.get().pk])
    walk.sits("hr", page)
    walk.opens_sheet("Approve the list")
    walk.presses("Approve it")
    walk.opens_sheet("It was paid")
    walk.presses("Enter it")
