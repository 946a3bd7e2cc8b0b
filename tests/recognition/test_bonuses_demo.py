"""The demo's year of rewards: within the rules, balanced, and with something left to decide."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.recognition import bonuses as demo
from dengta.domains.people.models import Account, Unit
from dengta.domains.recognition.models import Bonus, MixWarning, PayoutList, Reward
from dengta.domains.recognition.selectors import bonuses as selectors
from dengta.domains.recognition.selectors.payouts import own_lines
from dengta.domains.recognition.selectors.points import balance_of, differences
from tests.recognition.bonuses import promise

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_demo_has_a_year_of_rewards_three_lists_and_something_to_decide() -> None:
    found_organisation(today=NOW.date())
    promise(Unit.objects.get(kind="company"))
    demo.fill(NOW)
    agent, leader = Account.objects.get(username="k10020"), Account.objects.get(username="d80002")

    assert Reward.objects.filter(source="bonus").count() > 80
    assert set(Reward.objects.values_list("form", flat=True)) >= {"cash", "points", "honour", "gift", "flexible_work"}
    assert list(differences()) == []
    assert balance_of(agent.employee.pk) > 0
    assert Reward.objects.filter(employee=agent.employee, source="redemption").exists()
    assert dict(PayoutList.objects.values_list("month__month", "state")) == {8: "paid", 9: "approved", 10: "prepared"}
    assert own_lines(agent).exists()
    assert MixWarning.objects.get().unit.code == "YF2"
    assert selectors.waiting(leader).count() == 3
    assert selectors.published(agent).exists()
    assert selectors.given_nothing(leader, NOW.date()).exists()
    assert not Bonus.objects.filter(decided_at__gt=NOW).exists()
