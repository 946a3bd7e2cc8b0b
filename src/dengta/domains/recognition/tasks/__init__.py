"""Background work, one module per part of the room; found through this package."""

from dengta.domains.recognition.tasks import bonuses, cases, rule_book, stars

__all__ = ["bonuses", "cases", "rule_book", "stars"]
