"""5S checks: lists for a team, put right together, and no ground for anybody's sanction."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dengta.domains.communication.models import CheckItem, Meeting, Todo, WorkplaceCheck
from dengta.domains.communication.selectors import checks as selectors
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.selectors.todos import overdue
from dengta.domains.communication.services import checks as services
from dengta.domains.people.models import Account, Employee
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.files.services import redraw
from dengta.foundation.notify.models import Notice
from tests import photos
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
MOST_QUERIES = 12
COSTS: dict[str, int] = {}
Browser = Callable[[Employee], Client]


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=r".", check=lambda raised: raised.code == f"communication.{code}")


@pytest.fixture
def check(leader: Employee, tree: Tree) -> WorkplaceCheck:
    return services.start_check(unit=tree.aftersales_1, by=account(leader), now=NOW)


def judge(
    item: CheckItem, by: Employee, *, ok: bool, note: str = "", due: date | None = None, **more: Any
) -> CheckItem:
    said = {"owner": None if ok else by, **more}
    photo = redraw(more["photo"], most_bytes=services.MOST_BYTES) if "photo" in more else None
    said["photo"] = photo
    return services.judge_item(item_id=item.pk, ok=ok, note=note, due_on=due, by=account(by), now=NOW, **said)


def fix(item: CheckItem, by: Employee, note: str = "已归位") -> CheckItem:
    return services.fix_finding(item_id=item.pk, note=note, photo=None, by=account(by), now=NOW)


@pytest.mark.covers("R-122")
def test_no_sanction_rests_on_a_checklist_of_the_team(check: WorkplaceCheck, tree: Tree) -> None:
    for source in (check, check.items.first(), WorkplaceCheck, CheckItem):
        assert source is not None
        assert not selectors.may_sanction_from(source)
        with refused("no_individual_penalty"):
            services.no_sanction_from(source)
    assert selectors.may_sanction_from(Meeting), "what the rule does not speak of is not touched by it"
    services.no_sanction_from(Meeting)


@pytest.mark.covers("R-122")
def test_the_tables_of_a_check_have_no_place_for_a_person_to_blame() -> None:
    people = {
        (model, field.name)
        for model in (WorkplaceCheck, CheckItem)
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model is Employee
    }
    assert people == {(CheckItem, "owner")}, "only who sees to it that a finding is put right"


@pytest.mark.covers("K17")
def test_a_check_is_closed_only_when_every_line_is_judged_and_every_finding_put_right(
    check: WorkplaceCheck, leader: Employee
) -> None:
    items = list(selectors.items_of(check))
    assert {item.area for item in items} == set(CheckItem.Area.values)
    for item in items[1:]:
        judge(item, leader, ok=True)
    judge(items[0], leader, ok=False, note="线缆散落", due=TODAY)
    check.refresh_from_db()
    assert check.closed_at is None
    listed = selectors.checks(account(leader)).get()
    assert (listed.fine, listed.findings, listed.still_open, listed.unanswered) == (len(items) - 1, 1, 1, 0)
    with refused("fix_needs_words"):
        fix(items[0], leader, note=" ")
    fix(items[0], leader)
    check.refresh_from_db()
    assert check.closed_at == NOW
    with refused("finding_closed"):
        fix(items[0], leader)
    with refused("finding_closed"):
        judge(items[0], leader, ok=True)


@pytest.mark.covers("K17")
def test_a_finding_says_what_and_until_when(check: WorkplaceCheck, leader: Employee, agent: Employee) -> None:
    item = check.items.first()
    assert item is not None
    with refused("finding_needs_words"):
        judge(item, leader, ok=False, due=TODAY)
    for due in (None, TODAY - timedelta(days=1)):
        with refused("finding_needs_day"):
            judge(item, leader, ok=False, note="线缆散落", due=due)
    with refused("finding_closed"):
        fix(item, leader)
    for outsider in (agent,):
        with pytest.raises(NotAllowed):
            judge(item, outsider, ok=True)


def test_a_team_is_checked_once_a_day_by_who_leads_it(
    check: WorkplaceCheck, leader: Employee, other_leader: Employee, agent: Employee, tree: Tree
) -> None:
    with refused("check_today_already"):
        services.start_check(unit=tree.aftersales_1, by=account(leader), now=NOW)
    for outsider in (other_leader, agent):
        with pytest.raises(NotAllowed):
            services.start_check(unit=tree.aftersales_2, by=account(outsider), now=NOW)
    later = services.start_check(unit=tree.aftersales_1, by=account(leader), now=NOW + timedelta(days=1))
    assert later.pk != check.pk


@pytest.mark.covers("K17")
def test_the_photo_of_a_finding_is_seen_by_the_team_and_by_no_other(
    *, check: WorkplaceCheck, leader: Employee, agent: Employee, stranger: Employee, signed_in: Browser,
    settings: Settings, tmp_path: Path,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    item = check.items.first()
    assert item is not None
    judged = judge(item, leader, ok=False, note="线缆散落", due=TODAY, photo=photos.photo())
    address = reverse("files:download", args=[judged.photo_id])
    assert [signed_in(who).get(address).status_code for who in (agent, leader, stranger)] == [200, 200, 404]


@pytest.mark.covers("K17")
def test_a_finding_waits_for_who_sees_to_it_and_overdue_for_their_leader_too(
    check: WorkplaceCheck, leader: Employee, agent: Employee, peer: Employee
) -> None:
    item = check.items.first()
    assert item is not None
    with refused("finding_needs_owner"):
        judge(item, leader, ok=False, note="线缆散落", due=TODAY, owner=None)
    judge(item, leader, ok=False, note="线缆散落", due=TODAY, owner=agent)

    waits = Todo.objects.get(kind=services.FINDING)
    assert (waits.employee, waits.url, waits.due_at) == (agent, reverse("checks:fix", args=[item.pk]), end_of(TODAY))
    assert "线缆散落" in waits.title
    assert [notice.account for notice in Notice.objects.filter(kind=services.NOTICE)] == [account(agent)]
    assert not overdue(account(leader), NOW).exists()
    assert [one.employee for one in overdue(account(leader), NOW + timedelta(days=1))] == [agent]

    judge(item, leader, ok=False, note="线缆散落", due=TODAY + timedelta(days=2), owner=peer)
    waits = Todo.objects.get(kind=services.FINDING)
    assert (waits.employee, waits.due_at) == (peer, end_of(TODAY + timedelta(days=2)))
    with pytest.raises(NotAllowed):
        fix(item, agent)
    fix(item, peer)
    assert not Todo.objects.filter(kind=services.FINDING).exists()
    check.refresh_from_db()
    assert selectors.checks(account(leader)).get().still_open == 0


@pytest.mark.covers("K17")
def test_what_turns_out_to_be_fine_waits_for_nobody_and_only_the_team_sees_to_findings(
    check: WorkplaceCheck, leader: Employee, agent: Employee, stranger: Employee
) -> None:
    item = check.items.first()
    assert item is not None
    with refused("finding_owner_of_team"):
        judge(item, leader, ok=False, note="线缆散落", due=TODAY, owner=stranger)
    judge(item, leader, ok=False, note="线缆散落", due=TODAY, owner=agent)
    item = judge(item, leader, ok=True, owner=agent)
    assert (item.owner, item.due_on) == (None, None)
    assert not Todo.objects.filter(kind=services.FINDING).exists()


@pytest.mark.covers("K17")
def test_whoever_sees_to_a_finding_reports_it_put_right_on_the_phone(
    *, check: WorkplaceCheck, leader: Employee, agent: Employee, peer: Employee, signed_in: Browser, settings: Settings,
    tmp_path: Path,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    item = check.items.first()
    assert item is not None
    judge(item, leader, ok=False, note="线缆散落", due=TODAY, owner=agent)
    address = reverse("checks:fix", args=[item.pk])
    page = reverse("checks:check", args=[check.pk])
    assert signed_in(peer).get(address).status_code == 404
    assert address not in signed_in(peer).get(page).content.decode()
    shown = signed_in(agent).get(page).content.decode()
    assert address in shown
    assert "李佳怡" in shown
    photo = SimpleUploadedFile("after.jpg", photos.photo().getvalue(), content_type="image/jpeg")
    assert signed_in(agent).post(address, {"note": "已归位", "photo": photo}).status_code == 302
    item.refresh_from_db()
    assert item.fixed_at is not None
    assert item.fix_photo is not None
    assert photos.CANARY.encode() not in item.fix_photo.path.read_bytes()


@pytest.mark.covers("K17")
def test_a_photo_that_is_replaced_or_no_longer_needed_is_gone_from_the_disk(
    *, check: WorkplaceCheck, leader: Employee, settings: Settings, tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    item = check.items.first()
    assert item is not None

    def said(**more: Any) -> CheckItem:
        with django_capture_on_commit_callbacks(execute=True):
            return judge(item, leader, **more)

    first = said(ok=False, note="线缆散落", due=TODAY, photo=photos.photo()).photo
    second = said(ok=False, note="线缆散落", due=TODAY, photo=photos.screenshot()).photo
    assert first is not None
    assert second is not None
    assert (first.path.exists(), second.path.exists()) == (False, True)
    assert said(ok=False, note="线缆还散着", due=TODAY).photo == second, "other words keep the photo"
    with django_capture_on_commit_callbacks() as after_commit:
        assert judge(item, leader, ok=True).photo is None
    assert second.path.exists(), "not before the decision is committed"
    for act in after_commit:
        act()
    assert not second.path.exists()


@pytest.mark.covers("K17")
def test_a_hostile_photo_is_refused_with_a_sentence_and_changes_nothing(
    *, check: WorkplaceCheck, leader: Employee, signed_in: Browser, settings: Settings, tmp_path: Path
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    item = check.items.first()
    assert item is not None
    bomb = SimpleUploadedFile("desk.png", photos.claiming(60_000, 60_000), content_type="image/png")
    said = {"ok": "no", "note": "线缆散落", "owner": leader.pk, "due_on": TODAY.isoformat(), "photo": bomb}
    answer = signed_in(leader).post(reverse("checks:judge", args=[item.pk]), said)
    assert answer.status_code == 422
    assert "像素" in answer.content.decode() or "pixels" in answer.content.decode()
    item.refresh_from_db()
    assert (item.ok, item.photo) == (None, None)
    assert not list(tmp_path.rglob("*.bin"))


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_for_one_check_and_for_twenty_five(
    rows: int, tree: Tree, agent: Employee, signed_in: Browser, request: pytest.FixtureRequest
) -> None:
    for number in range(rows):
        found = WorkplaceCheck.objects.create(unit=tree.aftersales_1, done_on=TODAY - timedelta(days=30 * number))
        CheckItem.objects.create(check_of=found, area="sort", what="桌面", position=0, ok=True)
    browser = signed_in(agent)
    browser.get(reverse("checks:list"))
    with request.getfixturevalue("django_assert_max_num_queries")(MOST_QUERIES) as spent:
        page = browser.get(reverse("checks:list"))
    assert len(page.context["page"].rows) == rows
    assert len(spent) == COSTS.setdefault("checks", len(spent))


def test_a_check_goes_from_the_first_line_to_the_last_in_the_browser(
    tree: Tree, leader: Employee, agent: Employee, signed_in: Browser
) -> None:
    browser = signed_in(leader)
    assert browser.post(reverse("checks:new"), {"unit": tree.aftersales_1.pk}).status_code == 302
    item = CheckItem.objects.earliest("position")
    page = reverse("checks:judge", args=[item.pk])
    assert browser.post(page, {"ok": "no", "note": "线缆散落"}).status_code == 422
    said = {"ok": "no", "note": "线缆散落", "due_on": TODAY.isoformat(), "owner": agent.pk}
    assert browser.post(page, {**said, "owner": ""}).status_code == 422
    assert browser.post(page, said).status_code == 302
    assert browser.post(reverse("checks:fix", args=[item.pk]), {"note": "已归位"}).status_code == 302
    shown = signed_in(agent).get(reverse("checks:check", args=[item.check_of_id])).content.decode()
    assert "线缆散落" in shown
    assert "已归位" in shown
