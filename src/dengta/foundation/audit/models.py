"""The record itself: entries in a chain per object, the head of each chain, and seals over all heads."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Who did what to which object, when, and why. Never changed, never deleted."""

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    # The employee whose file this is about, so that everyone can see who opened theirs.
    subject_id = models.BigIntegerField(null=True)
    # Canonical JSON as text: what was hashed must read back to the letter on every database.
    facts = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "position"], name="audit_one_entry_per_position"
            )
        ]
        indexes = [
            models.Index(fields=["subject_id", "at"], name="audit_subject"),
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["actor", "at"], name="audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type}:{self.object_id}#{self.position}"


class ChainHead(models.Model):
    """The last entry of an object's chain; locked while the next one is appended."""

    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    # Raised with every entry; the sealer takes the heads above the last seal.
    changed_at = models.DateTimeField()
    sealed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["object_type", "object_id"], name="audit_one_head_per_object")]
        indexes = [models.Index(fields=["id"], condition=models.Q(sealed=False), name="audit_unsealed_heads")]

    def __str__(self) -> str:
        return f"{self.object_type}:{self.object_id}#{self.position}"


class Seal(models.Model):
    """One minute's seal: a hash over the heads that changed and over the seal before it."""

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    heads = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"seal {self.number}"


class SealedHead(models.Model):
    """A head as it stood when it was sealed: later chains must still pass through it."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="sealed_heads")
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seal", "object_type", "object_id"], name="audit_one_head_per_seal")
        ]

    def __str__(self) -> str:
        return f"{self.seal_id}: {self.object_type}:{self.object_id}#{self.position}"
