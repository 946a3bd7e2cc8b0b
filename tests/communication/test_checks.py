"""5S checks: lists for a team, put right together, and no ground for anybody's sanction."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from dengta.domains.communication.models import CheckItem, Meeting, Todo, WorkplaceCheck
from dengta.domains.communication.selectors import checks as selectors
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.selectors.todos import overdue
from dengta.domains.communication.services import checks as services
from dengta.domains.people.models import Employee
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests import photos
from tests.cast import Tree
from tests.communication.announcing import refuses
from tests.communication.checking import NOTE, fine, first_line, fix, found, started
from tests.communication.talking import TODAY, SignedIn, account
from tests.conftest import NOW
from tests.costs import one_and_many

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def check(leader: Employee, tree: Tree) -> WorkplaceCheck:
    return started(leader, tree)


@pytest.fixture
def item(check: WorkplaceCheck) -> CheckItem:
    return first_line(check)


@pytest.mark.covers("R-122")
def test_no_sanction_rests_on_a_checklist_of_the_team(check: WorkplaceCheck, tree: Tree) -> None:
    for source in (check, check.items.first(), WorkplaceCheck, CheckItem):
        assert source is not None
        assert not selectors.may_sanction_from(source)
        with refuses("no_individual_penalty"):
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
        fine(item, leader)
    found(items[0], leader, leader)
    check.refresh_from_db()
    assert check.closed_at is None
    listed = selectors.checks(account(leader)).get()
    assert (listed.fine, listed.findings, listed.still_open, listed.unanswered) == (len(items) - 1, 1, 1, 0)
    with refuses("fix_needs_words"):
        fix(items[0], leader, note=" ")
    fix(items[0], leader)
    check.refresh_from_db()
    assert check.closed_at == NOW
    with refuses("finding_closed"):
        fix(items[0], leader)
    with refuses("finding_closed"):
        fine(items[0], leader)


@pytest.mark.covers("K17")
def test_a_finding_says_what_and_until_when(item: CheckItem, leader: Employee, agent: Employee) -> None:
    with refuses("finding_needs_words"):
        found(item, leader, leader, note="")
    for due in (None, TODAY - timedelta(days=1)):
        with refuses("finding_needs_day"):
            found(item, leader, leader, due=due)
    with refuses("finding_closed"):
        fix(item, leader)
    for outsider in (agent,):
        with pytest.raises(NotAllowed):
            fine(item, outsider)


def test_a_team_is_checked_once_a_day_by_who_leads_it(
    check: WorkplaceCheck, leader: Employee, other_leader: Employee, agent: Employee, tree: Tree
) -> None:
    with refuses("check_today_already"):
        services.start_check(unit=tree.aftersales_1, by=account(leader), now=NOW)
    for outsider in (other_leader, agent):
        with pytest.raises(NotAllowed):
            services.start_check(unit=tree.aftersales_2, by=account(outsider), now=NOW)
    later = services.start_check(unit=tree.aftersales_1, by=account(leader), now=NOW + timedelta(days=1))
    assert later.pk != check.pk


@pytest.mark.covers("K17")
def test_the_photo_of_a_finding_is_seen_by_the_team_and_by_no_other(
    *, item: CheckItem, leader: Employee, agent: Employee, stranger: Employee, signed_in: SignedIn,
    settings: Settings, tmp_path: Path,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    judged = found(item, leader, leader, photo=photos.photo())
    address = reverse("files:download", args=[judged.photo_id])
    assert [signed_in(who).get(address).status_code for who in (agent, leader, stranger)] == [200, 200, 404]


@pytest.mark.covers("K17")
def test_a_finding_waits_for_who_sees_to_it_and_overdue_for_their_leader_too(
    check: WorkplaceCheck, item: CheckItem, leader: Employee, agent: Employee, peer: Employee
) -> None:
    with refuses("finding_needs_owner"):
        found(item, leader, None)
    found(item, leader, agent)

    waits = Todo.objects.get(kind=services.FINDING)
    assert (waits.employee, waits.url, waits.due_at) == (agent, reverse("checks:fix", args=[item.pk]), end_of(TODAY))
    assert NOTE in waits.title
    assert [notice.account for notice in Notice.objects.filter(kind=services.NOTICE)] == [account(agent)]
    assert not overdue(account(leader), NOW).exists()
    assert [one.employee for one in overdue(account(leader), NOW + timedelta(days=1))] == [agent]

    found(item, leader, peer, due=TODAY + timedelta(days=2))
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
    item: CheckItem, leader: Employee, agent: Employee, stranger: Employee
) -> None:
    with refuses("finding_owner_of_team"):
        found(item, leader, stranger)
    found(item, leader, agent)
    item = fine(item, leader, owner=agent)
    assert (item.owner, item.due_on) == (None, None)
    assert not Todo.objects.filter(kind=services.FINDING).exists()


@pytest.mark.covers("K17")
def test_whoever_sees_to_a_finding_reports_it_put_right_on_the_phone(
    *, check: WorkplaceCheck, item: CheckItem, leader: Employee, agent: Employee, peer: Employee,
    signed_in: SignedIn, settings: Settings, tmp_path: Path,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    found(item, leader, agent)
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
    *, item: CheckItem, leader: Employee, settings: Settings, tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path

    def said(**more: Any) -> CheckItem:
        with django_capture_on_commit_callbacks(execute=True):
            return found(item, leader, leader, **more)

    first = said(photo=photos.photo()).photo
    second = said(photo=photos.screenshot()).photo
    assert first is not None
    assert second is not None
    assert (first.path.exists(), second.path.exists()) == (False, True)
    assert said(note="线缆还散着").photo == second, "other words keep the photo"
    with django_capture_on_commit_callbacks() as after_commit:
        assert fine(item, leader).photo is None
    assert second.path.exists(), "not before the decision is committed"
    for act in after_commit:
        act()
    assert not second.path.exists()


@pytest.mark.covers("K17")
def test_a_hostile_photo_is_refused_with_a_sentence_and_changes_nothing(
    *, item: CheckItem, leader: Employee, signed_in: SignedIn, settings: Settings, tmp_path: Path
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    bomb = SimpleUploadedFile("desk.png", photos.claiming(60_000, 60_000), content_type="image/png")
    said = {"ok": "no", "note": NOTE, "owner": leader.pk, "due_on": TODAY.isoformat(), "photo": bomb}
    answer = signed_in(leader).post(reverse("checks:judge", args=[item.pk]), said)
    assert answer.status_code == 422
    assert "像素" in answer.content.decode() or "pixels" in answer.content.decode()
    item.refresh_from_db()
    assert (item.ok, item.photo) == (None, None)
    assert not list(tmp_path.rglob("*.bin"))


def test_the_list_costs_the_same_for_one_check_and_for_twenty_five(
    tree: Tree, agent: Employee, signed_in: SignedIn, request: pytest.FixtureRequest
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            older = WorkplaceCheck.objects.create(unit=tree.aftersales_1, done_on=TODAY - timedelta(days=30 * number))
            CheckItem.objects.create(check_of=older, area="sort", what="桌面", position=0, ok=True)
        browser = signed_in(agent)
        browser.get(reverse("checks:list"))
        with request.getfixturevalue("django_assert_max_num_queries")(MOST_QUERIES) as spent:
            page = browser.get(reverse("checks:list"))
        assert len(page.context["page"].rows) == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


def test_a_check_goes_from_the_first_line_to_the_last_in_the_browser(
    tree: Tree, leader: Employee, agent: Employee, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    assert browser.post(reverse("checks:new"), {"unit": tree.aftersales_1.pk}).status_code == 302
    item = CheckItem.objects.earliest("position")
    page = reverse("checks:judge", args=[item.pk])
    assert browser.post(page, {"ok": "no", "note": NOTE}).status_code == 422
    said = {"ok": "no", "note": NOTE, "due_on": TODAY.isoformat(), "owner": agent.pk}
    assert browser.post(page, {**said, "owner": ""}).status_code == 422
    assert browser.post(page, said).status_code == 302
    assert browser.post(reverse("checks:fix", args=[item.pk]), {"note": "已归位"}).status_code == 302
    shown = signed_in(agent).get(reverse("checks:check", args=[item.check_of_id])).content.decode()
    assert NOTE in shown
    assert "已归位" in shown
