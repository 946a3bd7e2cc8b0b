"""A roster problem, as plain facts: shifts, agents with their contracts and wishes, and the people needed.

Everything is frozen. Days count from 0; which of them are Saturdays is the problem's own business. A limit with a price
may be broken at that price for each unit; a limit without one never.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

MINUTES_OF_DAY = 24 * 60
SATURDAY = 5
WEEK = 7
OFF = ""
FREE = -2
"""In rosters of numbers, where a shift has its own and a day off is -1: a day that is not settled."""


@dataclass(frozen=True, slots=True)
class Limit:
    """From `least` to `most` of something. `below` and `above`: the price of each unit outside; None: never."""

    least: int = 0
    most: int | None = None
    below: int | None = None
    above: int | None = None

    def __post_init__(self) -> None:
        if self.most is not None and self.most < self.least:
            message = f"the most ({self.most}) is less than the least ({self.least})"
            raise ValueError(message)

    def price(self, value: int) -> int | None:
        """What a value costs; None where it is not allowed."""
        missing, surplus = max(0, self.least - value), 0 if self.most is None else max(0, value - self.most)
        if (missing and self.below is None) or (surplus and self.above is None):
            return None
        return missing * (self.below or 0) + surplus * (self.above or 0)

    def less(self, spent: int) -> "Limit":
        """What is left of the range for whoever has had `spent` of it already; nobody is owed less than nothing."""
        most = None if self.most is None else max(0, self.most - spent)
        return Limit(max(0, min(self.least - spent, self.least)), most, self.below, self.above)


ANY = Limit()


@dataclass(frozen=True, slots=True)
class Break:
    """A pause in a shift that begins between `earliest` and `latest`, in minutes after the shift's start."""

    name: str
    minutes: int
    earliest: int
    latest: int
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """A kind of working day. Minutes since midnight; an `end` beyond 1,440 lies on the next day.

    `minutes` is what counts as working time. `not_before`: the codes that may not follow on the next day, because too
    little rest would be left or because the rotation would run backwards. `parts`: when somebody is there in a split
    shift; none: from start to end. `breaks` are placed after the shifts, where they are missed the least.
    """

    code: str
    minutes: int
    start: int = 0
    end: int = 0
    not_before: frozenset[str] = frozenset()
    night: bool = False
    parts: tuple[tuple[int, int], ...] = ()
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        at = self.start
        for start, end in self.parts:
            if not at <= start < end <= self.end:
                message = f"the part of shift {self.code} from minute {start} to {end} is out of order or outside of it"
                raise ValueError(message)
            at = end
        for pause in self.breaks:
            if not self._holds(pause):
                message = f"the break {pause.name} does not fit into shift {self.code}"
                raise ValueError(message)

    def _holds(self, pause: Break) -> bool:
        """Whether it lies inside the shift wherever it begins, and in one part of it somewhere."""
        if not 0 <= pause.earliest <= pause.latest <= self.end - self.start - pause.minutes or pause.minutes <= 0:
            return False
        earliest, latest = self.start + pause.earliest, self.start + pause.latest
        parts = self.parts or ((self.start, self.end),)
        return any(max(start, earliest) <= min(latest, end - pause.minutes) for start, end in parts)


@dataclass(frozen=True, slots=True)
class ShiftLimit:
    """A limit on some shifts only: on how often they are worked, or on how many days in a row."""

    codes: frozenset[str]
    limit: Limit


@dataclass(frozen=True, slots=True)
class Contract:
    """What one kind of contract asks of a roster. Runs are counted in days, weekends are worked on either day."""

    minutes: Limit = ANY
    days: Limit = ANY
    weekends: Limit = ANY
    week_minutes: Limit = ANY
    week_days: Limit = ANY
    work_run: Limit = ANY
    rest_run: Limit = ANY
    counts: tuple[ShiftLimit, ...] = ()
    runs: tuple[ShiftLimit, ...] = ()
    half_weekend: int = 0
    """The price of a weekend of which only one day is worked."""
    rest_after: tuple[ShiftLimit, ...] = ()
    """Days off after a run of these shifts: `least` of the limit."""


