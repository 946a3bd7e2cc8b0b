"""Facts from plain data (case files, forms, stored inputs) and answers as plain data. One way in, one way out.

The names in the data are the names of the fields; what a field may hold is what its type says.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dengta.engines.cases import PROSE
from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.text import Text

F = TypeVar("F")
END_OF_DAY = re.compile(r"([T ])24:00(:00)?$")
UNKNOWN = Text("不认识的项目 {name}；可用的有：{known}", "unknown fact {name}; known are: {known}")
MISSED = Text("缺少 {name}", "{name} is missing")
WRONG = Text("{name} 不能是 {raw}", "{name} cannot be {raw}")


def read(kind: type[F], data: Mapping[str, object]) -> F:
    """The facts of this type. Raises FactError for what is missing, unknown or of another kind."""
    types = _types(kind)  # type: ignore[arg-type] # a class is hashable
    unknown = [name for name in data if name not in types and name != PROSE]
    if unknown:
        raise FactError(unknown[0], UNKNOWN.filled({"name": unknown[0], "known": sorted(types)}))
    optional = {field.name for field in fields(kind) if _has_default(field)}  # type: ignore[arg-type] # a dataclass
    given = {
        name: _value(types[name], data[name], name)
        for name in types
        if name in data and not (name in optional and _is_unstated(types[name], data[name]))
    }
    for name in types:
        if name not in given and name not in optional:
            raise FactError(name, MISSED.filled({"name": name}))
    return kind(**given)


def _has_default(field: "Field[object]") -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _is_unstated(kind: Any, raw: object) -> bool:
    """Nothing where the type knows no "nothing": it was not stated, as if the name were not there."""
    return raw is None and NoneType not in get_args(kind)


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
    if kind in WRITTEN:
        return WRITTEN[kind](str(raw))
    if issubclass(kind, Enum):
        return kind(raw)
    if kind is bool or not isinstance(raw, kind):
        raise TypeError
    return raw


def _moment(raw: str) -> datetime:
    """ISO 8601; a day may end at 24:00, which is 00:00 of the next."""
    midnight = END_OF_DAY.search(raw)
    if midnight is None:
        return datetime.fromisoformat(raw)
    return datetime.fromisoformat(raw[: midnight.start()] + midnight[1] + "00:00") + timedelta(days=1)


def _clock(raw: str) -> time:
    return time() if raw in ("24:00", "24:00:00") else time.fromisoformat(raw)


def _amount(raw: str) -> Decimal:
    amount = Decimal(raw.replace(",", ""))
    if not amount.is_finite():
        raise ValueError
    return amount


def _whole(raw: str) -> int:
    number = Decimal(raw)
    if number != int(number):
        raise ValueError
    return int(number)


WRITTEN: dict[type, Callable[[str], object]] = {
    date: date.fromisoformat,
    time: _clock,
    datetime: _moment,
    Decimal: _amount,
    int: _whole,
}


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
