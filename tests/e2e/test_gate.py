"""Every page, in a real browser: accessible, quiet, policy kept, nothing foreign, nothing sticking out, light."""

import os
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from pytest_django.live_server_helper import LiveServer

from tests.access import frame
from tests.access.frame import House
from tests.e2e import gate
from tests.e2e.conftest import Seat, sit_down
from tests.e2e.pages import EMPTY, OTHERS, Page, pages_of
from tests.e2e.variants import ALL_EIGHT, FOUR, Variant

pytestmark = pytest.mark.browser

# Where to put a picture of everything that was looked at: tools/screenshots.py sets it.
PICTURES = os.environ.get("DENGTA_SCREENSHOTS", "")


# Parts that a page asks for once it stands say so until they have come.
ALL_THERE = "() => !document.querySelector('[aria-busy=true]')"


def _furnish(room: str, house: House) -> None:
    with transaction.atomic():  # committed, so that the live server sees it
        frame.furnish(room, house)


def _look(page: Page, watch: gate.Watch, variant: Variant) -> list[str]:
    watch.begin()
    answer = watch.page.goto(page.address, wait_until="load")
    assert answer is not None
    watch.page.wait_for_function(ALL_THERE)
    found = [] if answer.status == page.status else [f"answers {answer.status}, expected {page.status}"]
    found += gate.findings(watch.page, watch, phone=variant.phone)
    found += gate.budget(watch.page, watch) if variant == FOUR[0] else []
    if PICTURES:
        watch.page.evaluate("() => scrollTo(0, 0)")
        target = Path(PICTURES) / f"{page.name}-{variant.name}.png"
        watch.page.screenshot(path=target, full_page=True, caret="initial", animations="allow")
    return [f"{page.name} in {variant.name}: {finding}" for finding in found]


def _walk(pages: list[Page], variants: list[Variant], house: House, seat: Seat, live_server: LiveServer) -> list[str]:
    """Look at the pages one after the other in one tab: each new tab would start a process of the browser."""
    found = []
    for variant in variants:
        context = seat(variant, house.browsers["anonymous"])
        watch = gate.Watch(context.new_page(), urlsplit(live_server.url).netloc)
        if variant == FOUR[0]:
            watch.weigh_first_visits()
        for page in pages:
            sit_down(context, variant, house.browsers[page.persona], live_server.url)
            found += _look(page, watch, variant)
    return found


def _turns(room: str) -> Iterator[Variant]:
    """The variants in turn: rooms begin with different ones, so that each is met also where rooms are small."""
    first = frame.rooms().index(room)
    return islice(cycle(FOUR), first, None)


# The small version that stands in every run: each page in one variant, and every variant in every large room.
@pytest.mark.parametrize("room", frame.rooms())
def test_every_page_of_a_room_passes_in_the_variant_whose_turn_it_is(
    room: str, house: House, seat: Seat, live_server: LiveServer
) -> None:
    _furnish(room, house)
    in_turn: dict[Variant, list[Page]] = {variant: [] for variant in FOUR}
    for page, variant in zip(pages_of(room, house), _turns(room), strict=False):
        in_turn[variant].append(page)
    found = [each for variant, pages in in_turn.items() for each in _walk(pages, [variant], house, seat, live_server)]

    assert not found, "\n".join(found)


# One test for each variant: the largest room alone would keep one of two cores busy long after all else is done.
@pytest.mark.gate
@pytest.mark.parametrize("variant", FOUR, ids=lambda variant: variant.name)
@pytest.mark.parametrize("room", frame.rooms())
def test_every_page_of_a_room_passes_in_four_variants(
    room: str, variant: Variant, house: House, seat: Seat, live_server: LiveServer
) -> None:
    _furnish(room, house)
    found = _walk(list(pages_of(room, house)), [variant], house, seat, live_server)

    assert not found, "\n".join(found)


def test_pages_in_a_special_state_pass_in_four_variants(house: House, seat: Seat, live_server: LiveServer) -> None:
    found = _walk(OTHERS, FOUR, house, seat, live_server)

    assert not found, "\n".join(found)


def test_pages_without_any_facts_pass_on_a_desk_and_on_a_telephone(
    house: House, seat: Seat, live_server: LiveServer
) -> None:
    found = _walk(EMPTY, [FOUR[1], FOUR[3]], house, seat, live_server)

    assert not found, "\n".join(found)


@pytest.mark.sweep
@pytest.mark.parametrize("room", frame.rooms())
def test_every_page_of_a_room_passes_in_the_other_four(
    room: str, house: House, seat: Seat, live_server: LiveServer
) -> None:
    _furnish(room, house)
    rest = [variant for variant in ALL_EIGHT if variant not in FOUR]
    found = _walk(list(pages_of(room, house)), rest, house, seat, live_server)

    assert not found, "\n".join(found)
