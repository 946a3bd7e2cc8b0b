"""What somebody may ask of an invented contact centre, and how it is read from a line of text.

The words are described in `generator`, where they are asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from math import isfinite

from dengta.engines.rostering.problem import MINUTES_OF_DAY, WEEK

HOUR = 60
EXAMPLE = "agents=600,days=28,skills=8,minutes=30"
SHORTEST_DAY = 9 * HOUR
FEWEST_ROUND_THE_CLOCK = 3


@dataclass(frozen=True, slots=True)
class CentreSpec:
    """A contact centre in words: how large, how open, how tight, and which rules beyond the usual ones.

    `hours`: opening and closing in minutes since midnight. `seats`: as a share of the agents; None: no limit.
    Raises ValueError where the words cannot hold together.
    """

    agents: int = 200
    days: int = 28
    skills: int = 5
    minutes: int = 30
    shifts: int = 12
    hours: tuple[int, int] = (0, MINUTES_OF_DAY)
    part_time: float = 0.15
    night: float = 0.08
    holidays: int = 0
    tightness: float = 1.05
    history: bool = True
    fairness: bool = False
    seats: float | None = None
    mentors: int = 0
    breaks: bool = False
    level: bool = True
    replicas: int = 1

    def __post_init__(self) -> None:
        _refuse(
            self.skills > self.agents,
            "skills",
            f"needs somebody for each of the {self.skills} skills, so at most as many as there are agents",
            f"agents={self.skills}",
        )
        _refuse(2 * self.mentors > self.agents, "mentors", "asks for two agents for each pair", "mentors=0")
        _refuse(self.holidays > self.days, "holidays", "cannot be more than the days", "holidays=0")
        few = self.round_the_clock and self.shifts < FEWEST_ROUND_THE_CLOCK
        _refuse(few, "shifts", "must be at least 3 where the hours are 24", "shifts=3")

    @property
    def round_the_clock(self) -> bool:
        """Whether somebody is asked for at any minute of the day."""
        return self.hours == (0, MINUTES_OF_DAY)

    @property
    def weeks(self) -> float:
        """How many weeks the days are."""
        return self.days / WEEK

    @classmethod
    def parse(cls, text: str) -> "CentreSpec":
        """Words such as `agents=600,days=28`; what is not named keeps its usual value.

        Raises ValueError with a sentence that says which word it is about, what is allowed, and an example.
        """
        found: dict[str, object] = {}
        for word in filter(None, (part.strip() for part in text.split(","))):
            key, equals, value = (part.strip() for part in word.partition("="))
            _refuse(not equals, word, "is no word with a value", EXAMPLE)
            _refuse(key not in _READERS, key, f"is not known; known are {', '.join(_READERS)}", EXAMPLE)
            _refuse(key in found, key, "is said twice", EXAMPLE)
            found[key] = _READERS[key](key, value)
        return cls(**found)  # type: ignore[arg-type]


def _refuse(wrong: object, word: str, reason: str, example: str) -> None:
    if wrong:
        message = f"{word!r} {reason}, as in {example}"
        raise ValueError(message)


Reader = Callable[[str, str], object]


def _whole(least: int, most: int, example: int) -> Reader:
    def read(key: str, value: str) -> int:
        good = value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most
        _refuse(not good, key, f"must be a whole number from {least} to {most}, not {value!r}", f"{key}={example}")
        return int(value)

    return read


def _number(least: float, most: float, example: float) -> Reader:
    def read(key: str, value: str) -> float:
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        good = isfinite(number) and least <= number <= most
        _refuse(not good, key, f"must be a number from {least:g} to {most:g}, not {value!r}", f"{key}={example:g}")
        return number

    return read


def _one_of(*allowed: int) -> Reader:
    def read(key: str, value: str) -> int:
        listed = ", ".join(map(str, allowed))
        _refuse(value not in map(str, allowed), key, f"must be one of {listed}, not {value!r}", f"{key}={allowed[0]}")
        return int(value)

    return read


def _yes_or_no(key: str, value: str) -> bool:
    _refuse(value not in {"yes", "no"}, key, f"must be yes or no, not {value!r}", f"{key}=yes")
    return value == "yes"


def _hours(key: str, value: str) -> tuple[int, int]:
    if value == "24":
        return 0, MINUTES_OF_DAY
    opens, dash, closes = value.partition("-")
    good = bool(dash) and all(part.isascii() and part.isdigit() and len(part) < 3 for part in (opens, closes))
    hours = (int(opens) * HOUR, int(closes) * HOUR) if good else (0, 0)
    good = hours[1] <= MINUTES_OF_DAY and hours[1] - hours[0] >= SHORTEST_DAY
    _refuse(not good, key, f"must be 24, or two full hours of a day at least 9 apart, not {value!r}", f"{key}=8-22")
    return hours


def _seats(key: str, value: str) -> float | None:
    return None if value == "none" else float(str(_number(0.1, 1, 0.6)(key, value)))


_READERS: dict[str, Reader] = {
    "agents": _whole(1, 100_000, 600),
    "days": _whole(1, 366, 28),
    "skills": _whole(1, 40, 8),
    "minutes": _one_of(30, 15, 60),
    "shifts": _whole(1, 40, 12),
    "hours": _hours,
    "part_time": _number(0, 0.9, 0.15),
    "night": _number(0, 0.5, 0.08),
    "holidays": _whole(0, 30, 3),
    "tightness": _number(0.2, 5, 1.05),
    "history": _yes_or_no,
    "fairness": _yes_or_no,
    "seats": _seats,
    "mentors": _whole(0, 10_000, 5),
    "breaks": _yes_or_no,
    "level": _yes_or_no,
    "replicas": _whole(1, 100, 10),
}
assert set(_READERS) == {field.name for field in fields(CentreSpec)}
