"""What every address of the product has in common: headers, no writing by reading, no way out, no names in logs."""

import io
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog
from allauth.account.adapter import get_adapter
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse
from pytest_django import Settings

from dengta.config import logging as log_format
from dengta.config.urls import handler500 as handler500  # noqa: PLC0414 - Django looks for it here
from dengta.config.urls import urlpatterns as real_urlpatterns
from dengta.domains.people.models import Employee, Skill
from tests.access import frame
from tests.access.frame import House, Row
from tests.cast import Tree

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def house(hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    """The cast of the access matrix, with the objects of every room."""
    return frame.move_in(hire, tree, signed_in)


def addresses(method: str) -> list[tuple[str, Row]]:
    """Every row of the matrix that takes this method, by room."""
    return [(room, row) for room in frame.rooms() for row in frame.rows_of(room) if method in row.methods]


def rooms_furnished(house: House) -> Iterator[tuple[Row, str, Client]]:
    """Every GET address, with a browser of somebody who may open it."""
    for room in frame.rooms():
        frame.furnish(room, house)
        for row in frame.rows_of(room):
            allowed = sorted(row.allowed - {"anonymous"}) or ["anonymous"]
            yield row, row.address(house), house.browsers[allowed[-1]]


# Reading is on record, and a session notes that it was used; nothing else may change by a GET.
MAY_CHANGE = {
    "django_session", "usersessions_usersession", "audit_auditentry", "audit_chainhead", "exports_export",
    "access_ratecounter",
}  # fmt: skip


WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM|REPLACE INTO|TRUNCATE)\s+"?(\w+)', re.IGNORECASE)


@contextmanager
def tables_written() -> Iterator[list[str]]:
    """The tables whose rows statements change meanwhile, but for those that reading may change."""
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        answer = execute(sql, params, many, context)
        write = WRITES.match(sql)
        # SQLite counts what a statement returns only when that is fetched.
        changed = context["cursor"].rowcount != 0 or " RETURNING " in sql
        if write and changed and write[1] not in MAY_CHANGE:
            found.append(write[1])
        return answer

    with connection.execute_wrapper(note):
        yield found


def unprotected(answer: HttpResponse, row: Row) -> list[str]:
    """Which of the headers that protect an answer are missing."""
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    expected = {
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "referrer": headers.get("Referrer-Policy") in {"same-origin", "no-referrer"},
        "opener": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "permissions": "camera=()" in headers.get("Permissions-Policy", ""),
        "csp": "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy and "unsafe" not in policy,
        # Where nobody may look, the visitor is led to the login page, which tells nothing.
        "no-store": "no-store" in headers.get("Cache-Control", "") or row.public or not row.allowed,
    }
    return [name for name, there in expected.items() if not there]


def test_reading_changes_nothing_and_every_answer_carries_the_headers_that_protect_it(house: House) -> None:
    missing, changed = [], []
    for row, address, browser in rooms_furnished(house):
        with tables_written() as written:
            answer = browser.get(address)
        missing += [f"{address}: {name}" for name in unprotected(answer, row)]
        changed += [(row.url, table) for table in written if row.allowed - {"anonymous"}]

    assert missing == [], "\n".join(missing)
    # The library notes when recovery codes were shown.
    # That somebody opened an announcement is what its author is told.
    assert set(changed) <= {
        ("mfa_view_recovery_codes", "mfa_authenticator"),
        ("announcements:one", "communication_receipt"),
    }


def test_a_bare_answer_is_seen_to_be_unprotected() -> None:
    assert len(unprotected(HttpResponse(), Row("people:list", {"hr"}))) == 6


def test_the_look_at_statements_sees_every_way_to_write(agent: Employee) -> None:
    rows = Employee.objects.filter(pk=agent.pk)
    with tables_written() as written, transaction.atomic():
        rows.select_for_update().get().save()
        rows.update(nickname="x")
        Skill.objects.filter(code="unknown").update(name="x")
        Skill.objects.bulk_create([Skill(code="x", name="x")])
        Skill.objects.all().delete()

    assert written == ["people_employee"] * 2 + ["people_skill"] * 2


# Nothing that a browser sends by itself counts there: a link with a code, or the signature of a chat server.
PROVEN_OTHERWISE = {"requests:outside", "notify:wecom_callback", "notify:feishu_callback"}


def test_every_post_without_a_token_is_refused(house: House) -> None:
    accepted = []
    for room in frame.rooms():
        frame.furnish(room, house)
        for row in frame.rows_of(room):
            if "POST" in row.methods and row.url not in PROVEN_OTHERWISE:
                browser = Client(enforce_csrf_checks=True)
                browser.cookies = house.browsers[(sorted(row.allowed - {"anonymous"}) or ["anonymous"])[0]].cookies
                if browser.post(row.address(house)).status_code != 403:
                    accepted.append(row.address(house))
    assert accepted == [], "\n".join(accepted)


