"""The demo centre: the same from the same seed, believable, and alive."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from dengta.config.demo import staff, world
from dengta.config.demo.shifts import states_on
from dengta.config.demo.traffic import calls_on
from dengta.config.demo.work import with_work
from tests.cast import Tree

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 17)
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=ZONE)


def test_a_day_comes_out_the_same_every_time() -> None:
    agents = [traits for _person, traits in staff.agents()]

    assert calls_on(DAY, agents, ZONE) == calls_on(DAY, agents, ZONE)
    assert calls_on(DAY, agents, ZONE) != calls_on(DAY + timedelta(days=1), agents, ZONE)


def test_the_centre_has_the_size_that_is_promised() -> None:
    agents = [traits for _person, traits in staff.agents()]
    calls = [call for number in range(7) for call in calls_on(DAY - timedelta(days=number), agents, ZONE)]
    answered = [call for call in calls if call.agent]

    assert (len(world.SITES), len(world.CLIENTS), len(world.TEAMS), len(agents)) == (2, 3, 6, 120)
    assert 140_000 <= 13 * len(calls) <= 165_000
    assert 0.94 <= len(answered) / len(calls) <= 0.995
    assert 0.7 <= sum(call.rating >= 4 for call in calls if call.rating) / sum(1 for c in calls if c.rating) <= 0.9


def test_a_part_of_those_who_rate_also_says_whether_the_matter_was_solved() -> None:
    agents = [traits for _person, traits in staff.agents()]
    calls = [call for number in range(7) for call in calls_on(DAY - timedelta(days=number), agents, ZONE)]
    said = [call for call in calls if call.said_solved is not None]

    assert all(call.rating for call in said)
    assert 0.5 <= len(said) / sum(1 for call in calls if call.rating) <= 0.7
    assert 0.7 <= sum(1 for call in said if call.said_solved) / len(said) <= 0.9


def test_nobody_is_in_two_states_at_once() -> None:
    agents = [traits for _person, traits in staff.agents()]
    states = sorted(states_on(DAY, agents, ZONE), key=lambda state: (state.agent, state.start))

    for one, two in pairwise(states):
        assert one.agent != two.agent or one.end <= two.start


@pytest.mark.parametrize("exact", [True, False])
def test_work_fills_the_time_on_queue_without_changing_its_length(exact: bool) -> None:
    agents = [traits for _person, traits in staff.agents()]
    plain = list(states_on(DAY, agents, ZONE))

    split = list(with_work(plain, calls_on(DAY, agents, ZONE), exact=exact))

    assert sum((state.end - state.start for state in split), timedelta()) == sum(
        (state.end - state.start for state in plain), timedelta()
    )
    handling = sum((state.end - state.start for state in split if state.kind == "handling"), timedelta())
    assert timedelta(hours=150) < handling < timedelta(hours=600)


def test_invented_data_never_mix_with_somebodys_own(tree: Tree) -> None:
    tree.company.code = "OURS"
    tree.company.save()

    with pytest.raises(CommandError, match="somebody's own"):
        call_command("build_demo")
