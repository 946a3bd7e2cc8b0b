"""The shell in a browser: sheet, toast, palette, shortcuts, and the traps of htmx 4."""

import json
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from dengta.domains.people.models import ChangeRequest, Employee
from tests.access import frame
from tests.access.frame import House
from tests.e2e import gate
from tests.e2e.conftest import Seat
from tests.e2e.variants import Variant

pytestmark = pytest.mark.browser
DESK = Variant("en", "light", phone=False)


@pytest.fixture
def tab(house: House, seat: Seat) -> Page:
    """The style guide, as the leader sees it."""
    page = seat(DESK, house.browsers["leader"]).new_page()
    page.goto("/styleguide")
    return page


def open_sheet(tab: Page) -> None:
    tab.get_by_role("link", name="Ask for leave").click()
    expect(tab.get_by_role("dialog", name="Ask for leave")).to_be_visible()


def test_a_refused_form_stays_in_the_sheet_with_the_focus_on_what_is_wrong(tab: Page) -> None:
    open_sheet(tab)
    tab.get_by_role("dialog").get_by_label("What you want to tell your leader").fill("My child is ill")
    tab.get_by_role("dialog").get_by_role("button", name="Send the request").click()

    summary = tab.get_by_role("dialog").get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link", name="Please fill in: From")).to_be_visible()
    expect(tab.get_by_role("dialog").get_by_label("What you want to tell your leader")).to_have_value("My child is ill")


def test_success_closes_the_sheet_and_offers_to_undo(tab: Page) -> None:
    open_sheet(tab)
    sheet = tab.get_by_role("dialog")
    sheet.get_by_label("Kind of leave").select_option("annual")
    sheet.get_by_label("From").fill("2026-12-03")
    expect(
        sheet.get_by_text("Thursday, 3 December 2026").or_(sheet.get_by_text("Thursday, December 3, 2026"))
    ).to_be_visible()
    sheet.get_by_role("button", name="Send the request").click()

    toast = tab.get_by_role("status").filter(has_text="Your request is on its way.")
    expect(toast).to_be_visible()
    expect(tab.get_by_role("dialog")).to_have_count(0)
    toast.get_by_role("button", name="Undo").click()
    expect(tab.get_by_role("status").filter(has_text="Taken back.")).to_be_visible()


def test_posts_of_htmx_carry_the_csrf_token_through_inheritance(tab: Page) -> None:
    open_sheet(tab)
    with tab.expect_request("**/styleguide/form") as asked:
        tab.get_by_role("dialog").get_by_role("button", name="Send the request").click()

    assert asked.value.headers["x-csrftoken"]


def test_a_fault_of_the_server_is_said_in_a_toast_and_swapped_nowhere(tab: Page) -> None:
    tab.route("**/styleguide/form", lambda route: route.fulfill(status=500, body="<h1>Traceback</h1>"))
    tab.get_by_role("link", name="Ask for leave").click()

    expect(tab.get_by_text("That did not work just now.")).to_be_visible()
    expect(tab.get_by_role("heading", name="Traceback")).to_have_count(0)
    expect(tab.get_by_role("dialog")).to_have_count(0)


def test_a_lost_connection_is_said_in_a_toast(tab: Page) -> None:
    tab.route("**/styleguide/form", lambda route: route.abort())
    tab.get_by_role("link", name="Ask for leave").click()

    expect(tab.get_by_text("That did not work just now.")).to_be_visible()


def test_a_whole_page_never_lands_inside_a_part(tab: Page) -> None:
    def signed_out(route: Route) -> None:
        route.fulfill(
            status=200,
            content_type="text/html",
            body="<!doctype html><html lang=en><title>Sign in</title><h1>Sign in</h1>",
        )

    tab.route("**/styleguide/form", signed_out)
    tab.get_by_role("link", name="Ask for leave").click()

    expect(tab).to_have_title("Sign in")


def test_long_requests_give_up_after_20_seconds_and_back_means_reload(tab: Page) -> None:
    settings = tab.evaluate("() => [htmx.config.defaultTimeout, htmx.config.history, htmx.config.includeIndicatorCSS]")

    assert settings == [20000, "reload", False]


