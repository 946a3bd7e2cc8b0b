"""Measures every page and the reference view, in turns, in one process, without a network."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from dengta.config.bench import reference
from dengta.config.bench.pages import SUPERVISOR, Page
from dengta.config.memory import settle
from dengta.domains.people.models import Account

OK = 200


@dataclass
class Measured:
    """One page: what it answered, how many queries it took, and the time of every call in milliseconds."""

    page: Page
    status: int
    queries: int
    size: int
    times: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """The median of its times."""
        return median(self.times)


class Visitor:
    """Opens pages as somebody who is signed in."""

    def __init__(self) -> None:
        self._clients: dict[str, Client] = {}

    def open(self, page: Page, address: str) -> Any:
        """One request, from the first byte in to the last byte out."""
        client = self._clients.get(page.who)
        if client is None:
            client = self._clients[page.who] = Client(SERVER_NAME="localhost")
            client.force_login(Account.objects.get(username=page.who.lower()))
        return client.get(address)


REFERENCE = Page("reference", SUPERVISOR, queries=reference.QUERIES, times=1.0)


def count_queries(pages: tuple[Page, ...]) -> list[Measured]:
    """Each page once, warm, with the number of its queries."""
    visitor = Visitor()
    measured = []
    for page in pages:
        address = reverse(page.url, kwargs=dict(page.arguments())) + page.query
        visitor.open(page, address)
        with CaptureQueriesContext(connection) as queries:
            answer = visitor.open(page, address)
        measured.append(Measured(page, answer.status_code, len(queries), len(answer.content)))
    return measured


def measure(pages: tuple[Page, ...], *, samples: int) -> tuple[Measured, list[Measured]]:
    """The reference view and every page, `samples` times each, in turns, so that all meet the same machine."""
    measured = [each for each in count_queries(pages) if each.status == OK]
    addresses = [reverse(each.page.url, kwargs=dict(each.page.arguments())) + each.page.query for each in measured]
    visitor, plain = Visitor(), _plain_visitor()
    with CaptureQueriesContext(connection) as queries:
        answer = plain.open(REFERENCE, "/reference")
    standard = Measured(REFERENCE, answer.status_code, len(queries), len(answer.content))
    settle()
    for _round in range(samples):
        standard.times.append(_timed(plain, REFERENCE, "/reference"))
        for each, address in zip(measured, addresses, strict=True):
            each.times.append(_timed(visitor, each.page, address))
    return standard, measured


def _plain_visitor() -> Visitor:
    """Somebody who meets Django with nothing of ours but the one view; a client keeps the middleware it began with."""
    plain = Visitor()
    with override_settings(MIDDLEWARE=reference.MIDDLEWARE):
        plain.open(REFERENCE, "/reference")
    return plain


def _timed(visitor: Visitor, page: Page, address: str) -> float:
    started = time.perf_counter()
    visitor.open(page, address)
    return (time.perf_counter() - started) * 1000


def table(
    standard: Measured, measured: list[Measured], small: dict[str, int], *, heading: str
) -> Iterator[tuple[str, bool]]:
    """The lines of the report, each with whether it keeps its budget."""
    yield heading, True
    yield f"{'page':32} {'queries':>8} {'at size':>8} {'budget':>7} {'p50 ms':>8} {'ratio':>6} {'budget':>7}", True
    yield (
        f"{'reference view':32} {'':8} {standard.queries:8} {reference.QUERIES:7} {standard.p50:8.1f} {1:6.1f}",
        (standard.queries == reference.QUERIES),
    )
    for each in measured:
        name = each.page.url + each.page.query
        before, ratio = small.get(name, 0), each.p50 / standard.p50
        kept = each.queries <= min(each.page.queries, before) and ratio <= each.page.times
        line = f"{name:32} {before:8} {each.queries:8} {each.page.queries:7} {each.p50:8.1f} {ratio:6.1f} "
        yield f"{line}{each.page.times:7.1f}  {'ok' if kept else 'MISSED'}", kept
