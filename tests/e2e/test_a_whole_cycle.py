"""From a goal to a closed appraisal: eight people click their way through a whole cycle, once in each language.

Every decision is made by somebody who clicks. Code does only what comes from outside: calls and answers of customers,
the clock, and what the scheduler and the worker do at night.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client

from dengta.domains.people.models import Employee
from tests.access.frame import House
from tests.cast import Tree
from tests.e2e import gate
from tests.e2e.conftest import Seat
from tests.e2e.cycle import aims, appraisal, month, people, rules
from tests.e2e.cycle.walking import Walk
from tests.e2e.variants import FOUR

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None, hire: Callable[..., Employee], tree: Tree) -> House:
    """The people of one team and those around it, for real: the live server sees them too."""
    return people.move_in(hire, tree)


# Chinese in every run, English with the page gate.
@pytest.fixture(params=[pytest.param(FOUR[1], id="zh-hans"), pytest.param(FOUR[2], id="en", marks=pytest.mark.gate)])
def walk(
    request: pytest.FixtureRequest,
    cast: House,
    signed_in: Callable[[Employee], Client],
    seat: Seat,
    live_server: object,
) -> Walk:
    """All of them before one window."""
    page = seat(request.param, Client()).new_page()
    watch = gate.Watch(page, urlsplit(str(live_server)).netloc, with_axe=False)
    return Walk(watch, request.param, cast, signed_in)


@pytest.mark.covers("B2", "B6", "B8", "G2", "G6", "G7", "G9", "G10")
def test_a_goal_leads_to_an_appraisal_that_is_heard_and_closed(walk: Walk) -> None:
    with walk.at(people.BEFORE):
        aims.the_goal_is_set(walk)
        aims.the_leader_adjusts_one(walk)
        rules.what_counts_is_published(walk)
        aims.the_goal_comes_into_force(walk)
        aims.a_target_is_acknowledged(walk)
    with walk.at(people.DURING):
        people.the_month_happens(walk.house)
        month.where_i_stand(walk)
        month.colleagues_say_how_it_is(walk)
        month.a_stranger_visits(walk)
    with walk.at(people.AFTER):
        people.the_night_comes()
        month.quality_listens(walk)
        month.why_a_point_was_lost(walk)
        appraisal.figures_are_frozen(walk)
        appraisal.the_leader_scores(walk)
        appraisal.it_is_released(walk)
    with walk.at(people.TALKS):
        appraisal.what_counted_can_be_read(walk)
        appraisal.both_talk_and_she_signs(walk)
        appraisal.a_number_is_objected_to(walk)
        appraisal.somebody_uninvolved_decides(walk)
    with walk.at(people.AT_THE_END):
        appraisal.it_is_closed_for_good(walk)
        aims.the_goal_is_closed(walk)
        appraisal.nothing_can_be_changed(walk)

    assert not walk.faults, "\n".join(walk.faults)
