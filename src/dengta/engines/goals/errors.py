"""Why an aim cannot be worked out: each refusal names its reason and how far one could go."""


class Impossible(ValueError):
    """The numbers do not allow it. `reason` is an identifier, `index` the part that stands in the way, `reachable`
    the best value that would be possible."""

    def __init__(self, reason: str, *, index: int | None = None, reachable: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.index, self.reachable = reason, index, reachable
