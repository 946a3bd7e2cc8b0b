"""Reward tiers: lines that everybody knows beforehand. No tier has a quota."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class TierScheme(models.Model):
    """The tiers of a client's people from a month on."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    applies_from = models.DateField(_("holds from the month"))
    why = models.CharField(_("why these"), max_length=300)
    written_on = models.DateField(_("written on"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # They promise more than one person promises alone: they hold once a second one has agreed.
    needs_second = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField(_("confirmed on"), null=True)

    class Meta:
        ordering = ["-applies_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(written_on__lt=F("applies_from")), name="tiers_known_before_month"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (~Q(confirmed_by=F("written_by")) & Q(confirmed_on__lt=F("applies_from"))),
                name="tiers_confirmed_by_another",
            ),
        ]
        indexes = [models.Index(fields=["unit", "applies_from"], name="tier_scheme_by_month")]

    def __str__(self) -> str:
        return f"{self.unit_id} from {self.applies_from}"

    @property
    def waits(self) -> bool:
        """Whether a second person has still to agree."""
        return self.needs_second and self.confirmed_by_id is None


class Tier(models.Model):
    """One line of a scheme: whoever reaches the score is in it, however many they are."""

    scheme = models.ForeignKey(TierScheme, on_delete=models.CASCADE, related_name="tiers")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(_("name of the tier"), max_length=40)
    name_en = models.CharField(_("name of the tier in English"), max_length=40, blank=True)
    from_score = models.DecimalField(_("from a score of"), max_digits=5, decimal_places=2)
    points = models.PositiveIntegerField(_("points a month"), default=0)

    class Meta:
        ordering = ["scheme_id", "place"]
        constraints = [models.UniqueConstraint(fields=["scheme", "place"], name="tier_place_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """In the language of the reader, where it has been written."""
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name
