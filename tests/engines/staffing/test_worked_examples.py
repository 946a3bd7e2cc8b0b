"""The published worked examples, recomputed with sixty digits: every digit that is given must come out."""

import numpy as np
import pytest

from dengta.engines.staffing import Definition, Limit, Shrinkage, Target, Work, serve, size, together, whole_people

PLAIN = Target(abandonment=None, occupancy=None)
TEN, FORTY, HUNDRED_AND_THIRTY_THREE = Work(100, 180), Work(240, 300), Work(1000, 240)


def printed(value: float, digits: str) -> bool:
    """Whether a value is this number to all of its digits."""
    places = len(digits.partition(".")[2])
    return abs(value - float(digits)) <= 0.5 * 10.0**-places + 1e-12


@pytest.mark.covers("E3")
@pytest.mark.parametrize(
    ("work", "agents", "expected"),
    [
        (TEN, 11, ("0.6821182", "0.3896138", "122.781", "0.9091")),
        (TEN, 12, ("0.4493882", "0.6401580", "40.4449", "0.8333")),
        (TEN, 13, ("0.2852705", "0.7955948", "17.1162", "0.7692")),
        (TEN, 14, ("0.1741319", "0.8883500", "7.83594", "0.7143")),
        (FORTY, 45, ("0.3407061", "0.7558734", "20.4424", "0.8889")),
        (FORTY, 46, ("0.2657907", "0.8218352", "13.2895", "0.8696")),
        (HUNDRED_AND_THIRTY_THREE, 140, ("0.4593597", "0.7364408", "16.5369", "0.952")),
        (HUNDRED_AND_THIRTY_THREE, 142, ("0.3530275", "0.8285445", "9.77615", "0.939")),
    ],
)
def test_erlang_c_gives_every_digit_of_the_worked_examples(work: Work, agents: int, expected: tuple[str, ...]) -> None:
    service = serve(work, agents, within_seconds=20)

    got = (service.waits, service.of_offered, service.answer_seconds, service.occupancy)
    for value, digits in zip(got, expected, strict=True):
        assert printed(value[0], digits), digits
    assert service.of_staying[0] == service.of_offered[0]
    assert service.abandonment[0] == 0


@pytest.mark.covers("E3")
def test_erlang_c_gives_the_digits_of_forty_eight_erlang() -> None:
    usual = serve(Work(360, 240), 55, within_seconds=15)
    short = serve(Work(48, 60, interval_seconds=60), 50, within_seconds=20)

    assert printed(usual.waits[0], "0.238701")
    assert printed(usual.of_offered[0], "0.845883")
    assert printed(usual.answer_seconds[0], "8.18403")
    assert printed(usual.occupancy[0], "0.873")
    assert printed(short.waits[0], "0.694456")
    assert printed(short.answer_seconds[0], "20.8337")
    assert printed(short.occupancy[0], "0.96")


@pytest.mark.covers("E3")
def test_erlang_a_gives_every_digit_of_the_worked_example() -> None:
    calls = Work(48, 60, patience_seconds=120, interval_seconds=60)

    service = serve(calls, 50, within_seconds=20)

    assert printed(service.waits[0], "0.4677741")
    assert printed(service.of_offered[0], "0.9430190")
    assert printed(service.wait_seconds[0], "3.70947")
    assert printed(service.abandonment[0], "0.0309122")
    assert printed(service.occupancy[0], "0.930324")


def test_a_large_team_with_a_long_target_is_right_where_pyworkforce_is_not() -> None:
    calls = Work(200, 30, patience_seconds=60, interval_seconds=60)

    service = serve(calls, 100, within_seconds=240)

    assert printed(service.of_offered[0], "0.966969847")
    assert printed(service.abandonment[0], "0.033030153")


@pytest.mark.covers("E3")
def test_the_sizes_are_those_of_the_worked_examples() -> None:
    handle = np.array([180, 300, 240])

    needed = size(Work(np.array([10, 40, 400 / 3]) * 1800 / handle, handle), PLAIN)

    assert needed.agents.tolist() == [14, 46, 142]
    assert (needed.decided_by == Limit.SERVICE_LEVEL).all()


def test_customers_who_leave_need_fewer_agents_than_erlang_c_says() -> None:
    offered = np.array([10, 50, 200, 1000, 5000]) * 10

    assert size(Work(offered, 180), PLAIN).agents.tolist() == [14, 56, 208, 1011, 5013]
    assert size(Work(offered, 180, patience_seconds=180), PLAIN).agents.tolist() == [12, 52, 193, 928, 4552]


def test_the_service_level_alone_is_a_trap_for_large_teams() -> None:
    thousand = Work(10_000, 180, patience_seconds=180)

    alone = size(thousand, PLAIN).service(thousand, PLAIN)
    together_asked = size(thousand, Target())

    assert alone.occupancy[0] > 0.999
    assert alone.abandonment[0] > 0.07
    service = together_asked.service(thousand, Target())
    assert service.occupancy[0] <= 0.88
    assert service.abandonment[0] <= 0.05
    assert together_asked.decided_by[0] == Limit.OCCUPANCY


@pytest.mark.parametrize("patience", [np.inf, 180.0])
def test_above_sixty_erlang_the_cap_of_occupancy_decides_whatever_the_model(patience: float) -> None:
    needed = size(Work(2000, 180, patience_seconds=patience), Target())

    assert needed.agents[0] == 228
    assert needed.decided_by[0] == Limit.OCCUPANCY


def test_fourteen_at_work_are_twenty_on_the_roster_with_thirty_of_a_hundred_away() -> None:
    away = Shrinkage(leave=0.12, training=0.04, meeting=0.04, sick=0.08, late=0.02)

    assert whole_people(away.scheduled(14)) == 20
    assert away.planned == pytest.approx(0.20)
    assert away.unplanned == pytest.approx(0.10)


def test_small_queues_that_share_people_are_added_as_fractions_and_rounded_once() -> None:
    queues = [size(Work(10, 180), PLAIN) for _queue in range(50)]

    shared = together(queues, Shrinkage())

    assert shared[0] == np.ceil(50 * queues[0].fractional[0])
    assert shared[0] < 50 * queues[0].agents[0]


def test_both_definitions_of_service_level_size_differently() -> None:
    calls = Work(1000, 180, patience_seconds=30)
    offered, staying = (
        size(calls, Target(definition=definition, abandonment=None, occupancy=None)) for definition in Definition
    )

    assert staying.agents[0] < offered.agents[0]
    service = serve(calls, staying.agents, within_seconds=20)
    assert service.of_staying[0] >= 0.80 > service.of_offered[0]
