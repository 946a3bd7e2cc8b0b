"""The library: numbered documents in versions, clauses one can point at, reviews, readers."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.forms.library import ClausesField
from dengta.domains.communication.models import Clause, DocumentReading, DocumentVersion, LibraryDocument, Todo
from dengta.domains.communication.panels.library import follow_person
from dengta.domains.communication.selectors import library as selectors
from dengta.domains.communication.services import library as services
from dengta.domains.communication.services.library import ClauseText
from dengta.domains.communication.services.library_readers import follow_readers
from dengta.domains.people.events import StaffChanged
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.services.employment import end_employment, hire_employee
from dengta.domains.people.services.membership import move_employee
from dengta.domains.people.services.organisation import move_unit
from dengta.foundation import events, jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
LATER = TODAY + timedelta(days=180)
FIRST = (ClauseText("1.1", "先核对物流状态，再答复到账时间。"), ClauseText("1.2", "承诺时间写进备注。"))
SECOND = (ClauseText("1.1", "先核对物流状态，再答复预计到账时间。"), ClauseText("1.3", "超时主动回访。"))
Browser = Callable[[Employee], Client]
Issue = Callable[..., LibraryDocument]


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=r".", check=lambda raised: raised.code == f"communication.{code}")


@pytest.fixture
def issue(supervisor: Employee, leader: Employee, agent: Employee, tree: Tree) -> Issue:
    """林涛 issues a procedure for 青禾电商; 周敏 owns it."""

    def issue(
        number: str = "qh-sop-01", unit: Unit | None = None, review_on: date = LATER, by: Employee = supervisor,
        clauses: tuple[ClauseText, ...] = FIRST, *, owner: Employee = leader,
    ) -> LibraryDocument:  # fmt: skip
        return services.issue_document(
            number=number, title="退款时效处理", kind="sop", unit=unit or tree.qinghe, owner=owner,
            review_on=review_on, clauses=clauses, by=account(by), now=NOW,
        )  # fmt: skip

    return issue


def revise(document: LibraryDocument, by: Employee, **more: Any) -> DocumentVersion:
    said = {"clauses": SECOND, "changes": "改为预计到账", "review_on": LATER, **more}
    return services.revise_document(document_id=document.pk, by=account(by), now=NOW, **said)


@pytest.mark.covers("K18")
def test_a_version_stays_as_it_was_and_the_next_one_shows_what_changed(issue: Issue, supervisor: Employee) -> None:
    document = issue()
    second = revise(document, supervisor)

    first = selectors.version_of(document, 1)
    assert first is not None
    assert [(one.code, one.text) for one in first.clauses.all()] == list(FIRST)
    assert selectors.version_of(document) == second
    changed = {one.code: (one.before, one.after, one.is_same) for one in selectors.compared(second, first)}
    assert changed == {
        "1.1": (FIRST[0].text, SECOND[0].text, False),
        "1.3": (None, SECOND[1].text, False),
        "1.2": (FIRST[1].text, None, False),
    }


@pytest.mark.covers("K18")
def test_a_code_points_at_the_clause_in_force(issue: Issue, supervisor: Employee) -> None:
    document = issue()
    assert selectors.clause("QH-SOP-01/1.1", seen_by=account(supervisor)).text == FIRST[0].text
    revise(document, supervisor)
    found = selectors.clause("QH-SOP-01/1.1", seen_by=account(supervisor))
    assert (found.text, selectors.code_of(found)) == (SECOND[0].text, "QH-SOP-01/1.1")
    with pytest.raises(Clause.DoesNotExist):
        selectors.clause("QH-SOP-01/1.2", seen_by=account(supervisor))


@pytest.mark.covers("K18")
def test_whoever_it_holds_for_is_asked_to_read_each_version_and_is_counted(
    issue: Issue, supervisor: Employee, leader: Employee, agent: Employee, stranger: Employee
) -> None:
    document = issue()
    assert set(Todo.objects.values_list("employee", flat=True)) == {supervisor.pk, leader.pk, agent.pk}
    for _twice in range(2):
        services.read_document(document_id=document.pk, by=account(agent), now=NOW)
    assert not Todo.objects.filter(employee=agent).exists()
    with pytest.raises(NotAllowed):
        services.read_document(document_id=document.pk, by=account(stranger), now=NOW)

    version = selectors.version_of(document)
    assert version is not None
    seen = selectors.readers_of(version, seen_by=account(supervisor), today=TODAY)
    assert (seen.read, seen.total, seen.missing) == (1, 3, [supervisor, leader])
    seen = selectors.readers_of(version, seen_by=account(leader), today=TODAY)
    assert (seen.read, seen.total, seen.missing) == (1, 3, [leader]), "names of one's own people alone"
    seen = selectors.readers_of(version, seen_by=account(agent), today=TODAY)
    assert (seen.read, seen.total, seen.missing) == (1, 3, [])

    revise(document, supervisor)
    assert Todo.objects.filter(employee=agent, kind="library.read").count() == 1, "a new version is read anew"
    assert not selectors.documents(account(agent)).get().read_by_me


def unread(who: Employee) -> set[str]:
    """What the person is still to read."""
    return set(Todo.objects.filter(employee=who, kind="library.read").values_list("title", flat=True))


def facts_of(entry: AuditEntry) -> dict[str, Any]:
    """What the record says."""
    return dict(json.loads(entry.facts))


def tells(who: Employee) -> list[str]:
    """The notices about the library in the person's bell, oldest first."""
    rows = Notice.objects.filter(account=account(who), kind=services.NOTICE).order_by("pk")
    return list(rows.values_list("title", flat=True))


