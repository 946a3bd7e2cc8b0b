"""Answers without their author: everything that was answered about one person, in one sealed value."""

import uuid

from django.db import models

from dengta.foundation.secrets import EncryptedText


class AnswerPack(models.Model):
    """All answers about one person in one round; see decision 0015.

    There is no row for an answer, hence none that could be joined with a person by key, order or time. Inside, each
    question has the sorted list of its values and the comments are sorted by their letters: whatever the order in which
    answers came, the pack is the same. It goes when the round closes and its result has been made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = EncryptedText(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.label} {self.pk}"
