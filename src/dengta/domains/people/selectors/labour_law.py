"""The law as this installation knows it, for the engine: notices, regional figures and answers to open questions."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.translation import get_language

from dengta.domains.people.models import Employee, Membership, UnitClosure
from dengta.engines.labour_law.calendar import Calendar, HolidayYear
from dengta.engines.labour_law.china import PARAMETERS, REGIONS, SWITCHES, VALUES
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.params import DatedValue, region_chain
from dengta.foundation.calendar.china import ChinaYear, china_year
from dengta.foundation.calendar.days import years_known
from dengta.foundation.settings.models import RegionalValue

NATIONAL = "CN"
FIGURE, ANSWER = "law.figure.", "law.answer."


def law_at(region: str, *, on: date) -> Law:
    """The law of a region as of a day. One query, and one for each year whose holidays a rule asks for."""
    rows = RegionalValue.objects.filter(name__startswith="law.").order_by("valid_from", "pk")
    figures, answers = list(VALUES), {}
    chain = list(region_chain(region))
    found: dict[str, list[RegionalValue]] = defaultdict(list)
    for row in rows:
        found[row.name].append(row)
    for parameter in PARAMETERS:
        figures += [_dated(row, parameter.name) for row in found[FIGURE + parameter.name]]
    for switch in SWITCHES:
        if (answer := _answer(found[ANSWER + switch.key], chain, on)) is not None:
            answers[switch.key] = answer
    return Law(region=region, calendar=calendar_here(), answers=answers, values=tuple(figures))


def _dated(row: RegionalValue, parameter: str) -> DatedValue:
    return DatedValue(parameter, row.region, Decimal(row.value), row.valid_from, row.source, row.valid_to)


def _answer(rows: list[RegionalValue], chain: list[str], on: date) -> str | None:
    """What the nearest region decided last, as of the day."""
    holds = [row for row in rows if row.valid_from <= on and (row.valid_to is None or on < row.valid_to)]
    for place in chain:
        here = [row for row in holds if row.region == place]
        if here:
            return here[-1].value
    return None


def calendar_here() -> Calendar:
    """Holidays as shipped, with the notices entered here; each year is looked up once."""
    known: dict[int, HolidayYear] = {}

    def year_of(year: int) -> HolidayYear:
        if year not in known:
            known[year] = _year(years_known([year])[year])
        return known[year]

    return Calendar(year_of)


def shipped_calendar() -> Calendar:
    """Holidays as shipped alone, without asking a database: for case files."""
    return Calendar(lambda year: _year(china_year(year)))


def _year(year: ChinaYear) -> HolidayYear:
    return HolidayYear(year.statutory, year.rest, year.makeup, announced=year.announced)


def region_of(employee: Employee, *, on: date) -> str:
    """The region whose law holds where somebody works: of their unit or the nearest above that names one. One query."""
    home = Membership.objects.on(on).filter(employee=employee).values("unit_id")
    nearest = (
        UnitClosure.objects.on(on)
        .filter(descendant__in=home)
        .exclude(ancestor__region="")
        .order_by("depth")
        .values_list("ancestor__region", flat=True)
        .first()
    )
    return nearest or NATIONAL


def region_choices() -> list[tuple[str, str]]:
    """The regions of the pack, with their names in the language of the reader."""
    language = get_language() or settings.LANGUAGE_CODE
    return [(code, name.said(language)) for code, name in REGIONS.items()]