@pytest.mark.covers("K18")
def test_whoever_joins_is_asked_once_to_read_what_their_unit_reads(
    issue: Issue, tree: Tree, supervisor: Employee, hr: Employee
) -> None:
    first, second = issue(), issue("qh-sop-02")
    issue("pw-sop-01", unit=tree.ticketing, owner=hr, by=hr)
    services.retire_document(document_id=issue("qh-sop-03").pk, reason="过期", by=account(supervisor), now=NOW)
    newcomer = hire_employee(
        number="K10099", name="新同事", team=tree.aftersales_1, on=TODAY, by=account(hr),
        account=Account.objects.create_user(username="k10099"),
    )  # fmt: skip
    assert unread(newcomer) == set()
    events.deliver()
    assert unread(newcomer) == {str(first), str(second)}
    assert len(tells(newcomer)) == 1, "one notice, however many documents"
    assert "2" in tells(newcomer)[0]

    for again in (lambda: follow_person(StaffChanged(newcomer.pk, TODAY)), lambda: follow_readers(now=NOW)):
        again()
    assert Todo.objects.filter(employee=newcomer).count() == 2
    assert len(tells(newcomer)) == 1, "a delivery repeated says nothing again"
    services.read_document(document_id=first.pk, by=account(newcomer), now=NOW)
    follow_readers(now=NOW)
    assert unread(newcomer) == {str(second)}, "what was read is not asked again"


@pytest.mark.covers("K18")
def test_whoever_moves_reads_what_holds_there_and_no_more_what_held_before(
    issue: Issue, tree: Tree, agent: Employee, hr: Employee
) -> None:
    both, before = issue(), issue("qh-as1-01", unit=tree.aftersales_1)
    after = issue("qh-as2-01", unit=tree.aftersales_2)
    assert unread(agent) == {str(both), str(before)}
    move_employee(employee_id=agent.pk, to=tree.aftersales_2, on=TODAY, reason="轮岗", by=account(hr))
    events.deliver()
    assert unread(agent) == {str(both), str(after)}
    assert tells(agent)[-1].endswith(str(after))
    entries = AuditEntry.objects.filter(verb="communication.document_followed", object_id=str(after.pk))
    assert [(facts["come"], facts["gone"]) for facts in map(facts_of, entries)] == [(1, 0)]


@pytest.mark.covers("K18")
def test_a_move_of_a_day_to_come_is_followed_on_that_day(
    issue: Issue, tree: Tree, agent: Employee, hr: Employee
) -> None:
    before = issue("qh-as1-01", unit=tree.aftersales_1)
    after = issue("qh-as2-01", unit=tree.aftersales_2)
    move_employee(
        employee_id=agent.pk, to=tree.aftersales_2, on=TODAY + timedelta(days=3), reason="轮岗", by=account(hr)
    )
    events.deliver()
    assert unread(agent) == {str(before)}
    with time_machine.travel(NOW + timedelta(days=3), tick=True):
        jobs.enqueue("communication.follow_readers", key="1")
        jobs.work_off()
    assert unread(agent) == {str(after)}


