"""Slots: upper rooms fill places on the screens of lower ones."""

from typing import Any

import pytest
from django.http import HttpRequest

from dengta.foundation import slots
from dengta.foundation.slots import registry


def _nothing(request: HttpRequest, subject: Any) -> None:
    return None


def _panel(order: int, name: str) -> slots.Panel:
    return slots.Panel(order=order, name=name, template="x.html", context=_nothing)


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_slots", {})


def test_panels_come_in_their_order_whoever_registers_first() -> None:
    slots.register("today", _panel(20, "rosters"))
    slots.register("today", _panel(10, "service"))

    assert [panel.name for panel in slots.panels("today")] == ["service", "rosters"]


def test_a_slot_that_nobody_filled_is_empty() -> None:
    assert slots.panels("today") == ()


def test_a_name_stands_in_a_slot_once() -> None:
    slots.register("today", _panel(10, "service"))

    with pytest.raises(ValueError, match="service"):
        slots.register("today", _panel(30, "service"))
