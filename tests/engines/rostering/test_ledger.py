"""Fairness over a rolling quarter: what is due, what is booked, and that no debt is made or lost."""

import random
import re
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.rostering.checker import Rule, check
from dengta.engines.rostering.ledger import (
    WINDOW,
    Booking,
    Burden,
    Ledger,
    Period,
    beyond,
    due,
    fair,
    settle,
    usual_burdens,
)
from dengta.engines.rostering.problem import Agent, Contract, Limit, Problem, Shift, ShiftLimit
from tests.engines.rostering.rosters import SHIFTS, row

MONDAY = date(2026, 9, 7)
NIGHTS = frozenset("N")
AGENTS = "ABCDE"


def weeks(number: int, length: int = 4) -> Period:
    """The so-manieth period of four weeks."""
    first = MONDAY + number * timedelta(weeks=length)
    return Period(first, first + timedelta(weeks=length) - timedelta(1))


def booked(*periods: Mapping[str, int], availability: Mapping[str, int]) -> Ledger:
    ledger = Ledger()
    for number, counts in enumerate(periods):
        ledger = settle(ledger, weeks(number), {"nights": counts}, {"nights": availability})
    return ledger


def test_the_fair_share_is_in_proportion_to_availability() -> None:
    assert fair(10, {"A": 20, "B": 10, "C": 0}) == {"A": Fraction(20, 3), "B": Fraction(10, 3), "C": 0}
    assert fair(10, {"A": 0}) == {"A": 0}


def test_without_history_the_due_is_the_fair_share_by_the_largest_remainder() -> None:
    assert due(Ledger(), "nights", 10, {"A": 20, "B": 10}, first=MONDAY) == {"A": 7, "B": 3}
    assert due(Ledger(), "nights", 7, {"A": 1, "B": 1, "C": 1}, first=MONDAY) == {"A": 3, "B": 2, "C": 2}
    assert due(Ledger(), "nights", 0, {"A": 1, "B": 1}, first=MONDAY) == {"A": 0, "B": 0}
    assert due(Ledger(), "nights", 0, {}, first=MONDAY) == {}


def test_who_had_more_is_due_less_until_all_have_had_alike() -> None:
    ledger = booked({"A": 6, "B": 2, "C": 1}, availability={"A": 1, "B": 1, "C": 1})

    # Three each were fair: A had 3 beyond, B was 1 short, C 2. With twelve more all shall have had seven.
    assert ledger.balance("nights", weeks(1).first) == {"A": 3, "B": -1, "C": -2}
    assert due(ledger, "nights", 12, {"A": 1, "B": 1, "C": 1}, first=weeks(1).first) == {"A": 1, "B": 5, "C": 6}


def test_a_credit_too_large_for_one_period_stays_for_the_next() -> None:
    even = dict.fromkeys("ABC", 1)
    ledger = booked({"A": 9}, availability=even)

    # A had 6 beyond, B and C are 3 short each: four nights go to these two, and A is still ahead.
    dues = due(ledger, "nights", 4, even, first=weeks(1).first)
    assert dues == {"A": 0, "B": 2, "C": 2}
    after = settle(ledger, weeks(1), {"nights": dues}, {"nights": even})
    assert after.balance("nights", weeks(2).first) == {
        "A": 6 - Fraction(4, 3), "B": -3 + Fraction(2, 3), "C": -3 + Fraction(2, 3)
    }  # fmt: skip


def test_who_may_not_work_at_night_owes_none_and_nobody_gets_credit_for_it() -> None:
    """A is with child. B and C bear her nights in proportion, and stand at nought when she comes back."""
    availability = {"A": 0, "B": 2, "C": 1}
    dues = due(Ledger(), "nights", 9, availability, first=MONDAY)
    ledger = settle(Ledger(), weeks(0), {"nights": dues}, {"nights": availability})

    assert dues == {"B": 6, "C": 3}
    assert set(ledger.balance("nights", weeks(1).first).values()) == {Fraction(0)}


