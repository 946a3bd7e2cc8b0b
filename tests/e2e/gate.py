"""What a page must pass in a real browser. Each check answers sentences: what is wrong, and where."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

import brotli
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import CDPSession, ConsoleMessage, Page, Request, Response

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TARGET = 44
KB = 1024
# First visit, empty cache. A page with charts carries their library, a shift board many cells.
WEIGHT, WEIGHT_WITH_CHARTS = 60 * KB, 280 * KB
HTML, REQUESTS, NODES, NODES_OF_A_BOARD = 25 * KB, 12, 1500, 5000

LISTEN_FOR_CSP = """
window.cspViolations = [];
document.addEventListener("securitypolicyviolation", e => {
  window.cspViolations.push(`${e.violatedDirective} refused ${e.blockedURI || e.sample || "inline"}`);
});
"""

# What may change when a page stands there in other colours.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]

TURN = """theme => {
  const root = document.documentElement, before = root.dataset.theme ?? "";
  if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
  return before;
}"""

# And what may change when the same page speaks another language: names, and which language it says it speaks.
WORD_RULES = [
    "aria-command-name", "aria-input-field-name", "aria-toggle-field-name", "button-name", "document-title",
    "html-has-lang", "html-lang-valid", "image-alt", "input-button-name", "label", "link-name", "select-name",
    "summary-name", "svg-img-alt", "valid-lang",
]  # fmt: skip

# What axe found, in few words: the whole answer also names everything that passed.
RUN_AXE = """async options => (await axe.run(options)).violations
  .map(({id, nodes}) => `axe ${id}: ${nodes[0].html.slice(0, 160)} (${nodes.length} times)`)"""

# Two frames later everything stands where it belongs.
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"

# A mobile viewport widens itself when something sticks out: only the screen tells the truth.
OVERFLOW = "() => document.documentElement.scrollWidth - screen.width"

WIDEST = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > screen.width + 0.5 && !e.closest(".dt-table-wrap, .dt-subnav, dialog"))
  .slice(0, 3).map(e => e.tagName.toLowerCase() + "." + e.className)"""

# Links inside a sentence are exempt (WCAG 2.5.8); a control inside its label is as large as the
# label, and the link of a person chip covers the chip.
SMALL_TARGETS = """(least) => {
  const inSentence = e => {
    const home = e.closest("p, dd, li, figcaption, blockquote");
    return e.tagName === "A" && home && home.textContent.trim().length > e.textContent.trim().length + 1;
  };
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter(e => e.checkVisibility() && !e.disabled && !inSentence(e))
    .map(e => [e, (e.closest("label, .dt-person") ?? e).getBoundingClientRect()])
    .filter(([e, box]) => box.width > 1 && box.right > 0 && box.height < least - 0.5)
    .map(([e, box]) => [e.tagName.toLowerCase(), (e.textContent.trim() || e.name || "").slice(0, 30), box.height])
    .map(([tag, words, height]) => `${tag} "${words}" is ${Math.round(height)} px high`);
}"""


