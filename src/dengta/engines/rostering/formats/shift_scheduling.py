"""The shift-scheduling text format of Curtois and Qu (2014): sections of comma-separated lines.

One shift a day; minutes, runs and weekends are hard; wishes and cover have weights in the file. The day before the
first and after the last counts as off for the longest run, and the shortest runs do not bind at the borders.
"""

from dengta.engines.rostering.formats.errors import Unreadable
from dengta.engines.rostering.formats.rows import Row, each, sections
from dengta.engines.rostering.problem import Agent, Contract, Cover, Limit, Problem, Shift, ShiftLimit, Wish

SECTIONS = ("HORIZON", "SHIFTS", "STAFF", "DAYS_OFF", "SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS", "COVER")


def read(text: str, *, name: str = "") -> Problem:
    """The problem in the text. Raises Unreadable with the line and what is wrong with it."""
    found = sections(text, SECTIONS)
    if not (found["SHIFTS"] and found["STAFF"]):
        raise Unreadable.at(0, "SECTION_SHIFTS and SECTION_STAFF need at least one line each")
    days = each(found["HORIZON"], lambda row: int(row[0]))
    if len(days) != 1 or days[0] < 1:
        raise Unreadable.at(0, "SECTION_HORIZON needs one line with the number of days")
    shifts = each(found["SHIFTS"], _shift)
    off = dict(each(found["DAYS_OFF"], lambda row: (row[0], frozenset(int(day) for day in row[1:] if day))))
    wishes = [
        *each(found["SHIFT_ON_REQUESTS"], lambda row: _wish(row, wanted=True)),
        *each(found["SHIFT_OFF_REQUESTS"], lambda row: _wish(row, wanted=False)),
    ]
    agents = [
        Agent(
            key,
            contract,
            days_off=off.get(key, frozenset()),
            barred=frozenset((day, code) for day in range(days[0]) for code in never),
            wishes=tuple(wish for agent, wish in wishes if agent == key),
        )
        for key, contract, never in each(found["STAFF"], lambda row: _staff(row, [one.code for one in shifts]))
    ]
    covers = each(found["COVER"], _cover)
    try:
        return Problem(days[0], tuple(shifts), tuple(agents), tuple(covers), name=name)
    except ValueError as problem:
        raise Unreadable.at(0, str(problem)) from problem


def _shift(row: Row) -> Shift:
    forbidden = frozenset(code for code in row[2].split("|") if code) if len(row) > 2 else frozenset()
    return Shift(row[0], int(row[1]), not_before=forbidden)


def _staff(row: Row, codes: list[str]) -> tuple[str, Contract, tuple[str, ...]]:
    key, *most = row[0], *row[2:8]
    counts = {code: int(count) for code, count in (part.split("=") for part in row[1].split("|"))}
    contract = Contract(
        minutes=Limit(int(most[1]), int(most[0])),
        work_run=Limit(int(most[3]), int(most[2])),
        rest_run=Limit(int(most[4])),
        weekends=Limit(0, int(most[5])),
        counts=tuple(ShiftLimit(frozenset({code}), Limit(0, count)) for code, count in counts.items() if count > 0),
    )
    return key, contract, tuple(code for code in codes if counts.get(code, 0) == 0)


def _wish(row: Row, *, wanted: bool) -> tuple[str, Wish]:
    return row[0], Wish(int(row[1]), row[2], int(row[3]), wanted)


def _cover(row: Row) -> Cover:
    return Cover(int(row[0]), int(row[2]), int(row[3]), int(row[4]), code=row[1])
