"""The pages of the rule book: what they cost, show and refuse."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.config.demo.recognition.minutes import MINUTES
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Clause, ClauseVersion, Edition, RuleBook
from dengta.foundation.access import Role
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.recognition.adopting import ONE_DAY, TODAY, add, adopt, begin, change, consult, sign, words

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]
Hire = Callable[..., Employee]


@pytest.fixture
def cost(signed_in: Browser) -> Callable[[Employee, str, int], int]:
    """How many queries a list takes; it shows so many rows."""

    def count(reader: Employee, address: str, rows: int) -> int:
        browser = signed_in(reader)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(address)
        assert len(page.context["page"].rows) == rows
        return len(queries)

    return count


def test_the_book_costs_the_same_for_one_clause_and_for_many(
    published: ClauseVersion, agent: Employee, cost: Callable[[Employee, str, int], int]
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows - 1):
            clause = Clause.objects.create(
                book=published.clause.book, code=f"FW{number:02}", kind="conduct", category="process"
            )
            ClauseVersion.objects.create(
                clause=clause, edition=published.edition, number=1, in_force_from=TODAY, **vars(words())
            )
        costs.add(cost(agent, reverse("rule_book:book"), rows))
    assert len(costs) == 1, costs


def test_the_list_of_editions_costs_the_same_for_one_and_for_many(
    book: RuleBook, hr: Employee, cost: Callable[[Employee, str, int], int]
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(1, rows + 1):
            Edition.objects.create(
                book=book, number=number, summary="修订", begun_at=NOW, state="withdrawn", withdrawn_at=NOW,
                withdrawn_why="不改",
            )  # fmt: skip
        costs.add(cost(hr, reverse("rule_book:editions"), rows))
    assert len(costs) == 1, costs


def test_who_has_not_signed_costs_the_same_for_one_and_for_many(
    published: ClauseVersion, leader: Employee, tree: Tree, hire: Hire, cost: Callable[[Employee, str, int], int]
) -> None:
    costs = set()
    for rows in one_and_many():
        for number in range(rows):
            hire(f"客服{number}", tree.aftersales_1, number=f"X{number:03}")
        costs.add(cost(leader, reverse("rule_book:unsigned"), rows))
    assert len(costs) == 1, costs


@pytest.mark.covers("H1")
def test_the_book_is_searched_by_words_and_chapter_and_says_it_in_plain_words_first(
    published: ClauseVersion, agent: Employee, signed_in: Browser
) -> None:
    browser, address = signed_in(agent), reverse("rule_book:book")

    assert "晚到先说一声" in browser.get(address).content.decode()
    assert "KQ03" in browser.get(address, {"q": "告知组长"}).content.decode()
    assert "KQ03" not in browser.get(address, {"q": "罚"}).content.decode()
    assert "KQ03" not in browser.get(address, {"category": "reward"}).content.decode()
    found = browser.get(reverse("search"), {"q": "按班表"}).content.decode()
    assert "KQ03" in found
    printed = browser.get(reverse("rule_book:printed")).content.decode()
    assert "按已发布的班表到岗" in printed


@pytest.mark.covers("H1")
def test_the_printed_book_names_the_edition_that_holds_and_the_one_that_is_out_but_not_yet(
    published: ClauseVersion, hr: Employee, head: Employee, agent: Employee, signed_in: Browser
) -> None:
    edition = begin(published.clause.book, hr, summary="修订")
    change(edition, published, hr, standard="晚到请先打电话。", why="现场意见")
    adopt(edition, hr, head, effective_on=date(2026, 12, 1), now=NOW)

    printed = signed_in(agent).get(reverse("rule_book:printed"))
    (book,) = printed.context["books"]
    assert (book["edition"], book["coming"]) == (published.edition, [edition])
    said = printed.content.decode()
    assert "晚到请先打电话" not in said
    assert "第 1 版，自 2026 年 11 月 1 日 起生效" in said
    assert "第 2 版已发布，自 2026 年 12 月 1 日 起生效" in said


@pytest.mark.covers("H1")
def test_a_person_reads_what_changed_with_the_old_words_struck_out_and_signs(
    published: ClauseVersion, hr: Employee, head: Employee, agent: Employee, signed_in: Browser
) -> None:
    sign(published.edition, agent, now=NOW - 5 * ONE_DAY)
    edition = begin(published.clause.book, hr, summary="修订")
    change(edition, published, hr, plain="晚到先打个电话。", why="现场意见")
    adopt(edition, hr, head, effective_on=date(2026, 12, 1), now=NOW)
    browser, address = signed_in(agent), reverse("rule_book:sign", args=[edition.pk])

    page = browser.get(address).content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    wrong = browser.post(address, {"signature": "别人"})
    assert wrong.status_code == 422
    assert browser.post(address, {"signature": agent.name}).status_code == 302
    assert browser.get(address).status_code == 404
    assert edition.signatures.filter(employee=agent).exists()
    history = browser.get(reverse("rule_book:clause", args=["KQ03"])).content.decode()
    assert "<del>" in history


@pytest.mark.covers("H1", "R-106")
def test_hr_leads_an_edition_from_the_draft_to_the_publication_on_its_pages(
    book: RuleBook, hr: Employee, head: Employee, agent: Employee, signed_in: Browser
) -> None:
    desk, boss = signed_in(hr), signed_in(head)
    assert desk.post(reverse("rule_book:begin", args=[book.pk]), {"summary": "考勤"}).status_code == 302
    edition = Edition.objects.get()
    typed = {name: value for name, value in vars(words()).items() if value is not None}
    add_url = reverse("rule_book:add", args=[edition.pk, "conduct"])
    fine = desk.post(add_url, {**typed, "code": "KQ03", "category": "attendance", "standard": "迟到一次罚款50元。"})
    assert fine.status_code == 422
    assert desk.post(add_url, {**typed, "code": "KQ03", "category": "attendance"}).status_code == 302
    row = Clause.objects.get()
    changed = desk.post(reverse("rule_book:change", args=[edition.pk, row.pk]), {**typed, "most": 2})
    assert changed.status_code == 302
    matrix = desk.get(reverse("rule_book:matrix", args=[edition.pk])).context["form"].initial
    assert desk.post(reverse("rule_book:matrix", args=[edition.pk]), {**matrix, "most_1_1": 2}).status_code == 302
    assert desk.get(reverse("rule_book:check", args=[edition.pk])).status_code == 200
    consult(edition, hr, now=NOW - 9 * ONE_DAY)
    said = {
        "procedure": "assembly", "held_on": TODAY, "participants": 9, "union_opinion": "同意",
        "minutes": SimpleUploadedFile("m.pdf", MINUTES),
    }  # fmt: skip
    assert desk.post(reverse("rule_book:settle", args=[edition.pk]), said).status_code == 302
    forward = {"effective_on": TODAY + 14 * ONE_DAY}
    assert desk.post(reverse("rule_book:forward", args=[edition.pk]), forward).status_code == 302
    assert desk.post(reverse("rule_book:publish", args=[edition.pk])).status_code == 422
    assert boss.post(reverse("rule_book:publish", args=[edition.pk])).status_code == 302
    edition.refresh_from_db()
    assert edition.state == "published"
    # Of the minutes the list of who took part is for the desk alone.
    minutes = reverse("files:download", args=[edition.minutes_id])
    assert (desk.get(minutes).status_code, signed_in(agent).get(minutes).status_code) == (200, 404)


def test_colleagues_read_a_comment_without_the_name(
    draft: Edition, hr: Employee, agent: Employee, peer: Employee, signed_in: Browser
) -> None:
    add(draft, hr)
    consult(draft, hr)
    address = reverse("rule_book:edition", args=[draft.pk])
    sent = signed_in(agent).post(reverse("rule_book:comment", args=[draft.pk]), {"text": "先提醒一次好吗？"})

    assert sent.status_code == 302
    seen = signed_in(peer).get(address).content.decode()
    assert "先提醒一次好吗" in seen
    assert agent.name not in seen
    assert agent.name in signed_in(hr).get(address).content.decode()


def test_a_visitor_of_a_client_and_a_draft_are_out_of_reach(
    draft: Edition, agent: Employee, tree: Tree, hire: Hire, signed_in: Browser
) -> None:  # fmt: skip
    guest = hire("客户代表", None, role=Role.CLIENT, at=tree.qinghe)

    assert signed_in(guest).get(reverse("rule_book:book")).status_code == 404
    assert signed_in(agent).get(reverse("rule_book:edition", args=[draft.pk])).status_code == 404
