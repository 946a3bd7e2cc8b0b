"""The people of the demo: agents of each team, those who lead them, and the personas one can sign in as."""

from dataclasses import dataclass

import numpy as np
from numpy.random import default_rng

from dengta.config.demo.shifts import Agent
from dengta.config.demo.world import GIVEN, SEED, SURNAMES, TEAMS
from dengta.foundation.access import Role

GRADES = ("C1", "C2", "C2", "C3", "S1")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo. `team` and `role_at` are codes of units; an agent without a role has an empty one."""

    number: str
    name: str
    team: str
    grade: str
    hired_days_ago: int
    role: Role | None = None
    role_at: str = ""


# Those who do not take contacts, with the unit they answer for.
OFFICE = (
    Person("D90001", "林涛", "QH2", "M2", 2100, Role.SUPERVISOR, "QH"),
    Person("D90002", "吴刚", "YF1", "M2", 1800, Role.SUPERVISOR, "YF"),
    Person("D90003", "孙丽", "", "M2", 1500, Role.HR, "HD"),
    Person("D90004", "何雨", "", "S2", 900, Role.QUALITY, "HD"),
    Person("D90005", "郭明", "", "S2", 800, Role.PLANNER, "HD"),
    Person("D90006", "高慧", "", "M3", 2600, Role.EXECUTIVE, "HD"),
    Person("D90007", "马超", "", "S2", 700, Role.ADMIN, "HD"),
    Person("D90008", "青禾对接人", "", "", 400, Role.CLIENT, "QH"),
)
LEADERS = ("许静", "周敏", "宋洁", "韩磊", "唐欣", "冯岚")
# The password-less personas of the login page, in this order: staff number of each.
PERSONAS = ("D80002", "K10020", "D90001", "D90003", "D90006", "D90008", "D90007")


def leaders() -> tuple[Person, ...]:
    """One leader for each team."""
    return tuple(
        Person(f"D8{position:04d}", name, team.code, "M1", 1200 + 90 * position, Role.TEAM_LEAD, team.code)
        for position, (name, team) in enumerate(zip(LEADERS, TEAMS, strict=True), start=1)
    )


def agents() -> tuple[tuple[Person, Agent], ...]:
    """All agents, each with the traits that the traffic is drawn from. The same at every call."""
    draw = default_rng(SEED)
    taken = {person.name for person in OFFICE} | set(LEADERS)
    found: list[tuple[Person, Agent]] = []
    for team in TEAMS:
        for _place in range(team.agents):
            position = len(found)
            number = f"K{10001 + position}"
            name = _new_name(draw, taken)
            person = Person(number, name, team.code, str(draw.choice(GRADES)), int(draw.gamma(1.6, 320)) + 20)
            traits = Agent(number, team.code, position, float(draw.normal(0, 0.3)), float(np.exp(draw.normal(0, 0.12))))
            found.append((person, traits))
    return tuple(found)


def _new_name(draw: np.random.Generator, taken: set[str]) -> str:
    """A name that nobody has yet."""
    while True:
        name = SURNAMES[int(draw.integers(len(SURNAMES)))] + GIVEN[int(draw.integers(len(GIVEN)))]
        if name not in taken:
            taken.add(name)
            return name


def everybody() -> dict[str, Person]:
    """Office, leaders and agents by their number, in the order they are hired."""
    people = [*OFFICE, *leaders(), *(person for person, _traits in agents())]
    return {person.number: person for person in people}
