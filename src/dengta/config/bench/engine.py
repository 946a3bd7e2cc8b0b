"""What a measurement of an engine offers to `./dengta bench`: a module with these three names."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from typing import Any, Protocol


class EngineBench(Protocol):
    """A module of this package that measures one engine and needs no database."""

    HELP: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be asked on the command line."""

    def run(self, options: Mapping[str, Any], *, say: Callable[[str], object]) -> bool:
        """Measure, say each line, and answer whether every promise was kept. Raises CommandError on bad input."""
