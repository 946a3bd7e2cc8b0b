"""Every number opens as many rows as it says, each with its definition and as a file."""

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from dengta.domains.service.selectors.kpis import Table, kpi_named
from tests.access import frame
from tests.access.frame import House
from tests.cast import found, join, sign_in
from tests.database import shared
from tests.service.centre import NOW
from tests.service.furniture import furnish_floor

pytestmark = pytest.mark.django_db
# Figures over all lines of a table at once, or over people whom the reader may not open: no rows of one's own.
WITHOUT_ROWS = {"Expected of this work", "Peers", "Usual"}
PAGES = (
    ("service:today", ""),
    ("service:intervals", "day=2026-11-18"),
    ("service:intervals", "day=2026-11-17&minutes=60"),
    ("service:intervals", "day=2026-11-18&by=queue"),
    ("service:intervals", "day=2026-11-18&by=queue&channel=1"),
    ("service:agents", "period=28d"),
    ("service:agents", "period=28d&by=unit"),
    ("service:agents", "period=28d&figures=promises"),
    ("service:agents", "period=28d&figures=promises&by=queue"),
    ("service:agents", "period=7d&by=queue"),
    ("service:agents", "period=7d&by=channel"),
    ("service:agents", "period=7d&by=day"),
    ("service:csat", "period=28d"),
    ("service:csat", "period=28d&by=agent"),
    ("service:csat", "period=28d&by=type"),
    ("service:teams", "period=28d"),
    ("service:teams", "period=28d&kpi=aht"),
    ("service:teams", "period=28d&kpi=fcr"),
)


