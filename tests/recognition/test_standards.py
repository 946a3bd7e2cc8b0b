"""What can be breached: only what was published, signed by the person, and in force on the day of the act."""

from datetime import date, timedelta

import pytest

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import ClauseVersion, Edition
from dengta.domains.recognition.selectors.standards import clause_in_force, consequences
from dengta.domains.recognition.services import drafts
from dengta.domains.recognition.services.case_opening import Fact, open_case
from dengta.domains.recognition.services.standards import insist_on_standard
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import ONE_DAY, TODAY, account, add, adopt, begin, change, refused, sign
from tests.recognition.conducting import registered

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


@pytest.mark.covers("R-090")
def test_a_breach_of_a_standard_that_is_only_a_draft_is_rejected(draft: Edition, hr: Employee, agent: Employee) -> None:
    add(draft, hr)

    with refused("recognition.standard_not_published"):
        insist_on_standard(clause="KQ03", on=TODAY, employee=agent)
    assert clause_in_force("KQ03", on=TODAY, employee=agent) is None


@pytest.mark.covers("R-090")
def test_a_breach_of_a_standard_that_the_person_had_not_signed_is_rejected(
    published: ClauseVersion, agent: Employee, peer: Employee
) -> None:
    sign(published.edition, peer, now=NOW - 5 * ONE_DAY)
    with refused("recognition.standard_not_signed"):
        insist_on_standard(clause="KQ03", on=MONDAY, employee=agent)
    assert insist_on_standard(clause="KQ03", on=MONDAY, employee=peer) == published

    # Signed afterwards it counts from then on, not for what was before; where nobody knows the hour, from the next day.
    sign(published.edition, agent)
    assert clause_in_force("KQ03", on=MONDAY, employee=agent) is None
    assert clause_in_force("KQ03", on=TODAY, employee=agent) is None
    assert clause_in_force("KQ03", on=TODAY, employee=agent, at=NOW - timedelta(hours=1)) is None
    assert clause_in_force("KQ03", on=TODAY, employee=agent, at=NOW + timedelta(hours=1)) == published
    assert clause_in_force("KQ03", on=TODAY + ONE_DAY, employee=agent) == published


@pytest.mark.covers("R-090")
def test_who_signs_in_the_evening_is_held_to_nothing_of_that_morning(
    published: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    evening = NOW + timedelta(hours=8)
    sign(published.edition, agent, now=evening)
    fact = Fact(
        employee=agent,
        clause="KQ03",
        happened_on=TODAY,
        known_on=TODAY,
        source="attendance",
        words="9:00 的班 9:05 到岗",
    )

    with refused("recognition.standard_not_signed"):
        open_case(fact=fact, handler=leader, by=account(supervisor), now=evening)
    with refused("recognition.standard_not_signed"):
        registered(agent, leader, happened_on=TODAY, known_on=TODAY, now=evening)


@pytest.mark.covers("R-109")
def test_an_act_before_the_day_of_the_clause_is_rejected(published: ClauseVersion, agent: Employee) -> None:
    sign(published.edition, agent, now=NOW - 17 * ONE_DAY)
    with refused("recognition.clause_began_later") as refusal:
        insist_on_standard(clause=published.clause_id, on=date(2026, 10, 31), employee=agent)

    assert refusal.value.facts["day"] == date(2026, 11, 1)
    assert clause_in_force("KQ03", on=date(2026, 10, 31), employee=agent) is None


@pytest.mark.covers("R-090")
def test_a_changed_clause_binds_in_its_new_words_only_once_they_are_signed(
    published: ClauseVersion, hr: Employee, head: Employee, agent: Employee
) -> None:
    sign(published.edition, agent, now=NOW - 5 * ONE_DAY)
    edition = begin(published.clause.book, hr)
    second = change(edition, published, hr, most=2)
    adopt(edition, hr, head, effective_on=TODAY, now=NOW - 2 * ONE_DAY)

    assert clause_in_force("KQ03", on=MONDAY, employee=agent) == published
    with refused("recognition.standard_not_signed"):
        insist_on_standard(clause="KQ03", on=TODAY, employee=agent)
    sign(edition, agent, now=NOW - ONE_DAY)
    assert insist_on_standard(clause="KQ03", on=TODAY, employee=agent) == second
    found = consequences(second, repetition=7, on=TODAY)
    assert (found.range.least, found.range.most, found.repetition) == (1, 2, 3)


@pytest.mark.covers("R-090")
def test_a_clause_that_has_ended_is_breached_no_more(
    published: ClauseVersion, hr: Employee, head: Employee, agent: Employee
) -> None:
    sign(published.edition, agent, now=NOW - 5 * ONE_DAY)
    edition = begin(published.clause.book, hr)
    drafts.end_clause(edition_id=edition.pk, clause_id=published.clause_id, why="过时", by=account(hr), now=NOW)
    adopt(edition, hr, head, effective_on=TODAY)

    with refused("recognition.standard_ended"):
        insist_on_standard(clause="KQ03", on=TODAY, employee=agent)


@pytest.mark.covers("R-090", "L-64")
def test_the_book_of_a_branch_binds_nobody_of_another(
    tree: Tree, hr: Employee, head: Employee, agent: Employee, stranger: Employee
) -> None:
    book = drafts.found_book(unit=tree.qinghe, by=account(hr), now=NOW)
    edition = begin(book, hr)
    version = add(edition, hr, "QH01")
    adopt(edition, hr, head, effective_on=TODAY, now=NOW - ONE_DAY)
    sign(edition, agent, now=NOW - ONE_DAY / 2)

    assert clause_in_force("QH01", on=TODAY, employee=agent) == version
    with refused("recognition.standard_not_signed"):
        insist_on_standard(clause="QH01", on=TODAY, employee=stranger)
