"""How many rows are written in one transaction: as many as keep everybody else waiting for a moment only.

A row that founds an agent and a team takes a hundred times as long as one that is stored and nothing else, and a file
has most newcomers at its beginning; so the number follows what the rows before took.
"""

SECONDS = 0.3
FIRST, FEWEST, MOST = 200, 50, 2000


class Pace:
    """The pace of one run."""

    def __init__(self) -> None:
        self.rows = FIRST

    def took(self, rows: int, seconds: float) -> None:
        """So long, with the lock held. Fewer rows than asked for say nothing, unless even they took too long."""
        if rows >= self.rows or seconds > SECONDS:
            fitting = int(rows * SECONDS / seconds) if seconds else MOST
            self.rows = max(FEWEST, min(fitting, 2 * self.rows, MOST))
