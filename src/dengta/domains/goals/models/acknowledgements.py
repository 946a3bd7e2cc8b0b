"""Acknowledgements: that a person knows their target, and what they say to it."""

from django.db import models
from django.db.models import Q


class Acknowledgement(models.Model):
    """A person is asked to read their target of a version. A note or an objection is heard and blocks nothing."""

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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "employee"], name="acknowledgement_once"),
            models.CheckConstraint(
                condition=Q(objects_to_it=False) | Q(given_at__isnull=False) & ~Q(note=""),
                name="acknowledgement_objection_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["version", "unit"], name="acknowledgement_of_team"),
            models.Index(fields=["due_on"], condition=Q(given_at__isnull=True), name="acknowledgement_open"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} of version {self.version_id}"
