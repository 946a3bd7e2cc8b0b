"""Factors reach the pay of a month because a named person hands them over, never by themselves (R-007)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dengta.domains.goals.models import PayFactor, PayFormula, PayRun
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.policies.covering import own_id
from dengta.domains.goals.selectors.pay import Factor, holding
from dengta.domains.goals.selectors.pay_factors import handed
from dengta.domains.goals.selectors.reckoning import month_end
from dengta.domains.people.models import Account
from dengta.domains.people.selectors.organisation import team_on
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@dataclass(frozen=True)
class ToHand:
    """What is handed over for one person: the factor, and the appraisal it comes from."""

    employee_id: int
    factor: Factor
    source: str
    source_url: str


@transaction.atomic
def hand_factors(*, month: date, factors: Sequence[ToHand], by: Account, now: datetime) -> int:
    """Hand these factors to the pay of a month that is not released. What was handed before is replaced.

    Refused as a whole where a formula takes no factor, or where a month of it is released. Nobody hands over their own,
    and whoever is in no team any more is paid by no formula. Answers for how many people it was.
    """
    month = month.replace(day=1)
    teams = team_on([one.employee_id for one in factors], month_end(month))
    given = [one for one in factors if one.employee_id in teams and one.employee_id != own_id(by)]
    formulas = {unit: _formula(unit, month, by) for unit in sorted({teams[one.employee_id] for one in given})}
    known = {row.employee_id: row for row in handed([one.employee_id for one in given], month).select_for_update()}
    for one in given:
        row = known.get(one.employee_id) or PayFactor(employee_id=one.employee_id, month=month)
        if (row.factor, row.table_id, row.source_url) == (one.factor.factor, one.factor.table_id, one.source_url):
            continue
        row.unit_id, row.factor, row.table_id = teams[one.employee_id], one.factor.factor, one.factor.table_id
        row.source, row.source_url, row.handed_by, row.handed_at = one.source, one.source_url, by, now
        row.save()
    counts = Counter(formulas[teams[one.employee_id]] for one in given)
    for formula, people in counts.items():
        record(by, "goals.factors_handed", formula, month=month, people=people)
    return len(given)


def _formula(unit_id: int, month: date, by: Account) -> PayFormula:
    """The formula that pays this unit in the month, for somebody who reckons it, as long as it can take factors."""
    formula = holding(PayFormula.objects.all(), unit_id, month_end(month))
    if formula is None:
        raise RuleViolation("goals.no_formula", month=month)
    policies.hand.require(by, formula)
    if not formula.takes_factor:
        raise RuleViolation("goals.formula_takes_no_factor", title=formula.title)
    # Locked, so that nobody releases the month between this look at it and the factors.
    runs = formula.runs.select_for_update().filter(month=month)
    if any(run.status == PayRun.Status.RELEASED for run in runs):
        raise RuleViolation("goals.pay_released_already", month=month)
    return formula
