"""Two short ways through the browser and in Chinese: a rule from its draft to the signature of somebody it binds, and a
breach from the register to the answer to the person's objection."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from dengta.config.demo.recognition.minutes import MINUTES
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Breach, ClauseVersion, Edition, RuleBook, Signature
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
# Kinds of files, the example of a code, and the other language by its own name.
LETTERS = frozenset({"KQ", "PDF", "pdf", "PNG", "JPEG", "MB", "English"})


@pytest.fixture
def cast(transactional_db: None, hire: Callable[..., Employee], tree: Tree) -> House:
    """An agent, who leads her team, who leads the client, HR, and who leads the house."""
    return a_few(
        hire, tree,
        leader=(Role.TEAM_LEAD, tree.aftersales_1), supervisor=(Role.SUPERVISOR, tree.qinghe),
        hr=(Role.HR, tree.company), executive=(Role.EXECUTIVE, tree.company),
    )  # fmt: skip


@pytest.fixture
def walk(
    cast: House, signed_in: Callable[[Employee], Client], seat: Seat, live_server: object,
    monkeypatch: pytest.MonkeyPatch,
) -> Walk:  # fmt: skip
    """All of them before one window."""
    monkeypatch.setattr(walking, "KNOWN_IN_CHINESE", walking.KNOWN_IN_CHINESE | LETTERS)
    return before_one_window(cast, seat, signed_in, live_server)


def _fills(walk: Walk, **values: object) -> None:
    """Fields by what the form sends, whatever their labels."""
    for name, value in values.items():
        found = walk.form.locator(f"[name={name}]")
        if found.evaluate("one => one.tagName") == "SELECT":
            found.select_option(value=str(value))
        else:
            found.fill(str(value))


@pytest.mark.covers("R-090", "R-109", "H1")
def test_a_rule_goes_from_its_draft_by_the_staff_and_two_who_decide_to_a_signature(walk: Walk) -> None:
    with walk.at(NOW):
        edition = _is_drafted(walk)
        _is_put_before_the_staff_who_comment(walk, edition)
    with walk.at(NOW + 9 * DAY):
        _is_settled_and_published_by_two(walk, edition)
        _is_signed(walk)

    assert not walk.faults, "\n".join(walk.faults)


def _is_drafted(walk: Walk) -> str:
    walk.sits("hr", reverse("rule_book:editions"))
    walk.opens_sheet("Begin a rule book")
    _fills(walk, unit=walk.house.tree.company.pk)
    walk.presses("Begin it")
    walk.opens_sheet("Next edition")
    _fills(walk, summary="到岗与换班")
    walk.presses("Begin this draft")
    edition = reverse("rule_book:edition", args=[Edition.objects.get().pk])
    walk.comes_back_to(edition)
    walk.goes("A new clause")
    _fills(
        walk, code="K01", category="attendance", title="按班表到岗", plain="晚到先说一声。",
        standard="按已发布的班表到岗；晚到请先告知组长。", evidence="考勤记录与本人说明", why="第一版", severity=1,
        least=1, most=3,
    )  # fmt: skip
    walk.presses("Check the words and save")
    walk.reads("按班表到岗")
    return edition


def _is_put_before_the_staff_who_comment(walk: Walk, edition: str) -> None:
    walk.opens_sheet("Put it before the staff")
    walk.presses("Ask everybody it binds")
    walk.sits("agent", edition)
    walk.opens_sheet("Say what I think of it")
    _fills(walk, text="路上堵车怎么办？")
    walk.presses("Send my comment")
    walk.sits("hr", edition)
    walk.opens_sheet("Answer")
    _fills(walk, answer="先说一声就不算。")
    walk.presses("Answer")


def _is_settled_and_published_by_two(walk: Walk, edition: str) -> None:
    walk.sits("hr", edition)
    walk.goes("Enter how it was settled")
    day = (NOW + 9 * DAY).date().isoformat()
    _fills(walk, procedure="representatives", held_on=day, participants=12, union_opinion="同意")
    minutes = {"name": "纪要.pdf", "mimeType": "application/pdf", "buffer": MINUTES}
    walk.form.locator("[name=minutes]").set_input_files(minutes)  # type: ignore[arg-type]
    walk.presses("Settle the words")
    walk.opens_sheet("Put it forward")
    walk.presses("Put it forward")
    expect(walk.main.get_by_role("button", name=walk.said("Publish it"), exact=True)).to_have_count(0)
    walk.sits("executive", edition)
    walk.presses("Publish it")


def _is_signed(walk: Walk) -> None:
    walk.sits("agent", reverse("rule_book:own"))
    walk.main.get_by_role("link", name=walk.said("Read and sign it"), exact=True).first.click()
    walk.reads("按班表到岗")
    _fills(walk, signature=walk.house.agent.name)
    walk.presses("I have read it, and sign")
    walk.reads(walk.said("You have signed everything"))
    assert Signature.objects.get().employee == walk.house.agent


@pytest.mark.covers("R-158", "H20", "R-142")
def test_a_breach_goes_from_the_register_by_its_end_to_the_answer_to_the_objection(walk: Walk) -> None:
    book = RuleBook.objects.create(unit=walk.house.tree.aftersales_1, created_at=NOW)
    edition = Edition.objects.create(book=book, number=1, summary="服务", begun_at=NOW)
    version = _clause(edition, "F1", severity=2, least=1, most=2)
    ClauseVersion.objects.filter(pk=version.pk).update(in_force_from=date(2026, 9, 1))
    Signature.objects.create(edition=edition, employee=walk.house.agent, name="李佳怡", signed_at=NOW - 50 * DAY)

    with walk.at(NOW):
        breach = _is_registered(walk)
        _is_ended_by_another(walk, breach)
        _is_contested_and_answered(walk, breach)

    assert not walk.faults, "\n".join(walk.faults)


def _is_registered(walk: Walk) -> str:
    walk.sits("leader", reverse("conduct:breaches"))
    walk.opens_sheet("Report what happened")
    day = (TODAY - DAY).isoformat()
    _fills(
        walk, employee=walk.house.agent.pk, clause="F1", happened_on=day, known_on=day, source="report",
        words="客户约好的回电没有打",
    )  # fmt: skip
    walk.presses("Put it on the register")
    return reverse("conduct:breach", args=[Breach.objects.get().pk])


def _is_ended_by_another(walk: Walk, breach: str) -> None:
    walk.sits("leader", breach)
    expect(walk.main.get_by_role("link", name=walk.said("Sign that it is put right"), exact=True)).to_have_count(0)
    walk.sits("supervisor", breach)
    walk.opens_sheet("Sign that it is put right")
    _fills(walk, why="已补回电，并设好提醒")
    walk.presses("Sign that it is put right")


def _is_contested_and_answered(walk: Walk, breach: str) -> None:
    walk.sits("agent", breach)
    walk.reads("已补回电")
    walk.opens_sheet("Say how I see it")
    _fills(walk, objection="我打过，无人接听")
    walk.presses("Let somebody look again")
    walk.sits("hr", breach)
    walk.opens_sheet("Answer the objection")
    _fills(walk, verdict="lifted", answer="通话记录属实")
    walk.presses("Answer it")
    walk.sits("agent", breach)
    walk.reads("通话记录属实")
