"""What people were given: one row per reward, wherever it was decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Reward(models.Model):
    """Somebody was given something. Written once; a mistake is taken back by a row with the contrary amount."""

    class Form(models.TextChoices):
        """What it consists of. A mix is asked for, not money alone (R-082)."""

        CASH = "cash", _("Money")
        POINTS = "points", pgettext_lazy("reward", "Points")
        HONOUR = "honour", _("Honour")
        FLEXIBLE_WORK = "flexible_work", _("Flexible work")
        LEAVE_DAY = "leave_day", _("Day of leave")
        GIFT = "gift", pgettext_lazy("reward", "Gift")
        TRIP = "trip", _("Trip")
        CHANCE = "chance", _("Career chance")

    class Source(models.TextChoices):
        """By which part of the house it was given."""

        BONUS = "bonus", _("Bonus")
        SERVICE_STAR = "service_star", _("Service Star")
        CONTEST = "contest", _("Team contest")
        TIER = "tier", _("Reward tier")
        LOYALTY = "loyalty", _("Loyalty plan")
        FESTIVAL = "festival", pgettext_lazy("reward", "Festival")
        SUGGESTION = "suggestion", _("Adopted suggestion")
        CAREER = "career", _("Career plan")
        REDEMPTION = "redemption", _("Points redeemed")

    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # Where the person belonged when it was given.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(_("form"), max_length=16, choices=Form.choices)
    source = models.CharField(_("given by"), max_length=16, choices=Source.choices)
    # Which decision it came from: the key of its row in the part that gave it. One decision gives each form once.
    key = models.CharField(max_length=60)
    clause = models.ForeignKey("recognition.ClauseVersion", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("what for"), max_length=120)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    # In the currency of the house; of points their number, of leave the days; 0 where it cannot be counted.
    amount = models.DecimalField(_("amount"), max_digits=11, decimal_places=2, default=0)
    facts_known_on = models.DateField(_("facts known on"))
    granted_on = models.DateField(_("given on"))
    # Why it came later than the rules promise.
    late_because = models.CharField(_("why so late"), max_length=300, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    takes_back = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="taken_back_by")

    class Meta:
        ordering = ["-granted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "source", "key", "form"],
                condition=Q(takes_back__isnull=True),
                name="reward_once_per_decision",
            ),
            models.CheckConstraint(
                condition=Q(takes_back__isnull=True, amount__gte=0) | Q(takes_back__isnull=False, amount__lte=0),
                name="reward_gives_or_takes_back",
            ),
            models.CheckConstraint(condition=Q(granted_on__gte=F("facts_known_on")), name="reward_after_its_facts"),
            models.CheckConstraint(condition=Q(takes_back__isnull=True) | ~Q(reason=""), name="reward_taken_back_why"),
        ]
        indexes = [
            models.Index(fields=["unit", "granted_on"], name="reward_by_unit"),
            models.Index(fields=["employee", "granted_on"], name="reward_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.form} for {self.employee_id} on {self.granted_on}"
