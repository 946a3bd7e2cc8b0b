"""Background work, one module per part of the room; found through this package."""

from dengta.domains.recognition.tasks import cases, conduct, rule_book

__all__ = ["cases", "conduct", "rule_book"]
