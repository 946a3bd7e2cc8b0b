"""Typed, dated parameters: thresholds of rules and laws, with a documented default.

A room declares `MIN_SAMPLE = Parameter("service.min_sample", 30, _("…"))` and asks `MIN_SAMPLE.on(day)`.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise

from dengta.foundation.settings.models import ParameterValue
from dengta.foundation.settings.per_request import known_in_request

T = TypeVar("T", int, str, bool, Decimal)

_registry: dict[str, "Parameter[Any]"] = {}


class Parameter(Generic[T]):
    """A threshold that an installation may change from a day on. `check` refuses values that make no sense."""

    def __init__(
        self, name: str, default: T, doc: str | Promise, *, unit: str = "", check: Callable[[T], bool] | None = None
    ) -> None:
        if name in _registry:
            message = f"parameter {name!r} is declared twice"
            raise ValueError(message)
        self.name, self.doc, self.unit = name, doc, unit
        self.default: T = default
        self.check: Callable[[T], bool] | None = check
        _registry[name] = self

    def on(self, day: date) -> T:
        """The value in force on `day`. One query; within a request one for all parameters together."""
        known = known_in_request()
        if known is not None:
            dated = [value for valid_from, value in known.get(self.name, ()) if valid_from <= day]
            return self.read(dated[-1]) if dated else self.default
        value = (
            ParameterValue.objects.filter(name=self.name, valid_from__lte=day)
            .order_by("-valid_from")
            .values_list("value", flat=True)
            .first()
        )
        return self.default if value is None else self.read(value)

    def read(self, raw: Any) -> T:
        """`raw` as the parameter's type. Raises ValueError where it does not fit."""
        value: T = type(self.default)(raw)
        if self.check is not None and not self.check(value):
            message = f"{self.name}: {raw!r} is out of range"
            raise ValueError(message)
        return value


def registered_parameters() -> dict[str, "Parameter[Any]"]:
    """All parameters by name, for the settings page and the documentation."""
    return dict(_registry)
