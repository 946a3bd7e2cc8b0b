"""Background work, one module per part of the room; found through this package."""

from dengta.domains.recognition.tasks import judged, rule_book

__all__ = ["judged", "rule_book"]
