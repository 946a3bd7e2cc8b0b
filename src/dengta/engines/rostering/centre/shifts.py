"""The shift templates of an invented centre: early, day, late and night, short ones and split ones.

Templates fall into bands by the time they begin. Rest and rotation are ruled by band: nobody goes back to an earlier
band on the next day, and the rest is reckoned from the latest end of the band. So a contract meets few kinds of shifts,
however many templates there are.
"""

from dataclasses import replace

from dengta.engines.rostering.centre.spec import HOUR, CentreSpec
from dengta.engines.rostering.problem import MINUTES_OF_DAY, Break, Shift

FULL = 8 * HOUR
REST = 11 * HOUR
LUNCH = Break("lunch", 60, 3 * HOUR, 5 * HOUR)
PAUSES = (
    Break("morning pause", 15, 90, 150, paid=True),
    Break("afternoon pause", 15, 6 * HOUR + 30, 7 * HOUR + 30, paid=True),
)
MEAL = Break("meal", 30, 3 * HOUR, 5 * HOUR, paid=True)
SHORT_PAUSE = Break("pause", 15, 90, 150, paid=True)

EARLY, DAY, LATE, NIGHT = range(4)
BEGINS = (0, 9 * HOUR, 12 * HOUR, 20 * HOUR)
LETTERS = "EDLN"

# The hours at which shifts of eight hours begin, those first that a small centre has; then the half hours between.
_FULL_STARTS = (7, 15, 23, 9, 14, 10, 8, 13, 11, 6, 22, 16, 12)
_HALVES = (9.5, 14.5, 8.5, 13.5, 10.5, 7.5, 12.5, 11.5, 15.5, 6.5, 22.5)
# Start and length in hours of what part-timers work.
_SHORT = (
    (9, 4),
    (18, 4),
    (10, 6),
    (14, 4),
    (13, 6),
    (9, 6),
    (19, 4),
    (16, 6),
    (10, 4),
    (15, 4),
    (8, 4),
    (8, 6),
    (11, 4),
    (13, 4),
    (16, 4),
    (17, 4),
)
_SPLITS = ((9, 17), (10, 18))
_FIRST = 4


def band(shift: Shift) -> int:
    """The band that a template begins in."""
    return max(at for at, begins in enumerate(BEGINS) if shift.start >= begins)


def is_short(shift: Shift) -> bool:
    """Whether it is a template for part-timers."""
    return shift.minutes < FULL


def templates(spec: CentreSpec) -> tuple[Shift, ...]:
    """As many templates as asked for, by start and end. Raises ValueError where the hours do not hold so many."""
    found: dict[str, Shift] = {}
    for shift in _candidates(spec):
        if len(found) < spec.shifts and _fits(spec, shift):
            found.setdefault(shift.code, shift)
    if len(found) < spec.shifts:
        message = f"'shifts' must be at most {len(found)} with these hours, as in shifts={len(found)}"
        raise ValueError(message)
    ordered = sorted(found.values(), key=lambda shift: (shift.start, shift.end, shift.code))
    return tuple(replace(shift, not_before=_too_soon(shift, ordered)) for shift in ordered)


def _candidates(spec: CentreSpec) -> list[Shift]:
    """All templates there are, in the order in which a growing centre takes them up."""
    opens, closes = spec.hours
    edges = [] if spec.round_the_clock else [_full(spec, opens), _full(spec, closes - _span(spec))]
    full = [_full(spec, hour * HOUR) for hour in _FULL_STARTS]
    short = [_short(spec, *one) for one in _SHORT]
    split = [_split(*one) for one in _SPLITS]
    halves = [_full(spec, int(hour * HOUR)) for hour in _HALVES] if spec.minutes < HOUR else []
    mixed = [one for pair in zip(full[_FIRST:], short, strict=False) for one in pair]
    return [*edges, *full[:_FIRST], *mixed[:8], split[0], *mixed[8:], *short, split[1], *halves]


def _span(spec: CentreSpec) -> int:
    """From start to end of a full shift: an unpaid lunch is on top of the eight hours."""
    return FULL + (LUNCH.minutes if spec.breaks else 0)


def _full(spec: CentreSpec, start: int) -> Shift:
    night = start >= BEGINS[NIGHT]
    breaks = ((MEAL,) if night else (PAUSES[0], LUNCH, PAUSES[1])) if spec.breaks else ()
    end = start + (FULL if night else _span(spec))
    return Shift(_code(start, ""), FULL, start, end, night=night, breaks=breaks)


def _short(spec: CentreSpec, hour: int, length: int) -> Shift:
    start = hour * HOUR
    breaks = (SHORT_PAUSE,) if spec.breaks else ()
    return Shift(_code(start, str(length)), length * HOUR, start, start + length * HOUR, breaks=breaks)


def _split(first: int, second: int) -> Shift:
    half = FULL // 2
    parts = tuple((hour * HOUR, hour * HOUR + half) for hour in (first, second))
    return Shift(_code(first * HOUR, "S"), FULL, parts[0][0], parts[1][1], parts=parts)


def _code(start: int, kind: str) -> str:
    """Such as E0700, or L1800-4 for four hours, or D0900-S for a split shift."""
    letter = LETTERS[max(at for at, begins in enumerate(BEGINS) if start >= begins)]
    return f"{letter}{start // HOUR:02}{start % HOUR:02}{'-' if kind else ''}{kind}"


def _fits(spec: CentreSpec, shift: Shift) -> bool:
    opens, closes = spec.hours
    return spec.round_the_clock or (opens <= shift.start and shift.end <= closes)


def _too_soon(shift: Shift, shifts: list[Shift]) -> frozenset[str]:
    """What may not follow on the next day: an earlier band, or what begins before the rest is over."""
    own = band(shift)
    latest = max(other.end for other in shifts if band(other) == own)
    return frozenset(
        other.code for other in shifts if band(other) < own or other.start + MINUTES_OF_DAY - latest < REST
    )
