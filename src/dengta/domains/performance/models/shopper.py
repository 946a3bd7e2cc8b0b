"""Mystery shopper: a library of scenarios, plans that nobody knows but those who make them, and visits."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scenario(models.Model):
    """What a shopper asks for and how, and by what the answer is judged."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    script = models.TextField(max_length=2000)
    # What is looked at, one sentence each, with its weight: [["…", 2], …].
    criteria = models.JSONField()
    retired_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "retired_on"], name="scenario_of_unit")]

    def __str__(self) -> str:
        return self.title


class ShopperPlan(models.Model):
    """Visits that belong together. Whoever is visited by it does not see it, whatever their role (R8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    made_on = models.DateField()
    made_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "-made_on"], name="shopper_plan_of_unit")]

    def __str__(self) -> str:
        return self.title


class ShopperVisit(models.Model):
    """One visit. Until it is closed, only the shopper and those who plan know that there is one."""

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("visit", "Planned")
        HANDED_IN = "handed_in", _("Handed in")
        CLOSED = "closed", pgettext_lazy("review", "Closed")
        CANCELLED = "cancelled", _("Called off")

    class Objection(models.TextChoices):
        NONE = "none", pgettext_lazy("objection", "None")
        OPEN = "open", pgettext_lazy("objection", "Waits for a decision")
        UPHELD = "upheld", pgettext_lazy("objection", "Upheld: the visit does not count")
        REJECTED = "rejected", pgettext_lazy("objection", "Not upheld")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(ShopperPlan, on_delete=models.PROTECT, related_name="visits")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    shopper = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    visit_by = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)
    # As the scenario stood when the visit was planned.
    criteria = models.JSONField()
    # For each criterion 0 to 4, or null where the visit gave no occasion.
    answers = models.JSONField(default=list)
    report = models.TextField(max_length=4000, blank=True)
    visited_on = models.DateField(null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    objection = models.CharField(max_length=10, choices=Objection.choices, default=Objection.NONE)
    objected_on = models.DateField(null=True)
    objection_text = models.TextField(max_length=2000, blank=True)
    decision = models.TextField(max_length=2000, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(target=F("shopper")), name="visit_not_of_oneself"),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(score__isnull=False, closed_on__isnull=False),
                name="visit_closed_with_score",
            ),
            models.CheckConstraint(
                condition=Q(objection="none") | Q(status="closed"), name="visit_objection_to_closed"
            ),
        ]
        indexes = [
            models.Index(fields=["target", "status"], name="visit_of_target"),
            models.Index(fields=["shopper", "status"], name="visit_of_shopper"),
            models.Index(fields=["unit", "status"], name="visit_of_unit"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class VisitEvidence(models.Model):
    """A picture that the shopper brought along: drawn anew, under a name that says nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(ShopperVisit, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "position"], name="visit_evidence_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"evidence {self.position}"
