"""Performance pay: the published formula, months reckoned by it, and the published table of factors."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models.published import Measured, Published
from dengta.foundation.secrets import EncryptedText


class PayFormula(Published):
    """Coefficient × base: parts with weight and table, caps, and what happens where the sample is small."""

    class Small(models.TextChoices):
        TEAM = "team", _("The value of the team counts instead")
        NEUTRAL = "neutral", _("The part counts with coefficient 1")

    cap_low = models.DecimalField(max_digits=4, decimal_places=2)
    cap_high = models.DecimalField(max_digits=4, decimal_places=2)
    small_sample = models.CharField(max_length=10, choices=Small.choices, default=Small.TEAM)
    # Whether a factor that was handed over from an appraisal multiplies the sum of the parts, within the caps.
    takes_factor = models.BooleanField(default=False)
    # What the performance pay of a month may cost in all.
    budget = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta(Published.Meta):
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cap_low__gte=0, cap_low__lte=1, cap_high__gte=1), name="payformula_caps_hold_one"
            ),
        ]


class FormulaPart(Measured):
    """One part of a formula: a KPI whose score is looked up in a table of coefficients."""

    formula = models.ForeignKey(PayFormula, on_delete=models.CASCADE, related_name="parts")
    # [[score from which it holds, coefficient as text], …], rising, the first from 0.
    steps = models.JSONField()

    class Meta(Measured.Meta):
        constraints = [
            *Measured.Meta.constraints,
            models.UniqueConstraint(fields=["formula", "kpi"], name="formulapart_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} of {self.formula_id}"


class FactorTable(Published):
    """Which ability plan and which factor of variable pay a final appraisal score leads to (R-007)."""

    class Meta(Published.Meta):
        pass


class FactorStep(models.Model):
    """From this score on: the factor, and what is done for the person's ability."""

    table = models.ForeignKey(FactorTable, on_delete=models.CASCADE, related_name="steps")
    from_score = models.DecimalField(max_digits=5, decimal_places=2)
    factor = models.DecimalField(max_digits=4, decimal_places=2)
    ability_plan = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "from_score"], name="factorstep_once"),
            models.CheckConstraint(condition=Q(factor__gte=0), name="factorstep_is_no_fine"),
            models.CheckConstraint(condition=Q(from_score__gte=0, from_score__lte=100), name="factorstep_is_score"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} from {self.from_score}"


class PayFactor(models.Model):
    """The factor of a published table that somebody handed to the pay of a month, and the appraisal it comes from."""

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    factor = models.DecimalField(max_digits=4, decimal_places=2)
    table = models.ForeignKey(FactorTable, on_delete=models.PROTECT, related_name="+")
    # What it comes from, in a word and an address: the rooms that appraise stand above this one.
    source = models.CharField(max_length=80)
    source_url = models.CharField(max_length=200)
    handed_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "month"], name="payfactor_once_a_month"),
            models.CheckConstraint(condition=Q(factor__gte=0), name="payfactor_is_no_fine"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} in {self.month:%Y-%m}"


class Simulation(models.Model):
    """What a formula would have paid in the last quarter. `digest` binds it to the content that was simulated."""

    formula = models.ForeignKey(PayFormula, on_delete=models.CASCADE, related_name="simulations")
    start = models.DateField()
    end = models.DateField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # People whose base is not known are in no sum; those of a region without a known minimum wage have no floor.
    without_base = models.PositiveIntegerField(default=0)
    without_floor = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="simulation_dates")]

    def __str__(self) -> str:
        return f"simulation {self.pk} of {self.formula_id}"


class SimulatedPay(models.Model):
    """One person in a simulation: the mean coefficient for who may see figures, the money encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    simulation = models.ForeignKey(Simulation, on_delete=models.CASCADE, related_name="people")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, related_name="+")
    coefficient = models.DecimalField(max_digits=5, decimal_places=3)
    # Money of the whole quarter; empty where the base is not known.
    amount = EncryptedText(blank=True)
    lifted = EncryptedText(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["simulation", "employee"], name="simulatedpay_once")]

    def __str__(self) -> str:
        return f"{self.employee_id} in simulation {self.simulation_id}"


class PayRun(models.Model):
    """The performance pay of a month by one formula; nobody sees their figure before it is released."""

    class Status(models.TextChoices):
        CALCULATED = "calculated", _("Calculated, not released")
        RELEASED = "released", _("Released")

    formula = models.ForeignKey(PayFormula, on_delete=models.PROTECT, related_name="runs")
    month = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CALCULATED)
    made_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    released_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    without_base = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["formula", "month"], name="payrun_once"),
            models.CheckConstraint(
                condition=~Q(status="released")
                | (Q(released_by__isnull=False, released_at__isnull=False) & ~Q(released_by=F("made_by"))),
                name="payrun_released_by_second",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} by {self.formula_id}"


class PaySlip(models.Model):
    """The performance pay of one person in a month, encrypted; its lines say how the coefficient came about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(PayRun, on_delete=models.CASCADE, related_name="slips")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=20)
    coefficient = models.DecimalField(max_digits=5, decimal_places=3)
    # The sum of the parts, times the factor where one was handed over, before the caps.
    uncapped = models.DecimalField(max_digits=5, decimal_places=3)
    factor = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    factor_from = models.ForeignKey(PayFactor, null=True, on_delete=models.PROTECT, related_name="+")
    # Of the month; for who is paid by the hour `rate` × `hours`.
    fixed = EncryptedText()
    rate = EncryptedText(blank=True)
    base = EncryptedText()
    amount = EncryptedText()
    lifted = EncryptedText()
    # What the month must pay by law; empty where a figure of the region or the hours are not known.
    floor = EncryptedText(blank=True)
    floor_known = models.BooleanField()
    # Whether pay is held to the minimum wage of an hour, and how many hours these were.
    by_hour = models.BooleanField(default=False)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    # How the floor was worked out, as the law said it then: {language: {"steps": […], "articles": […]}}.
    floor_said = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "employee"], name="payslip_once"),
            models.CheckConstraint(
                condition=Q(factor=None, factor_from=None) | Q(factor__isnull=False, factor_from__isnull=False),
                name="payslip_factor_from_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} in {self.run_id}"


class SlipLine(Measured):
    """One part of a slip: the value with sample and interval, the score, the coefficient, and what it rests on."""

    class Basis(models.TextChoices):
        OWN = "own", _("Own value")
        TEAM = "team", _("Value of the team, because the own sample is small")
        NEUTRAL = "neutral", _("Coefficient 1, because the sample is small")

    slip = models.ForeignKey(PaySlip, on_delete=models.CASCADE, related_name="lines")
    part = models.ForeignKey(FormulaPart, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    value = models.FloatField(null=True)
    # The own sample, and the smallest that would do; with `basis` team the value is that of the team.
    n = models.PositiveIntegerField()
    minimum = models.PositiveIntegerField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    score = models.FloatField(null=True)
    coefficient = models.DecimalField(max_digits=4, decimal_places=2)
    rows_url = models.CharField(max_length=200)

    class Meta(Measured.Meta):
        constraints = [
            *Measured.Meta.constraints,
            models.UniqueConstraint(fields=["slip", "part"], name="slipline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} of {self.slip_id}"
