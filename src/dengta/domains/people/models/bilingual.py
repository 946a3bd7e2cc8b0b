"""Words that an installation edits itself: in the house's language, with English beside it."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """A row of a catalogue that people read in their own language."""

    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language; the house's own where nobody translated it."""
        return self.in_reader_language(self.name, self.name_en)

    @staticmethod
    def in_reader_language(own: str, english: str) -> str:
        """One of the two texts."""
        return english if english and (get_language() or "").startswith("en") else own


class Versioned(Named):
    """A question or an item of the house's own forms. Once somebody was judged or signed by it, a change makes the next
    version: what was answered keeps the words it was answered to."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    position = models.PositiveSmallIntegerField(_("place in the list"))
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="%(class)s_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(retired_on__isnull=True), name="%(class)s_one_in_force"
            ),
        ]
