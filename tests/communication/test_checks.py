"""5S checks: lists for a team, put right together, and no ground for anybody's sanction."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dengta.domains.communication.models import CheckItem, Meeting, WorkplaceCheck
from dengta.domains.communication.selectors import checks as selectors
from dengta.domains.communication.services import checks as services
from dengta.domains.people.models import Account, Employee
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
MOST_QUERIES = 12
COSTS: dict[str, int] = {}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
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
    said = {"photo": None, **more}
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
    pointed_at = {
        field.related_model
        for model in (WorkplaceCheck, CheckItem)
        for field in model._meta.get_fields()
        if field.is_relation
    }
    assert Employee not in pointed_at


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
    photo = BytesIO(PNG)
    photo.name = "desk.png"
    judged = judge(item, leader, ok=False, note="线缆散落", due=TODAY, photo=photo)
    address = reverse("files:download", args=[judged.photo_id])
    assert [signed_in(who).get(address).status_code for who in (agent, leader, stranger)] == [200, 200, 404]


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
    assert browser.post(page, {"ok": "no", "note": "线缆散落", "due_on": TODAY.isoformat()}).status_code == 302
    assert browser.post(reverse("checks:fix", args=[item.pk]), {"note": "已归位"}).status_code == 302
    shown = signed_in(agent).get(reverse("checks:check", args=[item.check_of_id])).content.decode()
    assert "线缆散落" in shown
    assert "已归位" in shown
