"""Who serves which need: the same as trying every way of sharing out the people."""

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from dengta.engines.rostering.assignment import can_serve, share_out
from dengta.engines.rostering.problem import Cover

SKILLS = "abc"
steps = st.dictionaries(st.integers(0, 3), st.integers(1, 9), max_size=2).map(
    lambda found: tuple(sorted(found.items()))
)
covers_of_a_time = st.lists(
    st.builds(
        Cover,
        day=st.just(0),
        needed=st.integers(0, 3),
        under=st.integers(0, 9),
        over=st.integers(0, 9),
        skill=st.sampled_from(["", *SKILLS]),
        least=st.integers(0, 2),
        worse=steps,
    ),
    min_size=1,
    max_size=4,
)
people = st.lists(st.frozensets(st.sampled_from(SKILLS)), max_size=5)


def price_of_missing(cover: Cover, which: int) -> int:
    """The price of the first, second, third … one missing."""
    return cover.under + sum(more for beyond, more in cover.worse if which > beyond)


def price(covers: list[Cover], served: tuple[int, ...]) -> tuple[int, int]:
    """People missing below a least, and what the rest costs."""
    pairs = list(zip(covers, served, strict=True))
    return (
        sum(max(0, cover.least - number) for cover, number in pairs),
        sum(
            sum(price_of_missing(cover, missing) for missing in range(1, cover.needed - number + 1))
            + cover.over * max(0, number - cover.needed)
            for cover, number in pairs
        ),
    )


@given(covers_of_a_time, people)
def test_it_costs_as_little_as_the_best_of_all_ways(covers: list[Cover], skills: list[frozenset[str]]) -> None:
    able = [[at for at, cover in enumerate(covers) if can_serve(each, cover)] for each in skills]
    ways = product(*(places for places in able if places))
    best = min(price(covers, tuple(Counter(way)[at] for at in range(len(covers)))) for way in ways)

    served = share_out(covers, Counter(skills))

    assert sum(served) == sum(map(bool, able))
    assert price(covers, served) == best


@given(covers_of_a_time, st.dictionaries(st.frozensets(st.sampled_from(SKILLS)), st.integers(0, 40)))
def test_people_of_the_same_skills_may_come_together_or_one_by_one(
    covers: list[Cover], heads: dict[frozenset[str], int]
) -> None:
    """A name of their own, which nobody asks for, keeps them apart."""
    apart = {group | {f"{at}"}: 1 for group, number in heads.items() for at in range(number)}

    assert price(covers, share_out(covers, heads)) == price(covers, share_out(covers, apart))


def test_people_come_only_as_long_as_the_price_of_the_next_holds() -> None:
    """The third and fourth missing cost five more: two go there, and the third is worth more with the others."""
    covers = [Cover(0, 4, 10, skill="a", worse=((2, 5),)), Cover(0, 2, 12, skill="b")]

    assert share_out(covers, {frozenset("ab"): 3}) == (2, 1)


def test_a_chain_of_swaps_frees_the_place_that_is_needed() -> None:
    """The one with only the first skill comes last: the first moves to the second need, the second to the third."""
    covers = [Cover(0, 1, 10, skill=skill) for skill in "abc"]
    heads = {frozenset("ab"): 1, frozenset("bc"): 1, frozenset("az"): 1}

    assert share_out(covers, heads) == (1, 1, 1)
