"""The filter in words: above every table stands what it shows."""

from dengta.domains.service.views import words
from dengta.domains.service.views.asking import Asked, channel_word


def filter_words(asked: Asked, *more: str, period: str | None = None) -> str:
    """Period (or what stands instead of one), unit, queue, channel and topic as one line."""
    parts = [
        period or words.period_text(asked.period),
        asked.unit.name if asked.unit else "",
        asked.queue.name if asked.queue else "",
        channel_word(asked.channel),
        asked.type.name if asked.type else "",
        *more,
    ]
    return " · ".join(part for part in parts if part)
