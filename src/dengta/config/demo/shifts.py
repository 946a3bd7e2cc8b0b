"""Who works when: agents, their rotating shifts, and what they do from minute to minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from numpy.random import Generator, default_rng

from dengta.config.demo.world import SEED, SHIFTS

ON_QUEUE, HANDLING, BREAK, MEAL, TRAINING = "available", "handling", "break", "meal", "training"


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent of the demo. `skill` shifts the log-odds of a good rating, `pace` multiplies handling times."""

    number: str
    team: str
    index: int
    skill: float
    pace: float


@dataclass(frozen=True, slots=True)
class State:
    """What an agent was doing from `start` to `end`."""

    agent: str
    kind: str
    start: datetime
    end: datetime


def shift_of(agent: Agent, day: date) -> tuple[int, int] | None:
    """Start and end of the agent's shift in minutes after midnight; None on a day off (two in seven, rotating)."""
    turn = (day.toordinal() + agent.index) % 7
    if turn in {5, 6}:
        return None
    week = (day.toordinal() + agent.index) // 7
    _name, start, end = SHIFTS[(week + agent.index) % len(SHIFTS)]
    return start, end


def states_on(day: date, agents: list[Agent], zone: tzinfo) -> Iterator[State]:
    """The day's states: on queue, two short breaks, a meal, and training once a week."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    for agent in agents:
        shift = shift_of(agent, day)
        if shift is None:
            continue
        draw = default_rng((SEED, day.toordinal(), agent.index))
        here = shift[0] + int(draw.integers(-4, 5))
        trained = (day.toordinal() + agent.index) % 7 == 2
        for begins, minutes, kind in _pauses(here, draw, trained=trained):
            yield State(agent.number, ON_QUEUE, _at(midnight, here), _at(midnight, begins))
            yield State(agent.number, kind, _at(midnight, begins), _at(midnight, begins + minutes))
            here = begins + minutes
        yield State(agent.number, ON_QUEUE, _at(midnight, here), _at(midnight, shift[1] + int(draw.integers(-3, 8))))


def _pauses(start: int, draw: Generator, *, trained: bool) -> list[tuple[int, int, str]]:
    """Beginning (minutes after midnight), length and kind of everything that is not the queue."""
    pauses = [
        (start + 110 + int(draw.integers(0, 20)), 15, BREAK),
        (start + 230 + int(draw.integers(0, 30)), 45, MEAL),
        (start + 400 + int(draw.integers(0, 25)), 15, BREAK),
    ]
    return [*pauses[:2], (start + 320, 40, TRAINING), pauses[2]] if trained else pauses


def _at(midnight: datetime, minutes: int) -> datetime:
    return midnight + timedelta(minutes=minutes)
