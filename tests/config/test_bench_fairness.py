"""`./dengta bench fairness`: what the audit promises, in a small version of the measurement."""

from dataclasses import replace

import pytest

from dengta.config.bench.fairness import measure, table


@pytest.mark.covers("R-088", "H6")
def test_the_audit_finds_the_planted_group_and_nothing_where_all_are_alike() -> None:
    figures = measure(100)

    assert figures.kept, "\n".join(table(figures))


def test_a_missed_promise_is_told() -> None:
    kept = measure(5)

    assert not replace(kept, found=0.79).kept
    assert not replace(kept, alarmed=0.06).kept
    assert not replace(kept, small_found=0.001).kept
