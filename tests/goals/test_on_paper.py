"""Targets told to people who have no account: with a witness or a signature, never in the place of an own click."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.goals.models import Acknowledgement, GoalVersion
from dengta.domains.goals.selectors.goals import read_by
from dengta.domains.goals.services import acknowledgements, on_paper
from dengta.domains.goals.services.on_paper import Telling
from dengta.domains.people.models import Account, Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.aiming import at, broken_down, hired, in_force, refused, staff

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]
DAY = date(2025, 12, 22)
LATER = at(2025, 12, 22)
SIGNED = Telling(DAY, "stand_up", "signed")


@pytest.fixture
def aunt(tree: Tree) -> Employee:
    """郑阿姨 of 售后一组, who has no account."""
    return hired("K10109", "郑阿姨", tree.aftersales_1)


@pytest.fixture
def version(two_teams: GoalVersion, tree: Tree, supervisor: Employee, aunt: Employee) -> GoalVersion:
    """In force for three people, one of whom has no account."""
    staff(two_teams, tree.aftersales_1, {aunt: (74.0, 20.0)})
    return in_force(broken_down(two_teams, supervisor), supervisor)


def tell(version: GoalVersion, people: list[Employee], by: Employee, telling: Telling = SIGNED) -> None:
    on_paper.write_down_told(
        version_id=version.pk, people=[one.pk for one in people], telling=telling, by=by.account, now=LATER
    )


@pytest.mark.covers("R-004")
def test_who_has_no_account_is_told_and_counts_as_read_but_not_as_an_own_click(
    version: GoalVersion, aunt: Employee, agent: Employee, leader: Employee
) -> None:
    tell(version, [aunt], leader, Telling(DAY, "stand_up", "witness", agent.pk))
    acknowledgements.acknowledge(version_id=version.pk, note="", objects=False, by=agent.account, now=LATER)

    told = Acknowledgement.objects.get(employee=aunt)
    clicked = Acknowledgement.objects.get(employee=agent)
    assert (told.told_by, told.told_on, told.witness, told.given_at) == (leader.account, DAY, agent, LATER)
    assert (clicked.told_by, clicked.proof) == (None, "")
    assert read_by(version).read == 2
    assert not Todo.objects.filter(employee=aunt, kind=acknowledgements.ACKNOWLEDGE).exists()
    entry = AuditEntry.objects.get(verb="goals.acknowledged_on_paper")
    assert (entry.actor_id, entry.subject_id) == (leader.account_id, aunt.pk)
    assert '"witness"' in entry.facts


@pytest.mark.covers("R-004")
def test_nobody_acknowledges_for_somebody_who_has_an_account(
    version: GoalVersion, agent: Employee, aunt: Employee, leader: Employee
) -> None:
    with refused("goals.has_account"):
        tell(version, [aunt, agent], leader)
    assert not Acknowledgement.objects.filter(given_at__isnull=False).exists(), "all of the list or nothing"


@pytest.mark.parametrize(
    ("telling", "code"),
    [
        (Telling(DAY, "stand_up", "witness"), "goals.witness_missing"),
        (Telling(date(2025, 12, 23), "stand_up", "signed"), "goals.told_later"),
        (Telling(date(2025, 12, 1), "stand_up", "signed"), "goals.told_later"),
    ],
)
def test_it_needs_proof_and_a_day_that_can_be(
    version: GoalVersion, aunt: Employee, leader: Employee, telling: Telling, code: str
) -> None:
    with refused(code):
        tell(version, [aunt], leader, telling)


def test_a_witness_is_somebody_else(version: GoalVersion, aunt: Employee, leader: Employee) -> None:
    for party in (aunt, leader):
        with refused("goals.witness_is_party"):
            tell(version, [aunt], leader, Telling(DAY, "one_on_one", "witness", party.pk))


def test_it_is_written_down_once_by_who_leads_the_team_and_never_twice(
    version: GoalVersion, aunt: Employee, leader: Employee, agent: Employee, other_leader: Employee
) -> None:
    for stranger in (agent, other_leader):
        with pytest.raises(NotAllowed):
            tell(version, [aunt], stranger)
    with refused("goals.nobody_told"):
        tell(version, [], leader)
    tell(version, [aunt], leader)
    with refused("goals.read_already"):
        tell(version, [aunt], leader)


def test_an_objection_in_the_words_of_the_person_waits_for_an_answer(
    version: GoalVersion, aunt: Employee, leader: Employee, supervisor: Employee
) -> None:
    told = {"version_id": version.pk, "employee_id": aunt.pk, "telling": SIGNED, "by": supervisor.account}
    with refused("goals.objection_says_why"):
        on_paper.write_down_objection(note=" ", now=LATER, **told)
    row = on_paper.write_down_objection(note="班次太晚", now=LATER, **told)

    assert (row.objects_to_it, row.note, row.told_by) == (True, "班次太晚", supervisor.account)
    assert Todo.objects.filter(employee=leader, kind=acknowledgements.OBJECTION).count() == 1
    answered = acknowledgements.answer_objection(
        acknowledgement_id=row.pk, answer="调整班次", by=leader.account, now=LATER
    )
    assert answered.answer == "调整班次"


def test_an_own_click_takes_the_place_of_the_paper_once_there_is_an_account(
    version: GoalVersion, aunt: Employee, leader: Employee
) -> None:
    tell(version, [aunt], leader)
    account = Account.objects.create(username="aunt")
    Employee.objects.filter(pk=aunt.pk).update(account=account)
    account = Account.objects.get(pk=account.pk)
    row = acknowledgements.acknowledge(version_id=version.pk, note="", objects=False, by=account, now=at(2025, 12, 28))

    assert (row.told_by, row.proof, row.given_at) == (None, "", at(2025, 12, 28))
    assert AuditEntry.objects.filter(verb="goals.acknowledged_on_paper", subject_id=aunt.pk).exists()


def test_the_database_knows_no_paper_without_proof(version: GoalVersion, aunt: Employee, leader: Employee) -> None:
    rows = Acknowledgement.objects.filter(employee=aunt)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(told_by=leader.account, told_on=DAY, given_at=NOW, occasion="stand_up", proof="witness")


# --- pages -----------------------------------------------------------------------------------------------------


@pytest.mark.covers("R-004")
def test_a_leader_reads_the_list_out_and_writes_down_who_agreed(  # noqa: PLR0917 - fixtures
    version: GoalVersion, aunt: Employee, agent: Employee, leader: Employee, tree: Tree, signed_in: Browser
) -> None:
    browser = signed_in(leader)
    names = browser.get(reverse("goals:acknowledgements", args=[version.goal_id])).content.decode()
    address = reverse("goals:stand_up", args=[version.goal_id, tree.aftersales_1.pk])
    assert address in names
    page = browser.get(address).content.decode()
    assert aunt.name in page
    assert f'value="{agent.pk}"' in page, "a witness"
    assert page.count('name="people"') == 1, "nobody with an account is on the list"
    asked = {"told_on": "2026-11-18", "occasion": "stand_up", "proof": "signed"}
    assert browser.post(address, asked).status_code == 422
    forged = browser.post(address, {**asked, "people": [agent.pk]})
    assert forged.status_code == 422
    assert browser.post(address, {**asked, "people": [aunt.pk]}).status_code == 302

    row = Acknowledgement.objects.get(employee=aunt)
    assert (row.told_by, row.proof, row.given_at is not None) == (leader.account, "signed", True)
    assert leader.name in browser.get(reverse("goals:acknowledgements", args=[version.goal_id])).content.decode()


def test_the_sheet_is_a_pdf_or_its_print_view(  # noqa: PLR0917 - fixtures
    version: GoalVersion, aunt: Employee, leader: Employee, tree: Tree, signed_in: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from dengta.domains.goals.views import on_paper as views

    monkeypatch.setattr(views, "pdf_of", lambda html, stylesheet: html.encode() if aunt.name in html else b"")
    address = reverse("goals:stand_up_sheet", args=[version.goal_id, tree.aftersales_1.pk])
    answer = signed_in(leader).get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert aunt.name.encode() in answer.content
    monkeypatch.setattr(views, "pdf_of", lambda html, stylesheet: None)
    assert "goals/print.css" in signed_in(leader).get(address).content.decode()
