"""What the calculators of the contract and of procedure ask: severance, written contract, probation, deadlines."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dengta.domains.disputes.forms.fields import CalculatorForm, Choice, Choices, Day, Money, Number, Whole, Yes

ENDINGS: Choices = [
    ("mutual_employer_proposed", _("By agreement, proposed by the employer")),
    ("mutual_employee_proposed", _("By agreement, proposed by the employee")),
    ("resignation_30_days", _("The employee resigns with notice")),
    ("art38", _("The employee leaves for the employer's fault (art. 38)")),
    ("art38_unpaid_social_insurance", _("The employee leaves because no social insurance was paid")),
    ("art38_wage_dispute_good_faith", _("The employee leaves over a wage that is disputed in good faith")),
    ("art38_workplace_bullying_duties_removed", _("The employee leaves because of bullying")),
    ("art40", _("Dismissal without fault, with notice (art. 40)")),
    ("art41", _("Layoff for economic reasons (art. 41)")),
    ("art39_serious_breach_lawful", _("Lawful dismissal for a serious breach (art. 39)")),
    ("expiry", _("The fixed term runs out")),
    ("employer_dissolved", _("The employer closes")),
    ("retirement_age_reached_pension_drawn", _("Retirement with a pension")),
    ("illegal", _("Illegal dismissal (2N)")),
]
OFFERS: Choices = [
    ("none", _("No offer")), ("same_or_better", _("The same or better terms")), ("worse", _("Worse terms")),
]  # fmt: skip
EXEMPTIONS: Choices = [
    ("", _("None")),
    ("employee_refused_in_bad_faith", _("The employee refused to sign, in bad faith")),
    ("employee_gross_negligence", _("The employee's gross negligence")),
    ("force_majeure", _("Force majeure")),
    ("statutory_extension", _("The contract was extended by law (illness, pregnancy, nursing)")),
]
FORMS: Choices = [
    ("fixed", _("Fixed term")), ("open_ended", _("Open-ended")), ("task_based", _("Until a task is done")),
]  # fmt: skip
CLAIMS: Choices = [
    ("overtime_pay", _("Overtime pay")),
    ("wage_arrears", _("Unpaid wages")),
    ("unused_leave_pay", _("Pay for unused leave")),
    ("double_wage_surplus", _("Double wage without a written contract")),
    ("economic_compensation", _("Severance")),
    ("illegal_dismissal_compensation", _("Damages for illegal dismissal")),
    ("other", _("Another claim")),
]
INTERRUPTIONS: Choices = [
    ("", _("None")), ("written_demand", _("A written demand")), ("complaint", _("A complaint to an authority")),
    ("promise", _("The employer promised to pay")),
]  # fmt: skip
EVENTS: Choices = [
    ("mediation", _("The mediation committee received the request")),
    ("filed", _("The application for arbitration was filed")),
    ("copy", _("The respondent received the copy of the application")),
    ("accepted", _("The arbitration commission accepted the case")),
    ("award", _("The award was received")),
]
PARTIES: Choices = [("employee", _("Employee")), ("employer", _("Employer"))]


class SeveranceForm(CalculatorForm):
    """N, N + 1, 2N."""

    ending = Choice(label=_("How employment ends"), choices=ENDINGS)
    start = Day(label=_("First day of work"), help_text=_("The first day, also where the contract was signed later."))
    last_day = Day(label=_("Last day of work"))
    avg_wage_12m = Money(
        label=_("Average gross wage of the last 12 months"),
        help_text=_("A month, with bonus, allowances and overtime, before tax and insurance. Example: 8000."),
    )
    last_month_wage = Money(
        label=_("Gross wage of the last month"), required=False, help_text=_("For pay in place of notice (art. 40).")
    )
    notice_given_days = Whole(
        label=_("Days of written notice given"), required=False, help_text=_("For art. 40. Empty: none.")
    )
    offer = Choice(label=_("Where the term runs out: what was offered"), choices=OFFERS, required=False)
    employee_declined = Yes(label=_("The employee declined the offer"))
    local_avg_wage = Money(
        label=_("Local average wage of the year before"), required=False,
        help_text=_("A month. Caps a high wage at three times. Empty: that of the region."),
    )  # fmt: skip
    local_min_wage = Money(label=_("Minimum wage"), required=False, help_text=_("A month. Empty: that of the region."))

    def clean(self) -> dict[str, Any]:
        """Pay in place of notice needs the last wage."""
        data = self.cleaned_data
        if data.get("ending") == "art40" and data.get("last_month_wage") is None:
            self.add_error("last_month_wage", _("Please fill this in: the calculation needs it here."))
        data["offer"] = data.get("offer") or "none"
        return data


class DoubleWageForm(CalculatorForm):
    """The second wage for months without a written contract."""

    hired = Day(label=_("First day of work"))
    signed = Day(
        label=_("Contract signed on"), required=False, help_text=_("Empty: not signed to this day.")
    )  # fmt: skip
    as_of = Day(
        label=_("Counted until"), required=False, help_text=_("Where nothing was signed: today, or the last day.")
    )
    monthly_wage = Money(label=_("Monthly wage"), help_text=_("Example: 8000."))
    exemption = Choice(
        label=_("A reason that lay with the employee or with nobody"), choices=EXEMPTIONS, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Without a signature there must be a day to count to."""
        data = self.cleaned_data
        if data.get("signed") is None and data.get("as_of") is None:
            self.add_error("as_of", _("Please fill this in: the calculation needs it here."))
        return data


