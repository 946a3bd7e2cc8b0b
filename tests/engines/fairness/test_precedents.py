"""The same conduct has the same consequence: similar cases by their facts alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.fairness import Facts, consistency, similar
from dengta.engines.fairness.precedents import likeness

facts = st.builds(
    Facts,
    key=st.integers(),
    clause=st.sampled_from("abc"),
    category=st.sampled_from("xy"),
    severity=st.integers(1, 4),
    before=st.integers(0, 6),
    cause=st.sampled_from(["person", "process"]),
    harm=st.booleans(),
)


def late(key: int, grade: int | None, **other: object) -> Facts:
    known = {"clause": "A-1", "category": "attendance", "severity": 1, "before": 0, "decided": date(2026, 3, key)}
    return Facts(key=key, grade=grade, **{**known, **other})  # type: ignore[arg-type]


@pytest.mark.covers("R-089", "H3")
def test_a_proposal_outside_of_what_similar_cases_led_to_is_told() -> None:
    past = [late(1, 1), late(2, 2), late(3, 1), late(4, 9, clause="Z", category="fraud", severity=4)]
    now = late(9, None)

    assert [consistency(now, past, grade).outside for grade in (0, 1, 2, 3)] == [True, False, False, True]
    seen = consistency(now, past, 1)
    assert (seen.lowest, seen.usual, seen.highest, len(seen.precedents)) == (1, 1, 2, 3)


@pytest.mark.covers("R-089", "H3")
def test_two_precedents_bind_nobody_and_what_is_undecided_is_none() -> None:
    past = [late(1, 1), late(2, 1), late(3, None)]

    assert consistency(late(9, None), past, 5).outside is False
    assert len(similar(late(9, None), past)) == 2


@given(a=facts, b=facts)
def test_likeness_is_the_same_both_ways_and_whole_only_for_the_same_facts(a: Facts, b: Facts) -> None:
    one, other = likeness(a, b), likeness(b, a)

    assert one.likeness == other.likeness
    assert 0 <= one.likeness <= 1
    assert (one.likeness == 1) == (one.differs_in == ())
    assert likeness(a, a).likeness == 1


def test_the_likest_come_first_and_of_these_the_latest_and_never_the_case_itself() -> None:
    past = [late(1, 1), late(2, 1, before=2), late(3, 1), late(9, 1)]

    assert [each.facts.key for each in similar(late(9, None), past)] == [3, 1, 2]
