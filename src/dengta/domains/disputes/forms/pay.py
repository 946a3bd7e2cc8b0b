"""What the calculators of pay ask: overtime, leave, deductions, sick leave."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from dengta.domains.disputes.forms.fields import CalculatorForm, Choice, Choices, Day, Money, Number, Yes

HOURS_OF_A_MONTH = 31 * 24
# Days of eight hours: 248 a year, 62 a quarter, 20.67 a month (人社部发〔2025〕2号), five a week.
STANDARDS = {"week": Decimal(40), "month": Decimal("165.36"), "quarter": Decimal(496), "year": Decimal(1984)}
SYSTEMS: Choices = [("standard", _("Standard hours")), ("irregular", _("Irregular hours (approved post)"))]
CYCLES: Choices = [
    ("week", _("A week")), ("month", _("A month")), ("quarter", _("A quarter")), ("year", _("A year")),
]  # fmt: skip
SITUATIONS: Choices = [
    ("whole_year", _("There the whole year")), ("joined", _("Joined during the year")), ("leaving", _("Leaving")),
]  # fmt: skip
BASES: Choices = [
    ("contract_loss_clause", _("Loss through own fault, with a clause in the contract")),
    ("handbook_only_no_contract_clause", _("Loss, with a clause in the rule book alone")),
    ("customer_compensation_paid_by_company", _("Compensation that the company paid to a customer")),
    ("fine_late_arrival", _("A fine, for lateness for instance")),
    ("absence", _("Hours that were not worked")),
    ("kpi_rule_published", _("Performance pay under a published rule")),
]


class OvertimeForm(CalculatorForm):
    """Overtime under standard or irregular hours."""

    needs = ("local_min_wage",)
    contract_monthly_wage = Money(
        label=_("Monthly wage of the contract"), help_text=_("As agreed, before deductions. Example: 6000.")
    )
    agreed_overtime_base = Money(
        label=_("Agreed overtime base"), required=False,
        help_text=_("Only where another amount was agreed. A lower one than the wage does not count."),
    )  # fmt: skip
    local_min_wage = Money(
        label=_("Minimum wage"), required=False, help_text=_("A month. Empty: that of the region, where it is known.")
    )
    worktime_system = Choice(label=_("System of hours"), choices=SYSTEMS)
    weekday_hours = Number(
        label=_("Hours beyond the day's standard, on working days"), required=False,
        help_text=_("Hours after the eighth, of the whole month. Example: 10."), max_value=HOURS_OF_A_MONTH,
    )  # fmt: skip
    rest_day_hours = Number(
        label=_("Hours on own rest days"), required=False,
        help_text=_("Rest days are those of the own roster, not always Saturday and Sunday."),
        max_value=HOURS_OF_A_MONTH,
    )  # fmt: skip
    lieu_hours = Number(
        label=_("Of these, made good with time off"), required=False,
        help_text=_("Only rest days can be made good with time off."),
    )  # fmt: skip
    statutory_hours = Number(
        label=_("Hours on statutory holidays"), required=False, max_value=HOURS_OF_A_MONTH,
        help_text=_("The 13 days of the year, also where they were an ordinary shift."),
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """There are hours, and no more time off than hours it makes good."""
        data = self.cleaned_data
        hours = [data.get(name) for name in ("weekday_hours", "rest_day_hours", "statutory_hours")]
        if not any(hours) and not self.errors:
            self.add_error("weekday_hours", _("Please say how many hours, on at least one kind of day."))
        if (data.get("lieu_hours") or 0) > (data.get("rest_day_hours") or 0):
            self.add_error("lieu_hours", _("This is more time off than hours on rest days."))
        return data


class ComprehensiveForm(CalculatorForm):
    """Hours of an approved cycle."""

    approved = Yes(
        label=_("The labour administration has approved comprehensive hours for this post"),
        help_text=_("An approval of the post, not a form that the employee signed."),
    )
    monthly_base = Money(label=_("Monthly wage of the contract"))
    cycle = Choice(label=_("Cycle"), choices=CYCLES, initial="quarter")
    cycle_standard_hours = Number(
        label=_("Standard hours of the cycle"), required=False,
        help_text=_("Empty: a week 40, a month 165.36, a quarter 496, a year 1,984."),
    )  # fmt: skip
    actual_hours = Number(label=_("Hours worked in the cycle"), help_text=_("All of them, holidays included."))
    statutory_holiday_hours = Number(label=_("Of these, on statutory holidays"), required=False, initial=0)

    def facts(self) -> dict[str, object]:
        """With the standard of the cycle where none was given."""
        facts = super().facts()
        return {**facts, "cycle_standard_hours": facts["cycle_standard_hours"] or STANDARDS[str(facts["cycle"])]}


class AnnualLeaveForm(CalculatorForm):
    """Days of annual leave, and pay for those not taken."""

    cumulative_years = Number(
        label=_("Years of work in the whole career"),
        help_text=_("With all employers together. Insurance records or earlier contracts prove them. Example: 9.5."),
    )
    continuous_12_months = Yes(label=_("Has worked for 12 months without a gap, wherever"), initial=True)
    situation = Choice(label=_("This year"), choices=SITUATIONS)
    join_date = Day(label=_("Joined on"), required=False, help_text=_("Where that was in the year in question."))
    exit_date = Day(label=_("Last day of work"), required=False)
    taken = Number(label=_("Days taken this year"), required=False, help_text=_("Where somebody is leaving."))
    unused_days = Number(
        label=_("Days left unused"), required=False, help_text=_("Of a year that is over, where somebody stays.")
    )
    wage = Money(
        label=_("Average monthly wage, without overtime"), required=False,
        help_text=_("Of the last twelve months, overtime pay left out. Needed where days are paid."),
    )  # fmt: skip
    waived = Yes(
        label=_("The employee wrote, for own reasons, not to take them"),
        help_text=_("Silence is no waiver, and a clause of the rule book is none."),
    )

    def clean(self) -> dict[str, object]:
        """Dates and wage where the situation needs them."""
        data = self.cleaned_data
        needed = {"joined": ["join_date"], "leaving": ["exit_date"]}.get(data.get("situation", ""), [])
        if data.get("unused_days"):
            needed.append("wage")
        for name in needed:
            if data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("Please fill this in: the calculation needs it here."))
        return data


class DeductionForm(CalculatorForm):
    """What may be held back from a month's wage."""

    needs = ("local_min_wage",)
    basis = Choice(label=_("Why something is to be held back"), choices=BASES)
    month_wage = Money(label=_("Wage of that month"), help_text=_("Before deductions. Example: 5000."))
    local_min_wage = Money(
        label=_("Minimum wage"), required=False, help_text=_("A month. Empty: that of the region, where it is known.")
    )
    loss = Money(label=_("Loss or amount"), required=False)
    employee_fault = Yes(label=_("The employee caused it through own fault"))
    hours_absent_unpaid = Number(
        label=_("Hours absent"), required=False, max_value=HOURS_OF_A_MONTH, help_text=_("Only for hours not worked.")
    )
    bonus_earned = Money(
        label=_("Performance pay earned"), required=False, help_text=_("Only for performance pay: what the rule gives.")
    )
    variable_bonus = Money(label=_("Performance pay at 100 %"), required=False)

    def facts(self) -> dict[str, object]:
        """Without performance pay where that is not the question."""
        facts = super().facts()
        if facts["basis"] == "fine_late_arrival":
            facts["amount"] = facts.pop("loss")
        return facts


class MedicalPeriodForm(CalculatorForm):
    """How long illness protects."""

    total_work_years = Number(label=_("Years of work in the whole career"), help_text=_("Example: 12."))
    unit_years = Number(label=_("Of these, with this employer"), help_text=_("Example: 3.5."))
    local_min_wage = Money(label=_("Minimum wage"), required=False, help_text=_("A month. Gives the least sick pay."))