def test_debts_of_people_away_wait_with_them() -> None:
    even = dict.fromkeys("ABC", 1)
    ledger = booked({"A": 0, "B": 3, "C": 3}, availability=even)

    # A is short of two and on leave now; B and C, one beyond each, are even among themselves.
    assert due(ledger, "nights", 4, {"A": 0, "B": 1, "C": 1}, first=weeks(1).first) == {"B": 2, "C": 2}
    assert due(ledger, "nights", 6, even, first=weeks(1).first) == {"A": 4, "B": 1, "C": 1}


def test_of_equal_remainders_the_one_who_had_least_takes_the_odd_shift() -> None:
    even = dict.fromkeys("ABC", 1)
    ledger = booked({"A": 3, "B": 3, "C": 0}, availability=even)

    # A third each for A and B, ten thirds for C.
    assert due(ledger, "nights", 4, even, first=weeks(1).first) == {"A": 0, "B": 0, "C": 4}


def test_a_newcomer_starts_at_nought() -> None:
    ledger = booked({"A": 4, "B": 2}, availability={"A": 1, "B": 1})

    assert "Z" not in ledger.balance("nights", weeks(1).first)
    # A is one beyond, B one short; nine more make A 2, Z 3, B 4.
    assert due(ledger, "nights", 9, dict.fromkeys("ABZ", 1), first=weeks(1).first) == {"A": 2, "B": 4, "Z": 3}


def test_a_volunteer_who_owed_none_is_ahead_by_what_they_did() -> None:
    assert beyond({"A": 2, "B": 1}, {"A": 0, "B": 1, "C": 2}) == {"A": 2, "B": 0, "C": -2}
    assert beyond({"A": 2}, {"A": 0, "B": 0}) == {"A": 0, "B": 0}


def test_bookings_leave_as_a_whole_after_thirteen_weeks() -> None:
    ledger = booked({"A": 4, "B": 0}, {"A": 1, "B": 1}, availability={"A": 1, "B": 1})
    last = weeks(0).last

    assert ledger.balance("nights", last + WINDOW)["A"] == 2
    assert ledger.balance("nights", last + WINDOW + timedelta(1))["A"] == 0
    assert "nobody" not in ledger.balance("nights", last)
    # Nothing is known before it is over.
    assert ledger.balance("nights", last) == {}
    far = settle(ledger, weeks(4), {"nights": {"A": 1, "B": 1}}, {"nights": {"A": 1, "B": 1}})
    assert [booking.first for booking in far.bookings] == [weeks(1).first, weeks(4).first]
    for number, kept in ((12, 2), (13, 1)):
        once = settle(Ledger(), weeks(0, 1), {"nights": {"A": 1}}, {"nights": {"A": 1}})
        assert len(settle(once, weeks(number, 1), {"nights": {"A": 1}}, {"nights": {"A": 1}}).bookings) == kept


def test_a_period_may_be_booked_again_and_none_may_overlap_another() -> None:
    even = {"nights": {"A": 1, "B": 1}}
    once = settle(Ledger(), weeks(0), {"nights": {"A": 4}, "late": {"A": 1}}, even | {"late": {"A": 1}})
    again = settle(once, weeks(0), {"nights": {"A": 1, "B": 3}}, even)

    assert again.balance("nights", weeks(1).first) == {"A": -1, "B": 1}
    assert again.balance("late", weeks(1).first) == {"A": 0}
    crooked = Period(weeks(0).first + timedelta(1), weeks(0).last)
    with pytest.raises(ValueError, match="'nights' is booked from 2026-09-07 to 2026-10-04 already"):
        settle(once, crooked, {"nights": {"A": 1}}, even)


