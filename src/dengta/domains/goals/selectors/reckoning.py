"""A formula applied to the figures of some people in a month: the coefficient of each, part by part, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dengta.domains.goals.models import FormulaPart, PayFormula, SlipLine
from dengta.domains.goals.selectors.scoring import NOTHING, Reading, of_people, of_units, rows_url, score_of
from dengta.engines.pay import ONE, Steps, combined, looked_up

Basis = SlipLine.Basis
Readings = Mapping[int, Mapping[str, Reading]]


@dataclass(frozen=True)
class Line:
    """One part for one person."""

    part: FormulaPart
    basis: str
    shown: Reading
    n: int
    minimum: int
    score: float | None
    coefficient: Decimal
    rows_url: str


@dataclass(frozen=True)
class Reckoned:
    """The coefficient of one person and how it came about."""

    employee_id: int
    unit_id: int
    coefficient: Decimal
    uncapped: Decimal
    lines: Sequence[Line]


def table_of(part: FormulaPart) -> Steps:
    """The table of a part as numbers."""
    return [(Decimal(str(score)), Decimal(str(coefficient))) for score, coefficient in part.steps]


def month_end(month: date) -> date:
    """The last day of the month that begins on this day."""
    return (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def reckon(formula: PayFormula, people: Mapping[int, int], month: date, *, today: date) -> list[Reckoned]:
    """The coefficients of these people (id → team) in a month. A constant number of queries."""
    parts = list(formula.parts.order_by("-weight", "pk"))
    kpis, end = [part.kpi for part in parts], month_end(month)
    own = of_people(list(people), kpis, month, end, today=today)
    teams = of_units(kpis, month, end, today=today) if formula.small_sample == PayFormula.Small.TEAM else {}
    found = []
    for employee_id, unit_id in people.items():
        lines = [_line(part, employee_id, unit_id, own, teams, (month, end)) for part in parts]
        weighed = [(part.weight, line.coefficient) for part, line in zip(parts, lines, strict=True)]
        coefficient, uncapped = combined(weighed, low=formula.cap_low, high=formula.cap_high)
        found.append(Reckoned(employee_id, unit_id, coefficient, uncapped, lines))
    return found


def _line(  # noqa: PLR0917 - one person among all readings
    part: FormulaPart, employee_id: int, unit_id: int, own: Readings, teams: Readings, period: tuple[date, date]
) -> Line:
    """The own value where its sample is large enough; else that of the team, where the formula says so; else 1."""
    mine = own.get(employee_id, {}).get(part.kpi, NOTHING)
    of_team = teams.get(unit_id, {}).get(part.kpi, NOTHING)
    minimum = mine.minimum or of_team.minimum
    if mine.solid:
        basis, shown, url = Basis.OWN, mine, rows_url(part.kpi, *period, agent=employee_id)
    elif of_team.solid:
        basis, shown, url = Basis.TEAM, of_team, rows_url(part.kpi, *period, unit=unit_id)
    else:
        url = rows_url(part.kpi, *period, agent=employee_id)
        return Line(part, Basis.NEUTRAL, mine, mine.n, minimum, None, ONE, url)
    assert shown.value is not None
    score = score_of(shown.value, baseline=part.baseline, target=part.target)
    return Line(part, basis, shown, mine.n, minimum, score, looked_up(score, table_of(part)), url)
