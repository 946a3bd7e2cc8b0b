"""One window in which one person after the other sits down and clicks; every page that opens is looked at."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from dengta.domains.people.models import Employee, Unit
from dengta.foundation.access import Role
from tests.access.frame import NAMES, House
from tests.cast import Tree
from tests.e2e import gate
from tests.e2e.conftest import Seat, sit_down
from tests.e2e.variants import FOUR, Variant

# What stands in the main part of a page in letters of ours though its reader reads Chinese: names of figures, formulas.
LATIN = re.compile(r"[A-Za-z]{2,}")
KNOWN_IN_CHINESE = frozenset({"KPI", "Tab", "max"})
VISIBLE_WORDS = "() => document.querySelector('main').innerText + '\\n' + document.title"


@dataclass
class Walk:
    """Who sits at the window, in which language, and how often they clicked since they sat down."""

    watch: gate.Watch
    variant: Variant
    house: House
    sign_in: Callable[[Employee], Client]
    clicks: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        """The tab."""
        return self.watch.page

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("main")

    # --- who and when ------------------------------------------------------------------------------------------

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """The clock of the house stands at this moment and goes on."""
        with time_machine.travel(moment, tick=True):
            yield

    def sits(self, persona: str, start: str = "/") -> None:
        """Somebody signs in and begins where everybody begins."""
        client = self.sign_in(self.house.people[persona])
        sit_down(self.page.context, self.variant, client, f"http://{self.watch.host}")
        self.watch.begin()
        answer = self.page.goto(start, wait_until="load")
        assert answer is not None
        assert answer.status < 400, f"{start} answers {answer.status}"
        self._look()
        self.clicks = 0

    def works(self, persona: str) -> None:
        """Somebody signs in and goes on in the section of goals and performance, where they were yesterday."""
        self.sits(persona, reverse("goals:list"))

    # --- what the page calls things ------------------------------------------------------------------------------

    def said(self, words: str, context: str = "") -> str:
        """These words of ours as this page says them."""
        with translation.override(self.variant.language):
            found = pgettext(context, words) if context else gettext(words)
        assert self.variant.language == "en" or found != words, f"not translated: {words}"
        return found

    # --- clicks ----------------------------------------------------------------------------------------------------

    def menu(self, label: str) -> None:
        """One of the pages of this section."""
        nav = self.page.get_by_role("navigation", name=self.said("Main navigation"))
        self._goes(nav.get_by_role("link", name=re.compile(rf"^{re.escape(self.said(label))}")).first)

    def tab(self, label: str) -> None:
        """One of the pages of this subject."""
        self.goes(label, within=self.page.get_by_role("navigation", name=self.said("Pages of this subject")))

    def follows(self, name: str, *, within: Locator | None = None) -> None:
        """A link to another page, by the name that stands there."""
        self._goes((within or self.main).get_by_role("link", name=name, exact=True).first)

    def goes(self, words: str, context: str = "", *, within: Locator | None = None) -> None:
        """A link whose name is ours."""
        self.follows(self.said(words, context), within=within)

    def presses(self, words: str, context: str = "", *, within: Locator | None = None) -> None:
        """A button that leads on."""
        self._goes((within or self.form).get_by_role("button", name=self.said(words, context), exact=True).first)

    def is_refused(self, words: str, sentence: str) -> None:
        """A button whose answer is no, with this sentence."""
        with self.page.expect_event("load"):
            self.form.get_by_role("button", name=self.said(words), exact=True).click()
        self.reads(sentence)
        self.watch.begin()

    def comes_back_to(self, address: str) -> None:
        """By an address that was kept: a tab left open, a bookmark."""
        self.page.goto(address, wait_until="load")
        self._look()

    def opens_sheet(self, words: str, context: str = "", *, within: Locator | None = None) -> None:
        """A link whose form lies over the page."""
        self.clicks += 1
        (within or self.main).get_by_role("link", name=self.said(words, context), exact=True).first.click()
        expect(self.page.get_by_role("dialog")).to_be_visible()

    def _goes(self, target: Locator) -> None:
        self.clicks += 1
        try:
            with self.page.expect_event("load"):
                target.click()
        except PlaywrightTimeout:
            fault = f"{target} at {self.page.url} led nowhere: {self.watch.console} {self.form.inner_text()}"
            raise AssertionError(fault) from None
        self._look()
        self._is_no_refusal()

    def _is_no_refusal(self) -> None:
        """Whoever meant to go on did: the page of a refusal would stop the walk with what it says."""
        asked = [answer for answer in self.watch.answers if answer.request.is_navigation_request()]
        refused = [answer.status for answer in asked if answer.status >= 400]
        assert not refused, f"{refused} at {self.page.url}: {self.main.inner_text()}"
        self.watch.begin()

    # --- forms -----------------------------------------------------------------------------------------------------

    @property
    def form(self) -> Locator:
        """Where something is entered: the sheet if one is open, else the page."""
        sheet = self.page.locator("dialog[open]")
        return sheet if sheet.count() else self.main

    def fields(self, words: str) -> Locator:
        """The fields of this label, marked as optional or not."""
        optional = re.escape(self.said("optional"))
        return self.form.get_by_label(re.compile(rf"^\s*{re.escape(words)}\s*({optional})?\s*$"))

    def field(self, words: str) -> Locator:
        """The first of them."""
        return self.fields(words).first

    def enters(self, words: str, value: object, context: str = "") -> None:
        """Type a value beside a label of ours."""
        self.field(self.said(words, context)).fill(str(value))

    def chooses(self, words: str, option: str) -> None:
        """Choose from a list by what stands in it."""
        found = self.field(self.said(words))
        value = found.locator("option").filter(has_text=option).first.get_attribute("value", timeout=2000)
        found.select_option(value=value)

    def ticks(self, words: str, context: str = "") -> None:
        """A box or a choice of ours."""
        self.form.get_by_label(self.said(words, context), exact=True).first.check()

    def picks(self, group: str, answer: str) -> None:
        """One of the answers to a question; `answer` is how it begins."""
        choices = self.form.get_by_role("group", name=group)
        choices.get_by_role("radio", name=re.compile(rf"^{re.escape(answer)}")).first.check()

    # --- looking ---------------------------------------------------------------------------------------------------

    def reads(self, text: str) -> None:
        """It stands there to be read."""
        expect(self.main.get_by_text(text).filter(visible=True)).not_to_have_count(0)

    def _look(self) -> None:
        found = [*self.watch.console, *self.watch.foreign, *gate.content_security(self.page)]
        if self.variant.language != "en":
            foreign = sorted(set(LATIN.findall(self.page.evaluate(VISIBLE_WORDS))) - KNOWN_IN_CHINESE)
            found += [f"not Chinese: {' '.join(foreign)}"] if foreign else []
        self.faults += [f"{self.page.url}: {one}" for one in found]
        self.watch.console.clear()
        self.watch.foreign.clear()


def a_few(hire: Callable[..., Employee], tree: Tree, **roles: tuple[Role, Unit]) -> House:
    """An agent of the first team, and whoever holds these roles there; nobody has a browser yet."""
    people = {"agent": hire(NAMES["agent"], tree.aftersales_1, number="1")}
    for number, (persona, (role, unit)) in enumerate(roles.items(), start=2):
        people[persona] = hire(NAMES[persona], None, number=f"{number}", role=role, at=unit)
    return House(people, tree, {})


def before_one_window(
    house: House, seat: Seat, signed_in: Callable[[Employee], Client], live_server: object
) -> Walk:  # fmt: skip
    """All of them in turn, in Chinese; what axe finds on these pages is the gate's."""
    page = seat(FOUR[1], Client()).new_page()
    watch = gate.Watch(page, urlsplit(str(live_server)).netloc, with_axe=False)
    return Walk(watch, FOUR[1], house, signed_in)
