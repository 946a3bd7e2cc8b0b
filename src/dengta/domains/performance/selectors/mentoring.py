"""What the people somebody mentored have become: a port that the growth room fills (R-053)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

# Of these employees, the mean score of the people each of them mentored in the period, 0 to 100; others are left out.
Read = Callable[[Sequence[int], date, date], Mapping[int, float]]


def _nobody_mentors(employee_ids: Sequence[int], start: date, end: date) -> Mapping[int, float]:
    return {}


_provider: list[Read] = [_nobody_mentors]


def provide(read: Read) -> None:
    """Called once, by the room that knows, in `apps.ready()`."""
    _provider[0] = read


def mentees_of(employee_ids: Sequence[int], start: date, end: date) -> Mapping[int, float]:
    """The means, for those who mentored anybody. Until the growth room is there: nobody's."""
    return _provider[0](employee_ids, start, end)
