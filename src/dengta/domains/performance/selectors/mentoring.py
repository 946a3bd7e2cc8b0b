"""What the people somebody mentored have become: a port that the growth room fills (R-053)."""

from collections.abc import Mapping, Sequence
from datetime import date

from dengta.domains.performance.selectors.evidence import Evidence, Read


def _nobody_mentors(employee_ids: Sequence[int], start: date, end: date) -> Mapping[int, Evidence]:
    return {}


_provider: list[Read] = [_nobody_mentors]


def provide(read: Read) -> None:
    """Called once, by the room that knows, in `apps.ready()`.

    Of the employees asked about, `read` answers for those who mentored anybody in the period: the mean score of the
    mentees, how many they are as `n`, the formula, and where the rows behind it stand. Others it leaves out.
    """
    _provider[0] = read


def mentees_of(employee_ids: Sequence[int], start: date, end: date) -> Mapping[int, Evidence]:
    """The results of the mentees, for those who mentored anybody. Until the growth room is there: nobody's."""
    return _provider[0](employee_ids, start, end)