@pytest.mark.parametrize(
    ("total", "availability", "says"),
    [
        (-1, {"A": 1}, "-1 shifts cannot be shared"),
        (1, {"A": -1}, "A is available less than not at all: -1"),
        (2, {"A": 0}, "nobody is available for 2 of 'nights' from 2026-09-07 on"),
    ],
)
def test_what_cannot_be_shared_is_refused(total: int, availability: dict[str, int], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        due(Ledger(), "nights", total, availability, first=MONDAY)


def test_a_booking_that_makes_debts_from_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="does not sum to nought"):
        Booking("nights", MONDAY, MONDAY, {"A": Fraction(1)})
    with pytest.raises(ValueError, match="before it begins"):
        Booking("nights", MONDAY, MONDAY - timedelta(1), {})


few = settings(max_examples=40)
amounts = st.integers(0, 20) | st.fractions(0, 2, max_denominator=8)
available = st.dictionaries(st.sampled_from(AGENTS), amounts, min_size=1)
counted = st.dictionaries(st.sampled_from(AGENTS), st.integers(0, 12))
histories = st.lists(st.tuples(counted, available), max_size=6)


def history(periods: list[tuple[dict[str, int], dict[str, int | Fraction]]]) -> Ledger:
    ledger = Ledger()
    for number, (counts, availability) in enumerate(periods):
        ledger = settle(ledger, weeks(number), {"nights": counts}, {"nights": availability})
    return ledger


@few
@given(histories, st.integers(0, 200))
def test_debts_are_conserved_whatever_enters_and_leaves(
    periods: list[tuple[dict[str, int], dict[str, int | Fraction]]], days: int
) -> None:
    ledger = history(periods)

    assert sum(ledger.balance("nights", MONDAY + timedelta(days)).values()) == 0
    assert all(booking.last > weeks(len(periods) - 1).last - WINDOW for booking in ledger.bookings)


@few
@given(histories, counted, available, st.randoms(use_true_random=False))
def test_the_order_of_people_is_of_no_matter(
    periods: list[tuple[dict[str, int], dict[str, int | Fraction]]],
    counts: dict[str, int],
    availability: dict[str, int | Fraction],
    chance: random.Random,
) -> None:
    ledger, period = history(periods), weeks(len(periods))
    mixed_counts = dict(chance.sample(sorted(counts.items()), len(counts)))
    mixed = dict(chance.sample(sorted(availability.items()), len(availability)))

    one = settle(ledger, period, {"nights": counts}, {"nights": availability})
    assert settle(ledger, period, {"nights": mixed_counts}, {"nights": mixed}) == one
    if any(availability.values()):
        dues = due(ledger, "nights", 9, availability, first=period.first)
        assert due(ledger, "nights", 9, mixed, first=period.first) == dues


@few
@given(histories, st.integers(0, 40), available.filter(lambda found: any(found.values())))
def test_the_dues_are_whole_numbers_that_sum_to_the_total_and_level_the_loads(
    periods: list[tuple[dict[str, int], dict[str, int | Fraction]]],
    total: int,
    availability: dict[str, int | Fraction],
) -> None:
    ledger, first = history(periods), weeks(len(periods)).first
    dues = due(ledger, "nights", total, availability, first=first)
    balance = ledger.balance("nights", first)

    assert sum(dues.values()) == total
    assert set(dues) == {key for key, amount in availability.items() if amount}
    assert all(number >= 0 for number in dues.values())
    # Whoever is due any ends, but for the rounding to a whole shift, no higher than anybody else.
    for key, number in dues.items():
        for other, others in dues.items():
            had = (balance.get(key, 0) + max(0, number - 1)) / Fraction(availability[key])
            will = (balance.get(other, 0) + others + 1) / Fraction(availability[other])
            assert number == 0 or had <= will


