"""From the text of a cell to a value of the field's kind."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from dengta.foundation.imports.dates import plain, read_date, read_moment, read_time
from dengta.foundation.imports.targets import Field

# What other programs write into a cell that is empty.
EMPTY = frozenset({"", "NULL", "null", "\\N", "#N/A"})
EMPTY_VALUE = EMPTY | {"-", "--", "—", "N/A", "n/a", "NaN", "nan", "None", "none", "NaT"}
YES = frozenset({"1", "y", "yes", "true", "t", "是", "有", "对", "√", "已", "真"})
NO = frozenset({"0", "n", "no", "false", "f", "否", "无", "没有", "×", "未", "假"})

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):(\d{2})(?:\.\d+)?")
_WORDS = re.compile(
    r"(?:(\d+)\s*(?:h|小时|时)[a-z]*)?\s*(?:(\d+)\s*(?:m|分钟|分)[a-z]*)?\s*(?:(\d+)\s*(?:s|秒)[a-z]*)?", re.IGNORECASE
)
GUARDED = "=+-@＝＋－＠\t\r\n"  # what exports put an apostrophe in front of


class Unreadable(ValueError):
    """The cell does not hold a value of this kind; `code` has a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Read = Callable[[str], Any]


def reader_for(field: Field, *, date_format: str, zone: ZoneInfo) -> Read:
    """The function that reads cells of `field`. It answers None for an empty cell and raises Unreadable."""
    read = _READERS[field.kind](field, date_format, zone)
    empty = EMPTY if field.kind == "text" else EMPTY_VALUE
    code = f"imports.not_{field.kind}"

    def read_cell(cell: str) -> Any:
        text = cell.strip()
        try:
            return None if text in empty else read(text)
        except Unreadable:
            raise
        except (ValueError, OverflowError, InvalidOperation) as unreadable:
            raise Unreadable(code) from unreadable

    return read_cell


def _text(field: Field, _format: str, _zone: ZoneInfo) -> Read:
    longest = field.max_length

    def read(text: str) -> str:
        if text[0] == "'" and text[1:2] in GUARDED:
            text = text[1:]
        if len(text) > longest:
            raise Unreadable("imports.text_too_long")
        return text

    return read


def _number(text: str) -> Decimal:
    text = plain(text).replace(" ", "")
    share = text.endswith("%")
    digits = text.rstrip("%")
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    value = Decimal(digits)
    if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        raise ValueError(text)
    return value / 100 if share else value


@lru_cache(maxsize=8192)
def _whole(text: str) -> int:
    value = _number(text)
    if value != int(value):
        raise ValueError(text)
    return int(value)


@lru_cache(maxsize=8192)
def _seconds(text: str) -> int:
    """Seconds, "mm:ss", "hh:mm:ss", "2m 5s" or "2分5秒" as whole seconds, halves rounded up."""
    text = plain(text)
    if matched := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in matched.groups())
        return hours * 3600 + minutes * 60 + seconds
    if (matched := _WORDS.fullmatch(text)) and any(matched.groups()):
        hours, minutes, seconds = (int(part or 0) for part in matched.groups())
        return hours * 3600 + minutes * 60 + seconds
    value = _number(text)
    if value < 0:
        raise Unreadable("imports.negative_duration")
    return int(value + Decimal("0.5"))


def _yes_or_no(field: Field, _format: str, _zone: ZoneInfo) -> Read:
    words = {fold(word): key == "yes" for key, words in field.choices.items() for word in words}
    known = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)

    def read(text: str) -> bool:
        word = plain(text).casefold()
        found = known.get(word, words.get(fold(text)))
        if found is None:
            raise ValueError(text)
        return found

    return read


def _email(text: str) -> str:
    text = plain(text)
    if not _EMAIL.fullmatch(text):
        raise ValueError(text)
    return text.lower()


def _choice(field: Field, _format: str, _zone: ZoneInfo) -> Read:
    known = {fold(word): key for key, words in field.choices.items() for word in (key, *words)}

    def read(text: str) -> str:
        try:
            return known[fold(text)]
        except KeyError as unknown:
            raise Unreadable("imports.unknown_choice") from unknown

    return read


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` as it is compared: width, case, spaces, hyphens and underscores do not matter."""
    return re.sub(r"[\s_\-./()（）:：]+", "", plain(text)).casefold()


def _moment(_field: Field, date_format: str, zone: ZoneInfo) -> Read:
    return lambda text: read_moment(plain(text), date_format, zone)


def _date(_field: Field, date_format: str, _zone: ZoneInfo) -> Read:
    return lambda text: read_date(plain(text), date_format)


def _simple(read: Read) -> Callable[[Field, str, ZoneInfo], Read]:
    return lambda _field, _format, _zone: read


_READERS: dict[str, Callable[[Field, str, ZoneInfo], Read]] = {
    "text": _text,
    "email": _simple(_email),
    "integer": _simple(_whole),
    "decimal": _simple(_number),
    "duration": _simple(_seconds),
    "boolean": _yes_or_no,
    "choice": _choice,
    "datetime": _moment,
    "date": _date,
    "time": _simple(lambda text: read_time(plain(text))),
}


# --- values in staged rows: JSON knows neither moments nor decimals -----------------------------------

_AS_TEXT = frozenset({"datetime", "date", "time", "decimal"})
_BACK: dict[str, Read] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "decimal": Decimal,
}


def packers(kinds: list[str]) -> list[Read | None]:
    """For each kind the function that makes its values fit for JSON; None where they are already."""
    return [_pack if kind in _AS_TEXT else None for kind in kinds]


def unpackers(kinds: list[str]) -> list[Read | None]:
    """The way back."""
    return [_BACK.get(kind) for kind in kinds]


def _pack(value: Any) -> str:
    return str(value) if isinstance(value, Decimal) else value.isoformat()
