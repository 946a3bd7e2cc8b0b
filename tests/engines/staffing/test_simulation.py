"""The simulator agrees with Erlang where Erlang can say anything, and goes on where it cannot."""

from dataclasses import replace

import numpy as np
import pytest

from dengta.engines.staffing import (
    Concurrency,
    Day,
    Definition,
    Estimate,
    Group,
    Plan,
    Queue,
    Spread,
    Target,
    Work,
    check,
    pooling_bounds,
    serve,
    simulate,
    simulate_chats,
    size_chats,
)

HOURS = 16


def one_queue(work: Work, agents: int, **kind: Spread) -> Plan:
    return Plan((Queue("calls", work, **kind),), (Group("team", agents, {"calls": 1}),))


@pytest.mark.covers("E3")
@pytest.mark.parametrize(
    ("work", "agents"),
    [
        (Work([150] * HOURS, 300, patience_seconds=180), 24),
        (Work([150] * HOURS, 300, patience_seconds=60), 20),
        (Work([150] * HOURS, 300, patience_seconds=600), 32),
    ],
)
def test_a_simulated_queue_agrees_with_erlang_a_within_its_standard_error(work: Work, agents: int) -> None:
    expected = serve(work, agents, within_seconds=20)
    plan = one_queue(work, agents)

    days = [simulate(plan, seed=seed) for seed in range(20)]

    levels = Estimate.of([after_opening(day, "within") / after_opening(day, "offered") for day in days])
    patient = [after_opening(day, "offered") - after_opening(day, "left_early") for day in days]
    staying = Estimate.of([after_opening(day, "within") / base for day, base in zip(days, patient, strict=True)])
    leaving = Estimate.of([after_opening(day, "left") / after_opening(day, "offered") for day in days])
    groups = [day.groups["team"] for day in days]
    busy = Estimate.of([group.busy[1:].sum() / group.staffed[1:].sum() for group in groups])
    assert levels.error < 0.01
    assert levels.agrees(expected.of_offered[0])
    assert staying.agrees(expected.of_staying[0])
    assert leaving.agrees(expected.abandonment[0])
    assert busy.agrees(expected.occupancy[0])


def after_opening(day: Day, counted: str) -> float:
    """A count without the first interval, which begins with everybody idle: Erlang knows no opening."""
    return float(getattr(day.queues["calls"], counted)[1:].sum())


def test_without_patience_it_agrees_with_erlang_c() -> None:
    work = Work([150] * HOURS, 300)

    checked = check(one_queue(work, 30), days=20, seed=4).queues["calls"]

    assert checked.of_offered.agrees(serve(work, 30, within_seconds=20).of_offered[0])
    assert checked.abandonment.mean == 0


def test_the_same_seed_gives_the_same_day_and_another_seed_another() -> None:
    plan = one_queue(Work([50] * 4, 300, patience_seconds=180), 8)

    first, again, other = (simulate(plan, seed=seed).queues["calls"] for seed in (1, 1, 2))

    assert np.array_equal(first.waits, again.waits)
    assert not np.array_equal(first.waits, other.waits)


def test_every_contact_is_counted_once() -> None:
    plan = one_queue(Work([80, 0, 200, 30], 300, patience_seconds=90), 10)

    day = simulate(plan, seed=5).queues["calls"]

    assert (day.answered + day.left == day.offered).all()
    assert (day.within <= day.answered).all()
    assert (day.left_early <= day.left).all()
    assert len(day.waits) == day.offered.sum()
    assert day.offered[1] == 0
    assert day.service_level(Definition.OF_OFFERED) <= day.service_level(Definition.OF_STAYING)
    assert day.wait_of(0.5) <= day.wait_of(0.95) <= day.waits.max()


def test_where_nobody_comes_to_work_all_leave_or_wait_for_ever() -> None:
    leaving = simulate(one_queue(Work([50], 300, patience_seconds=60), 0), seed=1).queues["calls"]
    waiting = simulate(one_queue(Work([50], 300), 0), seed=1).queues["calls"]

    assert leaving.left.sum() == leaving.offered.sum() > 0
    assert waiting.left.sum() == waiting.answered.sum() == 0
    assert np.isinf(waiting.waits).all()
    assert waiting.service_level(Definition.OF_OFFERED) == 0


