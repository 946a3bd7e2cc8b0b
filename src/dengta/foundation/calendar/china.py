"""What is known of China's holidays without asking the database: shipped notices, and the `holidays` package.

Statutory days follow from the regulation and are known for any year. Which other days are swapped is announced once
a year; a year without that notice is never guessed.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import holidays

DATA = Path(__file__).with_name("data") / "china.json"
PACKAGE_LANGUAGES = {"zh-hans": "zh_CN"}
# How the package names the days that stand in for a worked weekend.
SUBSTITUTED = "substituted"
# What the package cannot know: in 2020 the Spring Festival break was prolonged by days of rest that are not statutory
# (国办发明电〔2020〕1号), and as two festivals fell on 1 October, the 4th became statutory (人社厅函〔2020〕135号).
NOT_STATUTORY = frozenset({date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)})
ALSO_STATUTORY = frozenset({date(2020, 10, 4)})


@dataclass(frozen=True, slots=True)
class ChinaYear:
    """One year: statutory days (triple pay), other days of the holiday breaks, weekend days worked instead."""

    statutory: frozenset[date]
    rest: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()
    announced: bool = False


@cache
def china_year(year: int) -> ChinaYear:
    """The year as shipped: our own data first, then the package, and only the statutory days where neither knows."""
    shipped = _shipped().get(str(year))
    if shipped is not None and shipped["rest"] is not None:
        return ChinaYear(
            statutory=_days(year, shipped["statutory"]),
            rest=_days(year, shipped["rest"]),
            makeup=_days(year, shipped["makeup"]),
            announced=True,
        )
    return _from_package(year)


def festival(day: date, *, language: str) -> str:
    """The name of a statutory day ("春节"), or an empty string."""
    if day not in china_year(day.year).statutory:
        return ""
    names = holidays.country_holidays(
        "CN", years=day.year, observed=False, language=PACKAGE_LANGUAGES.get(language, "en_US")
    )
    return str(names.get(day, ""))


def _from_package(year: int) -> ChinaYear:
    bare = holidays.country_holidays("CN", years=year, observed=False, language="en_US")
    full = holidays.country_holidays("CN", years=year, language="en_US")
    swapped = frozenset(day for day, name in bare.items() if SUBSTITUTED in name)
    also = frozenset(day for day in ALSO_STATUTORY if day.year == year)
    statutory = frozenset(bare) - swapped - NOT_STATUTORY | also
    if not swapped:
        return ChinaYear(statutory=statutory)
    return ChinaYear(
        statutory=statutory,
        rest=frozenset(full) - statutory,
        makeup=frozenset(day for day in full.weekend_workdays if day.year == year),
        announced=True,
    )


def _days(year: int, month_days: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{month_day}") for month_day in month_days)


@cache
def _shipped() -> dict[str, dict[str, list[str]]]:
    years: dict[str, dict[str, list[str]]] = json.loads(DATA.read_text(encoding="utf-8"))["years"]
    return years
