"""Random goals for the property tests: groups of agents with volumes of their own in every month."""

from hypothesis import strategies as st

from dengta.engines.goals import Direction, GroupPlan, Leaf, Shape, TreeProblem

VOLUMES = st.floats(min_value=0.5, max_value=500)


@st.composite
def leaves(draw: st.DrawFn, key: str, months: int, direction: Direction) -> Leaf:
    """An agent with room between baseline and bound, away in some months but never in all."""
    low = draw(st.floats(min_value=1, max_value=80))
    high = draw(st.floats(min_value=low, max_value=99))
    volumes = draw(st.lists(st.one_of(st.just(0.0), VOLUMES), min_size=months, max_size=months).filter(any))
    baseline, bound = (low, high) if direction is Direction.UP else (high, low)
    return Leaf(key, baseline, bound, tuple(volumes))


@st.composite
def groups(draw: st.DrawFn, months: int, direction: Direction) -> tuple[GroupPlan, ...]:
    """One to four groups of one to five agents."""
    sizes = draw(st.lists(st.integers(min_value=1, max_value=5), min_size=1, max_size=4))
    return tuple(
        GroupPlan(f"g{place}", tuple(draw(leaves(f"a{place}{one}", months, direction)) for one in range(size)))
        for place, size in enumerate(sizes)
    )


@st.composite
def problems(draw: st.DrawFn, *, share: st.SearchStrategy[float]) -> TreeProblem:
    """A goal that goes `share` of the way from the whole's own baseline to its own ceiling, as a year's average."""
    months = draw(st.integers(min_value=1, max_value=12))
    direction = draw(st.sampled_from(Direction))
    plan = draw(groups(months, direction))
    base, bound = ends(plan)
    target = base + draw(share) * (bound - base)
    return TreeProblem(target=target, groups=plan, direction=direction, shape=draw(st.sampled_from(Shape)))


def ends(plan: tuple[GroupPlan, ...]) -> tuple[float, float]:
    """Baseline and ceiling of the whole year, worked out from the leaves alone."""
    rows = [(leaf, sum(leaf.volumes)) for group in plan for leaf in group.leaves]
    whole = sum(volume for _leaf, volume in rows)
    return (
        sum(leaf.baseline * volume for leaf, volume in rows) / whole,
        sum(leaf.bound * volume for leaf, volume in rows) / whole,
    )
