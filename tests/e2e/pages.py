"""Which pages the gate opens: every address of the access matrix that answers with a page, and the few named here.

A room has nothing to do for its pages but to write its rows (tests/access/README.md): whoever may read a page opens
it. Here stand pages in a state that no row describes: a missing page, a form that was refused.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.access import frame
from tests.access.frame import House, Row

# Who opens a page that several may open: those whose screens hold most.
PREFERRED = ("leader", "supervisor", "hr", "admin", "agent", "auditor", "quality", "executive", "client", "anonymous")


@dataclass(frozen=True)
class Page:
    """A page of the product, and who looks at it."""

    name: str
    address: str
    persona: str
    status: int = 200


OTHERS = [
    Page("not-found", "/there-is-nothing-here", "leader", status=404),
    Page("not-found-signed-out", "/account/there-is-nothing-here", "anonymous", status=404),
]

# Pages that look different before anything has happened; opened in a house that no room has furnished.
EMPTY = [
    Page("today-empty", "/", "leader"),
    Page("today-empty", "/", "agent"),
    Page("wallboard-empty", "/wallboard/", "leader"),
    Page("boards-empty", "/wallboard/links/", "supervisor"),
    Page("intervals-empty", "/service/intervals/", "leader"),
    Page("agents-empty", "/service/agents/", "leader"),
    Page("satisfaction-empty", "/service/satisfaction/", "leader"),
    Page("teams-empty", "/service/teams/", "supervisor"),
    Page("health-empty", "/service/health/", "leader"),
    Page("queues-empty", "/service/queues/", "supervisor"),
    Page("rows-empty", "/service/rows/?kpi=csat", "leader"),
    Page("objections-empty", "/service/objections/", "leader"),
]


def pages_of(room: str, house: House) -> Iterator[Page]:
    """The pages of a room: each address once for the first persona that may read it, when it answers with a page.

    An address with several faces is opened once for each.
    """
    seen = set()
    states: Counter[str] = Counter()  # one address may stand there with several objects, such as a draft and its result
    for row, persona in [(each, reader) for each in frame.rows_of(room) for reader in _readers(each)]:
        address = row.address(house) if "GET" in row.methods else ""
        key = (address, persona if row.faces else "")
        if address and key not in seen and _is_page(house, persona, address):
            seen.add(key)
            states[row.url] += 1
            number = f"-{states[row.url]}" if states[row.url] > 1 else ""
            yield Page(row.url.replace(":", "-") + number, address, persona)


def _readers(row: Row) -> list[str]:
    if row.faces:
        return list(row.faces)
    # A public page is opened by a visitor, as nearly everybody sees it.
    if "anonymous" in row.allowed:
        return ["anonymous"]
    preferred = [persona for persona in PREFERRED if persona in row.allowed]
    return (preferred or sorted(row.allowed))[:1]


def _is_page(house: House, persona: str, address: str) -> bool:
    answer = house.browsers[persona].get(address)
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.status_code == 200 and html and not answer.streaming and b"<html" in answer.content
