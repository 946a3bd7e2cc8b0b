"""`./dengta bench fairness`: what the report on a change of policy promises, in a small version of the measurement."""

from dataclasses import replace

import pytest

from dengta.config.bench.changes import measure, table


@pytest.mark.covers("R-103", "H17")
def test_the_report_sees_a_fall_and_neither_chance_nor_a_drift_nor_a_swing() -> None:
    figures = measure(200)

    assert figures.kept, "\n".join(table(figures))


def test_a_missed_promise_is_told() -> None:
    kept = replace(measure(1), nothing=(0.05, 0.05), drifts=(0.05,) * 3, swings=(0.05, 0.1), found=(0.1, 0.1, 0.8))

    assert kept.kept
    assert not replace(kept, nothing=(0.0, 0.06)).kept
    assert not replace(kept, drifts=(0.0, 0.06, 0.0)).kept
    assert not replace(kept, swings=(0.06, 0.0)).kept
    assert not replace(kept, found=(0.9, 0.9, 0.79)).kept
