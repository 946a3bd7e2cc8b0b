"""Another roster problem: no kinds of shift, but duties built freely from tasks in steps of a quarter of an hour.

Everything is frozen. Times are minutes since the midnight before the first day.
"""

from dataclasses import dataclass, field

from dengta.engines.rostering.problem import MINUTES_OF_DAY, Limit

STEP = 15
HOUR = 60
SIX_TO_TEN_HOURS = Limit(6 * HOUR, 10 * HOUR)


@dataclass(frozen=True, slots=True)
class Worker:
    """One person and the minutes they are to work over the horizon. Everybody can do every task."""

    key: str
    minutes: Limit


@dataclass(frozen=True, slots=True)
class Need:
    """People at a task in the step that begins at `start`: fewer than `least` break a hard rule, more than `most`
    cost the square of the surplus."""

    start: int
    task: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class DutyRules:
    """What every duty is held to, all of it hard. `starts`: first and last minute of the day to begin at.

    A day is worked when a duty begins on it; the days around the horizon count as off.
    """

    minutes: Limit = SIX_TO_TEN_HOURS
    task_minutes: int = HOUR
    rest: int = 14 * HOUR
    starts: tuple[tuple[int, int], ...] = ((6 * HOUR, 10 * HOUR), (14 * HOUR, 18 * HOUR), (20 * HOUR, 24 * HOUR))
    days_in_a_row: int = 5


@dataclass(frozen=True, slots=True)
class ActivityProblem:
    """What duties are asked for. The horizon runs from `opens` on the first day through so many times 24 hours."""

    days: int
    tasks: int
    workers: tuple[Worker, ...]
    needs: tuple[Need, ...]
    rules: DutyRules = field(default_factory=DutyRules)
    opens: int = 6 * HOUR
    name: str = ""

    def __post_init__(self) -> None:
        if len({worker.key for worker in self.workers}) < len(self.workers):
            message = "every worker needs a key of their own"
            raise ValueError(message)
        if len({(need.start, need.task) for need in self.needs}) < len(self.needs):
            message = "a task has one need in a step"
            raise ValueError(message)

    @property
    def closes(self) -> int:
        """The minute at which the horizon ends."""
        return self.opens + self.days * MINUTES_OF_DAY


@dataclass(frozen=True, slots=True)
class Duty:
    """One stretch of work: when it begins, and task by task with its minutes, without a gap."""

    start: int
    tasks: tuple[tuple[int, int], ...]

    @property
    def minutes(self) -> int:
        """How long it is."""
        return sum(minutes for _task, minutes in self.tasks)

    @property
    def end(self) -> int:
        """The minute after its last."""
        return self.start + self.minutes

    @property
    def day(self) -> int:
        """The day on which it begins, from midnight to midnight."""
        return self.start // MINUTES_OF_DAY


ActivityRoster = tuple[tuple[Duty, ...], ...]
"""For each worker, in the problem's order, their duties in the order of time."""
