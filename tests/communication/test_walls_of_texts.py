"""The wall between two clients in what is written: reports from the floor, and the documents of the library."""

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.urls import reverse

from dengta.domains.communication.models import (
    LibraryDocument,
)
from dengta.domains.communication.selectors import library as library_selectors
from dengta.domains.communication.selectors import reports as report_selectors
from dengta.domains.communication.services import (
    library,
    reports,
)
from dengta.domains.people.models import Employee, Unit
from dengta.foundation import events
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.communication.announcing import refuses
from tests.communication.talking import TODAY, Hire, SignedIn, account, inbox, told
from tests.communication.test_attacks import A_WEEK, moves
from tests.communication.test_reports import answer, report
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.covers("N3")]


# --- reports --------------------------------------------------------------------------------------------------


def test_of_a_report_left_behind_stays_the_own_text_and_its_answer(  # noqa: PLR0917 - fixtures
    agent: Employee, peer: Employee, leader: Employee, hire: Hire, tree: Tree, signed_in: SignedIn
) -> None:
    row, owner = report(agent, "退款页面白屏", "KH20017"), hire("郑洁", tree.aftersales_1)
    reports.join_voice(report_id=row.pk, by=account(peer), now=NOW)
    reports.give_owner(report_id=row.pk, owner=owner.pk, mend_by=TODAY, by=account(leader), now=NOW)
    moves(agent, tree)
    answer(row, by=leader)

    browser = signed_in(agent)
    page = browser.get(reverse("reports:report", args=[row.pk])).content.decode()
    row.refresh_from_db()
    assert row.what in page
    assert row.answer in page
    listed = browser.get(reverse("reports:list")).content.decode()
    for words in ("KH20017", peer.name, owner.name, leader.name):
        assert words not in page + listed
    shown = report_selectors.reports(account(agent)).get(pk=row.pk)
    assert (shown.n_voices, shown.n_untold) == (None, None)
    assert report_selectors.similar_to(account(agent), row.title) == []
    for way in ("customer_new", "me_too"):
        assert browser.post(reverse(f"reports:{way}", args=[row.pk]), {"reference": "KH1"}).status_code == 404
    with pytest.raises(ObjectDoesNotExist):
        reports.name_customer(report_id=row.pk, reference="KH9", by=account(agent), now=NOW)
    assert browser.get(reverse("reports:told", args=[row.customers.get().pk])).status_code == 404


def test_the_answer_to_a_report_is_told_to_nobody_else_who_works_for_another_client(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:
    row = report(agent, "退款页面白屏", "KH20017")
    reports.join_voice(report_id=row.pk, by=account(peer), now=NOW)
    for one in (agent, peer):
        moves(one, tree)
    answer(row, by=leader)

    assert (len(told(agent)), told(peer)) == (1, [])


# --- the library ----------------------------------------------------------------------------------------------


def issue(by: Employee, unit: Unit, owner: Employee, number: str = "KF-9", **more: Any) -> LibraryDocument:
    return library.issue_document(
        number=number, title=f"{unit.name}口径", kind="sop", unit=unit, owner=owner, review_on=TODAY + A_WEEK,
        clauses=[library.ClauseText("1", f"{unit.name}先核对")], by=account(by), now=NOW, **more,
    )  # fmt: skip


def test_a_number_that_is_taken_says_nothing_about_another_client(  # noqa: PLR0917 - fixtures
    agent: Employee, supervisor: Employee, stranger: Employee, hr: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    theirs = issue(hr, tree.yunfan, stranger)
    ours = issue(supervisor, tree.aftersales_1, agent)
    assert (ours.client, theirs.client) == (tree.qinghe, tree.yunfan)

    for unit in (tree.aftersales_2, tree.company):
        with refuses("document_number_taken"):
            issue(hr, unit, agent if unit == tree.aftersales_2 else hr)
    with pytest.raises(IntegrityError), transaction.atomic():
        LibraryDocument.objects.create(
            number="KF-9", title="x", kind="sop", unit=tree.qinghe, client=tree.qinghe, owner=agent, review_on=TODAY
        )
    address = reverse("library:clause", args=["KF-9", "1"])
    for reader, unit in ((agent, tree.aftersales_1), (stranger, tree.yunfan)):
        assert f"{unit.name}先核对" in signed_in(reader).get(address).content.decode()
    several = signed_in(hr).get(address)
    assert (several.status_code, several.url) == (302, f"{reverse('library:list')}?q=KF-9")
    key = f"library:{tree.aftersales_1.pk}:KF-9/2"
    assert library_selectors.subject(account(supervisor), key) is not None


def test_a_rule_of_the_house_has_its_number_alone(agent: Employee, hr: Employee, tree: Tree) -> None:
    assert issue(hr, tree.company, hr).client is None
    with refuses("document_number_taken"):
        issue(hr, tree.aftersales_1, agent)
    with pytest.raises(IntegrityError), transaction.atomic():
        LibraryDocument.objects.create(
            number="KF-9", title="x", kind="rule", unit=tree.shanghai, owner=hr, review_on=TODAY
        )


def test_an_owner_who_moved_to_another_client_is_not_reminded_but_who_may_write_there(
    agent: Employee, supervisor: Employee, hr: Employee, tree: Tree
) -> None:
    document = issue(hr, tree.qinghe, agent)
    moves(agent, tree)
    events.deliver()

    assert library.remind_owners(now=NOW) == 1
    assert [kind for kind, _title in inbox(agent)] == []
    assert ("library.review", str(document)) in inbox(supervisor)
    with pytest.raises(NotAllowed):
        library.confirm_review(
            document_id=document.pk, review_on=TODAY + A_WEEK, note="看过", by=account(agent), now=NOW
        )


def test_who_looks_after_a_document_is_named_to_those_who_may_know_them(
    agent: Employee, stranger: Employee, hr: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    document = issue(hr, tree.company, agent)
    for address in (reverse("library:document", args=[document.pk]), reverse("library:list")):
        for reader, named in ((agent, True), (hr, True), (stranger, False)):
            assert (agent.name in signed_in(reader).get(address).content.decode()) is named or reader == agent
