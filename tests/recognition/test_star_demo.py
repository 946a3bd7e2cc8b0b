"""A year of Service Stars of the demo: every state, and each reckoned again with the same result."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.recognition import stars as demo
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Contest, Reward, StarMonth
from dengta.domains.recognition.selectors import stars as selectors

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_demo_has_a_year_of_stars_in_every_state_that_can_be_reckoned_again() -> None:
    found_organisation(today=NOW.date())
    demo.fill(NOW)

    months = list(StarMonth.objects.select_related("criteria", "unit"))
    assert sum(one.unit.code == "QH" for one in months) == 12
    assert {one.state for one in months} == set(StarMonth.State.values)
    assert all(selectors.recount(one).holds for one in months)
    agent = Account.objects.get(username="k10020")
    voting = next(one for one in months if one.state == StarMonth.State.VOTING)
    assert selectors.may_vote(agent, voting, NOW.date())
    spread, _few = selectors.distribution(voting)
    assert sum(share.people for share in spread) > 30
    assert selectors.top_list(voting)
    assert {one.verdict for one in Contest.objects.all()} >= {""}
    assert set(Reward.objects.values_list("source", flat=True)) >= {"service_star", "tier"}
    assert not Reward.objects.filter(granted_on__gt=NOW.date()).exists()
