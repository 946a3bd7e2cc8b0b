"""What was backed up, and when."""

from django.db import models


class Backup(models.Model):
    """One archive that was made of this installation, or put back into it."""

    class Kind(models.TextChoices):
        TAKEN = "taken"
        RESTORED = "restored"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    file = models.CharField(max_length=500)
    rows = models.PositiveBigIntegerField()
    bytes = models.PositiveBigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "at"], name="backup_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M} {self.file}"