def test_whoever_goes_home_finishes_the_contact_at_hand() -> None:
    """Two intervals; nobody is at work in the second, and what was begun in the first goes on."""
    work = Work([60, 0], 600)
    plan = Plan((Queue("calls", work, spread=Spread.FIXED),), (Group("team", [12, 0], {"calls": 1}),))

    day = simulate(plan, seed=2)

    assert day.groups["team"].staffed.tolist() == [12 * 1800, 0]
    assert 0 < day.groups["team"].busy[1] <= 12 * 600


def test_more_agents_from_an_interval_on_take_who_waits_at_once() -> None:
    work = Work([30, 0], 600)
    plan = Plan((Queue("calls", work, spread=Spread.FIXED),), (Group("team", [0, 40], {"calls": 1}),))

    day = simulate(plan, seed=2).queues["calls"]

    assert day.answered.sum() == day.offered.sum()
    # All wait until the second interval begins, and no longer.
    assert day.answer_seconds.sum() == pytest.approx(day.waits.sum())
    assert day.waits.max() <= 1800


@pytest.mark.parametrize("spread", Spread)
def test_handle_times_have_their_mean_and_their_spread(spread: Spread) -> None:
    queue = Queue("calls", Work(1, 300), spread=spread, variation=0.7)

    times = queue.handle_times(np.random.default_rng(1), np.full(200_000, 300.0))

    assert times.mean() == pytest.approx(300, rel=0.01)
    asked = {Spread.EXPONENTIAL: 1.0, Spread.LOGNORMAL: 0.7, Spread.FIXED: 0.0}[spread]
    assert times.std() / 300 == pytest.approx(asked, abs=0.01)


# --- several skills --------------------------------------------------------------------------------

BILLS = Work([60] * HOURS, 300, patience_seconds=180)
FAULTS = Work([60] * HOURS, 300, patience_seconds=180)


def two_queues(*groups: Group) -> Plan:
    return Plan((Queue("bills", BILLS), Queue("faults", FAULTS)), groups)


def level_of(plan: Plan) -> float:
    queues = check(plan, days=6, seed=9).queues
    return (queues["bills"].of_offered.mean + queues["faults"].of_offered.mean) / 2


def test_some_who_can_do_both_are_between_none_and_all() -> None:
    apart = two_queues(Group("b", 11, {"bills": 1}), Group("f", 11, {"faults": 1}))
    some = two_queues(
        Group("b", 8, {"bills": 1}), Group("f", 8, {"faults": 1}), Group("both", 6, {"bills": 1, "faults": 1})
    )
    together = two_queues(Group("both", 22, {"bills": 1, "faults": 1}))

    assert level_of(apart) + 0.02 < level_of(some) <= level_of(together) + 0.01


def test_the_bounds_hold_in_the_simulation() -> None:
    target = Target(abandonment=None, occupancy=None)
    bounds = pooling_bounds([(BILLS, target), (FAULTS, target)])
    alone = int(bounds.dedicated[0].agents[0])

    most = two_queues(Group("b", alone, {"bills": 1}), Group("f", alone, {"faults": 1}))
    too_few = two_queues(Group("both", int(bounds.pooled.agents[0]) - 2, {"bills": 1, "faults": 1}))

    assert bounds.fewest[0] < bounds.most[0]
    assert level_of(most) >= 0.80
    assert level_of(too_few) < 0.80


def test_a_queue_that_comes_first_is_served_first() -> None:
    first = check(two_queues(Group("both", 19, {"bills": 1, "faults": 2})), days=4, seed=1).queues

    assert first["bills"].answer_seconds.mean < first["faults"].answer_seconds.mean / 2


