"""Engines are arithmetic, and services decide for a moment that they are told: no hidden clock, no chance."""

import ast

import pytest

from tests.architecture.source import PACKAGE, dotted, files, imports, name, tree

CLOCKS = {
    "timezone.now", "timezone.localdate", "timezone.localtime", "date.today", "datetime.now", "datetime.utcnow",
    "datetime.today", "time.time", "time.monotonic", "time.time_ns", "time.perf_counter",
}  # fmt: skip
FOREIGN = {"django", "random", "secrets", "os", "time", "uuid", "requests", "httpx", "socket", "subprocess"}
# A search that ends after some seconds has to read a clock: these do, to stop it, and run its processes.
SEARCHES = {
    f"src/dengta/engines/rostering/{one}.py"
    for one in ("anchor", "generation_lane", "lanes", "solving", "stop", "cpsat/racing")
}
# A generator with an explicit seed is an argument like any other.
SEEDED = {"default_rng", "Random", "Generator"}


def clocks_read(module: ast.Module) -> set[str]:
    """Calls that ask what time it is."""
    calls = (dotted(node.func) for node in ast.walk(module) if isinstance(node, ast.Call))
    return {call for call in calls if any(call == clock or call.endswith(f".{clock}") for clock in CLOCKS)}


def chances_taken(module: ast.Module) -> set[str]:
    """Calls of a random generator that nobody seeded."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    loose = {dotted(call.func) for call in calls if ".random." in f".{dotted(call.func)}"}
    unseeded = {dotted(call.func) for call in calls if dotted(call.func).endswith("default_rng") and not call.args}
    return {call for call in loose if call.rpartition(".")[2] not in SEEDED} | unseeded


def foreign_imports(module: ast.Module) -> set[str]:
    """Imports that an engine has no use for."""
    return {
        imported
        for imported in imports(module)
        if imported.partition(".")[0] in FOREIGN
        or (imported.startswith("dengta") and not imported.startswith("dengta.engines"))
    }


def test_engines_know_no_clock_no_chance_no_django_and_nothing_of_ours() -> None:
    found = {
        name(file): complaint
        for file in files(PACKAGE / "engines")
        if name(file) not in SEARCHES
        if (complaint := clocks_read(tree(file)) | chances_taken(tree(file)) | foreign_imports(tree(file)))
    }

    assert found == {}


def test_services_are_told_the_time() -> None:
    services = [*files(PACKAGE / "domains", "*/services/**/*.py"), *files(PACKAGE / "domains", "*/services.py")]

    assert services
    assert {name(file): read for file in services if (read := clocks_read(tree(file)))} == {}


@pytest.mark.parametrize(
    ("planted", "finder"),
    [
        ("from django.utils import timezone\nx = timezone.now()", clocks_read),
        ("import datetime\nx = datetime.date.today()", clocks_read),
        ("import numpy as np\nx = np.random.default_rng()", chances_taken),
        ("import numpy as np\nx = np.random.normal(0, 1)", chances_taken),
        ("from django.conf import settings", foreign_imports),
        ("from dengta.foundation import rules", foreign_imports),
        ("import random", foreign_imports),
    ],
)
def test_a_planted_break_is_found(planted: str, finder: object) -> None:
    assert callable(finder)
    assert finder(ast.parse(planted))


@pytest.mark.parametrize(
    ("harmless", "finder"),
    [
        ("import numpy as np\nx = np.random.default_rng(seed)", chances_taken),
        ("from dengta.engines.metrics import wilson", foreign_imports),
        ("def on(today): return today.isoformat()", clocks_read),
    ],
)
def test_what_is_told_is_allowed(harmless: str, finder: object) -> None:
    assert callable(finder)
    assert finder(ast.parse(harmless)) == set()
