"""Whoever left those an announcement is for keeps what they were given, and gets nothing that came later."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Announcement
from dengta.domains.communication.services import announcements, following_up
from dengta.domains.communication.services.announcements import Words
from dengta.domains.people.models import Employee, Membership
from tests.cast import Tree
from tests.communication.announcing import DAY, account, announce, confirm, publish
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def revise(
    announcement: Announcement, by: Employee, *, title: str, body: str, now: datetime, asks_again: bool = True
) -> None:
    """The next version, published."""
    words = Words(
        title, body, change_note="新的约定", asks_again=asks_again, effective_at=now + 5 * DAY, confirm_by=now + 4 * DAY
    )
    announcements.edit_announcement(announcement_id=announcement.pk, words=words, frame=None, by=account(by), now=now)
    publish(announcement, by, now=now)


@pytest.mark.covers("K6", "N3")
def test_whoever_moved_reads_what_they_were_given_and_no_later_version(
    *, leader: Employee, agent: Employee, peer: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:  # fmt: skip
    announcement = announce(leader, tree.aftersales_1, title="老客户规则", body="七天内可退。")
    confirm(announcement, agent)
    Membership.objects.filter(employee=agent).update(unit=tree.ticketing)
    # The daily look at the audience has not been yet: who is out of it is seen when the next version goes out.
    with time_machine.travel(NOW + DAY, tick=True):
        revise(announcement, leader, title="老客户新规则", body="机密新价格。", now=NOW + DAY)
        page = reverse("announcements:one", args=[announcement.pk])
        moved, stays = signed_in(agent), signed_in(peer)
        shown = moved.get(page).content.decode()
        assert "七天内可退" in shown
        assert "老客户规则" in shown
        for answer in (
            moved.get(page),
            moved.get(reverse("announcements:list")),
            moved.get(reverse("search"), {"q": "新规则"}),
        ):
            assert "机密新价格" not in answer.content.decode()
            assert "老客户新规则" not in answer.content.decode()
        assert "老客户规则" in moved.get(reverse("announcements:list")).content.decode()
        assert moved.get(reverse("announcements:standing", args=[announcement.pk])).status_code == 404
        assert moved.post(reverse("announcements:confirm", args=[announcement.pk])).status_code == 404
        assert "机密新价格" in stays.get(page).content.decode()
        assert "老客户新规则" in stays.get(reverse("announcements:list")).content.decode()


@pytest.mark.covers("K6")
def test_what_was_published_before_the_move_stays_readable_and_the_way_back_opens_the_rest(
    *, leader: Employee, agent: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:  # fmt: skip
    announcement = announce(leader, tree.aftersales_1, body="第一版。")
    revise(announcement, leader, title="退换货规则", body="第二版。", now=NOW + timedelta(hours=1), asks_again=False)
    Membership.objects.filter(employee=agent).update(unit=tree.aftersales_2)
    following_up.follow_audience(now=NOW + DAY)
    revise(announcement, leader, title="退换货规则", body="第三版。", now=NOW + 2 * DAY, asks_again=False)
    page = reverse("announcements:one", args=[announcement.pk])
    shown = signed_in(agent).get(page).content.decode()
    assert "第二版" in shown
    assert "第三版" not in shown
    Membership.objects.filter(employee=agent).update(unit=tree.aftersales_1)
    following_up.follow_audience(now=NOW + 3 * DAY)
    assert "第三版" in signed_in(agent).get(page).content.decode()
