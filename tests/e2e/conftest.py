"""A real browser on a live server. Without Chromium these tests are skipped, and say so."""

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from dengta.domains.people.models import Employee
from tests.access import frame
from tests.access.frame import House
from tests.cast import Tree
from tests.e2e import gate
from tests.e2e.variants import FOUR, Variant

# Playwright drives the browser from an event loop of its own; the tests still talk to the database between its calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine is not a fault of the page.
expect.set_options(timeout=20_000)

CHROMIUM = os.environ.get("DENGTA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install it (apt install chromium fonts-noto-cjk) or set DENGTA_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu", "--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def house(
    transactional_db: None, hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]
) -> House:
    """The whole cast at home, for real: the live server sees them too."""
    return frame.move_in(hire, tree, signed_in)


def sit_down(context: BrowserContext, variant: Variant, client: Client, address: str) -> None:
    """Let the person of this test client sit down at the window, whoever sat there before."""
    cookies = {"dengta_theme": variant.theme, settings.LANGUAGE_COOKIE_NAME: variant.language}
    if settings.SESSION_COOKIE_NAME in client.cookies:
        cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.clear_cookies()
    host = urlsplit(address).hostname or ""
    context.add_cookies([{"name": n, "value": v, "domain": host, "path": "/"} for n, v in cookies.items()])


def window(browser: Browser, variant: Variant, address: str) -> BrowserContext:
    """A browser window of a variant, nobody before it."""
    return browser.new_context(
        viewport=variant.screen,  # type: ignore[arg-type]
        screen=variant.screen,  # type: ignore[arg-type]
        is_mobile=variant.phone,
        has_touch=variant.phone,
        device_scale_factor=2 if variant.phone else 1,
        locale="zh-CN" if variant.language == "zh-hans" else "en-GB",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        base_url=address,
    )


Seat = Callable[[Variant, Client], BrowserContext]


@pytest.fixture
def seat(browser: Browser, live_server: object) -> Iterator[Seat]:
    """A browser window of a variant, signed in as that test client is."""
    contexts: list[BrowserContext] = []

    def take(variant: Variant, client: Client) -> BrowserContext:
        context = window(browser, variant, str(live_server))
        sit_down(context, variant, client, str(live_server))
        contexts.append(context)
        return context

    yield take
    for context in contexts:
        context.close()


Watches = Callable[[Variant], gate.Watch]


@pytest.fixture(scope="session")
def watches(browser: Browser, live_server: object) -> Iterator[Watches]:
    """One watched tab for each variant, for all rooms: each new one would start a process of the browser and compile
    everything again. It brings all files anew where first visits are weighed.
    """
    open_: dict[Variant, gate.Watch] = {}

    def watch(variant: Variant) -> gate.Watch:
        if variant not in open_:
            page = window(browser, variant, str(live_server)).new_page()
            open_[variant] = gate.Watch(page, urlsplit(str(live_server)).netloc)
            if variant == FOUR[0]:
                open_[variant].weigh_first_visits()
        return open_[variant]

    yield watch
    for each in open_.values():
        each.page.context.close()
