"""The calculators of the house: what each is called, what it asks, and where its answer comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.disputes.forms import contract, pay
from dengta.domains.disputes.forms.fields import CalculatorForm
from dengta.domains.disputes.selectors import answers
from dengta.domains.disputes.selectors.sheets import Answer, Ask


@dataclass(frozen=True)
class Calculator:
    """One calculator. `key` stands in its address and names the kind of what is kept."""

    key: str
    title: str | Promise
    intro: str | Promise
    icon: str
    form: type[CalculatorForm]
    answer: Callable[[dict[str, Any], Ask], Answer]


CALCULATORS = {
    one.key: one
    for one in (
        Calculator(
            "overtime", _("Overtime pay"),
            _("150 % on working days, 200 % on rest days without time off, 300 % on statutory holidays."),
            icon="clock-plus", form=pay.OvertimeForm, answer=answers.overtime,
        ),
        Calculator(
            "comprehensive-hours", _("Overtime under comprehensive hours"),
            _("For posts whose cycle the labour administration approved: hours above the standard of the cycle."),
            icon="calendar-stats", form=pay.ComprehensiveForm, answer=answers.comprehensive_hours,
        ),
        Calculator(
            "annual-leave", _("Paid annual leave"),
            _("Days by years of work, for part of a year, and pay for days that were not taken."), icon="beach",
            form=pay.AnnualLeaveForm, answer=answers.annual_leave,
        ),
        Calculator(
            "severance", _("Severance: N, N + 1, 2N"),
            _("Whether it is due, for how many months, and with which wage."), icon="door-exit",
            form=contract.SeveranceForm, answer=answers.severance,
        ),
        Calculator(
            "double-wage", _("No written contract: double wage"),
            _("From the second month on, for at most eleven months."), icon="file-x",
            form=contract.DoubleWageForm, answer=answers.double_wage,
        ),
        Calculator(
            "probation", _("Probation"), _("How long it may be, what it must pay, and damages where it was too long."),
            icon="hourglass",
            form=contract.ProbationForm, answer=answers.probation,
        ),
        Calculator(
            "deduction", _("Deduction from wages"),
            _("Whether anything may be held back, and how much. Fines have no ground in law."), icon="receipt-off",
            form=pay.DeductionForm, answer=answers.deduction,
        ),
        Calculator(
            "medical-period", _("Medical period"), _("How long illness protects against dismissal, and sick pay."),
            icon="stethoscope",
            form=pay.MedicalPeriodForm, answer=answers.medical_period,
        ),
        Calculator(
            "limitation", _("Time limit of a claim"), _("Until when a claim can be brought to arbitration."),
            icon="calendar-due",
            form=contract.LimitationForm, answer=answers.limitation,
        ),
        Calculator(
            "procedure", _("Dates of a procedure"), _("Mediation, arbitration and court: the date that comes next."),
            icon="gavel",
            form=contract.ProcedureForm, answer=answers.procedure,
        ),
    )
}  # fmt: skip
