"""The checklist of the first weeks: culture, rule book, signatures, tools."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models.bilingual import Versioned
from dengta.domains.people.models.employees import Employee
from dengta.foundation.access import Role


class OnboardingItem(Versioned):
    """An item of the template; with a role it is only for people who hold it."""

    class Kind(models.TextChoices):
        CULTURE = "culture", _("Culture")
        RULE_BOOK = "rule_book", _("Rule book")
        SIGNATURE = "signature", _("Signature")
        TOOLS = "tools", _("Tools and access")
        PRACTICE = "practice", _("Practice")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    role = models.CharField(_("only for"), max_length=20, choices=Role.choices, blank=True)
    # Signed by the person themself, with their name; otherwise ticked by whoever leads them.
    signed = models.BooleanField(_("the person reads and signs it"), default=False)
    blocks = models.BooleanField(_("keeps the queue closed until it is done"), default=True)
    days = models.PositiveSmallIntegerField(_("days to do it"), default=7)


class OnboardingStep(models.Model):
    """One item for one person; where the item says so, it keeps them out of the queue until it is done."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="onboarding_steps")
    item = models.ForeignKey(OnboardingItem, on_delete=models.PROTECT, related_name="steps")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("people.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signature = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "item"], name="onboarding_step_once")]
        indexes = [
            models.Index(fields=["employee"], condition=models.Q(done_at__isnull=True), name="onboarding_open_steps")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} of {self.employee_id}"
