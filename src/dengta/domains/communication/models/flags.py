"""The flag at a customer who is hard to serve, and how the leader wants the next contact to go."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models.handled import Handled


class CustomerFlag(Handled):
    """An agent asks what to do about a customer; the leader decides, and the decision stands until a day."""

    class Decision(models.TextChoices):
        TAKEOVER = "takeover", _("The leader takes over")
        SCRIPT = "script", _("This is how we speak")
        LIMIT = "limit", _("This is where we stop")

    raised_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # A number or name of the ticket system; `customer` is its key there, where the service room can tell.
    reference = models.CharField(max_length=80)
    customer = models.BigIntegerField(null=True)
    line = models.CharField(max_length=200)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    words = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # The last day on which it stands.
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, ends_on=None)
                | ~Q(decision="") & Q(decided_at__isnull=False, ends_on__isnull=False),
                name="flag_decided_with_an_end",
            )
        ]
        indexes = [
            models.Index(fields=["customer", "ends_on"], name="flag_of_customer", condition=Q(customer__isnull=False)),
            models.Index(fields=["unit", "-created_at"], name="flag_of_unit"),
            models.Index(fields=["due_on"], name="flag_waiting", condition=Q(decision="")),
        ]

    def __str__(self) -> str:
        return self.reference
