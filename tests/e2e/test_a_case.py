"""A customer's complaint, in the browser and in Chinese: opened, told, heard, found, decided by another, appealed and
lifted by a fourth. Each no is read where it is said."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case, ClauseVersion, Edition, RuleBook, Signature
from dengta.foundation.access import Role
from tests.access.frame import House
from tests.access.rows.rule_book import _clause
from tests.cast import Tree
from tests.conftest import NOW
from tests.e2e.conftest import Seat
from tests.e2e.cycle import walking
from tests.e2e.cycle.walking import Walk, a_few, before_one_window

pytestmark = pytest.mark.browser
TODAY, DAY = NOW.date(), timedelta(days=1)
# What Chinese pages of cases call by letters: kinds of files, and the other language by its own name.
LETTERS = frozenset({"PDF", "PNG", "JPEG", "MB", "English"})


@pytest.fixture
def cast(transactional_db: None, hire: Callable[..., Employee], tree: Tree) -> House:
    """An agent who signed the rules, who leads her, who leads the client, HR, and who leads the house."""
    house = a_few(
        hire, tree,
        leader=(Role.TEAM_LEAD, tree.aftersales_1), supervisor=(Role.SUPERVISOR, tree.qinghe),
        hr=(Role.HR, tree.company), executive=(Role.EXECUTIVE, tree.company),
    )  # fmt: skip
    book = RuleBook.objects.create(unit=tree.aftersales_1, created_at=NOW)
    edition = Edition.objects.create(book=book, number=1, summary="服务", begun_at=NOW)
    version = _clause(edition, "F1", severity=2, least=1, most=2)
    ClauseVersion.objects.filter(pk=version.pk).update(in_force_from=date(2026, 9, 1))
    Signature.objects.create(edition=edition, employee=house.agent, name="李佳怡", signed_at=NOW - 50 * DAY)
    return house


@pytest.fixture
def walk(
    cast: House, signed_in: Callable[[Employee], Client], seat: Seat, live_server: object,
    monkeypatch: pytest.MonkeyPatch,
) -> Walk:  # fmt: skip
    """All of them before one window."""
    monkeypatch.setattr(walking, "KNOWN_IN_CHINESE", walking.KNOWN_IN_CHINESE | LETTERS)
    return before_one_window(cast, seat, signed_in, live_server)


@pytest.mark.covers("R-100", "R-089", "R-108")
def test_a_complaint_goes_from_the_fact_to_its_appeal_and_each_no_is_read_in_place(walk: Walk) -> None:
    with walk.at(NOW):
        case = _is_opened(walk)
        _is_told_and_heard(walk, case)
        _is_found_once_both_sides_are_heard(walk, case)
        _is_proposed_inside_the_table(walk, case)
        _is_decided_and_delivered(walk, case)
        _is_appealed_and_lifted(walk, case)

    assert not walk.faults, "\n".join(walk.faults)


def _is_opened(walk: Walk) -> str:
    walk.sits("supervisor", reverse("cases:choose"))
    walk.follows(walk.house.agent.name)
    walk.chooses("By which clause", "F1")
    walk.enters("Happened on", (TODAY - DAY).isoformat())
    walk.enters("Known since", (TODAY - DAY).isoformat())
    walk.chooses("Source of the fact", walk.said("Customer complaint", "case source"))
    walk.enters("Contact", "1001")
    walk.enters("What is said to have happened", "客户说没有回电")
    walk.chooses("Who handles it", walk.house.leader.name)
    walk.presses("Open the case")
    return reverse("cases:case", args=[Case.objects.get().pk])


def _is_told_and_heard(walk: Walk, case: str) -> None:
    walk.sits("leader", case)
    walk.opens_sheet("Serve the notice")
    walk.presses("Serve the notice")
    walk.goes("Add evidence")
    walk.enters("Where it is found", "录音 03:10")
    walk.presses("Add it")
    walk.sits("agent", case)
    walk.reads("客户说没有回电")
    walk.opens_sheet("Say how I see it")
    walk.enters("How I see it", "我打过两次，无人接听")
    walk.presses("Send what I say")


def _finds(walk: Walk) -> None:
    walk.goes("Record the finding")
    walk.enters("What is found", "没有回电，一次")
    walk.ticks("Own conduct", "cause")
    walk.form.get_by_label("E1").check()


def _is_found_once_both_sides_are_heard(walk: Walk, case: str) -> None:
    walk.sits("leader", case)
    _finds(walk)
    walk.is_refused("Record the finding", "客户")
    walk.comes_back_to(case)
    walk.opens_sheet("Enter what it shows")
    walk.enters("What the contact shows", "录音听过，确无回拨")
    walk.presses("Enter it")
    _finds(walk)
    walk.presses("Record the finding")


def _is_proposed_inside_the_table(walk: Walk, case: str) -> None:
    walk.goes("Propose a measure")
    walk.form.get_by_role("radio").first.check()
    walk.enters("Why this measure", "这次算了")
    walk.is_refused("Propose it", "第二")
    walk.form.get_by_role("radio").nth(1).check()
    walk.presses("Propose it")


def _is_decided_and_delivered(walk: Walk, case: str) -> None:
    walk.sits("supervisor", case)
    walk.opens_sheet("Make the decision")
    walk.enters("Why I decide so", "事实清楚")
    walk.presses("Make the decision")
    walk.sits("leader", case)
    walk.opens_sheet("Record the delivery")
    walk.enters("What proves it", "本人签收")
    walk.presses("Record the delivery")
    expect(walk.main.get_by_role("link", name=walk.said("Record that it was carried out"), exact=True)).to_have_count(0)
    walk.comes_back_to(f"{case}execution/")
    walk.enters("How it was carried out", "已谈话")
    walk.is_refused("Carried out", "须等申诉期")


def _is_appealed_and_lifted(walk: Walk, case: str) -> None:
    walk.sits("agent", case)
    walk.opens_sheet("Appeal")
    walk.enters("What should be looked at again, and why", "通话记录可以证明")
    walk.presses("File my appeal")
    walk.reads(walk.said("Your appeal is being heard"))
    hearer = Case.objects.get().appeal.hearer
    walk.sits(next(name for name, one in walk.house.people.items() if one == hearer), case)
    walk.opens_sheet("Decide the appeal")
    walk.chooses("Decision of the appeal", walk.said("Lifted", "appeal"))
    walk.enters("Why", "通话记录属实")
    walk.presses("Decide the appeal")
    walk.sits("agent", case)
    walk.reads(walk.said("Lifted on appeal"))
