"""Every URL × every persona × every method, against the rows that the rooms wrote."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from dengta.domains.people.models import Employee
from tests.access import frame
from tests.access.frame import House, Row
from tests.access.sealed import seal
from tests.cast import Tree


@pytest.fixture
def house(hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    """The whole cast at home."""
    return frame.move_in(hire, tree, signed_in)


@pytest.mark.covers("N3")
def test_every_url_has_a_row_and_every_row_a_url() -> None:
    urls = set(frame.names_of_all_urls())
    rows = {row.url for room in frame.rooms() for row in frame.rows_of(room)}

    assert urls - rows == set(), "these URLs have no row in tests/access/rows (see tests/access/README.md)"
    assert rows - urls == set()


@pytest.mark.covers("N3", "A2")
@pytest.mark.parametrize("room", frame.rooms())
def test_every_persona_gets_what_the_rows_say_and_nothing_else(room: str, house: House) -> None:
    frame.furnish(room, house)
    # Whatever room it is: what two people alone may read stands on none of its pages either.
    seal(house)

    problems = [problem for row in frame.rows_of(room) for problem in frame.violations(row, house)]
    assert problems == [], "\n".join(problems)


# --- negative controls: a product with holes must be caught by the same walk -------------------------------


def _open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.session.get("leak", "canary-0-secret"))


def _forbidden(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=403)


urlpatterns = [path("account/login/", _open_to_all, name="account_login"), path("open/", _open_to_all, name="open")]
urlpatterns.append(path("forbidden/", _forbidden, name="forbidden"))


@pytest.mark.covers("N3")
def test_the_walk_notices_a_page_open_to_all_its_methods_and_its_secrets(settings: Settings, house: House) -> None:
    settings.ROOT_URLCONF = __name__
    house.plant("secret", seen_by={"hr"})
    row = Row("open", {"hr"})

    found = list(frame.violations(row, house))

    assert "GET /open/ as agent: 200, but must be 404" in found
    assert "GET /open/ as agent: shows canary-0-secret" in found
    assert "DELETE /open/ as hr: 200, not refused" in found
    assert "GET /open/ as hr: shows canary-0-secret" not in found


@pytest.mark.covers("N3")
def test_the_walk_notices_403_for_404_and_a_refusal_of_somebody_allowed(settings: Settings, house: House) -> None:
    settings.ROOT_URLCONF = __name__

    found = list(frame.violations(Row("forbidden", {"hr"}), house))

    assert "GET /forbidden/ as agent: 403, but must be 404" in found
    assert "GET /forbidden/ as hr: 403, but allowed" in found


@pytest.mark.covers("N3")
def test_a_url_without_a_name_cannot_hide(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    urlpatterns.append(path("hidden/", _forbidden))
    try:
        assert "(no name: hidden/)" in set(frame.names_of_all_urls())
    finally:
        urlpatterns.pop()
