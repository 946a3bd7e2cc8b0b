"""What was taken out: one row per export, so that every file can be traced to who made it and when."""

from django.conf import settings
from django.db import models


class Export(models.Model):
    """A file that was made from a list. Its number stands in the properties of the workbook."""

    name = models.CharField(max_length=80)
    format = models.CharField(max_length=4)
    rows = models.PositiveIntegerField()
    # Null: from the shell of the server.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["by", "at"], name="export_by_whom")]

    def __str__(self) -> str:
        return f"{self.name}.{self.format} #{self.pk}"
