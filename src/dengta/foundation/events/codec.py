"""Events as JSON and back, by the types of their fields: a date comes back as a date, a Decimal to the digit."""

import dataclasses
import enum
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")

_FROM_TEXT: Mapping[type, Callable[[str], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
    UUID: UUID,
}


def to_json(event: Any) -> dict[str, Any]:
    """The fields of a dataclass instance as JSON values."""
    return {field.name: _plain(getattr(event, field.name)) for field in dataclasses.fields(event)}


def from_json(kind: type[T], facts: Mapping[str, Any]) -> T:
    """The instance of dataclass `kind` that `to_json` made `facts` of; fields added since get their defaults."""
    hints = get_type_hints(kind)
    return kind(**{name: _typed(hints[name], raw) for name, raw in facts.items() if name in hints})


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_json(value)
    for kinds, convert in _TO_PLAIN:
        if isinstance(value, kinds):
            return convert(value)
    message = f"an event cannot carry a {type(value).__name__}"
    raise TypeError(message)


_TO_PLAIN: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (enum.Enum, lambda member: member.value),
    ((str, int, float, bool, type(None)), lambda value: value),
    ((date, time), lambda moment: moment.isoformat()),  # a datetime is a date
    ((Decimal, UUID), str),
    ((tuple, list, frozenset), lambda items: [_plain(item) for item in items]),
    (Mapping, lambda items: {str(key): _plain(item) for key, item in items.items()}),
)


def _typed(annotation: Any, raw: Any) -> Any:
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType}:
        return None if raw is None else _typed(_the_other(annotation), raw)
    if origin in {tuple, list, frozenset}:
        return origin(_typed(get_args(annotation)[0], item) for item in raw)
    if origin is dict:
        return {key: _typed(get_args(annotation)[1], item) for key, item in raw.items()}
    return _of_class(annotation, raw) if isinstance(annotation, type) else raw


def _of_class(kind: Any, raw: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        return from_json(cast("type[Any]", kind), raw)
    if issubclass(kind, enum.Enum):
        return cast("Callable[[Any], Any]", kind)(raw)
    convert: Callable[[Any], Any] = _FROM_TEXT.get(kind, _as_it_is)
    return convert(raw)


def _as_it_is(raw: Any) -> Any:
    return raw


def _the_other(annotation: Any) -> Any:
    """`X` of `X | None`; other unions could not be told apart when read back."""
    others = [part for part in get_args(annotation) if part is not type(None)]
    if len(others) != 1:
        message = f"an event field may be one type or None, not {annotation}"
        raise TypeError(message)
    return others[0]
