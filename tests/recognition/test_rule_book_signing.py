"""Reading what changed, signing it with the own name, and what stays closed until then."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.people.services.gates import ready_for_queue
from dengta.domains.recognition.models import ClauseVersion, Edition
from dengta.domains.recognition.selectors import signatures as selectors
from dengta.domains.recognition.services import drafts, signing
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import ONE_DAY, TODAY, account, add, adopt, begin, change, refused, sign

pytestmark = pytest.mark.django_db
GRACE_OVER = date(2026, 11, 4)


def closed(employee: Employee, on: date = TODAY) -> bool:
    return "rule_book" in {one.gate.name for one in ready_for_queue([employee.pk], on)[employee.pk]}


@pytest.fixture
def revised(published: ClauseVersion, hr: Employee, head: Employee, agent: Employee) -> Edition:
    """李佳怡 signed the first edition; the second changes KQ03, adds KQ04 and holds from today on."""
    sign(published.edition, agent, now=NOW - 10 * ONE_DAY)
    edition = begin(published.clause.book, hr, summary="修订")
    change(edition, published, hr, plain="晚到十分钟内说一声。", why="现场意见")
    add(edition, hr, "KQ04", title="换班登记", why="换班常有误会")
    return adopt(edition, hr, head, effective_on=TODAY)


@pytest.mark.covers("H1")
def test_a_signature_is_the_own_name_under_the_newest_edition_once(agent: Employee, published: ClauseVersion) -> None:
    with refused("recognition.signature_differs"):
        signing.sign_edition(edition_id=published.edition_id, signature="李佳", by=account(agent), now=NOW)
    assert Todo.objects.filter(kind="recognition.sign_rule_book", employee=agent).exists()
    sign(published.edition, agent)

    assert not Todo.objects.filter(kind="recognition.sign_rule_book", employee=agent).exists()
    with refused("recognition.signed_already"):
        sign(published.edition, agent)


@pytest.mark.covers("H1")
def test_who_signed_before_reads_only_what_changed(revised: Edition, agent: Employee, peer: Employee) -> None:
    mine = selectors.to_read(revised, since=1, day=TODAY)
    whole = selectors.to_read(revised, since=0, day=TODAY)

    assert [(one.clause.code, one.before is not None) for one in mine] == [("KQ03", True), ("KQ04", False)]
    assert [(one.clause.code, one.before) for one in whole] == [("KQ03", None), ("KQ04", None)]
    debts = selectors.owed([agent.pk, peer.pk], TODAY)
    # 陈浩然 has not signed the first edition either, of which the days are over.
    assert {one.employee_id: one.closes_on for one in debts} == {agent.pk: TODAY + 3 * ONE_DAY, peer.pk: GRACE_OVER}
    assert {one.edition for one in debts} == {revised}
    with refused("recognition.newer_edition_is_out"):
        sign(revised.book.editions.get(number=1), peer)


@pytest.mark.covers("H1")
def test_whoever_has_not_signed_in_their_days_takes_no_contacts(
    published: ClauseVersion, agent: Employee, tree: Tree, hire: Callable[..., Employee]
) -> None:
    newcomer = hire("新同事", tree.aftersales_1)
    newcomer.memberships.update(valid_from=TODAY)

    assert not closed(agent, GRACE_OVER - ONE_DAY)
    assert closed(agent, GRACE_OVER)
    assert closed(agent)
    assert not closed(newcomer)
    assert closed(newcomer, TODAY + 3 * ONE_DAY)
    sign(published.edition, agent)
    assert not closed(agent)


def test_a_client_is_bound_by_no_book_and_another_branch_not_by_ours(
    tree: Tree, hr: Employee, head: Employee, agent: Employee, stranger: Employee
) -> None:
    book = drafts.found_book(unit=tree.qinghe, by=account(hr), now=NOW)
    edition = begin(book, hr)
    add(edition, hr)
    adopt(edition, hr, head, effective_on=TODAY)

    assert set(selectors.bound_by(book, TODAY)) == {agent}
    assert selectors.owed([stranger.pk, hr.pk], TODAY) == []
    with pytest.raises(NotAllowed):
        sign(edition, stranger)


def test_newcomers_are_asked_and_whoever_left_is_not(
    agent: Employee, published: ClauseVersion, tree: Tree, hire: Callable[..., Employee]
) -> None:
    waiting = Todo.objects.filter(kind="recognition.sign_rule_book")
    newcomer = hire("新同事", tree.aftersales_1)
    assert not waiting.filter(employee=newcomer).exists()
    signing.follow_people(now=NOW, employee_ids=[newcomer.pk])
    assert waiting.filter(employee=newcomer).count() == 1

    newcomer.status = Employee.Status.LEFT
    newcomer.save()
    before = waiting.count()
    signing.follow_people(now=NOW)
    signing.follow_people(now=NOW)
    assert not waiting.filter(employee=newcomer).exists()
    assert waiting.count() == before - 1


def test_a_leader_reminds_the_own_people_once_a_day(
    published: ClauseVersion, leader: Employee, agent: Employee, peer: Employee, stranger: Employee
) -> None:
    sign(published.edition, peer)
    remind: dict[str, Any] = {"edition_id": published.edition_id, "by": account(leader)}

    assert signing.remind_of_signing(now=NOW, **remind) == 1
    with refused("recognition.reminded_today"):
        signing.remind_of_signing(now=NOW + timedelta(hours=3), **remind)
    sign(published.edition, agent)
    with refused("recognition.everybody_signed"):
        signing.remind_of_signing(now=NOW + ONE_DAY, **remind)
    with pytest.raises(NotAllowed):
        signing.remind_of_signing(edition_id=published.edition_id, by=account(peer), now=NOW)
    standing = selectors.standing(account(leader), published.edition, TODAY)
    assert (standing.signed, standing.asked) == (2, 3)