class ProbationForm(CalculatorForm):
    """Length and pay of a probation, and damages for one that was too long."""

    contract_form = Choice(label=_("Kind of contract"), choices=FORMS)
    contract_months = Whole(label=_("Months of the fixed term"), required=False, help_text=_("Example: 36."))
    second_probation = Yes(label=_("There was a probation with this employer before"))
    full_wage = Money(label=_("Wage after probation"), required=False, help_text=_("A month. Example: 5000."))
    lowest_same_post_wage = Money(label=_("Lowest wage of the same post"), required=False)
    local_min_wage = Money(label=_("Minimum wage"), required=False, help_text=_("A month. Empty: that of the region."))
    probation_months_agreed = Number(label=_("Months of probation agreed"), required=False)
    probation_months_served = Number(label=_("Months of probation served"), required=False)

    def clean(self) -> dict[str, Any]:
        """A fixed term has a length."""
        data = self.cleaned_data
        if data.get("contract_form") == "fixed" and data.get("contract_months") is None:
            self.add_error("contract_months", _("Please fill this in: the calculation needs it here."))
        return data


class LimitationForm(CalculatorForm):
    """Until when a claim can be brought."""

    claim = Choice(label=_("Claim"), choices=CLAIMS)
    employment_end = Day(
        label=_("Employment ended on"),
        required=False,
        help_text=_("Empty: it goes on. For wages the year runs from here."),
    )
    knew = Day(label=_("Knew of it since"), required=False, help_text=_("Knew or should have known. For other claims."))
    leave_year = Whole(
        label=_("Year of the leave"),
        required=False,
        max_value=2100,
        help_text=_("For pay for unused leave. Example: 2025."),
    )
    interruption = Choice(label=_("What interrupted the year"), choices=INTERRUPTIONS, required=False)
    interrupted_on = Day(label=_("Interrupted on"), required=False)
    filed = Day(label=_("Filed on"), required=False, help_text=_("Where it was filed already: was that in time?"))


class ProcedureForm(CalculatorForm):
    """The next date of a procedure."""

    event = Choice(label=_("What took place"), choices=EVENTS)
    day = Day(label=_("On which day"))
    complex = Yes(label=_("The case is complex, and 15 days more were approved"))
    party = Choice(label=_("Who would go to court"), choices=PARTIES, required=False)
