"""Background work, one module per part of the room; found through this package."""

from dengta.domains.recognition.tasks import bonuses, rule_book

__all__ = ["bonuses", "rule_book"]
