"""Saved mappings: found again under a new name, forgotten when nobody needs them, and never anybody else's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.imports import selectors, services, targets
from dengta.foundation.imports.models import Source
from tests.foundation.importing import CALLS, counts, imported, staged, uploaded

pytestmark = pytest.mark.django_db

SignedIn = Callable[[Employee], Client]
# Headings that nobody could guess: only a saved mapping knows them.
FILE = "编码,甲,何时\nT1,K1,2026-11-02 09:00:00\n"
MATCHED = {"columns": {"number": ["编码"], "agent": ["甲"], "created_at": ["何时"]}, "formats": {"created_at": "ymd"}}


@pytest.fixture(autouse=True)
def _targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "_targets", {CALLS.name: CALLS})


@pytest.fixture
def source(hr: Employee) -> Source:
    """A source of HR with a mapping made by hand."""
    source = uploaded(FILE, by=hr.account).source
    source.mapping = {**MATCHED, "answers": {"unknown_agent": "quarantine"}, "zone": "Asia/Shanghai"}
    source.save()
    return source


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(RuleViolation) as refusal:
        yield
    assert refusal.value.code == code


def test_a_renamed_mapping_is_found_by_both_names_and_no_row_comes_in_twice(source: Source, hr: Employee) -> None:
    assert counts(imported(FILE, by=hr.account))["new"] == 1

    services.rename_mapping(source=source, title="新工单台", by=hr.account)

    for name in ("新工单台", "工单台"):
        again = imported(FILE, by=hr.account, source=name)
        assert (again.source_id, counts(again)["new"], counts(again)["duplicate"]) == (source.pk, 0, 1)
    (entry,) = AuditEntry.objects.filter(verb="imports.mapping_renamed", actor=hr.account)
    assert "新工单台" in entry.facts


def test_a_name_that_another_source_answers_to_is_refused(source: Source, hr: Employee) -> None:
    other = uploaded(FILE, by=hr.account, source="热线").source
    Source.objects.filter(pk=other.pk).update(mapping=source.mapping)
    services.rename_mapping(source=other, title="旧热线", by=hr.account)

    with refused("imports.title_taken"):
        services.rename_mapping(source=source, title="旧热线", by=hr.account)
    with refused("imports.title_taken"):
        services.rename_mapping(source=source, title="热线", by=hr.account)
    with refused("imports.title_missing"):
        services.rename_mapping(source=source, title="  ", by=hr.account)
    services.rename_mapping(source=source, title="工单台", by=hr.account)


def test_a_deleted_mapping_is_matched_anew_and_what_was_imported_stays(source: Source, hr: Employee) -> None:
    imported(FILE, by=hr.account)

    services.delete_mapping(source=source, by=hr.account)

    assert not selectors.saved_mappings(hr.account).exists()
    assert uploaded(FILE, by=hr.account).mapping["columns"] == {}
    assert Employee.objects.filter(number="T1").exists()
    (entry,) = AuditEntry.objects.filter(verb="imports.mapping_deleted", actor=hr.account)
    assert "编码" in entry.facts


def test_nobody_renames_or_deletes_the_mapping_of_another(source: Source, leader: Employee) -> None:
    with pytest.raises(NotAllowed):
        services.rename_mapping(source=source, title="我的", by=leader.account)
    with pytest.raises(NotAllowed):
        services.delete_mapping(source=source, by=leader.account)


def test_the_page_says_which_columns_when_last_used_and_by_whom(
    source: Source, hr: Employee, signed_in: SignedIn
) -> None:
    staged(FILE, by=hr.account)

    shown = signed_in(hr).get(reverse("imports:mappings")).content.decode()
    detail = signed_in(hr).get(reverse("imports:mapping", args=[source.pk])).content.decode()

    assert "编码 · 甲 · 何时" in shown
    assert hr.account is not None
    assert hr.account.username in shown
    assert reverse("imports:mappings") in signed_in(hr).get(reverse("imports:list")).content.decode()
    assert "创建时间" in detail


def test_renaming_and_deleting_in_the_browser(source: Source, hr: Employee, signed_in: SignedIn) -> None:
    uploaded(FILE, by=hr.account, source="热线")
    browser, page = signed_in(hr), reverse("imports:mapping", args=[source.pk])

    assert browser.post(page, {"title": "热线"}).status_code == 422
    assert browser.post(page, {"title": "新工单台"}).status_code == 302
    assert browser.post(reverse("imports:delete_mapping", args=[source.pk])).status_code == 302
    assert browser.get(page).status_code == 404


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_number_of_queries(
    rows: int, source: Source, hr: Employee, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, rows):
        source.pk, source.name, source.title = None, f"来源{number}", f"来源{number}"
        source.save()
    browser = signed_in(hr)
    browser.get(reverse("imports:mappings"))

    with django_assert_num_queries(7):
        browser.get(reverse("imports:mappings"))
