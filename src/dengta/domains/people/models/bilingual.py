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
