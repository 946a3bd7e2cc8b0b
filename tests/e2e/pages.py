"""Every page that the gate opens: a room adds its pages here, one line each.

`path` is an address or a function of the stage (for addresses with the number of a row). `persona` is a fixture of
`tests/cast.py`; None means signed out. `chart=True` allows the weight of the chart library, `board=True` more nodes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.e2e.stage import Stage


@dataclass(frozen=True)
class Page:
    """A page of the product, and who looks at it."""

    name: str
    path: str | Callable[[Stage], str]
    persona: str | None = "leader"
    status: int = 200
    chart: bool = False
    board: bool = False

    def address(self, stage: Stage) -> str:
        """Where the page is."""
        return self.path if isinstance(self.path, str) else self.path(stage)


PAGES: list[Page] = [
    Page("styleguide", "/styleguide", chart=True),
    Page("styleguide-form", "/styleguide/form"),
    Page("search", "/search?q=a"),
    Page("not-found", "/there-is-nothing-here", status=404),
    Page("sign-in", "/account/login/", persona=None),
]
