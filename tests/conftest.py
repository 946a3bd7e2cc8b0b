"""What every test shares: a frozen day, the switch for rules, and the cast."""

import gc
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from dengta.config.memory import in_one_piece, settle
from dengta.foundation import rules

pytest_plugins = ["tests.cast", "tests.database"]

# Machines are noisy, so no example is timed; and a run finds what the run before it found: chance is for exploring.
hypothesis.settings.register_profile("dengta", deadline=None, derandomize=True)
hypothesis.settings.load_profile("dengta")

# A Wednesday in a month without holidays; the clock ticks on from here.
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

# Until all tests are imported, as in every process of ours.
gc.disable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--switch-off", metavar="R-…", help="run without this rule: the tests that cover it must fail")
    parser.addoption("--switch-off-each", action="store_true", help="run each test once without each rule it covers")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With --switch-off-each a test runs once for each rule that it covers, and without it."""
    covered = {spec_id for mark in metafunc.definition.iter_markers("covers") for spec_id in mark.args}
    if metafunc.config.getoption("--switch-off-each"):
        rule_ids = sorted(covered & rules.registered_rules().keys())
        metafunc.parametrize("_switched_off", rule_ids, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Reports carry the ids a test covers, so that they reach whoever asks from another process. Tests of real data
    are skipped where these are not, all for the same reason, so that the summary counts them."""
    absent = not (settings.SHARED / "data" / "service").is_dir()
    for item in items:
        if absent and item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason=f"no real data in {settings.SHARED} (set DENGTA_SHARED)"))
        if {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
        if "demo" in item.path.stem.split("_"):
            item.add_marker(pytest.mark.demo)
        ids = sorted({spec_id for mark in item.iter_markers("covers") for spec_id in mark.args})
        item.user_properties.append(("covers", ids))
        params = getattr(item, "callspec", None)
        rule_id = params.params.get("_switched_off") if params else None
        # A case whose own mark alone names rules has none switched off; what stands for that cannot be sent elsewhere.
        item.user_properties.append(("switched_off", rule_id if isinstance(rule_id, str) else None))
    items.sort(key=_longest_first)


def _longest_first(item: pytest.Item) -> tuple[bool, bool]:
    """What drives a browser begins first among the tests that empty the database: begun last, one process would work on
    it while the others wait."""
    fixtures, marker = getattr(item, "fixturenames", ()), item.get_closest_marker("django_db")
    empties = "transactional_db" in fixtures or bool(marker and marker.kwargs.get("transaction"))
    return empties, item.get_closest_marker("browser") is None


def pytest_collection_finish() -> None:
    """What was imported by now stays: the collector of garbage looks at it no more, and comes less often."""
    settle()
    gc.enable()
    gc.set_threshold(100_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """On a stack that is long enough, as requests run in a server of ours: a tenth of the time of many tests."""
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    in_one_piece(partial(pyfuncitem.obj, **arguments))
    return True


@pytest.fixture(autouse=True)
def _frozen_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a process keeps at hand belongs to the database of the test before; the language, to its last reader."""
    caches["process"].clear()
    translation.deactivate()


@pytest.fixture(autouse=True)
def _switched_off(request: pytest.FixtureRequest) -> Iterator[None]:
    rule_id = getattr(request, "param", None) or request.config.getoption("--switch-off")
    if rule_id is None:
        yield
        return
    with rules.switched_off(rule_id):
        yield
