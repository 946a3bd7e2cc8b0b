"""Every page, in a real browser: accessible, quiet console, policy kept, nothing foreign, nothing sticking out."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e import gate
from tests.e2e.conftest import Seat
from tests.e2e.pages import PAGES, Page
from tests.e2e.stage import Stage
from tests.e2e.variants import ALL_EIGHT, FOUR, Variant

pytestmark = pytest.mark.browser

# Where to put a picture of everything that was looked at: tools/screenshots.py sets it.
PICTURES = os.environ.get("DENGTA_SCREENSHOTS", "")


def _look(page: Page, stage: Stage, seat: Seat, variant: Variant, host: str) -> list[str]:
    tab = seat(variant, page.persona).new_page()
    watch = gate.Watch(tab, host)
    answer = tab.goto(page.address(stage), wait_until="load")
    assert answer is not None
    found = [] if answer.status == page.status else [f"answers {answer.status}, expected {page.status}"]
    found += gate.findings(tab, watch, phone=variant.phone)
    if PICTURES:
        target = Path(PICTURES) / f"{page.name}-{variant.name}.png"
        tab.evaluate("() => scrollTo(0, 0)")
        tab.screenshot(path=target, full_page=True, caret="initial", animations="allow")
    tab.close()
    return [f"{page.name} in {variant.name}: {finding}" for finding in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_passes_the_gate_in_four_variants(page: Page, stage: Stage, seat: Seat, live_server: object) -> None:
    host = urlsplit(str(live_server)).netloc
    found = [finding for variant in FOUR for finding in _look(page, stage, seat, variant, host)]
    assert not found, "\n".join(found)


@pytest.mark.sweep
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_passes_the_gate_in_all_eight_variants(
    page: Page, stage: Stage, seat: Seat, live_server: object
) -> None:
    host = urlsplit(str(live_server)).netloc
    rest = [variant for variant in ALL_EIGHT if variant not in FOUR]
    found = [finding for variant in rest for finding in _look(page, stage, seat, variant, host)]
    assert not found, "\n".join(found)
