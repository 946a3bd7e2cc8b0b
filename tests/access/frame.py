"""The frame of the access matrix: personas, rows, and the walk. See README.md in this folder."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dengta.domains.people.models import Account, Employee
from dengta.foundation.access import Role
from tests.cast import Tree

PERSONAS: tuple[str, ...] = (
    "anonymous", "agent", "peer", "stranger", "leader", "other_leader", "mentor", "trainer", "planner", "supervisor",
    "hr", "counsellor", "quality", "executive", "client", "auditor", "admin",
)  # fmt: skip
EVERYBODY = frozenset(PERSONAS) - {"anonymous"}
# Whoever works here: a client is a guest who reads sums.
STAFF = EVERYBODY - {"client"}
# On PostgreSQL the same code asks the same things of the rows: there, of those who may not, these stand for all.
OUTSIDE = frozenset({"anonymous", "agent", "stranger", "other_leader", "client"})
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
REACHED = frozenset({200, 204, 301, 302, 303, 400, 409, 413, 422, 429})


class House:
    """The cast with every role, one browser per persona, and what the rooms put into it."""

    def __init__(self, people: dict[str, Employee], tree: Tree, browsers: dict[str, Client]) -> None:
        self.people, self.tree, self.browsers = people, tree, browsers
        self.canaries: dict[str, frozenset[str]] = {}
        self._things: dict[str, Any] = {}

    def plant(self, what: str, *, seen_by: set[str] | frozenset[str]) -> str:
        """A string for a red field, which nobody but `seen_by` may find in any page."""
        canary = f"canary-{len(self.canaries)}-{what.replace(' ', '-')}"
        self.canaries[canary] = frozenset(seen_by)
        return canary

    def __setitem__(self, name: str, thing: Any) -> None:
        self._things[name] = thing

    def __getitem__(self, name: str) -> Any:
        return self._things[name]

    def __getattr__(self, name: str) -> Employee:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class Row:
    """Who may use one address, and how."""

    url: str
    allowed: set[str] | frozenset[str]
    methods: set[str] | frozenset[str] = frozenset({"GET"})
    args: Mapping[str, Any] | Callable[[House], Mapping[str, Any]] = field(default_factory=dict)
    query: str = ""
    data: Mapping[str, Any] | Callable[[House], Mapping[str, Any]] = field(default_factory=dict)
    posts: set[str] | frozenset[str] | None = None
    public: bool = False
    gone: int = 404
    # Readers to whom the same address shows a page of another make: the page gate opens it once for each.
    faces: tuple[str, ...] = ()

    def address(self, house: House) -> str:
        """The address of this row in this house."""
        args = self.args(house) if callable(self.args) else self.args
        return reverse(self.url, kwargs=dict(args)) + (f"?{self.query.lstrip('?')}" if self.query else "")

    def may(self, persona: str, method: str) -> bool:
        """Whether this persona may use this method here."""
        allowed = self.posts if method == "POST" and self.posts is not None else self.allowed
        return persona in allowed

    def body(self, house: House) -> dict[str, Any]:
        """What is posted."""
        return dict(self.data(house) if callable(self.data) else self.data)


def rooms() -> list[str]:
    """The rooms that have rows."""
    return sorted(path.stem for path in (Path(__file__).parent / "rows").glob("*.py") if path.stem != "__init__")


def rows_of(room: str) -> list[Row]:
    """The rows of a room."""
    rows: list[Row] = import_module(f"tests.access.rows.{room}").ROWS
    return rows


def furnish(room: str, house: House) -> None:
    """Let a room put its objects into the house."""
    module = import_module(f"tests.access.rows.{room}")
    if hasattr(module, "furnish"):
        module.furnish(house)


def names_of_all_urls(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """The name of every address in the URLconf; an address without a name is a mistake."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}" if entry.name else f"{prefix}(no name: {entry.pattern})"
        else:
            yield from names_of_all_urls(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


ROLES_AT: dict[str, tuple[Role, str]] = {
    "leader": (Role.TEAM_LEAD, "aftersales_1"),
    "other_leader": (Role.TEAM_LEAD, "ticketing"),
    "mentor": (Role.MENTOR, "aftersales_1"),
    "trainer": (Role.TRAINER, "aftersales_1"),
    "planner": (Role.PLANNER, "aftersales_1"),
    "supervisor": (Role.SUPERVISOR, "qinghe"),
    "hr": (Role.HR, "company"),
    "counsellor": (Role.COUNSELLOR, "company"),
    "quality": (Role.QUALITY, "aftersales_1"),
    "executive": (Role.EXECUTIVE, "qinghe"),
    "client": (Role.CLIENT, "qinghe"),
    "auditor": (Role.AUDITOR, "company"),
    "admin": (Role.ADMIN, "company"),
}
TEAMS = {
    "agent": "aftersales_1", "peer": "aftersales_1", "stranger": "ticketing", "leader": "aftersales_1",
    "other_leader": "ticketing", "mentor": "aftersales_1", "trainer": "aftersales_1", "planner": "aftersales_1",
    "supervisor": "aftersales_2", "quality": "aftersales_1",
}  # fmt: skip
NAMES = {
    "agent": "李佳怡", "peer": "陈浩然", "stranger": "赵磊", "leader": "周敏", "other_leader": "吴刚", "mentor": "何雨",
    "trainer": "郑洁", "planner": "冯涛", "supervisor": "林涛", "hr": "孙丽", "counsellor": "许静", "quality": "曹颖",
    "executive": "高远", "client": "客户代表", "auditor": "严正", "admin": "马超",
}  # fmt: skip


# Everybody has the same password.
PASSWORD = "correct horse battery"


def move_in(hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    """Everybody of the cast, one per persona."""
    people: dict[str, Employee] = {}
    for number, persona in enumerate(PERSONAS[1:], start=1):
        role, at = ROLES_AT.get(persona, (None, None))
        team = getattr(tree, TEAMS[persona]) if persona in TEAMS else None
        people[persona] = hire(
            NAMES[persona], team, number=f"M{number:05}", role=role, at=getattr(tree, at) if at else None
        )
    password = make_password(PASSWORD)
    for employee in people.values():
        employee.account.password = password
    Account.objects.bulk_update([employee.account for employee in people.values()], ["password"])
    browsers = {persona: signed_in(employee) for persona, employee in people.items()}
    return House(people, tree, {"anonymous": Client(), **browsers})


def violations(row: Row, house: House) -> Iterator[str]:
    """Everything that this row says and the product does not do."""
    address = row.address(house)
    for method in sorted(row.methods):
        for persona in asked(row, method):
            yield from _judge(row, house, persona, method, _ask(house, persona, method, address, row.body(house)))
    for persona in ("anonymous", *sorted(row.allowed - {"anonymous"})[:1]):
        yield from _wrong_methods(row, house, persona, address)


def asked(row: Row, method: str) -> list[str]:
    """Whose answers are judged: everybody's, and on PostgreSQL those of whoever may and of some who may not."""
    everybody = connection.vendor == "sqlite"
    return [persona for persona in PERSONAS if everybody or row.may(persona, method) or persona in OUTSIDE]


def _wrong_methods(row: Row, house: House, persona: str, address: str) -> Iterator[str]:
    """Methods that the row does not name must be refused; HEAD answers as GET, without a body."""
    for method in METHODS:
        if method in row.methods:
            continue
        answer = _ask(house, persona, method, address, {})
        as_get = method == "HEAD" and "GET" in row.methods
        if as_get and row.may(persona, "GET") and (answer.status_code not in REACHED or _text(answer)):
            yield f"HEAD {address} as {persona}: {answer.status_code}"
        elif not as_get and answer.status_code not in {404, 405} and not (persona == "anonymous" and _is_login(answer)):
            yield f"{method} {address} as {persona}: {answer.status_code}, not refused"


def _ask(house: House, persona: str, method: str, address: str, data: dict[str, Any]) -> HttpResponse:
    browser = house.browsers[persona]
    browser.raise_request_exception = False
    cookies = browser.cookies.copy()
    with transaction.atomic():
        answer: HttpResponse = browser.generic(method, address) if method != "POST" else browser.post(address, data)
        answer.text_of_body = _read(answer)  # inside the transaction: a streamed list asks the database late
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer


def _judge(row: Row, house: House, persona: str, method: str, answer: HttpResponse) -> Iterator[str]:
    status, said = answer.status_code, f"{method} {row.address(house)} as {persona}: "
    if row.may(persona, method):
        if status not in REACHED or (method == "GET" and status >= 400) or (_is_login(answer) and not row.public):
            yield f"{said}{status}, but allowed{_cause(answer)}"
    elif persona == "anonymous" and not row.public:
        if not _is_login(answer):
            yield f"{said}{status}, not sent to the login page"
    elif status != row.gone:
        yield f"{said}{status}, but must be {row.gone}"
    if status == 200:
        text = _text(answer)
        yield from (
            f"{said}shows {canary}"
            for canary, seen_by in house.canaries.items()
            if canary in text and persona not in seen_by
        )


def _read(answer: HttpResponse) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace")


def _text(answer: HttpResponse) -> str:
    return str(answer.text_of_body)


def _cause(answer: HttpResponse) -> str:
    """What broke, where the view raised."""
    broke = getattr(answer, "exc_info", None)
    return f" ({broke[0].__name__}: {str(broke[1])[:200]})" if broke else ""


def _is_login(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer.headers.get("Location", "").startswith(reverse("account_login"))
