"""`./dengta bench fairness`: what the audit promises, in a small version of the measurement."""

from dataclasses import replace

import numpy as np
import pytest

from dengta.config.bench.fairness import TWICE, a_year, any_finding, measure, of_repeaters, table
from dengta.engines.fairness import Word


@pytest.mark.covers("R-088", "H6")
def test_the_audit_finds_the_planted_group_and_nothing_where_all_are_alike() -> None:
    chance = np.random.default_rng(103)

    assert sum(a_year(chance, TWICE)[0] is Word.FINDING for _ in range(50)) >= 40
    assert sum(Word.FINDING in a_year(chance) for _ in range(50)) <= 2


@pytest.mark.covers("R-088", "H6")
def test_a_few_people_who_break_many_rules_make_no_finding_of_a_group() -> None:
    chance = np.random.default_rng(103)

    assert sum(Word.FINDING in of_repeaters(chance) for _ in range(60)) <= 3


@pytest.mark.covers("R-088", "H6")
def test_a_whole_audit_of_equal_treatment_hardly_ever_holds_any_finding() -> None:
    chance = np.random.default_rng(103)

    assert sum(any_finding(chance) for _ in range(40)) <= 2


def test_a_missed_promise_is_told() -> None:
    kept = replace(measure(2), found=0.8, alarmed=0.05, repeaters_alarmed=0.05, whole_alarmed=0.05)

    assert kept.kept
    assert len(list(table(kept))) == 9
    for missed in ("alarmed", "repeaters_alarmed", "whole_alarmed", "small_found"):
        assert not replace(kept, **{missed: 0.06}).kept, missed
    assert not replace(kept, found=0.79).kept
