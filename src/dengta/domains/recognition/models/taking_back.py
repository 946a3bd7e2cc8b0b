"""A reward that two gave, or that the house gave by its rules, is taken back by two."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.models.rewards import Reward


class TakingBack(models.Model):
    """Somebody asks to take a reward back; it stands until a second person agrees."""

    reward = models.ForeignKey(Reward, on_delete=models.PROTECT, related_name="takings_back")
    reason = models.CharField(_("reason"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # None as long as it waits.
    is_agreed = models.BooleanField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reward"], condition=Q(is_agreed__isnull=True), name="taking_back_asked_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="taking_back_why"),
            models.CheckConstraint(
                condition=Q(is_agreed__isnull=True) | Q(answered_by__isnull=False), name="taking_back_answered_by"
            ),
            models.CheckConstraint(
                condition=~Q(is_agreed=True) | ~Q(answered_by=F("asked_by")), name="taking_back_by_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reward_id}: {self.is_agreed}"
