"""Files the performance room takes in."""

from dengta.domains.performance.imports.words import Words
from dengta.foundation import imports

__all__ = ["Words"]


def register() -> None:
    """Make all targets known."""
    imports.register(Words())
