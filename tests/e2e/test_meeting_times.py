"""Calling a meeting in a real browser: the quiet times follow the team, and one is taken by keyboard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from dengta.domains.communication.models import Meeting
from dengta.domains.communication.selectors import quiet_times
from dengta.domains.communication.selectors.quiet_times import QuietTimes, covered
from dengta.engines.placing import Floor
from tests.access.frame import House
from tests.conftest import NOW
from tests.e2e.conftest import Seat
from tests.e2e.variants import Variant

pytestmark = pytest.mark.browser
IN_THE_AFTERNOON = NOW.replace(hour=14) + timedelta(days=1)


@pytest.mark.covers("E18", "K3")
@pytest.mark.parametrize("phone", [False, True])
def test_the_quiet_times_follow_the_team_and_one_is_taken_by_keyboard(
    phone: bool, house: House, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_hour = frozenset(covered(IN_THE_AFTERNOON, IN_THE_AFTERNOON + timedelta(minutes=30)))
    team, agent = house.tree.aftersales_1, house.agent.pk
    floor = Floor({agent: half_hour}, {agent: team.pk}, {team.pk: dict.fromkeys(half_hour, 3.0)})
    monkeypatch.setattr(quiet_times, "_provided", [QuietTimes(lambda *_asked: floor, basis="按排班")])
    page = seat(Variant("zh-hans", "light", phone=phone), house.browsers["supervisor"]).new_page()
    page.goto(reverse("meetings:list"))
    page.get_by_role("link", name="召集会议").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_text("选定团队后")).to_be_visible()

    sheet.get_by_label("团队", exact=True).select_option(label=team.name)
    first = sheet.get_by_role("radio").first
    expect(first).to_be_visible()
    sheet.get_by_role("radio", name="其他时间").focus()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_checked()
    sheet.get_by_label("时长").fill("60")
    sheet.get_by_label("时长").press("Tab")
    expect(sheet.get_by_text("看不出")).to_be_visible()
    sheet.get_by_label("时长").fill("30")
    sheet.get_by_label("时长").press("Tab")
    first.check()
    sheet.get_by_role("button", name="召集并通知").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert Meeting.objects.latest("pk").starts_at == IN_THE_AFTERNOON