@dataclass(frozen=True, slots=True)
class History:
    """What lies before the first day: the run that reaches the border, and what the period has seen already."""

    last_shift: str = OFF
    run: int = 1
    """Days of work in a row up to the border, or days off where `last_shift` is none."""
    shift_run: int = 0
    """Of these days, those in the same shift as the last."""
    minutes: int = 0
    days: int = 0
    weekends: int = 0
    week_minutes: int = 0
    week_days: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody would like to work (`wanted`) or not to work a shift on a day; without a code, any shift."""

    day: int
    code: str
    weight: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class Agent:
    """One person. Without a history, a run that touches the first day is only held to its longest length.

    `busy`: day, from and to minute at which they work on something else (a training, a talk) and cover nothing.
    """

    key: str
    contract: Contract
    skills: frozenset[str] = frozenset()
    days_off: frozenset[int] = frozenset()
    barred: frozenset[tuple[int, str]] = frozenset()
    fixed: Mapping[int, str] = field(default_factory=dict)
    wishes: tuple[Wish, ...] = ()
    history: History | None = None
    busy: frozenset[tuple[int, int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Cover:
    """People needed on a day: in one shift (`code`), or present from minute `start` to `end`; with a skill, if named.

    Each one missing costs `under`, each one too many `over`; fewer than `least` breaks a hard rule. `worse`: from how
    many missing on each further one costs so much more, so that ten short by one are better than one short by ten; the
    steps add up.
    """

    day: int
    needed: int
    under: int
    over: int = 0
    code: str = OFF
    start: int = 0
    end: int = 0
    skill: str = ""
    least: int = 0
    worse: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        numbers = [missing for missing, _more in self.worse]
        if numbers != sorted(set(numbers)) or any(missing < 0 or more <= 0 for missing, more in self.worse):
            message = f"the price of people missing on day {self.day} must rise from step to step, not {self.worse}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Presence:
    """How many may be there at a time, of those with a skill or of all: seats, seniors. The time as of a cover.

    Other than a cover it takes nobody away: whoever is counted here serves their cover all the same.
    """

    day: int
    limit: Limit
    code: str = OFF
    start: int = 0
    end: int = 0
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Whenever `trainee` works, a mentor works the same shift. Each day without costs `price`; None: never."""

    trainee: str
    mentors: frozenset[str]
    price: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A burden to be spread fairly: shifts with these codes on these days (none named: on any).

    `due`: how many of them each agent ought to have, with what is carried over from earlier periods. The square of what
    somebody has more or less than that costs `weight`.
    """

    name: str
    codes: frozenset[str]
    due: Mapping[str, int]
    weight: int
    days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """What a roster is asked for. `first_weekday`: 0 is Monday."""

    days: int
    shifts: tuple[Shift, ...]
    agents: tuple[Agent, ...]
    covers: tuple[Cover, ...]
    first_weekday: int = 0
    name: str = ""
    presences: tuple[Presence, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    shares: tuple[Share, ...] = ()

    def __post_init__(self) -> None:
        for fault in self._faults():
            raise ValueError(fault)

    def weekday(self, day: int) -> int:
        """0 is Monday, 6 Sunday."""
        return (day + self.first_weekday) % WEEK

    def _faults(self) -> Iterator[str]:
        """What makes no sense, one sentence each."""
        codes, keys = {shift.code for shift in self.shifts}, {agent.key for agent in self.agents}
        if len(codes) < len(self.shifts) or OFF in codes:
            yield "every shift needs a code of its own"
        if len(keys) < len(self.agents):
            yield "every agent needs a key of their own"
        for agent in self.agents:
            yield from self._faults_of(agent, codes)
        counted: tuple[Cover | Presence, ...] = (*self.covers, *self.presences)
        for asked in counted:
            if asked.code not in {OFF, *codes}:
                yield f"people are counted on day {asked.day} in {asked.code!r}, which is no shift"
        for pairing in self.pairings:
            yield from _faults_of_pairing(pairing, keys)
        for share in self.shares:
            yield from _faults_of_share(share, codes, keys)

    def _faults_of(self, agent: Agent, codes: Set[str]) -> Iterator[str]:
        for wish in agent.wishes:
            if wish.code not in {OFF, *codes}:
                yield f"{agent.key} wishes for {wish.code!r} on day {wish.day}, which is no shift"
        for day, code in agent.fixed.items():
            if code not in {OFF, *codes}:
                yield f"{agent.key} is fixed to {code!r} on day {day}, which is no shift"
        for day, start, end in sorted(agent.busy):
            if not 0 <= day < self.days:
                yield f"{agent.key} is busy on day {day}, which is outside the horizon of {self.days} days"
            if not 0 <= start < end <= 2 * MINUTES_OF_DAY:
                yield f"{agent.key} is busy on day {day} from minute {start} to {end}, which is no time"


def _faults_of_pairing(pairing: Pairing, keys: Set[str]) -> Iterator[str]:
    for key in sorted({pairing.trainee, *pairing.mentors} - keys):
        yield f"{key!r} of the pairing of {pairing.trainee!r} is nobody here"
    if not pairing.mentors or pairing.trainee in pairing.mentors:
        yield f"{pairing.trainee!r} needs a mentor who is somebody else"


def _faults_of_share(share: Share, codes: Set[str], keys: Set[str]) -> Iterator[str]:
    if not share.codes or not share.codes <= codes:
        yield f"the share {share.name!r} counts {sorted(share.codes)}, which are not all shifts"
    for key in sorted(share.due.keys() - keys):
        yield f"the share {share.name!r} is due from {key!r}, who is nobody here"
    if share.weight < 0:
        yield f"the share {share.name!r} has a weight below nought"


Roster = tuple[tuple[str, ...], ...]
"""For each agent, in the problem's order, the code of every day; OFF where they do not work."""
