"""Doors between the rooms: services, selectors and events; and nobody enters care or voice."""

import tomllib
from collections.abc import Iterable

import grimp
import pytest

from tests.architecture.source import ROOT

DOMAINS = "dengta.domains"
DOORS = {"services", "selectors", "events"}
VOCABULARY = "dengta.domains.people.models"
SEALED = {"care", "voice"}
MAY_ENTER_SEALED = ("dengta.config", "dengta.api")

Edge = tuple[str, str]


@pytest.fixture(scope="module")
def edges() -> set[Edge]:
    """Every import inside our package: (who, what)."""
    graph = grimp.build_graph("dengta")
    return {(who, what) for who in graph.modules for what in graph.find_modules_directly_imported_by(who)}


def room(module: str) -> str:
    """The room a module belongs to; empty for none."""
    return module.split(".")[2] if module.startswith(f"{DOMAINS}.") else ""


def through_the_wall(edges: Iterable[Edge]) -> set[Edge]:
    """Imports from one room into another that do not go through a door."""
    return {
        (who, what)
        for who, what in edges
        if room(who) and room(what) and room(who) != room(what)
        if f"{what}.".split(".")[3] not in DOORS and not f"{what}.".startswith(f"{VOCABULARY}.")
    }


def into_sealed_rooms(edges: Iterable[Edge]) -> set[Edge]:
    """Imports of care or voice by anybody who must not know them."""
    return {
        (who, what)
        for who, what in edges
        if room(what) in SEALED and room(who) != room(what) and not who.startswith(MAY_ENTER_SEALED)
    }


def test_rooms_are_entered_through_their_doors(edges: set[Edge]) -> None:
    assert through_the_wall(edges) == set()


def test_nobody_reads_what_was_said_in_confidence(edges: set[Edge]) -> None:
    assert into_sealed_rooms(edges) == set()


def test_the_sealed_rooms_stand_on_top_in_the_import_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rooms = next(contract for contract in contracts if contract.get("containers") == [DOMAINS])

    assert rooms["layers"][0] == "(care) | (voice)"
    assert rooms["exhaustive"]


def test_the_floors_of_the_foundation_are_those_of_the_architecture_page() -> None:
    """Both name every part of the foundation, in the same order."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    contract = next(contract for contract in contracts if contract.get("containers") == ["dengta.foundation"])
    told = (ROOT / "docs/for-developers/architecture.md").read_text(encoding="utf-8")
    floors = told.split("(a contract, exhaustive):")[1].split(".")[0].replace("\n", " ").split(";")

    assert contract["exhaustive"]
    assert [set(layer.split(" | ")) for layer in reversed(contract["layers"])] == [
        {part.strip() for part in floor.split(",")} for floor in floors
    ]


def test_planted_breaks_are_found() -> None:
    walls = {("dengta.domains.service.views.x", "dengta.domains.people.policies")}
    sealed = {("dengta.domains.insight.services.x", "dengta.domains.voice.selectors")}
    fine = {
        ("dengta.domains.service.services.x", "dengta.domains.people.selectors.tree"),
        ("dengta.domains.service.services.x", "dengta.domains.people.models"),
        ("dengta.config.urls", "dengta.domains.voice.urls"),
    }

    assert through_the_wall(walls | fine) == walls
    assert into_sealed_rooms(sealed | fine) == sealed
