"""The pages of announcements: what they say, refuse, and cost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import AffectedTopic, Announcement, Receipt, ReceiptEscalation, Todo
from dengta.domains.communication.panels.announcements import unready
from dengta.domains.communication.services import following_up, staff_consultations
from dengta.domains.people.models import Employee
from dengta.foundation.access import facts_of
from tests.cast import Tree
from tests.communication.announcing import DAY, account, announce, draft, publish, receipt_of, with_test
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Employee], Client]
Opened = Callable[..., str]
Crowd = Callable[[int], None]


@pytest.fixture
def signed_in(signed_in: SignedIn) -> SignedIn:
    """Browsers that read English."""

    def in_english(employee: Employee) -> Client:
        browser = signed_in(employee)
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return browser

    return in_english


@pytest.fixture
def crowd(hire: Callable[..., Employee], tree: Tree) -> Callable[[int], None]:
    """So many more agents in 售后一组."""

    def crowd(rows: int) -> None:
        for number in range(rows):
            hire(f"客服{number:02}", tree.aftersales_1)

    return crowd


@pytest.fixture
def opened(signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries) -> Callable[..., str]:
    """What a page says to somebody, at the given number of queries (once it has been opened to warm up)."""

    def opened(employee: Employee, address: str, *, queries: int) -> str:
        browser = signed_in(employee)
        browser.get(address)
        with django_assert_num_queries(queries):
            return browser.get(address).content.decode()

    return opened


# --- lists cost the same for one row and for many -----------------------------------------------------


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_announcements_costs_the_same_for_one_row_and_for_many(
    rows: int, leader: Employee, agent: Employee, tree: Tree, opened: Opened
) -> None:
    for number in range(rows):
        announce(leader, tree.aftersales_1, title=f"通知{number:02}")

    assert opened(agent, reverse("announcements:list"), queries=7).count("data-href") == rows


@pytest.mark.parametrize("rows", [1, 25])
def test_the_board_costs_the_same_for_one_row_and_for_many(
    rows: int, leader: Employee, agent: Employee, tree: Tree, opened: Opened
) -> None:
    for number in range(rows):
        announce(leader, tree.aftersales_1, title=f"通知{number:02}")

    assert opened(leader, reverse("announcements:board"), queries=7).count("data-href") == rows


@pytest.mark.covers("K6")
@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_who_has_not_confirmed_costs_the_same_for_one_row_and_for_many(
    rows: int,
    leader: Employee,
    crowd: Crowd,
    tree: Tree,
    opened: Opened,
) -> None:
    crowd(rows)
    announcement = announce(leader, tree.aftersales_1)
    Receipt.objects.filter(employee=leader).delete()
    said = opened(leader, reverse("announcements:missing", args=[announcement.pk]), queries=9)

    assert sum(f"客服{number:02}" in said for number in range(rows)) == rows


@pytest.mark.covers("K6")
@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_before_going_on_queue_costs_the_same_for_one_row_and_for_many(
    rows: int,
    leader: Employee,
    crowd: Crowd,
    tree: Tree,
    opened: Opened,
) -> None:
    crowd(rows)
    announce(leader, tree.aftersales_1, effective_at=NOW + DAY)
    said = opened(leader, reverse("announcements:unready"), queries=8)

    assert sum(f"客服{number:02}" in said for number in range(rows)) == rows


@pytest.mark.parametrize("rows", [1, 25])
def test_the_page_of_a_consultation_costs_the_same_for_one_opinion_and_for_many(
    rows: int,
    leader: Employee,
    crowd: Crowd,
    tree: Tree,
    opened: Opened,
) -> None:

    crowd(rows)
    announcement = draft(leader, tree.aftersales_1, staff_interest=True)
    consultation = staff_consultations.open_consultation(
        announcement_id=announcement.pk, closes_on=NOW.date() + 3 * DAY, by=account(leader), now=NOW
    )
    consultation.opinions.exclude(employee=leader).update(text="请保留餐补。", said_at=NOW)
    said = opened(leader, reverse("announcements:consultation", args=[announcement.pk]), queries=11)

    assert said.count("请保留餐补。") == rows


# --- reading and confirming --------------------------------------------------------------------------


@pytest.mark.covers("K6")
def test_a_confirmation_costs_little_and_says_thank_you(
    leader: Employee,
    agent: Employee,
    tree: Tree,
    signed_in: SignedIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    announcement, browser = announce(leader, tree.aftersales_1), signed_in(agent)
    page = reverse("announcements:one", args=[announcement.pk])
    assert "I have read it and work by it" in browser.get(page).content.decode()
    assert receipt_of(announcement, agent).read_at is not None

    with django_assert_max_num_queries(12):
        browser.get(page)
    with django_assert_max_num_queries(12):
        answer = browser.post(reverse("announcements:confirm", args=[announcement.pk]))

    assert answer.status_code == 302
    assert "Thank you for reading it" in browser.get(page).content.decode()
    assert receipt_of(announcement, agent).confirmed_at is not None


@pytest.mark.covers("K6")
def test_it_costs_no_more_for_whoever_is_late_about_many_topics(  # noqa: PLR0917 - fixtures
    leader: Employee,
    agent: Employee,
    supervisor: Employee,
    tree: Tree,
    signed_in: SignedIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    announcement, browser = announce(leader, tree.aftersales_1), signed_in(agent)
    AffectedTopic.objects.bulk_create(AffectedTopic(announcement=announcement, key=f"topic:{n}") for n in range(5))
    following_up.escalate(now=NOW + 3 * DAY)
    assert ReceiptEscalation.objects.filter(receipt__employee=agent).exists()
    browser.get(reverse("announcements:one", args=[announcement.pk]))

    with django_assert_max_num_queries(12):
        browser.post(reverse("announcements:confirm", args=[announcement.pk]))
    assert receipt_of(announcement, agent).confirmed_at is not None
    assert not Todo.objects.filter(employee=agent).exists()


@pytest.mark.covers("R-160", "K23")
def test_the_page_asks_for_the_name_and_says_which_where_it_is_missing(
    leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    announcement, browser = announce(leader, tree.aftersales_1, kind="important"), signed_in(agent)
    address = reverse("announcements:confirm", args=[announcement.pk])

    refused = browser.post(address, {"signature": ""})
    assert refused.status_code == 422
    assert "李佳怡" in refused.content.decode()
    assert browser.post(address, {"signature": "李佳怡"}).status_code == 302


@pytest.mark.covers("I16")
def test_the_test_is_taken_on_the_page_and_a_failed_go_leads_back_to_the_text(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    announcement = publish(with_test(draft(leader, tree.aftersales_1), leader), leader)
    browser, page = signed_in(agent), reverse("announcements:one", args=[announcement.pk])
    address = reverse("announcements:test", args=[announcement.pk])
    assert browser.get(address).headers["Location"] == page  # unread: the text comes first
    browser.get(page)
    questions = list(announcement.versions.get().questions.all())

    assert browser.post(address, {}).status_code == 422
    wrong = {f"question_{q.pk}": (q.right + 1) % len(q.options) for q in questions}
    said = browser.post(address, wrong, follow=True).content.decode()
    assert "0 of 3 right" in said
    assert questions[0].explanation in said
    right = {f"question_{q.pk}": q.right for q in questions}
    assert "I have read it and work by it" in browser.post(address, right, follow=True).content.decode()
    assert questions[0].explanation not in signed_in(peer).get(page).content.decode()


def test_a_withdrawn_announcement_says_why(leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn) -> None:
    announcement = announce(leader, tree.aftersales_1)
    address = reverse("announcements:withdraw", args=[announcement.pk])
    assert signed_in(leader).post(address, {"reason": ""}).status_code == 422
    signed_in(leader).post(address, {"reason": "规则推迟到一月"})

    said = signed_in(agent).get(reverse("announcements:one", args=[announcement.pk])).content.decode()
    assert "规则推迟到一月" in said
    assert "I have read it" not in said


# --- writing -----------------------------------------------------------------------------------------


def posted(tree: Tree, **changes: object) -> dict[str, object]:
    return {
        "kind": "policy", "title": "退换货规则调整", "body": "改为 14 天。", "units": [tree.aftersales_1.pk],
        "effective_at": "2026-11-21T09:00", "confirm_by": "", "needs_confirmation": "on", **changes,
    }  # fmt: skip


@pytest.mark.covers("K6")
def test_an_author_sees_whom_it_reaches_before_it_goes_out(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    saved = browser.post(reverse("announcements:new"), posted(tree, audience_role=["agent"]), follow=True)
    announcement = Announcement.objects.get()
    publish_page = reverse("announcements:publish", args=[announcement.pk])

    assert saved.redirect_chain[-1][0] == publish_page
    assert "This reaches 2 people." in saved.content.decode()
    assert not Receipt.objects.exists()
    sent = browser.post(publish_page, follow=True).content.decode()
    assert "0 of 2 have confirmed it" in sent
    assert Receipt.objects.count() == 2


def test_a_draft_that_cannot_go_out_says_why_and_has_no_button(
    leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    announcement = draft(leader, tree.aftersales_1, needs_confirmation=False)
    address = reverse("announcements:publish", args=[announcement.pk])
    said = signed_in(leader).get(address).content.decode()

    assert "has to be confirmed by everybody" in said
    assert "Publish and notify" not in said
    assert signed_in(leader).post(address).status_code == 422


@pytest.mark.parametrize("beyond", ["qinghe", "ticketing"])
def test_a_unit_beyond_ones_reach_is_no_choice(
    beyond: str, leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    data = posted(tree, units=[getattr(tree, beyond).pk])

    assert signed_in(leader).post(reverse("announcements:new"), data).status_code == 422
    assert not Announcement.objects.exists()


def test_a_draft_is_changed_and_thrown_away(leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn) -> None:
    announcement, browser = draft(leader, tree.aftersales_1), signed_in(leader)
    edit = reverse("announcements:edit", args=[announcement.pk])
    assert "拆封商品的退货期" in browser.get(edit).content.decode()
    browser.post(edit, posted(tree, title="新标题"))
    announcement.refresh_from_db()
    assert announcement.title == "新标题"

    browser.post(reverse("announcements:discard", args=[announcement.pk]))
    assert not Announcement.objects.exists()


def test_a_new_version_shows_what_changes_before_and_after_it_goes_out(
    leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    announcement, browser = announce(leader, tree.aftersales_1), signed_in(leader)
    data = {
        "change_note": "再放宽", "title": announcement.title, "body": "拆封商品的退货期由 7 天改为 30 天。",
        "asks_again": "on", "effective_at": "2026-11-25T09:00",
    }  # fmt: skip
    shown = browser.post(reverse("announcements:edit", args=[announcement.pk]), data, follow=True)
    assert "dt-diff" in shown.content.decode()
    browser.post(reverse("announcements:publish", args=[announcement.pk]))

    said = signed_in(agent).get(reverse("announcements:one", args=[announcement.pk])).content.decode()
    assert "<del>" in said
    assert "再放宽" in said


# --- Today, the board, the export --------------------------------------------------------------------


@pytest.mark.covers("K6")
@pytest.mark.parametrize("rows", [1, 25])
def test_today_names_who_has_not_confirmed_what_takes_effect_by_tomorrow_for_one_query(
    rows: int,
    leader: Employee,
    crowd: Crowd,
    tree: Tree,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    crowd(rows)
    announce(leader, tree.aftersales_1, effective_at=NOW + timedelta(hours=20))
    request = HttpRequest()
    request.user = account(leader)
    facts_of(request.user)
    with django_assert_num_queries(1):
        shown = unready(request, None)

    assert shown is not None
    assert len(shown["missing"]) == min(rows, 5)
    assert shown["more"] is (rows > 5)


@pytest.mark.covers("K6")
def test_who_may_export_takes_the_names_along(
    supervisor: Employee, leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    announcement = announce(supervisor, tree.qinghe)
    address = reverse("announcements:missing", args=[announcement.pk]) + "?format=csv"

    answer = signed_in(supervisor).get(address)
    assert "李佳怡" in b"".join(answer.streaming_content).decode()
    assert signed_in(leader).get(address).status_code == 404


def test_the_board_says_how_far_it_is_and_whom_leaders_were_told_of(
    supervisor: Employee, leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    announcement = announce(supervisor, tree.aftersales_1, effective_at=NOW + 2 * DAY)
    following_up.send_reminders(now=NOW + DAY + timedelta(hours=2))
    following_up.escalate(now=NOW + DAY + timedelta(hours=2))
    said = signed_in(supervisor).get(reverse("announcements:standing", args=[announcement.pk])).content.decode()

    assert "0 of 2 have confirmed it" in said
    assert "told to 周敏" in said
    assert "The day before it takes effect" in said


def test_a_mail_is_filed_on_the_list(supervisor: Employee, agent: Employee, tree: Tree, signed_in: SignedIn) -> None:
    announcement = announce(supervisor, tree.aftersales_1, kind="important")
    address = reverse("announcements:mail", args=[receipt_of(announcement, agent).pk])
    browser = signed_in(supervisor)

    assert browser.post(address, {"evidence": ""}).status_code == 422
    assert browser.post(address, {"evidence": "11 月 18 日 09:12 的邮件"}).status_code == 302
    assert receipt_of(announcement, agent).confirmed_at is not None
    assert browser.get(address).status_code == 404


def test_the_pages_speak_chinese(leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn) -> None:
    announcement, browser = announce(leader, tree.aftersales_1), signed_in(agent)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"

    assert "我已阅读并照此执行" in browser.get(reverse("announcements:one", args=[announcement.pk])).content.decode()
