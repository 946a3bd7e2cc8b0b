"""What somebody has to answer by a day: suggestions, reports, flags."""

from django.db import models


class Handled(models.Model):
    """Waits for one person's answer until the end of `due_on`; let pass, it goes to the next level, once."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    # Whose turn it is; nobody where the author has no leader.
    holder = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