OUTSIDE = [
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "https:evil.example", "http:///evil.example", "javascript:alert(1)", "//evil.example/%2f..", "https://testserver@evil.example",
    "https://testserver.evil.example", "\t//evil.example", "/\t/evil.example", "data:text/html,x",
]  # fmt: skip


@pytest.mark.parametrize("target", OUTSIDE)
def test_nobody_is_led_out_of_the_house_by_next(target: str, agent: Employee, signed_in: Callable[..., Client]) -> None:
    agent.account.set_password("correct horse battery")
    agent.account.save()
    answers = [
        Client().post(
            reverse("account_login"), {"login": "k10002", "password": "correct horse battery", "next": target}
        ),
        signed_in(agent).post(reverse("preferences"), {"theme": "dark", "next": target}),
        signed_in(agent).post(reverse("account_logout"), {"next": target}),
    ]

    for answer in answers:
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/")
        assert "evil" not in answer.headers["Location"]
        assert not answer.headers["Location"].startswith("//")


@pytest.mark.django_db
def test_a_foreign_host_name_is_refused() -> None:
    assert Client().get(reverse("account_login"), headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
def test_the_visitors_claim_about_his_address_counts_only_behind_a_proxy_of_ours(
    proxies: int, address: str, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "203.0.113.9"})

    assert get_adapter().get_client_ip(request) == address


@pytest.mark.parametrize(("demo", "exists"), [("0", False), ("1", True)])
def test_demo_personas_exist_in_demo_mode_only(demo: str, exists: bool, tmp_path: Path) -> None:
    """In a process of its own, because the URLconf is built once."""
    script = (
        "import django\n"
        "from dengta.config.memory import loading\n"
        "with loading(): django.setup()\n"
        "from django.urls import get_resolver\n"
        "from tests.access.frame import names_of_all_urls\n"
        "print('accounts:sign_in_as' in set(names_of_all_urls()))\n"
    )
    assert _run([sys.executable, "-c", script], tmp_path, DENGTA_DEMO=demo).stdout.strip() == str(exists)


def test_the_deployment_check_of_django_finds_nothing(tmp_path: Path) -> None:
    done = _run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"], tmp_path, DENGTA_HTTPS="1"
    )

    assert done.returncode == 0, done.stderr


def _run(command: list[str], home: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    # Without what the browser tests set for themselves in this process.
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {
        **own,
        "DENGTA_HOME": str(home),
        "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
        "DJANGO_SETTINGS_MODULE": "dengta.config.settings",
        **variables,
    }
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=REPOSITORY, check=False)


# --- logs ------------------------------------------------------------------------------------------------


def broken(request: HttpRequest, name: str) -> HttpResponse:
    """Fails as a database does: with a person's number in the message."""
    structlog.get_logger("dengta.test").warning("agent.praised", name="李佳怡", reason="test", count=3)
    raise IntegrityError("duplicate key: (number)=(K10002), 李佳怡, k10002@example.com")


urlpatterns = [*real_urlpatterns, path("broken/<str:name>/", broken, name="broken")]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the handlers of the product would write."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    settings = dict(log_format.FORMATTER)
    handler.setFormatter(settings.pop("()")(**settings))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_no_name_number_or_address_reaches_the_log_even_when_something_breaks(
    log: io.StringIO, settings: Settings, agent: Employee, signed_in: Callable[..., Client]
) -> None:
    settings.ROOT_URLCONF = __name__
    browser = signed_in(agent)
    browser.raise_request_exception = False

    assert browser.get("/broken/李佳怡/").status_code == 500
    assert browser.get("/nothing/K10002/?q=李佳怡").status_code == 404
    Client().post(reverse("account_login"), {"login": "k10002@example.com", "password": "李佳怡"})

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    for secret in ("李佳怡", "K10002", "k10002", "example.com"):
        assert secret not in log.getvalue()
    failure = next(line for line in lines if line.get("error"))
    assert (failure["error"], failure["actor"], failure["status"]) == ("IntegrityError", agent.account.pk, 500)
    assert failure["trace"][-1].endswith(" broken")
    praised = next(line for line in lines if line["event"] == "agent.praised")
    assert (praised["left_out"], praised["reason"], praised["count"]) == (["name"], "test", 3)
    assert praised["request_id"] == failure["request_id"]


def test_each_request_is_logged_with_its_route_and_the_id_that_the_answer_carries(
    log: io.StringIO, agent: Employee, signed_in: Callable[..., Client]
) -> None:
    answer = signed_in(agent).get(reverse("accounts:opened"), headers={"X-Request-ID": "forged\n{}"})

    line = next(entry for entry in map(json.loads, log.getvalue().splitlines()) if entry["event"] == "request")
    assert (line["route"], line["status"], line["method"]) == ("account/opened/", 200, "GET")
    assert line["request_id"] == answer.headers["X-Request-ID"] != "forged\n{}"
