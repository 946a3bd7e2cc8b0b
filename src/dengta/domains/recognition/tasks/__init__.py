"""Background work, one module per part of the room; found through this package."""

from dengta.domains.recognition.tasks import conduct, rule_book

__all__ = ["conduct", "rule_book"]
