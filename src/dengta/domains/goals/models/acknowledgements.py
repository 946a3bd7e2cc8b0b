"""Acknowledgements: that a person knows their target, and what they say to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Acknowledgement(models.Model):
    """A person is asked to read their target of a version. A note or an objection is heard and blocks nothing.

    Whoever has no account is told it, and a leader writes down that they agreed: `told_by` is then set, with a witness
    or the signature on the printed sheet. An own click has none of these.
    """

    class Occasion(models.TextChoices):
        STAND_UP = "stand_up", _("At a stand-up")
        ONE_ON_ONE = "one_on_one", _("In a 1:1")

    class Proof(models.TextChoices):
        WITNESS = "witness", _("Somebody was there and heard it")
        SIGNED = "signed", _("The person signed the printed sheet")

    version = models.ForeignKey("goals.GoalVersion", on_delete=models.CASCADE, related_name="acknowledgements")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # The team in which the target is theirs.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # The first day of what it is about: by then it should be read.
    due_on = models.DateField()
    given_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)
    objects_to_it = models.BooleanField(default=False)
    # What the leader says to an objection.
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    # Only of who was told: by whom, when and where, and what proves it.
    told_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True)
    occasion = models.CharField(max_length=10, choices=Occasion.choices, blank=True)
    proof = models.CharField(max_length=8, choices=Proof.choices, blank=True)
    witness = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "employee"], name="acknowledgement_once"),
            models.CheckConstraint(
                condition=Q(objects_to_it=False) | Q(given_at__isnull=False) & ~Q(note=""),
                name="acknowledgement_objection_says_why",
            ),
            models.CheckConstraint(
                condition=Q(told_by=None, told_on=None, occasion="", proof="", witness=None)
                | Q(told_by__isnull=False, told_on__isnull=False, given_at__isnull=False)
                & ~Q(occasion="")
                & (Q(proof="witness", witness__isnull=False) | Q(proof="signed", witness=None)),
                name="acknowledgement_on_paper_is_proved",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "unit"], name="acknowledgement_of_team"),
            models.Index(fields=["due_on"], condition=Q(given_at__isnull=True), name="acknowledgement_open"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} of version {self.version_id}"