@few
@given(histories, st.integers(0, 40))
def test_of_two_equally_available_the_one_who_had_more_is_never_due_more(
    periods: list[tuple[dict[str, int], dict[str, int | Fraction]]], total: int
) -> None:
    ledger, first = history(periods), weeks(len(periods)).first
    balance = ledger.balance("nights", first)
    dues = due(ledger, "nights", total, dict.fromkeys(AGENTS, 1), first=first)

    for one in AGENTS:
        for other in AGENTS:
            if balance.get(one, 0) > balance.get(other, 0):
                assert dues[one] <= dues[other]


@few
@given(st.lists(st.integers(0, 30), min_size=1, max_size=13))
def test_who_keeps_to_the_dues_is_never_a_whole_shift_off_while_all_are_available(totals: list[int]) -> None:
    """Weeks, so that nothing leaves the quarter meanwhile; the parts of a full contract stay what they are."""
    parts: dict[str, int | Fraction] = {"A": 1, "B": 1, "C": Fraction(1, 2), "D": Fraction(3, 4), "E": 1}
    ledger = Ledger()
    for number, total in enumerate(totals):
        period = weeks(number, length=1)
        dues = due(ledger, "nights", total, parts, first=period.first)
        ledger = settle(ledger, period, {"nights": dues}, {"nights": parts})

        left = ledger.balance("nights", period.last + timedelta(1))
        assert all(abs(amount) < 1 for amount in left.values())


LATE = Shift("L", 480, 840, 1320)


def test_burdens_are_counted_in_a_roster_as_the_checker_charges_them() -> None:
    weekend = Burden("weekend_days", frozenset("EN"), frozenset({5, 6}))
    problem = Problem(7, SHIFTS, (Agent("A", Contract()), Agent("B", Contract())), ())
    roster = (row("N....EN"), row(".....L."))

    assert weekend.counts(problem, roster) == {"A": 2, "B": 0}
    asked = Problem(7, SHIFTS, problem.agents, (), shares=(weekend.share({"A": 1, "B": 1}, 5),))
    assert check(asked, roster).parts[Rule.SHARES] == 5 * (1 + 1)


def test_availability_is_days_that_are_open_times_the_part_of_a_contract() -> None:
    nights = Burden("nights", NIGHTS)
    never = Contract(counts=(ShiftLimit(frozenset("NL"), Limit(0, 0)),))
    rarely = Contract(counts=(ShiftLimit(NIGHTS, Limit(0, 0, above=9)), ShiftLimit(NIGHTS, Limit(0, 1))))
    problem = Problem(
        7,
        SHIFTS,
        (
            Agent("full", rarely),
            Agent("half", Contract()),
            Agent("leave", Contract(), days_off=frozenset({0, 1, 2, 99})),
            Agent("barred", Contract(), barred=frozenset((day, "N") for day in range(7))),
            Agent("exempt", never),
            Agent("fixed", Contract(), fixed={0: "N", 1: "E", 2: ""}),
        ),
        (),
    )

    assert nights.availability(problem, {"half": Fraction(1, 2)}) == {
        "full": 7, "half": Fraction(7, 2), "leave": 4, "barred": 0, "exempt": 0, "fixed": 5,
    }  # fmt: skip
    some = Burden("weekend", frozenset("EN"), frozenset({2, 6}))
    assert some.availability(problem) == {"full": 2, "half": 2, "leave": 1, "barred": 2, "exempt": 2, "fixed": 1}


def test_the_usual_burdens_are_those_the_problem_has() -> None:
    problem = Problem(14, SHIFTS, (), ())
    found = {
        burden.name: burden for burden in usual_burdens(problem, MONDAY, {MONDAY + timedelta(3), date(1999, 1, 1)})
    }

    assert found["nights"] == Burden("nights", NIGHTS)
    assert found["weekend_days"].days == {5, 6, 12, 13}
    assert found["holidays"] == Burden("holidays", frozenset("ELN"), frozenset({3}))
    assert found["early"].codes == {"E"}
    assert found["late"].codes == {"L"}
    assert [burden.name for burden in usual_burdens(Problem(2, (Shift("D", 480, 540, 1020),), (), ()), MONDAY)] == []