@pytest.mark.covers("K18")
def test_whoever_left_is_not_waited_for(issue: Issue, agent: Employee, leader: Employee, hr: Employee) -> None:
    document = issue()
    last_day = TODAY - timedelta(days=1)
    end_employment(employee_id=agent.pk, last_day=last_day, reason="本人辞职", by=account(hr), today=TODAY)
    events.deliver()
    assert unread(agent) == set()
    assert unread(leader) == {str(document)}, "the others are still asked"


@pytest.mark.covers("K18")
def test_a_team_that_moves_reads_the_rules_of_its_new_place(
    issue: Issue, tree: Tree, agent: Employee, hr: Employee
) -> None:
    ours, theirs = issue(), issue("pw-sop-01", unit=tree.yunfan, owner=hr, by=hr)
    assert unread(agent) == {str(ours)}
    move_unit(unit_id=tree.aftersales_1.pk, to=tree.yunfan, on=TODAY, reason="并入", by=account(hr))
    events.deliver()
    assert unread(agent) == {str(theirs)}


@pytest.mark.covers("K18")
def test_reading_is_on_record_once(issue: Issue, agent: Employee) -> None:
    document = issue()
    for _twice in range(2):
        services.read_document(document_id=document.pk, by=account(agent), now=NOW)
    entry = AuditEntry.objects.get(verb="communication.document_read")
    assert (entry.actor_id, entry.object_id, facts_of(entry)["version"]) == (account(agent).pk, str(document.pk), 1)


@pytest.mark.covers("K18")
@pytest.mark.parametrize(("days", "reminded"), [(14, True), (15, False), (1, True)])
def test_the_owner_is_reminded_once_some_days_before_the_review(
    days: int, reminded: bool, issue: Issue, leader: Employee
) -> None:
    issue(review_on=TODAY + timedelta(days=days))
    told = Notice.objects.filter(account=leader.account, url__contains="/review/")

    for day in range(2):
        jobs.enqueue("communication.remind_owners", key=f"day {day}")
        jobs.work_off()
        assert told.count() == Todo.objects.filter(kind="library.review", employee=leader).count() == int(reminded)


@pytest.mark.covers("K18")
def test_an_overdue_review_is_listed_until_the_owner_confirms_it(
    issue: Issue, leader: Employee, agent: Employee
) -> None:
    document = issue(review_on=TODAY + timedelta(days=1))

    def overdue(day: date) -> list[LibraryDocument]:
        return list(selectors.overdue(selectors.documents(account(agent)), day))

    assert overdue(TODAY + timedelta(days=1)) == []
    assert overdue(TODAY + timedelta(days=2)) == [document]
    services.remind_owners(now=NOW)
    with pytest.raises(NotAllowed):
        confirm(document, agent)
    with refused("review_note_missing"):
        confirm(document, leader, note=" ")
    with refused("review_date_past"):
        confirm(document, leader, review_on=TODAY)
    confirm(document, leader)
    assert overdue(TODAY + timedelta(days=2)) == []
    assert not Todo.objects.filter(kind="library.review").exists()
    assert AuditEntry.objects.filter(verb="communication.document_reviewed", actor=leader.account).count() == 1


def confirm(document: LibraryDocument, by: Employee, **more: Any) -> LibraryDocument:
    said = {"note": "与物流组核对过", "review_on": LATER, **more}
    return services.confirm_review(document_id=document.pk, by=account(by), now=NOW, **said)


def test_a_document_is_issued_by_who_may_write_rules_there_under_a_number_of_its_own(
    issue: Issue, leader: Employee, agent: Employee, tree: Tree, supervisor: Employee
) -> None:
    for outsider in (leader, agent):
        with pytest.raises(NotAllowed):
            issue(by=outsider)
    with pytest.raises(NotAllowed):
        issue(unit=tree.yunfan)
    assert issue().number == "QH-SOP-01"
    with refused("document_number_taken"):
        issue(number="QH-sop-01 ")
    with refused("review_date_past"):
        issue(number="B", review_on=TODAY)
    with refused("document_empty"):
        issue(number="B", clauses=())
    with refused("clause_twice"):
        issue(number="B", clauses=(FIRST[0], FIRST[0]))


