"""A table with secrets, for the tests of `foundation.secrets` only."""

import uuid

from django.db import models

from dengta.foundation.secrets import BlindIndex, EncryptedText


class Safe(models.Model):
    """Two secrets in one row, one of which can be looked up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    phone = EncryptedText(blank=True)
    phone_index = BlindIndex("phone")
    note = EncryptedText(null=True)

    class Meta:
        app_label = "vault"

    def __str__(self) -> str:
        return str(self.pk)
