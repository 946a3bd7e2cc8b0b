"""People, shifts and dates for the labour law, and what it finds, in a few letters."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from dengta.engines.labour_law.china import PACK as CHINA_PACK
from dengta.engines.labour_law.china.worktime import Period
from dengta.engines.labour_law.european_union import PACK as EUROPE_PACK
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import Origin, Severity, WorktimeSystem
from dengta.engines.rostering.law import (
    Cycle,
    Frame,
    House,
    Overtime,
    Person,
)
from dengta.engines.rostering.law_checker import Against, check_law
from dengta.engines.rostering.legal_limits import (
    bar_by_law,
    legal_contract,
)
from dengta.engines.rostering.problem import Agent, Contract, Problem, Shift
from tests.engines.labour_law.law import CHINA
from tests.engines.rostering.rosters import row

EARLY = Shift("E", 480, 360, 840)
LATE = Shift("L", 480, 840, 1320)
NIGHT = Shift("N", 480, 1320, 1800, night=True)
EVENING = Shift("V", 300, 1050, 1350)  # until half past ten
SHORT = Shift("K", 400, 480, 880)  # six hours and forty minutes
NINE = Shift("9", 540, 480, 1080, parts=((480, 720), (780, 1080)))
ELEVEN = Shift("X", 660, 480, 1200)  # eleven hours of work, one of break
TWELVE = Shift("Y", 661, 480, 1200)
SHIFTS = (EARLY, LATE, NIGHT, EVENING, SHORT, NINE, ELEVEN, TWELVE)
MONDAY = date(2026, 11, 9)
at = datetime.fromisoformat
NO_HOUSE = House(rest_hours=None, days_in_a_row=None, nights_in_a_row=None, changes=None)
FRAME = Frame(pack=CHINA_PACK, law=CHINA, first=MONDAY, house=NO_HOUSE)
EUROPE = Frame(pack=EUROPE_PACK, law=Law(region="EU"), first=MONDAY, house=NO_HOUSE)
AGREED, WITH_REASON = Person(overtime=Overtime.GENERAL), Person(overtime=Overtime.SPECIAL)


def problem(days: int, first: date = MONDAY, shifts: Any = SHIFTS, **agent: Any) -> Problem:
    return Problem(days, shifts, (Agent("A", agent.pop("contract", Contract()), **agent),), (), first.weekday())


def tightened(person: Person, frame: Frame = FRAME, days: int = 14, **more: Any) -> tuple[Contract, list[Any]]:
    """The contract of one person, and of every ground the field, the limit and the article."""
    asked = problem(days, frame.first, **more)
    contract, grounds = legal_contract(asked.agents[0], person, frame, asked)
    return contract, [(one.field, one.found, *map(place, one.articles)) for one in grounds]


def barred(person: Person, frame: Frame = FRAME, days: int = 1, **more: Any) -> dict[str, set[int]]:
    """The days on which each shift is barred."""
    asked = problem(days, frame.first, **more)
    agent, _grounds = bar_by_law(asked.agents[0], person, frame, asked)
    return {code: {day for day, other in agent.barred if other == code} for _day, code in agent.barred}


def place(article: Any) -> str:
    return f"{article.statute.short} {article.place}".strip()


def read(days: str, person: Person | None = None, frame: Frame = FRAME, shifts: Any = SHIFTS) -> list[Against]:
    asked = problem(len(days), frame.first, shifts)
    return list(check_law(asked, (row(days),), {"A": person or Person()}, frame))


def against(days: str, person: Person | None = None, frame: Frame = FRAME) -> list[tuple[str, str, Severity, Origin]]:
    """Rule, article, gravity and origin of each finding. Every sentence is whole in both languages."""
    found = read(days, person, frame)
    for one in found:
        assert None not in one.finding.text.facts.values()
        assert one.finding.text.said("zh-hans")
        assert one.finding.text.said("en")
    return [
        (one.finding.rule, place(one.finding.articles[0]), one.finding.severity, one.finding.origin) for one in found
    ]


def blocked(days: str, person: Person | None = None, frame: Frame = FRAME) -> set[tuple[str, str]]:
    return {(rule, article) for rule, article, severity, _origin in against(days, person, frame) if severity is BLOCK}


BLOCK, WARN = Severity.BLOCK, Severity.WARN
HOUSE = replace(FRAME, house=House())


def comprehensive(**more: Any) -> Person:
    return Person(
        system=WorktimeSystem.COMPREHENSIVE, approved=True, cycle=Cycle(date(2026, 10, 1), Period.QUARTER), **more
    )
