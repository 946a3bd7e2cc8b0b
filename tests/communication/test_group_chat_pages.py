"""The pages of group chats: who connects, who says what is said there, and what cannot be connected (K15)."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import TeamGroup
from dengta.domains.communication.services import groups as services
from dengta.domains.communication.services.groups import Goes
from dengta.domains.people.models import Employee, Unit
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify import setup
from dengta.foundation.notify.models import GroupRobot
from tests.cast import Tree
from tests.communication.announcing import account, refuses
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.foundation.chat_server import ROBOT_KEY

pytestmark = [pytest.mark.django_db, pytest.mark.covers("K15")]
EVERYTHING = Goes(announcements=True, standups=True, minutes=True)
SignedIn = Callable[[Employee], Client]


@pytest.fixture
def robot() -> GroupRobot:
    """The robot of a group."""
    url = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={ROBOT_KEY}"
    return GroupRobot.objects.create(vendor="wecom", name="售后一组群", url=url)


@pytest.fixture
def group(robot: GroupRobot, admin: Employee, tree: Tree) -> TeamGroup:
    """马超 connected it with 售后一组."""
    return services.connect_group(
        unit_id=tree.aftersales_1.pk, robot_id=robot.pk, goes=EVERYTHING, by=account(admin), now=NOW
    )


def test_whoever_sets_up_channels_connects_and_the_leaders_of_the_unit_say_what_goes_there(  # noqa: PLR0917 - fixtures
    group: TeamGroup, robot: GroupRobot, leader: Employee, supervisor: Employee, other_leader: Employee,
    agent: Employee, admin: Employee, tree: Tree,
) -> None:  # fmt: skip
    less = Goes(announcements=True, standups=False, minutes=False)
    for nobody in (leader, supervisor, other_leader, agent):
        with pytest.raises(NotAllowed):
            services.connect_group(
                unit_id=tree.aftersales_1.pk, robot_id=robot.pk, goes=EVERYTHING, by=account(nobody), now=NOW
            )
    for nobody in (other_leader, agent):
        with pytest.raises(NotAllowed):
            services.change_group(group_id=group.pk, goes=less, by=account(nobody))
        with pytest.raises(NotAllowed):
            services.disconnect_group(group_id=group.pk, by=account(nobody))
    group.refresh_from_db()
    assert group.standups

    services.change_group(group_id=group.pk, goes=less, by=account(leader))
    group.refresh_from_db()
    assert (group.announcements, group.standups, group.minutes) == (True, False, False)
    services.disconnect_group(group_id=group.pk, by=account(supervisor))
    assert not TeamGroup.objects.exists()
    verbs = AuditEntry.objects.filter(verb__startswith="communication.group_").order_by("pk")
    assert [(each.verb.split(".")[1], each.actor_id) for each in verbs] == [
        ("group_connected", admin.account_id), ("group_changed", leader.account_id),
        ("group_disconnected", supervisor.account_id),
    ]  # fmt: skip
    assert not any(ROBOT_KEY in each.facts for each in verbs)


def _off(tree: Tree, robot: GroupRobot) -> tuple[int, UUID]:
    off = GroupRobot.objects.create(vendor="wecom", name="新群", url=robot.url, is_on=False)
    return tree.aftersales_1.pk, off.pk


def _gone(tree: Tree, robot: GroupRobot) -> tuple[int, UUID]:
    return tree.aftersales_2.pk, uuid4()


def _closed(tree: Tree, robot: GroupRobot) -> tuple[int, UUID]:
    Unit.objects.filter(pk=tree.aftersales_2.pk).update(closed_on=NOW.date())
    return tree.aftersales_2.pk, robot.pk


def _twice(tree: Tree, robot: GroupRobot) -> tuple[int, UUID]:
    return tree.aftersales_1.pk, robot.pk


def _beyond(tree: Tree, robot: GroupRobot) -> tuple[int, UUID]:
    return tree.ticketing.pk, robot.pk


@pytest.mark.parametrize(
    ("odd", "code", "sentence"),
    [
        (_off, "group_off", "“新群”的机器人已停用"),
        (_gone, "group_gone", "机器人已移除"),
        (_closed, "group_unit_closed", "售后二组已关闭"),
        (_twice, "group_twice", "已经接入售后一组"),
        (_beyond, "group_of_another_client", "属于另一个甲方"),
    ],
)
def test_what_cannot_be_connected_is_refused_in_a_sentence_and_nothing_is_changed(  # noqa: PLR0917 - fixtures
    odd: Callable[[Tree, GroupRobot], tuple[int, UUID]], code: str, sentence: str, group: TeamGroup, robot: GroupRobot,
    admin: Employee, tree: Tree,
) -> None:  # fmt: skip
    unit_id, robot_id = odd(tree, robot)
    entries = AuditEntry.objects.count()

    with pytest.raises(RuleViolation, match=sentence) as refusal:
        services.connect_group(unit_id=unit_id, robot_id=robot_id, goes=EVERYTHING, by=account(admin), now=NOW)
    assert refusal.value.code == f"communication.{code}"
    assert list(TeamGroup.objects.all()) == [group]
    assert AuditEntry.objects.count() == entries


def test_a_group_in_which_nothing_is_to_be_said_is_disconnected_instead(
    group: TeamGroup, robot: GroupRobot, leader: Employee, admin: Employee
) -> None:
    nothing = Goes(announcements=False, standups=False, minutes=False)
    with refuses("group_says_nothing"):
        services.change_group(group_id=group.pk, goes=nothing, by=account(leader))
    setup.remove_robot(robot_id=robot.pk, by=account(admin))
    with refuses("group_gone"):
        services.change_group(group_id=group.pk, goes=EVERYTHING, by=account(leader))
    services.disconnect_group(group_id=group.pk, by=account(leader))
    assert not TeamGroup.objects.exists()


# --- the pages -------------------------------------------------------------------------------------------


def test_a_group_is_connected_changed_and_disconnected_on_its_pages(
    robot: GroupRobot, admin: Employee, leader: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    browser, page = signed_in(admin), reverse("messages:groups")
    assert "还没有组织接入群聊" in browser.get(page).content.decode()
    posted = {"unit": str(tree.aftersales_1.pk), "robot": str(robot.pk), "announcements": "on"}
    assert browser.post(reverse("messages:group_connect"), posted).status_code == 302
    group = TeamGroup.objects.get()
    assert (group.unit, group.robot, group.announcements, group.standups) == (tree.aftersales_1, robot, True, False)
    again = browser.post(reverse("messages:group_connect"), posted)
    assert (again.status_code, "已经接入售后一组" in again.content.decode()) == (422, True)

    mine = signed_in(leader)
    assert "售后一组群" in mine.get(page).content.decode()
    assert ROBOT_KEY not in mine.get(page).content.decode()
    mine.post(reverse("messages:group", args=[group.pk]), {"minutes": "on"})
    group.refresh_from_db()
    assert (group.announcements, group.minutes) == (False, True)
    mine.post(reverse("messages:group_disconnect", args=[group.pk]))
    assert not TeamGroup.objects.exists()
    assert "由您在这里决定" in mine.get(page).content.decode()


@pytest.mark.parametrize("field", ["robot", "unit"])
def test_a_form_that_lay_open_while_the_group_or_the_unit_went_says_so(
    field: str, robot: GroupRobot, admin: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    posted = {"unit": str(tree.aftersales_2.pk), "robot": str(robot.pk), "minutes": "on"}
    if field == "robot":
        GroupRobot.objects.update(is_on=False)
    else:
        Unit.objects.filter(pk=tree.aftersales_2.pk).update(closed_on=date(2026, 11, 1))
    answer = signed_in(admin).post(reverse("messages:group_connect"), posted)

    assert answer.status_code == 422
    sentence = {"robot": "这个群刚刚被移除或停用了", "unit": "这个组织刚刚关闭了"}[field]
    assert sentence in answer.content.decode()
    assert not TeamGroup.objects.exists()


def test_the_page_is_reached_from_the_channels_and_from_the_announcements(
    admin: Employee, leader: Employee, agent: Employee, signed_in: SignedIn
) -> None:
    groups = reverse("messages:groups")
    channels = signed_in(admin).get(reverse("notify:channels")).content.decode()
    assert f'href="{groups}"' in channels[channels.index("发到群里") :]
    announcements = reverse("announcements:list")
    assert f'href="{groups}"' in signed_in(leader).get(announcements).content.decode()
    assert f'href="{groups}"' not in signed_in(agent).get(announcements).content.decode()


def test_a_leader_sees_the_groups_of_their_own_units_alone(
    group: TeamGroup, leader: Employee, other_leader: Employee, signed_in: SignedIn
) -> None:
    page = reverse("messages:groups")
    assert "售后一组群" in signed_in(leader).get(page).content.decode()
    assert "售后一组群" not in signed_in(other_leader).get(page).content.decode()


def test_the_list_is_narrowed_by_a_part_of_a_name(
    group: TeamGroup, admin: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    TeamGroup.objects.create(unit=tree.ticketing, robot=None, name="票务旧群")
    browser = signed_in(admin)
    for words, found, lost in (("票务", "票务旧群", "售后一组群"), ("售后一组", "售后一组群", "票务旧群")):
        shown = browser.get(reverse("messages:groups"), {"q": words}).content.decode()
        assert (found in shown, lost in shown) == (True, False)
    assert "没有符合条件的群" in browser.get(reverse("messages:groups"), {"q": "无"}).content.decode()


def test_the_list_costs_the_same_for_one_group_and_for_many(
    admin: Employee, tree: Tree, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            robot = GroupRobot.objects.create(vendor="wecom", name=f"群号{number:02d}", url="https://x.example/")
            TeamGroup.objects.create(unit=tree.aftersales_1, robot=robot, name=robot.name)
        browser, page = signed_in(admin), reverse("messages:groups")
        browser.get(page)
        with django_assert_max_num_queries(12) as spent:
            shown = browser.get(page).content.decode()

        assert sum(f"群号{number:02d}" in shown for number in range(rows)) == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs
