"""What a decision says beside its steps: what it takes as given, and what would change it."""

from typing import Any

from dengta.engines.labour_law.decision import Decision


def taken(decision: Decision[Any], language: str = "en") -> list[str]:
    """What the decision takes as given."""
    return [one.text.said(language) for one in decision.assumptions]


def changes(decision: Decision[Any], language: str = "en") -> list[str]:
    """What would change the decision."""
    return [one.said(language) for one in decision.changes]


def options(decision: Decision[Any]) -> list[str]:
    """The answers taken for open questions."""
    return [one.option.key for one in decision.assumptions if one.option is not None]