def test_those_who_can_do_everything_stay_free_while_others_are() -> None:
    plan = two_queues(
        Group("both", 20, {"bills": 1, "faults": 1}), Group("b", 30, {"bills": 1}), Group("f", 30, {"faults": 1})
    )

    assert simulate(plan, seed=1).groups["both"].occupancy == 0


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Plan((), ()),
        lambda: two_queues(Group("x", 1, {"sales": 1})),
        lambda: two_queues(Group("x", [1, 2], {"bills": 1})),
        lambda: Plan((Queue("bills", BILLS), Queue("bills", FAULTS)), ()),
        lambda: Plan((Queue("bills", BILLS), Queue("faults", Work([1], 300))), ()),
        lambda: Group("x", 1.5, {"bills": 1}),
        lambda: Group("x", -1, {"bills": 1}),
        lambda: check(two_queues(), days=0, seed=1),
    ],
)
def test_a_plan_that_does_not_fit_together_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"\."):
        wrong()


def test_one_day_says_nothing_of_how_sure_it_is() -> None:
    assert Estimate.of([0.8]) == Estimate(0.8, np.inf)
    assert Estimate.of([0.7, 0.9]).error == pytest.approx(0.1)


# --- chats -----------------------------------------------------------------------------------------

CHATS = Concurrency((240.0, 330.0, 480.0, 900.0))


@pytest.mark.covers("E3")
def test_a_size_for_chats_is_enough_in_the_simulation_and_far_from_calls_divided_by_two() -> None:
    target = Target(within_seconds=30, occupancy=None)
    offered = np.full(HOURS, 200.0)

    sized = size_chats(offered, CHATS, at_once=2, target=target, patience_seconds=120)

    agents = int(sized.agents.agents[0])
    work = Work(offered, 240, patience_seconds=120)
    days = [simulate_chats(work, agents, CHATS, at_once=2, within_seconds=30, seed=seed) for seed in range(4)]
    assert np.mean([day.of_offered for day in days]) >= 0.80
    assert np.mean([day.abandonment for day in days]) <= 0.05
    halved = simulate_chats(work, 13, CHATS, at_once=2, within_seconds=30, seed=1)
    assert halved.of_offered < 0.80
    assert halved.of_offered <= halved.of_staying


def test_one_chat_at_a_time_is_a_queue_like_any_other() -> None:
    work = Work([150] * HOURS, 240, patience_seconds=120)
    days = [simulate_chats(work, 20, CHATS, at_once=1, within_seconds=20, seed=seed) for seed in range(16)]

    expected = serve(work, 20, within_seconds=20)

    assert Estimate.of([day.of_offered for day in days]).agrees(expected.of_offered[0])
    assert Estimate.of([day.abandonment for day in days]).agrees(expected.abandonment[0])
    assert np.mean([day.chat_seconds for day in days]) == pytest.approx(240, rel=0.03)


def test_chats_take_as_long_as_measured_when_all_places_are_taken() -> None:
    day = simulate_chats(Work([900] * 4, 240, patience_seconds=60), 6, CHATS, at_once=3, within_seconds=30, seed=2)

    assert day.chat_seconds == pytest.approx(CHATS.handle_seconds[2], rel=0.06)


def test_the_best_number_of_chats_is_where_an_agent_finishes_most() -> None:
    assert CHATS.best == 3
    assert Concurrency((240.0, 480.0)).best == 1
    assert CHATS.rate(2) == pytest.approx(2 / 330)
    for wrong in (0, 5):
        with pytest.raises(ValueError, match="1 to 4"):
            CHATS.rate(wrong)
    with pytest.raises(ValueError, match="more than 0 seconds"):
        Concurrency(())


def test_chats_are_sized_by_places_and_rounded_to_people() -> None:
    calls = size_chats(100, replace(CHATS), at_once=1, target=Target())
    chats = size_chats(100, CHATS, at_once=2, target=Target())

    assert calls.agents.agents[0] / 2 < chats.agents.agents[0] < calls.agents.agents[0]
    assert chats.agents.agents[0] - 1 < chats.agents.fractional[0] <= chats.agents.agents[0]
    assert chats.service.of_offered[0] >= 0.80


def test_whoever_has_no_agents_answers_no_chats() -> None:
    day = simulate_chats(Work([20], 240, patience_seconds=60), 0, CHATS, at_once=2, within_seconds=30, seed=1)

    assert day.left == day.offered > 0
    assert day.chat_seconds == 0
