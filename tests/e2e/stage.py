"""What stands on the stage when a page is opened: the cast, and what rooms put there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest


@dataclass
class Stage:
    """The cast by name, and rows that pages need, by name."""

    request: pytest.FixtureRequest
    rows: dict[str, Any] = field(default_factory=dict)

    def person(self, name: str) -> Any:
        """Somebody of the cast: `stage.person("leader")`."""
        return self.request.getfixturevalue(name)


# A room adds a function that fills the stage: `scenes.append(contacts_of_a_week)`.
scenes: list[Callable[[Stage], None]] = []
