"""What a praise tells beyond a thank-you, and how far whoever was praised lets it be read.

The praise itself is kept where colleagues thank each other (`communication.Praise`): there is one of it in the house.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WallSource(models.TextChoices):
    """All that the honour wall takes. A measure, or anything of a case, is none of it (R-107)."""

    PRAISE = "praise", pgettext_lazy("on the wall", "Praise")
    REWARD = "reward", _("Reward")
    STORY = "story", _("Story")
    IDEA = "idea", _("Adopted idea")


class PraiseCase(models.Model):
    """The case that a leader shares with a praise: what happened and what it changed. What the person did is the text
    of the praise."""

    praise = models.OneToOneField(
        "communication.Praise", primary_key=True, on_delete=models.CASCADE, related_name="case"
    )
    happened = models.CharField(_("what happened"), max_length=400)
    changed = models.CharField(_("what it changed"), max_length=400)
    # The number of the contact in its own system, so that the team can look it up; never who the customer was.
    contact = models.CharField(_("contact"), max_length=80, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(happened="") & ~Q(changed=""), name="praise_case_is_told")]

    def __str__(self) -> str:
        return f"case of praise {self.praise_id}"


class TeamShare(models.Model):
    """Whoever was praised lets their team read it, and nobody beyond."""

    praise = models.OneToOneField(
        "communication.Praise", primary_key=True, on_delete=models.CASCADE, related_name="team_share"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"praise {self.praise_id} for the team"


class RewardShare(models.Model):
    """Whoever was given a reward lets it stand on the honour wall; without its amount."""

    reward = models.OneToOneField(
        "recognition.Reward", primary_key=True, on_delete=models.CASCADE, related_name="wall_share"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"reward {self.reward_id} on the wall"


class OutsideConsent(models.Model):
    """A second, separate yes: that what stands on the wall may be told outside the house, with the name (L-88)."""

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=10, choices=WallSource.choices)
    key = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "source", "key"], name="outside_consent_once"),
            models.CheckConstraint(condition=Q(source__in=WallSource.values), name="outside_consent_of_the_wall"),
        ]
        indexes = [models.Index(fields=["source", "key"], name="outside_consent_of_item")]

    def __str__(self) -> str:
        return f"{self.source} {self.key} outside"
