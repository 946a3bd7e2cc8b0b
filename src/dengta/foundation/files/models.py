"""Uploaded files: the bytes lie under MEDIA_ROOT with a generated name, the row says what they are."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone


def generated_name(stored: "StoredFile", original: str) -> str:
    """A name that owes nothing to what the uploader called the file."""
    return f"{stored.purpose}/{timezone.now():%Y/%m}/{stored.pk.hex}.bin"


class StoredFile(models.Model):
    """A file somebody uploaded, or that was made for them. Its bytes never change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What it is for, such as "imports.upload"; the purpose decides who may download it.
    purpose = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    content = models.FileField(upload_to=generated_name, max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # The bytes were deleted when their time was over; the row still says which file it was.
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "sha256"], name="file_by_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes lie on this machine."""
        return Path(self.content.path)
