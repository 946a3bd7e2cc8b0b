"""What is known of a person before they are asked: dates of the contract, region, figures of local law."""

from datetime import date
from typing import Any

from dengta.domains.people.models import Employee, Employment
from dengta.domains.people.selectors.labour_law import NATIONAL, law_at, region_of
from dengta.engines.labour_law.china.parameters import LOCAL_AVERAGE_WAGE, MINIMUM_WAGE
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.params import Unknown
from dengta.engines.labour_law.periods import ONE_DAY, span

FIGURES = {"local_min_wage": MINIMUM_WAGE, "local_avg_wage": LOCAL_AVERAGE_WAGE}


def known_of(employee: Employee | None, *, on: date) -> dict[str, Any]:
    """First values of the fields of a calculator, by their names. A field that is not known is not there."""
    region = region_of(employee, on=on) if employee is not None else NATIONAL
    known: dict[str, Any] = {"region": region, "as_of": on, **figures_of(law_at(region, on=on), on=on)}
    if employee is None:
        return known
    if employee.hired_on is not None:
        known |= {"start": employee.hired_on, "hired": employee.hired_on}
        known["unit_years"] = round(span(employee.hired_on, on + ONE_DAY).months / 12, 2)
        known["join_date"] = employee.hired_on if employee.hired_on.year == on.year else None
    if employee.left_on is not None:
        known |= {"last_day": employee.left_on, "exit_date": employee.left_on, "employment_end": employee.left_on}
    return {**known, **_terms(employee)}


def figures_of(law: Law, *, on: date) -> dict[str, Any]:
    """The figures of the region that calculators ask for, where they are known."""
    found = {name: law.value(parameter, on=on) for name, parameter in FIGURES.items()}
    return {name: value.value for name, value in found.items() if not isinstance(value, Unknown)}


def _terms(employee: Employee) -> dict[str, Any]:
    """The first contract: probation belongs to it."""
    first = Employment.objects.filter(employee=employee).order_by("valid_from").first()
    if first is None:
        return {}
    forms = {Employment.Term.FIXED: "fixed", Employment.Term.OPEN: "open_ended", Employment.Term.TASK: "task_based"}
    known: dict[str, Any] = {"contract_form": forms[Employment.Term(first.term)], "signed": first.signed_on}
    if first.ends_on is not None:
        known["contract_months"] = span(first.valid_from, first.ends_on + ONE_DAY).months
    if first.probation_ends_on is not None:
        known["probation_months_agreed"] = span(first.valid_from, first.probation_ends_on + ONE_DAY).months
    return known
