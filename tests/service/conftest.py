"""What the tests of the service room share."""

from collections.abc import Callable

import pytest

from dengta.domains.people.models import Employee
from dengta.domains.service.services.rollups import refresh_rollups
from tests.cast import Tree
from tests.service.centre import NOW, TODAY, Centre, build, fill

Hire = Callable[..., Employee]


@pytest.fixture
def centre(tree: Tree) -> Centre:
    """The queues, topics and source of the small centre; nothing has happened yet."""
    return build(tree)


@pytest.fixture
def busy_centre(centre: Centre, hire: Hire, tree: Tree) -> Centre:
    """A fortnight of facts of two teams of one client and one team of another, with the sums in step."""
    li, chen, he, zhao = (
        hire(name, team, number=number)
        for name, team, number in (
            ("李佳怡", tree.aftersales_1, "K10002"),
            ("陈浩然", tree.aftersales_1, "K10003"),
            ("何雨", tree.aftersales_2, "K10004"),
            ("赵磊", tree.ticketing, "K20002"),
        )
    )
    centre.people = {"li": li, "chen": chen, "he": he, "zhao": zhao}
    queues = (
        (li, centre.hotline),
        (li, centre.mail),
        (chen, centre.chat),
        (he, centre.hotline),
        (zhao, centre.tickets),
    )
    fill(centre, queues)
    refresh_rollups(now=NOW, today=TODAY)
    return centre


@pytest.fixture
def recount() -> Callable[[], int]:
    """Bring the sums in step, as the worker does within a minute."""
    return lambda: refresh_rollups(now=NOW, today=TODAY)
