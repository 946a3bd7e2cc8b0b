"""The command that tells what of the specification is proven."""

import pytest
from tools import coverage_of_spec

# A catalogue, two tests that pass and cover something, one that fails, one that proves nothing.
SUITE = """
import pytest

@pytest.mark.covers("A1")
def test_moves():
    pass

@pytest.mark.covers("A1", "R-015")
def test_refuses():
    assert False

@pytest.mark.covers("A2")
def test_hides():
    pass
"""
CONFTEST = """
def pytest_collection_modifyitems(items):
    for item in items:
        item.user_properties.append(("covers", [i for m in item.iter_markers("covers") for i in m.args]))
"""
pytest_plugins = ["pytester"]


@pytest.fixture
def seen(pytester: pytest.Pytester) -> coverage_of_spec.Recorder:
    recorder = coverage_of_spec.Recorder()
    pytester.makeini("[pytest]\nmarkers = covers(*ids): what it asserts")
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(SUITE)
    pytester.inline_run("-p", "no:django", "-p", "no:randomly", plugins=[recorder])
    return recorder


def test_an_id_is_proven_when_all_tests_that_cover_it_pass(seen: coverage_of_spec.Recorder) -> None:
    assert seen.passed - seen.failed == {"A2"}


def test_the_table_names_what_is_missing(seen: coverage_of_spec.Recorder) -> None:
    table = coverage_of_spec.table(seen.passed - seen.failed, {"People": ["A1", "A2"], "rules: goals": ["R-015"]})

    assert table.splitlines() == [
        "   1 /   2  People",
        "            missing: A1",
        "   0 /   1  rules: goals",
        "            missing: R-015",
        "   1 /   3  in all",
    ]


def test_the_whole_specification_is_in_the_catalogue() -> None:
    areas = coverage_of_spec.catalogue()
    ids = [spec_id for found in areas.values() for spec_id in found]

    assert len(ids) == len(set(ids))
    assert sum(spec_id.startswith("R-") for spec_id in ids) == 160
    assert sum(spec_id.startswith("L-") for spec_id in ids) == 93
    assert sum("-" not in spec_id for spec_id in ids) == 218
