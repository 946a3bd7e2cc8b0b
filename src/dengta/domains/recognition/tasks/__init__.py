"""Background work, one module per part of the room; found through this package."""

from dengta.domains.recognition.tasks import benefits, rule_book

__all__ = ["benefits", "rule_book"]