@dataclass
class Watch:
    """Listens to a tab from before its first page loads; `begin` before each further one."""

    page: Page
    host: str
    # Without it the tab is watched, and no page of it can be asked for what axe finds.
    with_axe: bool = True
    console: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    _asked_for: set[Request] = field(default_factory=set)
    _devices: CDPSession | None = None

    def __post_init__(self) -> None:
        self.page.add_init_script(LISTEN_FOR_CSP)
        if self.with_axe:
            # With the page, not into it when it has loaded: the browser then keeps what it compiled for the next one.
            self.page.add_init_script(AXE_SCRIPT)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.console.append(f"page error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def begin(self) -> None:
        """Forget the page that was open; what it asked for and gets later is no answer to the next one."""
        for heard in (self.console, self.foreign, self.answers, self._asked_for):
            heard.clear()

    def weigh_first_visits(self) -> None:
        """From now on each page of this tab brings all its files, as for somebody who has never been here."""
        browser = self.page.context.new_cdp_session(self.page)
        browser.send("Network.enable")
        browser.send("Network.setCacheDisabled", {"cacheDisabled": True})

    @contextmanager
    def as_phone(self, width: int, height: int) -> Iterator[None]:
        """The page that stands there on the screen of a telephone, and back again."""
        self._devices = self._devices or self.page.context.new_cdp_session(self.page)
        desk = self.page.viewport_size
        assert desk is not None
        self._show(width, height, phone=True)
        yield
        self._show(desk["width"], desk["height"], phone=False)

    def _show(self, width: int, height: int, *, phone: bool) -> None:
        assert self._devices is not None
        screen = {"width": width, "height": height, "screenWidth": width, "screenHeight": height}
        self._devices.send("Emulation.setTouchEmulationEnabled", {"enabled": phone})
        self._devices.send(
            "Emulation.setDeviceMetricsOverride", {**screen, "deviceScaleFactor": 2 if phone else 1, "mobile": phone}
        )
        self.page.evaluate(DRAWN)

    def _heard(self, message: ConsoleMessage) -> None:
        # A refused form answers 422 and a missing page 404; the browser reports both as errors of the network.
        expected = "status of 422" in message.text or "status of 404" in message.text
        if message.type == "error" and not expected:
            self.console.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        self._asked_for.add(request)
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.foreign.append(f"asks {parts.netloc} for {parts.path}")

    def _answered(self, response: Response) -> None:
        if response.request in self._asked_for:
            self.answers.append(response)


def accessibility(page: Page, *, words_only: bool = False) -> list[str]:
    """Rules of WCAG 2.2 AA and good practice that axe can see; or those alone that another language can break."""
    only = {"type": "rule", "values": WORD_RULES} if words_only else {"type": "tag", "values": AXE_TAGS}
    return list(page.evaluate(RUN_AXE, {"runOnly": only, "resultTypes": ["violations"]}))


def colours_in_the_dark(page: Page) -> list[str]:
    """What axe sees when the page that stands there turns dark: the theme is one attribute, and all else stays."""
    light = page.evaluate(TURN, "dark")
    found = list(page.evaluate(RUN_AXE, {"runOnly": {"type": "rule", "values": COLOUR_RULES}}))
    page.evaluate(TURN, light)
    return found


def content_security(page: Page) -> list[str]:
    """What the content security policy had to refuse."""
    return [f"csp: {violation}" for violation in page.evaluate("() => window.cspViolations ?? []")]


def overflow(page: Page) -> list[str]:
    """Whether something sticks out of the screen."""
    beyond = page.evaluate(OVERFLOW)
    return [f"{beyond} px wider than the screen: {page.evaluate(WIDEST)}"] if beyond > 0 else []


def small_targets(page: Page) -> list[str]:
    """Controls too small for a finger."""
    return list(page.evaluate(SMALL_TARGETS, TARGET))


def nodes(page: Page) -> int:
    """How many elements the page has."""
    return int(page.evaluate("() => document.getElementsByTagName('*').length"))


def over_the_wire(response: Response) -> int:
    """Bytes as they are served for real: static files in brotli, pages in gzip (the test server compresses nothing)."""
    body = response.body()
    return _in_brotli(body) if "/static/" in response.url else len(gzip.compress(body))


@cache  # every page brings the same few files
def _in_brotli(body: bytes) -> int:
    return len(brotli.compress(body, quality=9))


def budget(page: Page, watch: Watch) -> list[str]:
    """Whether the page is light enough on a first visit."""
    sizes = {answer.url: over_the_wire(answer) for answer in watch.answers if not 300 <= answer.status < 400}
    html = max((size for url, size in sizes.items() if "/static/" not in url), default=0)
    weight = WEIGHT_WITH_CHARTS if any("/echarts/" in url for url in sizes) else WEIGHT
    most = NODES_OF_A_BOARD if page.locator("[data-dt-board]").count() else NODES
    judged = [
        ("bytes in all", sum(sizes.values()), weight),
        ("bytes of HTML", html, HTML),
        ("requests", len(watch.answers), REQUESTS),
        ("elements", nodes(page), most),
    ]
    return [f"{is_} {what}, more than {limit}" for what, is_, limit in judged if is_ > limit]


def findings(page: Page, watch: Watch, *, phone: bool, words_only: bool = False) -> list[str]:
    """Everything wrong with a page that has loaded."""
    axe = accessibility(page, words_only=words_only)
    found = [*watch.console, *watch.foreign, *content_security(page), *overflow(page), *axe]
    return [*found, *small_targets(page)] if phone else found
