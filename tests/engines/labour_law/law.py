"""What the tests of the labour law lean on: the law with the calendar as shipped, and short words for amounts."""

from datetime import date
from decimal import Decimal
from typing import Any

from dengta.engines.labour_law.calendar import Calendar, HolidayYear
from dengta.engines.labour_law.decision import Decision
from dengta.engines.labour_law.errors import LawError
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.rules import Rule
from dengta.engines.labour_law.text import Text
from dengta.foundation.calendar.china import china_year

TODAY = date(2026, 11, 22)


def holiday_year(year: int) -> HolidayYear:
    known = china_year(year)
    return HolidayYear(known.statutory, known.rest, known.makeup, announced=known.announced)


CALENDAR = Calendar(holiday_year)
CHINA = Law(calendar=CALENDAR)
BEIJING = Law(region="CN-BJ", calendar=CALENDAR)


def ask(rule: Rule[Any, Any], *, on: date = TODAY, law: Law = CHINA, **facts: Any) -> Decision[Any]:
    """The decision of the rule about these facts. What it says or refuses with, it says whole, in both languages."""
    try:
        decision = rule(rule.facts(**facts), on=on, law=law)
    except LawError as refusal:
        assert_whole(refusal.text)
        raise
    assert_whole(*decision.steps, *(one.text for one in decision.assumptions), *decision.changes)
    return decision


def assert_whole(*texts: Text) -> None:
    """No sentence has a hole: each of its places is filled."""
    for text in texts:
        assert None not in text.facts.values(), f"something is missing in: {text.en}"
        assert text.said("zh-hans")
        assert text.said("en")


def yuan(amount: str | int) -> Decimal:
    return Decimal(amount)


def said(decision: Decision[Any], language: str = "en") -> str:
    """All steps in one text."""
    return "\n".join(step.said(language) for step in decision.steps)


def cited(decision: Decision[Any]) -> set[str]:
    """The articles by short name and place: "LCL 47"."""
    return {f"{article.statute.short} {article.place}".strip() for article in decision.articles}
