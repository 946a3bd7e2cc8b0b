"""Facts from plain data (case files, forms, stored inputs) and answers as plain data. One way in, one way out.

The names in the data are the names of the fields; what a field may hold is what its type says.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.text import Text

F = TypeVar("F")
# Written by people for people; never read as a fact.
PROSE = "note"
UNKNOWN = Text("不认识的项目 {name}；可用的有：{known}", "unknown fact {name}; known are: {known}")
MISSED = Text("缺少 {name}", "{name} is missing")
WRONG = Text("{name} 不能是 {raw}", "{name} cannot be {raw}")


def read(kind: type[F], data: Mapping[str, object]) -> F:
    """The facts of this type. Raises FactError for what is missing, unknown or of another kind."""
    types = _types(kind)  # type: ignore[arg-type] # a class is hashable
    unknown = [name for name in data if name not in types and name != PROSE]
    if unknown:
        raise FactError(unknown[0], UNKNOWN.filled({"name": unknown[0], "known": sorted(types)}))
    given = {name: _value(types[name], data[name], name) for name in types if name in data}
    for field in fields(kind):  # type: ignore[arg-type] # every type of facts is a dataclass
        if field.name not in given and field.default is MISSING and field.default_factory is MISSING:
            raise FactError(field.name, MISSED.filled({"name": field.name}))
    return kind(**given)


@cache
def _types(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _value(kind: Any, raw: object, name: str) -> object:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), raw, name)
    if origin is tuple:
        if not isinstance(raw, list | tuple):
            raise _wrong(name, raw)
        return tuple(_value(get_args(kind)[0], one, name) for one in raw)
    if is_dataclass(kind):
        if not isinstance(raw, Mapping):
            raise _wrong(name, raw)
        return read(kind, raw) if isinstance(kind, type) else None
    return _simple(kind, raw, name)


def _one_of(kinds: tuple[Any, ...], raw: object, name: str) -> object:
    if raw is None and NoneType in kinds:
        return None
    for kind in kinds:
        if kind is not NoneType:
            try:
                return _value(kind, raw, name)
            except FactError:
                continue
    raise _wrong(name, raw)


def _simple(kind: type, raw: object, name: str) -> object:
    if isinstance(raw, kind) and isinstance(raw, bool) == (kind is bool) and type(raw) is not datetime:
        return raw
    try:
        return _converted(kind, raw)
    except (ValueError, TypeError, InvalidOperation) as problem:
        raise _wrong(name, raw) from problem


def _converted(kind: type, raw: object) -> object:
    if isinstance(raw, bool) or raw is None:
        raise TypeError
    if kind in (date, datetime, time):
        return kind.fromisoformat(str(raw))
    if kind is Decimal:
        amount = Decimal(str(raw).replace(",", ""))
        if not amount.is_finite():
            raise ValueError
        return amount
    if kind is int:
        return _whole(raw)
    if issubclass(kind, Enum):
        return kind(raw)
    if kind is bool or not isinstance(raw, kind):
        raise TypeError
    return raw


def _whole(raw: object) -> int:
    number = Decimal(str(raw))
    if number != int(number):
        raise ValueError
    return int(number)


def _wrong(name: str, raw: object) -> FactError:
    return FactError(name, WRONG.filled({"name": name, "raw": repr(raw)}))


def written(value: object) -> Any:
    """An answer as plain data: dataclasses as mappings, numbers as strings, members of an enumeration by value."""
    if is_dataclass(value) and not isinstance(value, type):
        more = value.more() if hasattr(value, "more") else {}
        return {field.name: written(getattr(value, field.name)) for field in fields(value)} | more
    if isinstance(value, tuple | list | frozenset):
        return [written(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value if value is None or isinstance(value, bool | int | str) else _figure(value)


def _figure(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