def test_the_palette_opens_by_keyboard_and_finds(tab: Page) -> None:
    tab.keyboard.press("Control+k")
    box = tab.get_by_role("searchbox", name="Search")
    expect(box).to_be_focused()
    box.press_sequentially("zzzzqqq")

    expect(tab.get_by_role("dialog", name="Search").get_by_text("Nothing found")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_have_count(0)


def test_single_keys_do_nothing_while_one_types(tab: Page) -> None:
    tab.get_by_label("What you want to tell your leader").press_sequentially("why? j/k")

    expect(tab.get_by_role("dialog")).to_have_count(0)
    expect(tab.get_by_label("What you want to tell your leader")).to_have_value("why? j/k")


def test_a_question_mark_shows_the_shortcuts_and_they_can_be_switched_off(tab: Page) -> None:
    tab.locator("h1").click()
    tab.keyboard.press("Shift+?")
    sheet = tab.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Switch single-key shortcuts off").click()
    tab.wait_for_load_state()
    tab.locator("h1").click()
    tab.keyboard.press("Shift+?")

    expect(tab.get_by_role("dialog")).to_have_count(0)


def test_j_and_k_walk_through_the_rows_of_a_list(tab: Page) -> None:
    tab.locator("h1").click()
    rows = tab.get_by_role("region", name="People of the sample").locator("tbody a")
    while not rows.first.evaluate("e => e === document.activeElement"):
        tab.keyboard.press("j")
    tab.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    tab.keyboard.press("k")
    expect(rows.first).to_be_focused()


def test_the_privacy_badge_tells_who_can_see(tab: Page) -> None:
    tab.get_by_role("button", name="3 people can see this").click()

    expect(tab.get_by_text("Every look is on record")).to_be_visible()


def test_theme_and_language_change_from_the_top_bar(tab: Page) -> None:
    tab.get_by_role("button", name="Appearance").click()
    tab.get_by_role("button", name="Dark").click()
    expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
    tab.get_by_role("button", name="Language").click()
    tab.get_by_role("button", name="简体中文").click()
    expect(tab.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_the_chart_is_drawn_as_svg_and_stands_as_a_table_below(tab: Page) -> None:
    expect(tab.locator(".dt-chart svg")).to_be_visible()
    tab.get_by_text("As a table").click()
    expect(tab.get_by_role("region", name="Volume by the hour")).to_be_visible()


def test_a_page_that_refreshes_itself_keeps_its_chart_and_what_is_unfolded(tab: Page) -> None:
    fresh = """<div class="dt-chart" role="img" aria-label="x" data-dt-chart="sample-chart"></div>
      <script id="sample-chart" type="application/json">
        {"labels": ["1", "2"], "series": [{"name": "Fresh figures", "kind": "actual", "values": [1, 2]}]}</script>
      <details class="dt-details"><summary>As a table</summary>New rows</details>"""
    tab.route("**/fresh", lambda route: route.fulfill(content_type="text/html", body=fresh))
    tab.evaluate(gate.LISTEN_FOR_CSP)
    expect(tab.locator(".dt-chart svg")).to_be_visible()
    tab.get_by_text("As a table").click()
    tab.evaluate("() => { htmx.ajax('GET', '/fresh', {target: '.dt-card--fill .dt-card__body', swap: 'innerMorph'}) }")

    expect(tab.get_by_text("New rows")).to_be_visible()
    expect(tab.locator(".dt-chart svg")).to_contain_text("Fresh figures")
    assert gate.content_security(tab) == []


def test_the_phone_reaches_the_menu_by_a_button(house: House, seat: Seat) -> None:
    tab = seat(Variant("en", "light", phone=True), house.browsers["leader"]).new_page()
    tab.goto("/styleguide")
    menu = tab.get_by_role("navigation", name="Main navigation")
    expect(menu).to_be_hidden()
    tab.get_by_role("button", name="Open the menu").click()

    expect(menu).to_be_visible()


@pytest.mark.covers("N8")
def test_a_phone_can_put_it_on_its_home_screen(house: House, seat: Seat) -> None:
    tab = seat(Variant("zh", "light", phone=True), house.browsers["agent"]).new_page()
    tab.goto("/for-me/")
    browser = tab.context.new_cdp_session(tab)

    manifest = browser.send("Page.getAppManifest")
    assert manifest["errors"] == []
    refused = browser.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # The windows of the tests are private ones, into which nothing is installed.
    assert [reason["errorId"] for reason in refused] == ["in-incognito"]
    known = json.loads(manifest["data"])
    assert (known["short_name"], known["start_url"], known["display"]) == ("灯塔", "/", "standalone")
    for icon in known["icons"]:
        answer = tab.request.get(urljoin(manifest["url"], icon["src"]))
        assert (answer.status, answer.headers["content-type"]) == (200, icon["type"])


@pytest.mark.covers("N8", "N16")
@pytest.mark.parametrize("width", [320, 360, 420])
def test_the_narrow_desk_view_needs_no_sideways_scrolling(house: House, seat: Seat, width: int) -> None:
    tab = seat(DESK, house.browsers["agent"]).new_page()
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto("/styleguide")

    beyond = """width => [...document.querySelectorAll("main *, header *")]
      .filter(e => e.getBoundingClientRect().right > width + 0.5 && !e.closest(".dt-table-wrap, .dt-subnav"))
      .map(e => `${e.tagName} ${e.className.baseVal ?? e.className} ${e.textContent.trim().slice(0, 30)}`).slice(-3)"""
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width, tab.evaluate(beyond, width)


def test_print_leaves_the_content_and_drops_the_frame(tab: Page) -> None:
    tab.emulate_media(media="print")

    expect(tab.get_by_role("navigation", name="Main navigation")).to_be_hidden()
    expect(tab.get_by_role("heading", name="Style guide")).to_be_visible()


def test_nobody_sees_the_style_guide_without_signing_in(client: Client, leader: Employee) -> None:
    assert client.get("/styleguide").headers["Location"].startswith("/account/login/")


@pytest.fixture
def office(house: House, seat: Seat) -> Page:
    """A page of HR, where a request waits for them."""
    frame.furnish("people", house)
    return seat(DESK, house.browsers["hr"]).new_page()


def test_j_and_enter_open_a_row_and_so_does_a_click_beside_its_name(office: Page) -> None:
    office.goto(reverse("people:change_requests"))
    office.keyboard.press("j")
    office.keyboard.press("Enter")
    expect(office.get_by_role("heading", name="Change of private data")).to_be_visible()

    office.goto(reverse("people:change_requests"))
    office.locator("tbody tr td").nth(1).click()
    expect(office.get_by_role("heading", name="Change of private data")).to_be_visible()


def test_a_leads_to_the_approval_and_decides_nothing_by_itself(office: Page, house: House) -> None:
    office.goto(reverse("people:change_request", args=[house["request"].pk]))
    office.keyboard.press("a")

    expect(office.get_by_role("button", name="Approve")).to_be_focused()
    house["request"].refresh_from_db()
    assert house["request"].status == ChangeRequest.Status.OPEN
