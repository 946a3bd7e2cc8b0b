"""Tasks handed over with the authority they need."""

from django.db import models


class Delegation(models.Model):
    """A task with named rights, from its giver to somebody of the group, until a day.

    The rights themselves lie where access reads them (`loan`); here stands what they are for.
    """

    giver = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="delegations")
    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="delegations", related_query_name="delegated"
    )
    task = models.CharField(max_length=200)
    # Names of what was lent, as `people.services.lending` knows them.
    lent = models.JSONField(default=list)
    limits = models.CharField(max_length=300, blank=True)
    loan = models.ForeignKey("people.RightsLent", null=True, on_delete=models.SET_NULL, related_name="+")
    starts_on = models.DateField()
    # The last day on which the rights hold.
    ends_on = models.DateField()
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="delegation_dates"),
            models.CheckConstraint(condition=~models.Q(giver=models.F("employee")), name="delegation_to_another"),
        ]
        indexes = [models.Index(fields=["unit", "starts_on"], name="delegation_of_unit")]

    def __str__(self) -> str:
        return f"{self.task} of {self.giver_id} to {self.employee_id}"
