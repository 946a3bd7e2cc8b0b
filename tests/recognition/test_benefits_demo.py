"""The benefits of the demo: believable, with the days on which they would have come."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.recognition import benefits as demo
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import BenefitList, CareerChance, Grant, LoyaltyPlan, Milestone, Reward
from dengta.domains.recognition.selectors.benefits import balance
from dengta.domains.recognition.selectors.loyalty import ahead
from dengta.domains.recognition.services.grants import follow_grants
from dengta.domains.recognition.services.loyalty import enter_milestones

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_demo_has_a_year_of_benefits_and_the_daily_work_finds_nothing_missing() -> None:
    found_organisation(today=NOW.date())
    demo.fill(NOW)

    assert [plan.number for plan in LoyaltyPlan.objects.order_by("number")] == [1, 2]
    reached = set(Milestone.objects.values_list("years", flat=True))
    assert {3, 5} <= reached
    assert not Reward.objects.filter(granted_on__gt=NOW.date()).exists()
    lists = dict(BenefitList.objects.values_list("occasion", "state").order_by("counts_on"))
    assert lists == {"mid_autumn": "closed", "peak": "drawn", "spring": "draft"}
    fetched = Grant.objects.filter(of_list__occasion="mid_autumn")
    assert fetched.filter(state="used").count() > 100 > fetched.filter(state="waiting").count() > 0
    assert set(CareerChance.objects.values_list("state", flat=True)) == {
        "agreed", "proposed", "done", "declined", "listed",
    }  # fmt: skip
    assert balance(Account.objects.get(username="k10020"))
    assert ahead(Account.objects.get(username="d90003"), NOW.date())
    assert enter_milestones(now=NOW) == 0
    follow_grants(now=NOW)
    assert follow_grants(now=NOW) == 0
