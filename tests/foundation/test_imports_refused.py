"""Rows put aside go back to whoever brought them; to anybody else they are an export like every other."""

import json
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people import policies
from dengta.domains.people.models import Employee
from dengta.foundation.access import Action, Permission, Reach, Role, permission
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import register_sentences
from dengta.foundation.exports import gate
from dengta.foundation.exports.models import Export
from dengta.foundation.imports import targets
from dengta.foundation.imports.models import Import
from dengta.foundation.releases.models import ExportRequest
from dengta.foundation.settings.models import ParameterValue
from tests.cast import Tree
from tests.foundation.importing import CALLS, staged

Browser = Callable[[Employee], Client]
HEADING = "工单号,坐席,创建时间,时长,备注\n"
# Five refused rows that name three people, and one that names none.
AGENTS = ("K1", "K2", "K2", "K3", " K3 ", "")
FILE = HEADING + "".join(f"T{n},{agent},2026-11-02 09:00,never,\n" for n, agent in enumerate(AGENTS))


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Three people are many."""
    monkeypatch.setattr(targets, "_targets", {CALLS.name: CALLS})
    register_sentences({"tests.unknown_agent": "{agent} 不在组织中"})
    ParameterValue.objects.create(name=gate.BULK.name, value=2, valid_from=date(2026, 1, 1))


@pytest.fixture
def other_hr(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """钱芳, the second HR of the company."""
    return hire("钱芳", None, number="K90005", role=Role.HR, at=tree.company)


@pytest.fixture
def brought(hr: Employee) -> Import:
    """A file that 孙丽 brought, with six rows put aside."""
    job = staged(FILE, by=hr.account)
    assert job.quarantined == 6
    return job


@pytest.fixture
def by_name() -> Iterator[None]:
    """Permissions made by a test leave the registry again."""
    before = dict(permission._registry)
    yield
    permission._registry.clear()
    permission._registry.update(before)


def address(job: Import) -> str:
    return f"{reverse('imports:refused', args=[job.pk])}?format=csv"


def on_record() -> dict[str, object]:
    """What the record says of the one export that there was."""
    return json.loads(AuditEntry.objects.get(verb="exports.taken").facts)  # type: ignore[no-any-return]


@pytest.mark.covers("C1", "N7")
def test_whoever_brought_a_file_has_its_refused_rows_back_at_once_and_the_record_says_how_many_people(
    brought: Import, hr: Employee, signed_in: Browser
) -> None:
    answer = signed_in(hr).get(address(brought))

    assert b"".join(answer).count(b",never,") == 6  # type: ignore[arg-type]
    told = on_record()
    assert (told["rows"], told["people"], told["bulk"]) == (6, 3, True)


@pytest.mark.covers("N3", "N7")
def test_anybody_else_waits_for_a_second_person_as_for_any_export_of_many(
    brought: Import, hr: Employee, other_hr: Employee, signed_in: Browser
) -> None:
    other = signed_in(other_hr)
    held = other.get(address(brought))
    assert held.status_code == 302
    assert not Export.objects.exists()

    page = other.post(held["Location"], {"reason": "帮同事改数据"})["Location"]
    assert ExportRequest.objects.get().people == 3
    signed_in(hr).post(page, {"verdict": "approve"})
    assert b"never" in b"".join(other.get(address(brought)))  # type: ignore[arg-type]
    assert on_record()["release"] == ExportRequest.objects.get().pk


@pytest.mark.covers("N3")
def test_a_file_from_the_shell_was_brought_by_nobody(hr: Employee, signed_in: Browser) -> None:
    assert signed_in(hr).get(address(staged(FILE))).status_code == 302
    assert not Export.objects.exists()


@pytest.mark.covers("N3")
def test_without_the_right_to_export_the_rows_stay_where_they_are(
    *,
    brought: Import,
    other_hr: Employee,
    signed_in: Browser,
    monkeypatch: pytest.MonkeyPatch,
    by_name: None,
) -> None:
    right = Permission("tests.take", Employee, data_class="qa_score", action=Action.EXPORT, reach=Reach())
    monkeypatch.setattr(CALLS, "taking", right, raising=False)
    browser = signed_in(other_hr)

    shown = browser.get(reverse("imports:show", args=[brought.pk]))
    assert shown.status_code == 200
    assert reverse("imports:refused", args=[brought.pk]) not in shown.content.decode()
    assert browser.get(address(brought)).status_code == 404


@pytest.mark.covers("N3")
def test_a_right_over_one_branch_is_not_enough_for_rows_that_may_be_about_any(
    *, brought: Import, hire: Callable[..., Employee], tree: Tree, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = hire("方文", None, number="K90007", role=Role.ADMIN, at=tree.company)
    monkeypatch.setattr(CALLS, "taking", policies.export_skills, raising=False)
    wide.account.role_grants.create(role=Role.SUPERVISOR, unit=tree.qinghe, valid_from=date(2025, 1, 1))

    assert policies.export_skills.anywhere(wide.account)
    assert signed_in(wide).get(reverse("imports:show", args=[brought.pk])).status_code == 200
    assert signed_in(wide).get(address(brought)).status_code == 404


@pytest.mark.covers("N3")
def test_the_file_itself_goes_back_to_whoever_brought_it_and_to_nobody_else(
    brought: Import, hr: Employee, other_hr: Employee, signed_in: Browser
) -> None:
    original = reverse("files:download", args=[brought.file_id])

    assert signed_in(hr).get(original).status_code == 200
    assert signed_in(other_hr).get(reverse("imports:show", args=[brought.pk])).status_code == 200
    assert signed_in(other_hr).get(original).status_code == 404


def test_the_address_without_a_format_leads_back_to_the_import(
    brought: Import, hr: Employee, signed_in: Browser
) -> None:
    answer = signed_in(hr).get(reverse("imports:refused", args=[brought.pk]))

    assert answer["Location"] == reverse("imports:show", args=[brought.pk])
    assert not Export.objects.exists()
