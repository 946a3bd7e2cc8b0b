"""Talks go where people can be spared: never where somebody is missing, and what is due first chooses first."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dengta.engines.placing import Floor, Wish, gather, place

LEADER, LI, CHEN, HE = 1, 2, 3, 4
TEAM = 100
DAY = frozenset(range(1000, 1008))


def floor(spare: dict[int, float], *, free: dict[int, frozenset[int]] | None = None) -> Floor:
    everybody = dict.fromkeys((LEADER, LI, CHEN, HE), DAY)
    return Floor(free={**everybody, **(free or {})}, group={LI: TEAM, CHEN: TEAM, HE: TEAM}, spare={TEAM: spare})


def talk(person: int, *, due: int = 1, quarters: int = 1) -> Wish:
    return Wish(key=person, people=(LEADER, person), due=due, quarters=quarters)


@pytest.mark.covers("E18")
def test_a_talk_takes_the_time_in_which_most_people_are_left_over() -> None:
    found = place([talk(LI)], floor({1000: 1.0, 1003: 3.5, 1006: 2.0}))

    assert (found[LI].start, found[LI].left) == (1003, 2.5)


@pytest.mark.covers("E18")
def test_where_nobody_can_be_spared_nothing_is_placed() -> None:
    assert place([talk(LI)], floor({1000: 0.9, 1001: -2.0})) == {}
    assert place([talk(LI)], floor({})) == {}


@pytest.mark.covers("E18")
def test_what_is_due_first_chooses_first_and_each_talk_lessens_what_is_left() -> None:
    found = place([talk(LI, due=9), talk(CHEN, due=2), talk(HE, due=5)], floor({1000: 1.0, 1003: 3.5, 1006: 2.0}))

    # One leader, so one at a time; the third gets the last person that can be spared.
    assert {who: one.start for who, one in found.items()} == {CHEN: 1003, HE: 1006, LI: 1000}


@pytest.mark.covers("E18")
def test_two_leaders_do_not_take_the_same_spare_person() -> None:
    wishes = [Wish(key=LI, people=(LEADER, LI), due=1), Wish(key=CHEN, people=(9, CHEN), due=2)]
    found = place(wishes, floor({1000: 1.5}, free={9: DAY}))

    assert set(found) == {LI}


@pytest.mark.covers("E18")
def test_nobody_is_called_outside_of_their_working_time_nor_away_from_another_talk() -> None:
    spare = dict.fromkeys(DAY, 5.0)
    late = floor(spare, free={LI: frozenset({1005, 1006}), LEADER: DAY - {1005}})

    assert place([talk(LI)], late)[LI].start == 1006
    assert place([talk(LI, quarters=2)], late) == {}
    assert place([talk(77)], late) == {}


@pytest.mark.covers("E18")
def test_whoever_takes_no_contacts_is_missed_by_nobody() -> None:
    both = Wish(key=1, people=(LEADER, 9), due=1)

    found = place([both], floor({}, free={9: frozenset({1004})}))
    assert (found[1].start, found[1].left) == (1004, None)


@pytest.mark.covers("E18")
def test_a_meeting_gathers_as_many_as_ever_are_there_and_then_harms_least() -> None:
    spare = dict.fromkeys(DAY, 1.0) | {1004: 2.5, 1005: 2.0}
    known = floor(spare, free={HE: frozenset(range(1002, 1008))})

    (best,) = gather([LEADER, LI, CHEN, HE], known, host=LEADER, quarters=2)
    assert (best.start, best.there, best.short) == (1004, frozenset({LEADER, LI, CHEN, HE}), 1.0)


def test_a_meeting_is_offered_once_a_day_and_never_to_a_leader_alone() -> None:
    three = frozenset(day + quarter for day in (1000, 1096, 1192, 1288) for quarter in (0, 1, 2))
    known = Floor(free={LEADER: three, LI: three}, group={LI: TEAM}, spare={})

    assert [one.start for one in gather([LI], known, host=LEADER, quarters=2)] == [1000, 1096, 1192]
    assert gather([CHEN], known, host=LEADER, quarters=2) == []


QUARTERS = st.frozensets(st.integers(0, 11), max_size=8)
PEOPLE = st.integers(1, 5)
HALVES = st.integers(-6, 8).map(lambda number: number / 2)


@pytest.mark.covers("E18")
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    free=st.dictionaries(PEOPLE, QUARTERS, max_size=5),
    group=st.dictionaries(PEOPLE, st.integers(100, 101), max_size=5),
    spare=st.dictionaries(st.integers(100, 101), st.dictionaries(st.integers(0, 11), HALVES, max_size=9), max_size=2),
    wishes=st.lists(
        st.builds(
            Wish,
            key=st.integers(0, 99),
            people=st.lists(PEOPLE, min_size=1, max_size=3, unique=True).map(tuple),
            due=st.integers(0, 5),
            quarters=st.integers(1, 3),
        ),
        max_size=6,
        unique_by=lambda wish: wish.key,
    ),
)
def test_whatever_is_placed_nobody_is_in_two_talks_away_from_work_or_missing_at_the_contacts(
    free: dict[int, frozenset[int]],
    group: dict[int, int],
    spare: dict[int, dict[int, float]],
    wishes: list[Wish],
) -> None:
    known = Floor(free, group, spare)
    found = place(wishes, known)

    seats = [
        (person, quarter)
        for wish in wishes
        if wish.key in found
        for person in wish.people
        for quarter in range(found[wish.key].start, found[wish.key].start + wish.quarters)
    ]
    assert len(seats) == len(set(seats))
    assert all(quarter in free.get(person, ()) for person, quarter in seats)
    called = Counter((group[person], quarter) for person, quarter in seats if person in group)
    assert all(number <= spare.get(where, {}).get(quarter, 0) for (where, quarter), number in called.items())
    # The same question has the same answer, in whatever order it is asked.
    assert place(list(reversed(wishes)), known) == found
    # What found no time had none that was harmless once the others were placed.
    for wish in wishes:
        if wish.key not in found:
            assert not _harmless(wish, known, seats, called)


def _harmless(wish: Wish, known: Floor, seats: list[tuple[int, int]], called: Counter[tuple[int, int]]) -> list[int]:
    own = Counter(known.group[person] for person in wish.people if person in known.group)
    return [
        start
        for start in range(12)
        if all(
            quarter in known.free.get(person, ()) and (person, quarter) not in seats
            for person in wish.people
            for quarter in range(start, start + wish.quarters)
        )
        and all(
            known.spare.get(where, {}).get(quarter, 0) - called[where, quarter] >= number
            for where, number in own.items()
            for quarter in range(start, start + wish.quarters)
        )
    ]
