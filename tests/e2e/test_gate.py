"""Every page, in a real browser: accessible, quiet, policy kept, nothing foreign, nothing sticking out, light."""

import os
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext

from tests.access import frame
from tests.access.frame import House
from tests.e2e import gate
from tests.e2e.conftest import Seat
from tests.e2e.pages import EMPTY, OTHERS, Page, pages_of
from tests.e2e.variants import ALL_EIGHT, FOUR, Variant

pytestmark = pytest.mark.browser

# Where to put a picture of everything that was looked at: tools/screenshots.py sets it.
PICTURES = os.environ.get("DENGTA_SCREENSHOTS", "")


def _furnish(room: str, house: House) -> None:
    with transaction.atomic():  # committed, so that the live server sees it
        frame.furnish(room, house)


def _look(page: Page, context: BrowserContext, variant: Variant, host: str) -> list[str]:
    tab = context.new_page()
    watch = gate.Watch(tab, host)
    answer = tab.goto(page.address, wait_until="load")
    assert answer is not None
    found = [] if answer.status == page.status else [f"answers {answer.status}, expected {page.status}"]
    found += gate.findings(tab, watch, phone=variant.phone)
    found += gate.budget(tab, watch) if variant == FOUR[0] else []
    if PICTURES:
        tab.evaluate("() => scrollTo(0, 0)")
        target = Path(PICTURES) / f"{page.name}-{variant.name}.png"
        tab.screenshot(path=target, full_page=True, caret="initial", animations="allow")
    tab.close()
    return [f"{page.name} in {variant.name}: {finding}" for finding in found]


def _walk(pages: Iterable[Page], variants: list[Variant], house: House, seat: Seat, live_server: object) -> list[str]:
    host = urlsplit(str(live_server)).netloc
    windows: dict[tuple[Variant, str], BrowserContext] = {}
    found = []
    for page, variant in product(pages, variants):
        # The first variant is weighed as a first visit: in a window of its own, with an empty cache.
        place = (variant, page.persona if variant != FOUR[0] else page.name + page.address)
        if place not in windows:
            windows[place] = seat(variant, house.browsers[page.persona])
        found += _look(page, windows[place], variant, host)
        if variant == FOUR[0]:
            windows.pop(place).close()
    return found


# One test for each variant: the largest room alone would keep one of two cores busy long after all else is done.
@pytest.mark.parametrize("variant", FOUR, ids=lambda variant: variant.name)
@pytest.mark.parametrize("room", frame.rooms())
def test_every_page_of_a_room_passes_in_four_variants(
    room: str, variant: Variant, house: House, seat: Seat, live_server: object
) -> None:
    _furnish(room, house)
    found = _walk(list(pages_of(room, house)), [variant], house, seat, live_server)

    assert not found, "\n".join(found)


def test_pages_in_a_special_state_pass_in_four_variants(house: House, seat: Seat, live_server: object) -> None:
    found = _walk(OTHERS, FOUR, house, seat, live_server)

    assert not found, "\n".join(found)


def test_pages_without_any_facts_pass_on_a_desk_and_on_a_telephone(
    house: House, seat: Seat, live_server: object
) -> None:
    found = _walk(EMPTY, [FOUR[1], FOUR[3]], house, seat, live_server)

    assert not found, "\n".join(found)


@pytest.mark.sweep
@pytest.mark.parametrize("room", frame.rooms())
def test_every_page_of_a_room_passes_in_the_other_four(
    room: str, house: House, seat: Seat, live_server: object
) -> None:
    _furnish(room, house)
    rest = [variant for variant in ALL_EIGHT if variant not in FOUR]
    found = _walk(list(pages_of(room, house)), rest, house, seat, live_server)

    assert not found, "\n".join(found)
