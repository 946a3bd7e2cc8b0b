"""What a reader says about a file that it cannot read."""


class Unreadable(Exception):
    """The file is not what it should be: where, and what is wrong."""

    @classmethod
    def at(cls, line: int, why: str) -> "Unreadable":
        """With the number of the line, from 1; 0 where it is the whole file."""
        return cls(f"line {line}: {why}" if line else why)
