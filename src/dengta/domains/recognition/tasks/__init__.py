"""Background work, one module per part of the room; found through this package."""

from dengta.domains.recognition.tasks import praise, rule_book

__all__ = ["praise", "rule_book"]
