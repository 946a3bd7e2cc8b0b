"""Background work, one module per part of the room; found through this package."""

from dengta.domains.recognition.tasks import benefits, bonuses, cases, conduct, judged, praise, rule_book, stars

__all__ = ["benefits", "bonuses", "cases", "conduct", "judged", "praise", "rule_book", "stars"]
