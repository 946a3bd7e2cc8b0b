"""Each panel of a slot keeps the number of queries that it promises, in a house where every room has put its things."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from dengta.domains.people.models import Employee
from dengta.foundation import slots
from dengta.foundation.access import facts_of
from tests.access import frame
from tests.access.frame import House
from tests.cast import Tree

READERS = ("leader", "supervisor", "agent", "hr", "executive")
# What the shell is about where it is about something: the other slots are about an object of their room.
SUBJECTS: dict[str, str | None] = {"today": None, "today_side": None, "agent_top": None, "person": "agent"}


@pytest.fixture
def house(db: None, hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]) -> House:
    return frame.move_in(hire, tree, signed_in)


@pytest.mark.parametrize("room", frame.rooms())
def test_no_panel_asks_more_often_than_it_promises(room: str, house: House) -> None:
    frame.furnish(room, house)

    found = [
        f"{panel.name} for {reader}: {asked}, promised {panel.queries}"
        for slot, about in SUBJECTS.items()
        for reader in READERS
        for panel, asked in _asked(slot, house.people[reader], house.people[about] if about else None)
        if asked > panel.queries
    ]
    assert not found, "\n".join(found)


def _asked(slot: str, reader: Employee, subject: Any) -> list[tuple[slots.Panel, int]]:
    """The panels of a slot that this reader sees, and how many queries each needs when it stands alone."""
    return [(panel, _queries(panel, reader, subject)) for panel in slots.panels(slot)]


def _queries(panel: slots.Panel, reader: Employee, subject: Any) -> int:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    request.user = reader.account  # type: ignore[assignment]
    facts_of(request.user)  # the page has asked for them before
    if not panel.visible(request, subject):
        return 0
    with CaptureQueriesContext(connection) as seen:
        context = panel.context(request, subject)
        if context is not None:
            render_to_string(panel.template, {**context, "subject": subject}, request)  # a queryset asks here
    return len(seen)