def test_a_next_version_says_what_changed_and_changes_something(issue: Issue, supervisor: Employee) -> None:
    document = issue()
    with refused("changes_missing"):
        revise(document, supervisor, changes=" ")
    with refused("document_unchanged"):
        revise(document, supervisor, clauses=FIRST)
    assert document.versions.count() == 1


def test_a_retired_document_is_out_of_the_list_and_asks_nobody(
    issue: Issue, supervisor: Employee, agent: Employee
) -> None:
    document = issue()
    retire = {"document_id": document.pk, "by": account(supervisor), "now": NOW}
    with refused("retire_reason_missing"):
        services.retire_document(reason=" ", **retire)
    services.retire_document(reason="并入新规", **retire)
    assert not selectors.documents(account(agent)).exists()
    assert not Todo.objects.exists()
    with refused("document_retired"):
        revise(document, supervisor)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("1.1 先核对\n1.2 再答复", [("1.1", "先核对"), ("1.2", "再答复")]),
        ("1. 先核对\n   写备注\n\n2、 再答复", [("1", "先核对\n写备注"), ("2", "再答复")]),
        ("第3条 不得承诺到账日", [("3", "不得承诺到账日")]),
    ],
)
def test_a_pasted_text_becomes_clauses(text: str, clauses: list[tuple[str, str]]) -> None:
    assert [tuple(one) for one in ClausesField().clean(text)] == clauses


# --- pages ----------------------------------------------------------------------------------------------


def test_the_list_costs_the_same_for_one_document_and_for_twenty_five(
    issue: Issue, signed_in: Browser, agent: Employee, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            issue(number=f"S{number:02}")
        browser = signed_in(agent)
        browser.get(reverse("library:list"))
        with django_assert_max_num_queries(12) as spent:
            page = browser.get(reverse("library:list"))
        assert len(page.context["page"].rows) == rows
        costs.add(len(spent))
    assert len(costs) == 1, costs


@pytest.mark.covers("K18")
def test_a_document_is_issued_read_revised_and_found_in_the_browser(
    signed_in: Browser, supervisor: Employee, agent: Employee, leader: Employee, tree: Tree
) -> None:
    writer, reader = signed_in(supervisor), signed_in(agent)
    said = {
        "number": "QH-01", "title": "退款时效", "kind": "sop", "unit": tree.qinghe.pk, "owner": leader.pk,
        "review_on": LATER.isoformat(), "clauses": "没有编号的正文",
    }  # fmt: skip
    assert writer.post(reverse("library:new"), said).status_code == 422
    assert writer.post(reverse("library:new"), {**said, "clauses": "1.1 先核对到账时间"}).status_code == 302
    document = LibraryDocument.objects.get()
    page = reverse("library:document", args=[document.pk])
    assert reader.post(reverse("library:read", args=[document.pk])).status_code == 302
    assert DocumentReading.objects.filter(employee=agent).count() == 1

    new = {"clauses": "1.1 先核对预计到账时间", "changes": "改为预计", "review_on": LATER.isoformat()}
    assert writer.post(reverse("library:revise", args=[document.pk]), new).status_code == 302
    shown = reader.get(page).content.decode()
    assert "<ins>预" in shown.replace("\n", "") or "<ins>" in shown
    assert "先核对到账时间" in reader.get(reverse("library:version", args=[document.pk, 1])).content.decode()
    assert "QH-01" in reader.get("/search", {"q": "预计到账"}).content.decode()
    assert reader.get(reverse("library:list"), {"q": "没有这个词"}).context["page"].rows == []
    assert reader.get(reverse("library:clause", args=["QH-01", "1.1"])).status_code == 200
    assert reader.get(reverse("library:clause", args=["QH-01", "9.9"])).status_code == 404
    assert reader.get(reverse("library:version", args=[document.pk, 9])).status_code == 404


def test_another_client_finds_neither_document_nor_clause(issue: Issue, signed_in: Browser, stranger: Employee) -> None:
    document = issue()
    browser = signed_in(stranger)
    assert browser.get(reverse("library:document", args=[document.pk])).status_code == 404
    assert browser.get(reverse("library:clause", args=["QH-SOP-01", "1.1"])).status_code == 404
    assert "QH-SOP-01" not in browser.get("/search", {"q": "退款"}).content.decode()
    assert browser.post(reverse("library:read", args=[document.pk])).status_code == 404
