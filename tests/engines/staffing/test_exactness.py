"""Erlang C and A against the same in eighty digits, and at all the places where arithmetic usually breaks."""

import mpmath
import numpy as np
import pytest

from dengta.config.bench import staffing as bench
from dengta.config.bench import staffing_oracle as oracle
from dengta.engines.staffing import Target, Work, serve, size
from dengta.engines.staffing.peaks import bend


@pytest.mark.covers("E3")
@pytest.mark.parametrize("agents", [1, 2, 37, 500, 5000])
@pytest.mark.parametrize("share", [1e-3, 0.5, 0.97, 0.9999, 1 - 1e-9])
def test_erlang_c_is_exact_to_ten_digits(agents: int, share: float) -> None:
    load, wait = agents * share, 0.1
    exact = oracle.erlang_c(agents, load, wait)

    service = serve(Work(load, 1.0, interval_seconds=1.0), agents, within_seconds=wait)

    for name in ("waits", "of_offered", "answer_seconds"):
        assert getattr(service, name)[0] == pytest.approx(float(exact[name]), rel=1e-10, abs=1e-290), name


@pytest.mark.covers("E3")
@pytest.mark.parametrize("agents", [1, 40, 600, 5000])
@pytest.mark.parametrize("share", [0.3, 0.98, 1.05, 4.0])
@pytest.mark.parametrize("patience", [0.01, 1.0, 2.5])
def test_erlang_a_is_exact_to_nine_digits(agents: int, share: float, patience: float) -> None:
    load, wait = min(agents * share, 5000.0), 0.1
    exact = oracle.erlang_a(agents, load, patience, wait)

    work = Work(load, 1.0, patience_seconds=patience, interval_seconds=1.0)
    service = serve(work, agents, within_seconds=wait)

    for name in ("waits", "of_offered", "of_staying", "abandonment", "occupancy", "wait_seconds"):
        expected = float(exact[name])
        # Eighty digits cannot tell what is left of one minus all others below this.
        assert getattr(service, name)[0] == pytest.approx(expected, rel=1e-9, abs=1e-60), name


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(4))
def test_any_queue_is_exact_and_sized_as_the_oracle_sizes_it(seed: int) -> None:
    figures = bench.measure(oracle, cases=250, seed=seed, alone=True, scale=0.01)

    assert figures.error_c <= 1e-10
    assert figures.error_a <= 1e-9
    assert figures.sizes_right == figures.sizes


@pytest.mark.parametrize("distance", [1e-12, 1e-6, 0.05, 0.0999, 0.1001, 0.5, 3.0, 20.0])
def test_the_bend_of_a_peak_is_exact_next_to_it_too(distance: float) -> None:
    """e^(−d) − 1 + d, of which nothing is left near zero when it is reckoned as it stands."""
    for d in (distance, -distance):
        with mpmath.workdps(60):
            exact = float(mpmath.exp(-mpmath.mpf(d)) - 1 + mpmath.mpf(d))
        assert bend(np.array([d]))[0] == pytest.approx(exact, rel=1e-13)
        # The same among others that are far away.
        assert bend(np.array([d, 30.0]))[0] == pytest.approx(exact, rel=1e-13)


# --- traps -----------------------------------------------------------------------------------------


def test_impatient_callers_need_far_fewer_agents_than_there_is_load() -> None:
    """A search that starts at load − 10·√load starts too high."""
    work = Work(50_000, 180, patience_seconds=60)

    needed = size(work, Target(abandonment=None, occupancy=None))

    assert needed.agents[0] < 0.86 * 5000
    assert serve(work, needed.agents, within_seconds=20).of_offered[0] >= 0.8
    assert serve(work, needed.agents - 1, within_seconds=20).of_offered[0] < 0.8


@pytest.mark.parametrize("cap", [0.88, 0.5, 0.05])
@pytest.mark.parametrize("patience", [np.inf, 180.0])
def test_a_cap_of_occupancy_is_kept_however_low(cap: float, patience: float) -> None:
    """A search that ends at load + 6·√load ends too low."""
    work = Work(50_000, 180, patience_seconds=patience)

    needed = size(work, Target(occupancy=cap))

    assert serve(work, needed.agents, within_seconds=20).occupancy[0] <= cap * (1 + 1e-11)
    assert serve(work, needed.agents - 1, within_seconds=20).occupancy[0] > cap


@pytest.mark.parametrize("patience", [1e-3, 1.0, 60.0, 1e5, 1e9])
def test_hopelessly_few_agents_neither_overflow_nor_hang(patience: float) -> None:
    """A plain series grows beyond all numbers here, and a loop that waits for its end never stops."""
    work = Work([50_000, 1e7], 180, patience_seconds=patience)

    service = serve(work, 1, within_seconds=20)

    # One agent is busy all the time; everybody else must leave.
    assert service.occupancy == pytest.approx(1.0, rel=1e-3)
    assert service.abandonment == pytest.approx(1 - service.occupancy / work.load, rel=1e-9)
    assert (service.of_offered >= 0).all()
    assert (service.of_offered <= 1 / work.load * 1.001).all()


def test_any_load_any_patience_any_target_has_an_answer() -> None:
    chance = np.random.default_rng(5)
    count = 3000
    handle = 10 ** chance.uniform(-3, 6, count)
    load = np.minimum(10 ** chance.uniform(-12, 6, count), 9e5)
    patience = np.where(chance.random(count) < 0.2, np.inf, 10 ** chance.uniform(-6, 15, count))
    work = Work(load * 1800 / handle, handle, patience_seconds=patience)

    for target in (
        Target(),
        Target(service_level=1 - 1e-15, within_seconds=0, abandonment=1e-12, occupancy=0.001),
        Target(service_level=0.999, within_seconds=0, abandonment=None, occupancy=None),
    ):
        needed = size(work, target)
        service = needed.service(work, target)
        assert (needed.agents >= 1).all()
        assert (service.of_offered >= target.service_level - 1e-12).all()
        assert (service.occupancy <= (target.occupancy or 1) * (1 + 1e-9)).all()
        assert (service.abandonment <= (target.abandonment or 1)).all()


def test_next_to_no_chance_of_waiting_is_nothing_and_no_error() -> None:
    service = serve(Work(1e-6, 180), 5000, within_seconds=20)

    assert service.waits[0] == 0
    assert service.of_offered[0] == 1
