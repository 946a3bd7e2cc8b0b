"""Short words for the answers of a switch."""

from dengta.engines.labour_law.params import Option
from dengta.engines.labour_law.text import Text


def option(key: str, zh: str, en: str) -> Option:
    """One answer."""
    return Option(key, Text(zh, en))
