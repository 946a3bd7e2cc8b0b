"""The announcements of the demo centre."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.talk import announcements as demo
from dengta.domains.communication.models import Announcement, Receipt, ReceiptConfirmation, Todo
from dengta.domains.communication.selectors import announcements as selectors
from dengta.domains.people.models import Account

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_demo_centre_has_a_year_of_announcements_and_something_open_for_the_personas() -> None:
    found_organisation(today=NOW.date())
    demo.fill(NOW)
    agent, leader = Account.objects.get(username="k10020"), Account.objects.get(username="d80002")

    assert Announcement.objects.filter(status="published").count() == 30
    waiting = selectors.for_reader(agent).filter(is_mine=True, my_confirmed_at=None, needs_confirmation=True)
    assert waiting.filter(has_test=True).exists()
    assert Todo.objects.filter(employee__account=leader, kind="announcement.escalated").exists()
    confirmed = Receipt.objects.filter(confirmed_at__isnull=False)
    assert not confirmed.filter(confirmed_at__gt=NOW).exists()
    assert not Receipt.objects.filter(read_at__gt=NOW).exists()
    assert ReceiptConfirmation.objects.count() == confirmed.count()
    # Nobody received what was announced before they came.
    assert not [r for r in Receipt.objects.select_related("employee") if r.delivered_at.date() < r.employee.hired_on]
