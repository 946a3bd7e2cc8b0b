"""Plain rosters for any centre: five days on and two off, each person in one shift all the time."""

from itertools import groupby

from dengta.engines.rostering.problem import OFF, WEEK, Agent, Problem, Roster, Shift

NIGHTS_A_WEEK = 4
DAYS_A_WEEK = 5


def five_on_two_off(problem: Problem) -> Roster:
    """Everybody's two days off move with their number; whoever comes from work begins with two days off.

    Who works at night works the first four days of each week, and none of a week in which they are away.
    """
    return tuple(_line(problem, agent, at) for at, agent in enumerate(problem.agents))


def nobody(problem: Problem) -> Roster:
    return ((OFF,) * problem.days,) * len(problem.agents)


def _line(problem: Problem, agent: Agent, at: int) -> tuple[str, ...]:
    shifts = [shift for shift in problem.shifts if (0, shift.code) not in agent.barred]
    shift = shifts[at % len(shifts)]
    tired = {0, 1} if agent.history and agent.history.last_shift else set()
    away = agent.days_off | tired
    if shift.night:
        away = frozenset(day for day in range(problem.days) if day // WEEK in {other // WEEK for other in away})
    flags = [day % WEEK in _working(agent, shift, at) and day not in away for day in range(problem.days)]
    return tuple(shift.code if flag else OFF for flag in _long_runs(flags, agent.contract.work_run.least))


def _working(agent: Agent, shift: Shift, at: int) -> list[int]:
    """The days of the week on which they work."""
    if shift.night:
        return list(range(NIGHTS_A_WEEK))
    off = at % (WEEK - 1)
    most = agent.contract.week_minutes.most
    days = DAYS_A_WEEK if most is None else min(DAYS_A_WEEK, most // shift.minutes)
    return [day for day in range(WEEK) if day not in {off, off + 1}][:days]


def _long_runs(flags: list[bool], least: int) -> list[bool]:
    """Without the runs that have become too short."""
    runs = [list(group) for _flag, group in groupby(flags)]
    return [flag and len(run) >= least for run in runs for flag in run]
