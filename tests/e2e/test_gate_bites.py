"""The gate notices: each check sees a page that has exactly that fault, and leaves a sound page alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.e2e import gate

pytestmark = pytest.mark.browser

HOST = "control.test"
ADDRESS = f"http://{HOST}/page"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"
SOUND = """<!doctype html><html lang="en"><head><title>Sound</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"></head><body><main><h1>Sound</h1>{}</main></body></html>"""


def _serve(context: BrowserContext, body: str, headers: dict[str, str]) -> None:
    def answer(route: Route) -> None:
        page = route.request.url.endswith("/page")
        route.fulfill(
            body=SOUND.format(body) if page else "", content_type="text/html", headers=headers if page else {}
        )

    context.route("**/*", answer)


Visit = Callable[..., tuple[Page, gate.Watch]]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    contexts: list[BrowserContext] = []

    def visit(body: str = "", policy: str = "") -> tuple[Page, gate.Watch]:
        screen = {"width": 390, "height": 844}
        context = browser.new_context(viewport=screen, screen=screen, is_mobile=True)  # type: ignore[arg-type]
        contexts.append(context)
        _serve(context, body, {"Content-Security-Policy": policy} if policy else {})
        page = context.new_page()
        watch = gate.Watch(page, HOST)
        page.goto(ADDRESS)
        return page, watch

    yield visit
    for context in contexts:
        context.close()


def test_a_sound_page_passes(visit: Visit) -> None:
    page, watch = visit("<p>All is well.</p>", POLICY)

    assert gate.findings(page, watch, phone=True) == []


@pytest.mark.parametrize(
    ("body", "policy", "said"),
    [
        ('<img src="/x.png">', "", "axe image-alt"),
        ('<style>p{color:#aaa}</style><p>too pale to read</p>', "", "axe color-contrast"),
        ("<script>console.error('broken')</script>", "", "console: broken"),
        ("<script>throw Error('fell over')</script>", "", "page error: .*fell over"),
        ("<script>1</script>", POLICY, "csp: script-src"),
        ('<p style="color: red">x</p>', POLICY, "csp: style-src"),
        ('<img alt="" src="http://elsewhere.example/x.png">', "", "asks elsewhere.example for /x.png"),
        ('<style>div{width:500px}</style><div>wide</div>', "", "px wider than the screen"),
        ("<style>button{height:20px}</style><button>Small</button>", "", '"Small" is 20 px high'),
        ("<p><a href='/x'>alone</a></p>", "", '"alone" is'),
    ],
)  # fmt: skip
def test_a_page_with_one_fault_is_caught(visit: Visit, body: str, policy: str, said: str) -> None:
    page, watch = visit(body, policy)
    found = gate.findings(page, watch, phone=True)

    assert any(re.search(said, finding) for finding in found), found


NARROW = "<style>@media (width < 600px) {{ {} }}</style>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<style>div{width:500px}</style><div>wide</div>", "px wider than the screen"),
        (NARROW.format("div{width:500px}") + "<div>wide</div>", "px wider than the screen"),
        ("<style>button{height:20px}</style><button>Small</button>", '"Small" is 20 px high'),
        (NARROW.format("p{color:#aaa}") + "<p>too pale to read</p>", "axe color-contrast"),
        ("<style>@media (width >= 600px){button{display:none}}</style><button></button>", "axe button-name"),
    ],
)
def test_a_fault_that_only_a_phone_has_is_found_on_the_page_that_is_taken_there(
    browser: Browser, body: str, said: str
) -> None:
    screen = {"width": 1440, "height": 900}
    context = browser.new_context(viewport=screen, screen=screen)  # type: ignore[arg-type]
    page = context.new_page()
    watch = gate.Watch(page, HOST)

    def found() -> list[str]:
        with watch.as_phone(width=390, height=844):
            return gate.findings(page, watch, phone=True)

    _serve(context, body, {})
    page.goto(ADDRESS)
    assert gate.findings(page, watch, phone=False) == []
    assert any(re.search(said, each) for each in found()), found()
    assert gate.findings(page, watch, phone=False) == []
    assert page.evaluate("() => [innerWidth, innerHeight, screen.width, devicePixelRatio]") == [1440, 900, 1440, 1]
    _serve(context, "<p>All is well.</p>", {})
    page.goto(ADDRESS)
    assert found() == []
    context.close()


@pytest.mark.parametrize("body", ["<button></button>", '<input type="text">', '<a href="/x"></a>'])
def test_a_name_that_another_language_lacks_is_found_by_the_rules_of_words_alone(visit: Visit, body: str) -> None:
    page, _watch = visit(body)

    assert gate.accessibility(page, words_only=True)


def test_words_that_only_the_dark_hides_are_found_there(visit: Visit) -> None:
    pale = "<style>:root[data-theme=dark] p{color:#333;background:#222}</style><p>lost in the dark</p>"
    page, watch = visit(pale)

    assert gate.findings(page, watch, phone=True) == []
    assert "axe color-contrast" in gate.colours_in_the_dark(page)[0]


@pytest.mark.parametrize(
    "body", ["<script>throw Error('fell over')</script>", '<img src="http://elsewhere.example/x">']
)
def test_the_second_page_of_a_tab_is_judged_by_itself(visit: Visit, body: str) -> None:
    page, watch = visit(body)
    first = gate.findings(page, watch, phone=True)
    _serve(page.context, "<p>All is well.</p>", {})
    watch.begin()
    page.goto(ADDRESS)
    second = gate.findings(page, watch, phone=True)
    _serve(page.context, body, {})
    watch.begin()
    page.goto(ADDRESS)

    assert (first != [], second) == (True, [])
    assert gate.findings(page, watch, phone=True) == first


def test_each_page_of_a_tab_is_weighed_as_a_first_visit(visit: Visit, live_server: LiveServer) -> None:
    page, watch = visit()
    page.context.unroute_all()
    watch.weigh_first_visits()

    def weight() -> dict[str, int]:
        watch.begin()
        page.goto(live_server.url + reverse("account_login"))
        files = [answer for answer in watch.answers if answer.url.endswith((".css", ".js"))]
        assert {answer.status for answer in files} == {200}
        return {answer.url: gate.over_the_wire(answer) for answer in files}

    first = weight()
    assert sum(first.values()) > 20 * gate.KB
    assert weight() == first


def test_a_link_inside_a_sentence_may_be_as_small_as_the_sentence(visit: Visit) -> None:
    page, _ = visit('<p>A word with <a href="/x">a link</a> in the middle.</p>')

    assert gate.small_targets(page) == []


def test_a_light_page_keeps_its_budget_and_heavy_ones_do_not(visit: Visit) -> None:
    heavy = "".join(f"<p>{number * number:x}</p>" for number in range(60_000, 70_000))
    many = "".join(f'<img alt="" src="/{number}.png">' for number in range(14))

    assert gate.budget(*visit()) == []
    assert [sentence.split(" ", 1)[1] for sentence in gate.budget(*visit(heavy))] == [
        f"bytes of HTML, more than {gate.HTML}",
        f"elements, more than {gate.NODES}",
    ]
    assert any("requests" in sentence for sentence in gate.budget(*visit(many)))
