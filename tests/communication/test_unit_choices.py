"""For which units: nobody is offered, or can name, a unit of another client."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import (
    Announcement,
    CultureLine,
    CultureValue,
    Delegation,
    LibraryDocument,
    Meeting,
    TeamEvent,
    WorkplaceCheck,
)
from dengta.domains.people.models import Employee
from tests.cast import Tree

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Employee], Client]
# Each form that asks for units: its page, the field, and what would be made.
FORMS: list[tuple[str, str, type[Any]]] = [
    ("announcements:new", "units", Announcement),
    ("delegations:new", "unit_id", Delegation),
    ("culture:line_new", "unit", CultureLine),
    ("culture:value_new", "unit", CultureValue),
    ("library:new", "unit", LibraryDocument),
    ("meetings:new", "unit", Meeting),
    ("team_events:new", "unit", TeamEvent),
    ("checks:new", "unit", WorkplaceCheck),
]


@pytest.mark.parametrize(("page", "field", "made"), FORMS, ids=[page for page, _field, _made in FORMS])
def test_a_form_offers_and_takes_units_of_the_own_client_only(  # noqa: PLR0917 - one fixture per person
    page: str, field: str, made: type[Any], supervisor: Employee, stranger: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    browser = signed_in(supervisor)
    shown = browser.get(reverse(page)).content.decode()
    assert tree.aftersales_1.name in shown
    for beyond in (tree.ticketing, tree.yunfan, tree.chengdu):
        assert beyond.name not in shown

    answer = browser.post(reverse(page), {field: tree.ticketing.pk})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not made.objects.exists()


@pytest.mark.parametrize("page", ["announcements:board", "announcements:unready"])
def test_a_list_is_narrowed_by_units_of_the_own_client_only(
    page: str, supervisor: Employee, stranger: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    shown = signed_in(supervisor).get(reverse(page)).content.decode()

    assert tree.ticketing.name not in shown
    assert tree.yunfan.name not in shown
