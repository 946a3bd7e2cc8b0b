"""A real browser on a live server. Without Chromium these tests are skipped, and say so."""

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.e2e.stage import Stage, scenes
from tests.e2e.variants import Variant

# Playwright drives the browser from an event loop of its own; the tests still talk to the database between its calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("DENGTA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install it (apt install chromium fonts-noto-cjk) or set DENGTA_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def stage(request: pytest.FixtureRequest, transactional_db: None) -> Stage:
    """The cast, and what the rooms put on the stage."""
    stage = Stage(request)
    for scene in scenes:
        scene(stage)
    return stage


Seat = Callable[[Variant, str | None], BrowserContext]


@pytest.fixture
def seat(browser: Browser, live_server: object, request: pytest.FixtureRequest) -> Iterator[Seat]:
    """A browser window of a variant in which a persona is signed in."""
    contexts: list[BrowserContext] = []
    host = urlsplit(str(live_server))

    def take(variant: Variant, persona: str | None) -> BrowserContext:
        context = browser.new_context(
            viewport=variant.screen,  # type: ignore[arg-type]
            screen=variant.screen,  # type: ignore[arg-type]
            is_mobile=variant.phone,
            has_touch=variant.phone,
            device_scale_factor=2 if variant.phone else 1,
            locale="zh-CN" if variant.language == "zh-hans" else "en-GB",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            base_url=str(live_server),
        )
        cookies = {"dengta_theme": variant.theme, settings.LANGUAGE_COOKIE_NAME: variant.language}
        if persona:
            client: Client = request.getfixturevalue("signed_in")(request.getfixturevalue(persona))
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [
                {"name": name, "value": value, "domain": host.hostname or "", "path": "/"}
                for name, value in cookies.items()
            ]
        )
        contexts.append(context)
        return context

    yield take
    for context in contexts:
        context.close()
