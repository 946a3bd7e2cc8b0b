"""The list of a month: who is paid how much for what, prepared by one, approved by another, received by each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.recognition.models.rewards import Reward


class RewardBudget(models.Model):
    """How much money a unit and all below it may give in a month."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    amount = models.DecimalField(_("amount"), max_digits=11, decimal_places=2)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-month", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="reward_budget_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="reward_budget_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.month:%Y-%m}"


class PayoutList(models.Model):
    """All money rewards of a month in a unit and below it."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("Prepared, waits for approval")
        APPROVED = "approved", _("Approved, handed to pay")
        PAID = "paid", pgettext_lazy("payout", "Paid, receipts open")
        RECEIVED = "received", _("Received by everybody")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    # What the list may come to, by the budget of the unit or of one above, as it stood; empty where nobody set one.
    budget = models.DecimalField(max_digits=11, decimal_places=2, null=True)
    total = models.DecimalField(max_digits=11, decimal_places=2, default=0)
    # Why it is more than the budget.
    over_because = models.CharField(_("why it is above the budget"), max_length=300, blank=True)
    # Of what is approved: whom, how much, which rewards.
    digest = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    paid_on = models.DateField(_("paid on"), null=True)

    class Meta:
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="payout_once_a_month"),
            models.CheckConstraint(
                condition=Q(state="prepared")
                | (Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("prepared_by"))),
                name="payout_approved_by_second",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "approved"]) | Q(paid_on__isnull=False), name="payout_paid_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.month:%Y-%m}"


class PayoutLine(models.Model):
    """What one person is paid with the list, and that they received it."""

    payout = models.ForeignKey(PayoutList, on_delete=models.CASCADE, related_name="lines")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(_("amount"), max_digits=11, decimal_places=2)
    received_at = models.DateTimeField(null=True)
    # What the person says is wrong with it; a receipt later on settles it.
    missing_said = models.CharField(_("what is wrong"), max_length=300, blank=True)
    missing_at = models.DateTimeField(null=True)
    # What whoever prepared or approved the list answers to it, and the day on which it is paid then.
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    pays_on = models.DateField(_("paid on, after a question"), null=True)

    class Meta:
        ordering = ["employee__pinyin", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["payout", "employee"], name="payout_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payout_line_pays"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | (~Q(missing_said="") & ~Q(answer="") & Q(pays_on__isnull=False)),
                name="payout_line_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} in {self.payout_id}"

    @property
    def waits_for_answer(self) -> bool:
        """Whether the person said that something is wrong, and nobody has answered yet."""
        return bool(self.missing_said) and self.answered_at is None and self.received_at is None


class PayoutItem(models.Model):
    """A reward on a list: each is paid once."""

    line = models.ForeignKey(PayoutLine, on_delete=models.CASCADE, related_name="items")
    reward = models.OneToOneField(Reward, on_delete=models.PROTECT, related_name="payout")

    class Meta:
        ordering = ["reward__granted_on", "pk"]

    def __str__(self) -> str:
        return f"{self.reward_id} in {self.line_id}"
