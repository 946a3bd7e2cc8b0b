"""What a decision tells beside its value, as plain sentences."""

from typing import Any

from dengta.engines.labour_law.decision import Decision
from tests.engines.labour_law.law import cited


def steps(decision: Decision[Any], language: str = "en") -> list[str]:
    return [step.said(language) for step in decision.steps]


def taken(decision: Decision[Any]) -> list[str]:
    """The assumptions; of a switch the key of the answer."""
    return [one.option.key if one.option else one.text.said("en") for one in decision.assumptions]


def would_change(decision: Decision[Any]) -> list[str]:
    return [change.said("en") for change in decision.changes]


def counted(number: object, units: str) -> str:
    """As English counts: "2 days", "1 day"."""
    return f"{number} {units.removesuffix('s') if str(number) == '1' else units}"


def stands_on(decision: Decision[Any], *articles: str) -> bool:
    return set(articles) <= cited(decision)
