"""The cases of the demo: in all states, through the services, and each replays to itself."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.recognition import cases, rule_book
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Case, CaseApproval
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_replay import differing

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_demo_has_a_case_in_every_state_and_each_replays_to_itself() -> None:
    found_organisation(today=NOW.date())
    rule_book.fill(NOW)
    cases.fill(NOW)

    states = set(Case.objects.values_list("state", flat=True))
    assert states == set(Case.State.values)
    closings = set(Case.objects.exclude(closing="").values_list("closing", flat=True))
    assert closings == {"lifted", "shielded", "other_cause"}
    assert Case.objects.filter(escalated_at__isnull=False, executed_on=None).count() == 1
    assert Case.objects.filter(extended_until__isnull=False).count() == 1
    assert set(CaseApproval.objects.filter(given_at=None).values_list("ground", flat=True)) == {"hr", "protected"}
    assert not [one.number for one in Case.objects.all() if differing(one)]
    assert policies.own(Account.objects.get(username="k10020")).count() == 3
    assert not Case.objects.filter(opened_at__gt=NOW).exists()