class Numbers(HTMLParser):
    """The cells that hold a number: their words, and the link in them with the sample it claims."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cells: list[dict[str, Any]] = []
        self._open: dict[str, Any] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "td" and "dt-number" in (given.get("class") or ""):
            self._open = {"label": given.get("data-l") or "", "text": "", "url": None, "n": None}
        elif tag == "a" and (self._open is not None or "data-n" in given):
            cell = self._open if self._open is not None else {"label": "", "text": "", "url": None, "n": None}
            cell |= {"url": given.get("href"), "n": given.get("data-n")}
            if self._open is None:
                self.cells.append(cell)

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open["text"] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self._open is not None:
            self.cells.append(self._open)
            self._open = None


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """One for all tests here, which only read."""
    with shared(django_db_blocker):
        with time_machine.travel(NOW):
            tree = found()
            house = frame.move_in(partial(join, tree), tree, sign_in)
            furnish_floor(house)
        yield house


def numbers_on(browser: Client, address: str) -> list[dict[str, Any]]:
    answer = browser.get(address, headers={"accept-language": "en"})
    assert answer.status_code == 200, address
    return [cell for cell in Numbers(answer.content.decode()).cells if re.search(r"\d", cell["text"] or "1")]


def rows_behind(browser: Client, url: str) -> tuple[int, Any]:
    """How many rows a link opens (all its pages), and the KPI whose rows they are; its definition is one click away."""
    answer = browser.get(url, headers={"accept-language": "en"})
    assert answer.status_code == 200, url
    kpi = answer.context["kpi"]
    assert reverse("service:definition", args=[kpi.key]) in answer.content.decode(), url
    return answer.context["page"].total, kpi


def disagreements(browser: Client, address: str) -> Iterator[str]:
    """Numbers of a page that open nothing, or another number of rows than they say."""
    known: dict[str, int] = {}
    for cell in numbers_on(browser, address):
        where = f"{address}: {cell['label']} {cell['text']}"
        if cell["url"] is None:
            if cell["label"] not in WITHOUT_ROWS:
                yield f"{where} opens nothing"
            continue
        if cell["n"] is None or kpi_of(cell["url"]).table is Table.STATES:
            continue
        if cell["url"] not in known:
            known[cell["url"]] = rows_behind(browser, cell["url"])[0]
        if known[cell["url"]] != int(cell["n"]):
            yield f"{where} says {cell['n']} and opens {known[cell['url']]}: {cell['url']}"


def kpi_of(url: str) -> Any:
    return kpi_named(parse_qs(urlsplit(url).query)["kpi"][0])


@pytest.mark.covers("C6", "M9")
def test_every_number_of_every_page_opens_as_many_rows_as_it_says(house: House) -> None:
    browser = house.browsers["supervisor"]
    pages = [f"{reverse(name)}?{query}" for name, query in PAGES]
    pages.append(reverse("service:strengths", args=[house.agent.pk]))

    found = [problem for page in pages for problem in disagreements(browser, page)]
    assert not found, "\n".join(found)
    assert sum(len(numbers_on(browser, page)) for page in pages) > 200


@pytest.mark.covers("C6", "M9")
def test_every_own_number_of_an_agent_opens_as_many_rows_as_it_says(house: House) -> None:
    browser = house.browsers["agent"]
    pages = [reverse("service:today"), reverse("service:strengths", args=[house.agent.pk])]

    assert [problem for page in pages for problem in disagreements(browser, page)] == []
    assert len(numbers_on(browser, pages[0])) >= 4


@pytest.mark.covers("C6")
def test_every_card_of_today_opens_as_many_rows_as_its_sample(house: House) -> None:
    browser = house.browsers["supervisor"]
    cards = browser.get(reverse("service:today"), headers={"accept-language": "en"}).context["cards"]

    for card in cards:
        total, _kpi = rows_behind(browser, card.rows_url)
        said = card.value if card.key == "volume" else card.sample
        assert total == int(re.sub(r"\D", "", said)), card.key
        assert browser.get(card.definition_url).status_code == 200
    assert len(cards) == 5


@pytest.mark.covers("C6")
def test_the_states_behind_an_occupancy_last_as_long_as_it_says(house: House) -> None:
    browser = house.browsers["supervisor"]
    cells = numbers_on(browser, f"{reverse('service:agents')}?period=28d")
    occupied = [cell for cell in cells if cell["url"] and kpi_of(cell["url"]).key == "occupancy"]

    assert occupied
    for cell in occupied:
        answer = browser.get(cell["url"])
        seconds = sum(row.seconds for row in answer.context["page"].everything)
        assert seconds // 60 == int(cell["n"])


@pytest.mark.covers("M9", "N7")
@pytest.mark.parametrize("kpi", ["answered", "csat", "aht", "abandonment", "complaint_rate", "reopen_rate"])
def test_the_rows_behind_a_number_leave_as_a_file_with_as_many_lines(house: House, kpi: str) -> None:
    browser = house.browsers["supervisor"]
    url = f"{reverse('service:rows')}?kpi={kpi}&period=28d"
    total, _kpi = rows_behind(browser, url)
    answer = browser.get(f"{url}&format=csv")
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]

    assert len(lines) - 1 == total > 0


@pytest.mark.covers("C6", "N3")
def test_whoever_sees_a_sum_but_not_its_rows_is_told_so(house: House) -> None:
    address = f"{reverse('service:rows')}?kpi=csat&period=28d"

    def page_of(persona: str) -> str:
        return house.browsers[persona].get(address, headers={"accept-language": "en"}).content.decode()

    assert "You see this sum, not its rows" in page_of("client")
    # An agent knows the sum of the team, and the rows that are about the agent.
    assert "rows that are open to you are listed" in page_of("agent")
    assert "rows that are open to you are listed" not in page_of("supervisor")


@pytest.mark.covers("C6")
def test_the_backlog_opens_what_is_open_with_its_age(house: House) -> None:
    answer = house.browsers["supervisor"].get(
        f"{reverse('service:rows')}?kpi=backlog", headers={"accept-language": "en"}
    )

    assert answer.context["backlog"]["n"] == str(answer.context["page"].total) != "0"
    assert "Days of work" in answer.content.decode()
