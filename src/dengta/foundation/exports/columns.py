"""The columns of a list as it is exported: what stands above them and what stands in them."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from django.utils.functional import Promise

Kind = Literal["text", "integer", "decimal", "percent", "date", "datetime"]


@dataclass(frozen=True)
class Column:
    """One column. `value` is a function of the row or a dotted path to an attribute or a method without arguments.

    By default it is the key itself.
    """

    key: str
    label: str | Promise
    value: str | Callable[[Any], Any] = ""
    kind: Kind = "text"

    def reader(self) -> Callable[[Any], Any]:
        """The function that takes the value out of a row."""
        if callable(self.value):
            return self.value
        take = attrgetter(self.value or self.key)

        def read(row: Any) -> Any:
            value = take(row)
            return value() if callable(value) else value

        return read
