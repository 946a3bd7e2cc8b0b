"""Laws that hold for every queue: more work needs more people, what comes in goes out, patience has a limit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dengta.engines.staffing import Definition, Limit, Target, Work, serve, size

LOADS = st.floats(min_value=0.01, max_value=3000)
PATIENCES = st.floats(min_value=0.05, max_value=50)
WAITS = st.floats(min_value=0, max_value=3)
SHARES = st.floats(min_value=0.1, max_value=0.99)
# In handle times.
BOTH = st.sampled_from([np.inf, 0.2, 1.0, 7.0])


def of(load: float | NDArray[np.float64], patience: float | NDArray[np.float64] = np.inf) -> Work:
    """Work with a handle time of one second, so that the contacts of a second are the load."""
    return Work(load, 1.0, patience_seconds=patience, interval_seconds=1.0)


@settings(max_examples=30)
@given(load=LOADS, patience=BOTH, wait=WAITS, level=SHARES)
def test_more_work_never_needs_fewer_agents(load: float, patience: float, wait: float, level: float) -> None:
    loads = load * np.array([0.5, 0.9, 1.0, 1.01, 1.5])

    needed = size(of(loads, patience), Target(service_level=level, within_seconds=wait))

    assert (np.diff(needed.agents) >= 0).all()
    assert (np.diff(needed.fractional) >= -1e-9).all()


@settings(max_examples=30)
@given(load=LOADS, patience=BOTH, wait=WAITS, definition=st.sampled_from(Definition))
def test_a_higher_service_level_never_needs_fewer_agents(
    load: float, patience: float, wait: float, definition: Definition
) -> None:
    agents = [
        int(size(of(load, patience), Target(service_level=level, within_seconds=wait, definition=definition)).agents[0])
        for level in (0.0, 0.5, 0.8, 0.9, 0.999)
    ]

    assert agents == sorted(agents)


@settings(max_examples=30)
@given(load=LOADS, patience=BOTH, wait=WAITS, level=SHARES, definition=st.sampled_from(Definition))
def test_a_size_meets_every_target_and_one_agent_less_does_not(
    load: float, patience: float, wait: float, level: float, definition: Definition
) -> None:
    target = Target(service_level=level, within_seconds=wait, definition=definition)
    work = of(load, patience)
    needed = size(work, target)

    def met(agents: NDArray[np.int64]) -> bool:
        got = serve(work, agents, within_seconds=wait)
        kept = got.abandonment[0] <= 0.05 and got.occupancy[0] <= 0.88 * (1 + 1e-11)
        return bool(kept and got.level(definition)[0] >= level - 1e-12)

    assert met(needed.agents)
    assert not met(needed.agents - 1)
    assert needed.agents[0] - 1 <= needed.fractional[0] <= needed.agents[0]


@given(load=LOADS, patience=PATIENCES, wait=WAITS, staffing=st.floats(min_value=0.3, max_value=2))
def test_more_agents_serve_better(load: float, patience: float, wait: float, staffing: float) -> None:
    agents = np.ceil(load * staffing) + np.array([0, 0.5, 1, 2, 10])

    service = serve(of(np.full(5, load), patience), agents, within_seconds=wait)

    tiny = 1e-12
    assert (np.diff(service.of_offered) >= -tiny).all()
    assert (np.diff(service.of_staying) >= -tiny).all()
    for falling in (service.abandonment, service.waits, service.occupancy, service.wait_seconds):
        assert (np.diff(falling) <= tiny).all()


@given(load=LOADS, staffing=st.floats(min_value=0.3, max_value=2), wait=WAITS)
def test_patience_makes_fewer_leave_and_more_wait(load: float, staffing: float, wait: float) -> None:
    patience = np.array([0.1, 0.5, 1, 5, 50])

    service = serve(of(np.full(5, load), patience), np.ceil(load * staffing), within_seconds=wait)

    assert (np.diff(service.abandonment) <= 1e-12).all()
    assert (np.diff(service.waits) >= -1e-12).all()


@given(load=LOADS, share=st.floats(min_value=0.3, max_value=0.98), wait=WAITS)
def test_with_endless_patience_erlang_a_is_erlang_c(load: float, share: float, wait: float) -> None:
    agents = np.floor(load / share) + 1

    patient = serve(of(load, 1e10), agents, within_seconds=wait)
    never = serve(of(load), agents, within_seconds=wait)

    for name in ("waits", "of_offered", "of_staying", "occupancy", "answer_seconds"):
        assert getattr(patient, name)[0] == pytest.approx(getattr(never, name)[0], rel=1e-6, abs=1e-12), name
    assert patient.abandonment[0] < 1e-6


@settings(max_examples=30)
@given(load=LOADS, patience=PATIENCES, wait=WAITS, level=SHARES)
def test_of_those_who_stay_erlang_a_never_needs_more_than_erlang_c(
    load: float, patience: float, wait: float, level: float
) -> None:
    target = Target(
        service_level=level, within_seconds=wait, definition=Definition.OF_STAYING, abandonment=None, occupancy=None
    )

    assert size(of(load, patience), target).agents[0] <= size(of(load), target).agents[0]


@given(
    agents=st.integers(min_value=1, max_value=60),
    load=st.floats(min_value=0.05, max_value=100),
    patience=st.floats(min_value=0.05, max_value=10),
)
def test_whoever_comes_in_is_served_or_leaves(agents: int, load: float, patience: float) -> None:
    """Against the chain of states, one by one: the rates in and out of them, and of the queue, balance."""
    chances = chain(agents, load, patience, states=3000)
    numbers = np.arange(len(chances))
    busy = float((chances * np.minimum(numbers, agents)).sum())
    queue = float((chances * np.maximum(numbers - agents, 0)).sum())

    service = serve(of(load, patience), agents, within_seconds=0)

    assert service.abandonment[0] == pytest.approx(queue / patience / load, rel=1e-9)
    assert service.waiting[0] == pytest.approx(queue, rel=1e-9)
    assert service.occupancy[0] * agents == pytest.approx(busy, rel=1e-9)
    assert busy + queue / patience == pytest.approx(load, rel=1e-9)
    assert service.waits[0] == pytest.approx(chances[agents:].sum(), rel=1e-9)


def chain(agents: int, load: float, patience: float, *, states: int) -> NDArray[np.float64]:
    numbers = np.arange(1, states)
    out = np.minimum(numbers, agents) + np.maximum(numbers - agents, 0) / patience
    weights = np.concatenate([[0.0], np.cumsum(np.log(load / out))])
    chances: NDArray[np.float64] = np.exp(weights - weights.max())
    return chances / chances.sum()


@given(load=LOADS, patience=BOTH, staffing=st.floats(min_value=0.3, max_value=2))
def test_within_no_time_only_those_are_answered_who_do_not_wait(load: float, patience: float, staffing: float) -> None:
    service = serve(of(load, patience), np.ceil(load * staffing), within_seconds=0)

    assert service.of_offered[0] == pytest.approx(1 - service.waits[0], abs=1e-12)
    assert service.of_staying[0] == pytest.approx(service.of_offered[0], abs=1e-12)


@given(load=LOADS, patience=PATIENCES, wait=WAITS, staffing=st.floats(min_value=0.3, max_value=2))
def test_the_two_definitions_differ_by_those_who_left_early(
    load: float, patience: float, wait: float, staffing: float
) -> None:
    service = serve(of(load, patience), np.ceil(load * staffing), within_seconds=wait)

    assert service.of_offered[0] <= service.of_staying[0] + 1e-12
    assert service.of_staying[0] <= 1 + 1e-12
    # Nobody but those who left can be missing from the second.
    assert service.of_offered[0] >= service.of_staying[0] * (1 - service.abandonment[0]) - 1e-12


# --- edges -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("patience", [np.inf, 60.0])
def test_a_night_without_calls_needs_nobody_and_breaks_nothing(patience: float) -> None:
    night = Work([0, 100, 0], [0, 180, 180], patience_seconds=patience)

    needed = size(night, Target())
    service = serve(night, [0, 14, 3], within_seconds=20)

    assert needed.agents.tolist()[::2] == [0, 0]
    assert needed.fractional[0] == 0
    assert needed.decided_by[0] == Limit.NO_WORK
    assert service.of_offered[0] == service.of_offered[2] == 1
    assert service.occupancy[0] == service.occupancy[2] == 0
    assert 0 < service.of_offered[1] < 1


@pytest.mark.parametrize("agents", [0, 5, 10])
def test_too_few_agents_in_erlang_c_are_a_service_level_of_zero_and_no_error(agents: int) -> None:
    service = serve(Work(100, 180), agents, within_seconds=20)

    assert service.of_offered[0] == service.of_staying[0] == 0
    assert service.waits[0] == service.occupancy[0] == 1
    assert service.answer_seconds[0] == service.waiting[0] == np.inf


def test_where_nobody_works_everybody_leaves() -> None:
    service = serve(Work(100, 180, patience_seconds=60), 0, within_seconds=20)

    assert service.abandonment[0] == pytest.approx(1)
    assert service.wait_seconds[0] == pytest.approx(60)
    assert service.of_offered[0] == 0
    assert service.answer_seconds[0] == np.inf


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Work(-1, 180),
        lambda: Work(np.nan, 180),
        lambda: Work(np.inf, 180),
        lambda: Work(1, -180),
        lambda: Work(1, 180, patience_seconds=0),
        lambda: Work(1, 180, interval_seconds=0),
        lambda: Work(1e9, 180),
        lambda: Work([[1, 2]], 180),
        lambda: Target(service_level=1),
        lambda: Target(service_level=np.nan),
        lambda: Target(within_seconds=np.inf),
        lambda: Target(abandonment=0),
        lambda: Target(occupancy=1.1),
        lambda: serve(Work(1, 180), -1, within_seconds=20),
        lambda: serve(Work(1, 180), np.inf, within_seconds=20),
        lambda: serve(Work(1, 180), 1, within_seconds=-1),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"\."):
        wrong()


def test_a_problem_does_not_change_when_the_numbers_it_was_made_of_do() -> None:
    offered = np.array([100.0])
    work = Work(offered, 180)
    offered[0] = 1e6

    assert work.offered[0] == 100
    with pytest.raises(ValueError, match="read-only"):
        work.offered[0] = 5
