"""Who takes part in the cycle, and what comes from outside: the figures of the months."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dengta.domains.people.models import Employee, Membership
from dengta.domains.service.models import Queue
from dengta.domains.service.services.rollups import refresh_rollups
from dengta.foundation import jobs
from dengta.foundation.access import Role
from tests.access.frame import NAMES, House
from tests.cast import Tree
from tests.goals.paying import satisfied
from tests.service.centre import build, rated, served

CHINA = ZoneInfo("Asia/Shanghai")
BEFORE = datetime(2026, 10, 26, 9, 0, tzinfo=CHINA)
DURING = datetime(2026, 11, 18, 10, 0, tzinfo=CHINA)
AFTER = datetime(2026, 12, 1, 9, 0, tzinfo=CHINA)
TALKS = datetime(2026, 12, 3, 9, 0, tzinfo=CHINA)
AT_THE_END = datetime(2026, 12, 21, 9, 0, tzinfo=CHINA)
WEEKS = 13
# From the page on which the day begins to the reason for a lost point.
MOST_CLICKS = 3
# Those who asked and answered with 李佳怡 until they moved on.
MOVED = ("mentor", "trainer")
MOVED_ON = date(2026, 11, 25)


def move_in(hire: Callable[..., Employee], tree: Tree) -> House:
    """售后一组 with four agents, two of whom move to 售后二组 late in November; those who lead, review and decide."""
    roles = {
        "leader": (Role.TEAM_LEAD, tree.aftersales_1), "supervisor": (Role.SUPERVISOR, tree.qinghe),
        "quality": (Role.QUALITY, tree.qinghe), "hr": (Role.HR, tree.company),
        "executive": (Role.EXECUTIVE, tree.company),
    }  # fmt: skip
    people = {}
    for number, persona in enumerate(("agent", "peer", *MOVED), start=1):
        people[persona] = hire(NAMES[persona], tree.aftersales_1, number=f"{number:05}")
    for number, (persona, (role, unit)) in enumerate(roles.items(), start=11):
        people[persona] = hire(NAMES[persona], None, number=f"{number:05}", role=role, at=unit)
    for persona in MOVED:
        Membership.objects.filter(employee=people[persona]).update(valid_to=MOVED_ON)
        Membership.objects.create(employee=people[persona], unit=tree.aftersales_2, valid_from=MOVED_ON)
    house = House(people, tree, {})
    _quarter_before(house)
    return house


def _quarter_before(house: House) -> None:
    """Thirteen weeks of answers, 40 a person and week; 李佳怡 stands a little better than her colleagues."""
    monday = BEFORE.date() - timedelta(weeks=WEEKS)
    for week in range(WEEKS):
        for place, persona in enumerate(("agent", "peer", *MOVED)):
            day = monday + timedelta(weeks=week, days=place)
            satisfied(house.people[persona], house.tree.aftersales_1, day, 28 + (place == 0) + week * 3 % 8, 40)


def the_month_happens(house: House) -> None:
    """Forty calls each on 16 November; 34 of 李佳怡's customers were satisfied, 30 of 陈浩然's."""
    centre = build(house.tree)
    Queue.objects.update(name="热线")
    for persona, good in (("agent", 34), ("peer", 30)):
        served(centre, house.people[persona], n=40)
        rated(centre, house.people[persona], satisfied=good, answers=40, sent=40)
    refresh_rollups(now=DURING, today=DURING.date())


def the_night_comes() -> None:
    """What the scheduler does: reviews by people whose last day has passed are closed."""
    jobs.enqueue("performance.turn_reviews", key="night")
    jobs.work_off()
