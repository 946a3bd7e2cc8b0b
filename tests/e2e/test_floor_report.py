"""A problem from the floor: owner, answer to the reporter, answer at the customer, closed; in both languages."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from dengta.domains.communication.models import FloorReport
from tests.access.frame import House
from tests.e2e.conftest import Seat
from tests.e2e.variants import Variant

pytestmark = pytest.mark.browser
TITLE, ANSWER = "退款页面提交后白屏", "已加重试，以短信通知为准。"


@dataclass(frozen=True)
class Words:
    """What the buttons are called."""

    report: str
    send: str
    title: str
    what: str
    customer: str
    kind: str
    owner: str
    who: str
    until: str
    give: str
    answer: str
    your_answer: str
    send_answer: str
    note: str
    told: str
    note_it: str
    close: str
    closed: str


CHINESE = Words(
    report="上报问题", send="上报", title="一句话说明问题", what="经过", customer="涉及的客户", kind="产品故障",
    owner="指定负责人", who="由谁负责", until="完成期限", give="确认交办", answer="答复", your_answer="您的答复",
    send_answer="发送答复", note="登记告知", told="已告知", note_it="登记", close="关闭", closed="已关闭",
)  # fmt: skip
ENGLISH = Words(
    report="Report a problem", send="Report", title="The problem in one sentence", what="What happened",
    customer="Customer concerned", kind="Product fault", owner="Say who sees to it", who="Who sees to it",
    until="Until when", give="Give it", answer="Answer", your_answer="Your answer", send_answer="Send the answer",
    note="Note the call", told="Told", note_it="Note it", close="Close", closed="Closed",
)  # fmt: skip


def report(page: Page, words: Words) -> None:
    """From the agent's own page: one tap opens the form, the next sends it."""
    page.goto(reverse("service:today"))
    page.get_by_role("link", name=words.report).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label(words.kind).check()
    sheet.get_by_label(words.title).fill(TITLE)
    sheet.get_by_label(words.what, exact=True).fill("点提交后页面空白。")
    sheet.get_by_label(words.customer).fill("KH20017")
    sheet.get_by_role("button", name=words.send, exact=True).click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def give_owner_and_answer(page: Page, words: Words, owner: str) -> None:
    """The leader says who sees to it, and answers."""
    page.get_by_role("link", name=words.owner).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label(words.who).select_option(label=owner)
    sheet.get_by_label(words.until).fill(date(2026, 11, 25).isoformat())
    sheet.get_by_role("button", name=words.give).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name=words.answer, exact=True).click()
    page.get_by_role("dialog").get_by_label(words.your_answer).fill(ANSWER)
    page.get_by_role("dialog").get_by_role("button", name=words.send_answer).click()
    expect(page.get_by_role("main").get_by_text(ANSWER).first).to_be_visible()


def tell_the_customer(page: Page, words: Words) -> None:
    """The reporter reads the answer and calls the customer."""
    expect(page.get_by_role("main").get_by_text(ANSWER).first).to_be_visible()
    page.get_by_role("link", name=words.note).click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label(words.told, exact=True).check()
    sheet.get_by_role("button", name=words.note_it, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name=words.note)).to_have_count(0)


@pytest.mark.covers("K11", "R-036")
@pytest.mark.parametrize(("language", "words"), [("zh-hans", CHINESE), ("en", ENGLISH)])
def test_a_report_goes_from_the_floor_to_the_customer_and_is_closed(
    language: str, words: Words, house: House, seat: Seat
) -> None:
    agent = seat(Variant(language, "light", phone=True), house.browsers["agent"]).new_page()
    report(agent, words)
    row = FloorReport.objects.get()
    address = reverse("reports:report", args=[row.pk])

    leader = seat(Variant(language, "light", phone=False), house.browsers["leader"]).new_page()
    leader.goto(address)
    give_owner_and_answer(leader, words, house.leader.name)

    agent.goto(address)
    tell_the_customer(agent, words)

    leader.goto(address)
    leader.get_by_role("button", name=words.close, exact=True).click()
    expect(leader.get_by_role("button", name=words.close, exact=True)).to_have_count(0)
    expect(leader.get_by_role("listitem").filter(has_text=words.closed).first).to_be_visible()
    row.refresh_from_db()
    assert (row.status, row.owner_id) == (FloorReport.Status.CLOSED, house.leader.pk)
    assert row.customers.get().told_by_id == house.agent.pk
