"""Every page, in a real browser: accessible, quiet, policy kept, nothing foreign, nothing sticking out, light."""

import os
from pathlib import Path

import pytest
from django.db import transaction

from tests.access import frame
from tests.access.frame import House
from tests.e2e import gate
from tests.e2e.conftest import Watches, sit_down
from tests.e2e.pages import EMPTY, OTHERS, Page, pages_of
from tests.e2e.variants import ALL_EIGHT, BY_NIGHT, FOUR, IN_ENGLISH, ON_PHONE, Variant

pytestmark = pytest.mark.browser

# Where to put a picture of everything that was looked at: tools/screenshots.py sets it.
PICTURES = os.environ.get("DENGTA_SCREENSHOTS", "")


# Dark differs from light by one attribute, a telephone from a desk by its screen alone: unless a picture is wanted, the
# page that stands there turns dark and then goes to the telephone, which saves two visits in four.
VISITS = [variant for variant in FOUR if PICTURES or variant not in (BY_NIGHT, ON_PHONE)]

# Parts that a page asks for once it stands say so until they have come.
ALL_THERE = "() => !document.querySelector('[aria-busy=true]')"


def _furnish(room: str, house: House) -> None:
    with transaction.atomic():  # committed, so that the live server sees it
        frame.furnish(room, house)


def _look(page: Page, watch: gate.Watch, variant: Variant) -> list[str]:
    watch.begin()
    answer = watch.page.goto(page.address, wait_until="load")
    assert answer is not None
    if not watch.page.evaluate(ALL_THERE):
        watch.page.wait_for_function(ALL_THERE)
    found = [] if answer.status == page.status else [f"answers {answer.status}, expected {page.status}"]
    found += gate.findings(watch.page, watch, phone=variant.phone, words_only=variant == IN_ENGLISH and not PICTURES)
    found += gate.budget(watch.page, watch) if variant == FOUR[0] else []
    seen = [f"{page.name} in {variant.name}: {finding}" for finding in found]
    if PICTURES:
        watch.page.evaluate("() => scrollTo(0, 0)")
        target = Path(PICTURES) / f"{page.name}-{variant.name}.png"
        watch.page.screenshot(path=target, full_page=True, caret="initial", animations="allow")
    elif variant == FOUR[0]:
        dark = gate.colours_in_the_dark(watch.page)
        seen += [f"{page.name} in {BY_NIGHT.name}: {finding}" for finding in dark]
    return seen


def _looks_wrong_on_a_phone(watch: gate.Watch) -> bool:
    """Whether there is anything to find on the page that stands there once its screen is a telephone's."""
    with watch.as_phone(**ON_PHONE.screen):
        return bool(gate.findings(watch.page, watch, phone=True))


def _walk(
    pages: list[Page], variants: list[Variant], house: House, watches: Watches, *, taken_to_the_phone: bool = False
) -> list[str]:
    """Look at the pages one after the other, each person at the same window. A page that looks wrong when it is taken
    from a desk to a telephone is opened there, and judged as it stands then."""

    def visit(page: Page, variant: Variant) -> list[str]:
        watch = watches(variant)
        sit_down(watch.page.context, variant, house.browsers[page.persona], f"http://{watch.host}")
        return _look(page, watch, variant)

    found = []
    for variant in variants:
        for page in pages:
            found += visit(page, variant)
            if taken_to_the_phone and variant == FOUR[0] and _looks_wrong_on_a_phone(watches(variant)):
                found += visit(page, ON_PHONE)
    return found


# The small version that stands in every run; all pages in the four variants are a step of their own. The rooms are
# shared out among the variants, several in one house, because moving in takes longer than looking.
@pytest.mark.covers("N10", "N11")
@pytest.mark.parametrize("place", range(len(FOUR)), ids=[variant.name for variant in FOUR])
def test_every_twelfth_page_of_the_rooms_of_a_variant_passes_in_it(place: int, house: House, watches: Watches) -> None:
    pages = []
    for room in frame.rooms()[place :: len(FOUR)]:
        _furnish(room, house)
        pages += list(pages_of(room, house))
    found = _walk(pages[::12], [FOUR[place]], house, watches)

    assert len(pages) > 30
    assert not found, "\n".join(found)


# All variants in one house: moving in and clearing out takes as long as looking at three pages.
@pytest.mark.gate
@pytest.mark.parametrize("room", frame.rooms())
def test_every_page_of_a_room_passes_in_four_variants(room: str, house: House, watches: Watches) -> None:
    _furnish(room, house)
    found = _walk(list(pages_of(room, house)), VISITS, house, watches, taken_to_the_phone=not PICTURES)

    assert not found, "\n".join(found)


def test_pages_in_a_special_state_pass_in_four_variants(house: House, watches: Watches) -> None:
    found = _walk(OTHERS, FOUR, house, watches)

    assert not found, "\n".join(found)


def test_pages_without_any_facts_pass_on_a_desk_and_on_a_telephone(house: House, watches: Watches) -> None:
    found = _walk(EMPTY, [FOUR[1], FOUR[3]], house, watches)

    assert not found, "\n".join(found)


@pytest.mark.sweep
@pytest.mark.parametrize("room", frame.rooms())
def test_every_page_of_a_room_passes_in_the_others_and_on_a_phone(room: str, house: House, watches: Watches) -> None:
    _furnish(room, house)
    rest = [variant for variant in ALL_EIGHT if variant not in VISITS and variant != BY_NIGHT]
    found = _walk(list(pages_of(room, house)), rest, house, watches)

    assert not found, "\n".join(found)
