"""Background work, one module per part of the room; found through this package."""

from dengta.domains.recognition.tasks import rule_book, stars

__all__ = ["rule_book", "stars"]
