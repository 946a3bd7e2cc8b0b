"""Contests between teams of one client: criterion, period and prize are fixed before they begin."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.engines import awards


class Contest(models.Model):
    """Two or more teams of one client, one figure, some weeks, a prize."""

    class Kpi(models.TextChoices):
        """What is compared: shares alone, which have an interval and know their kind of work."""

        CSAT = "csat", _("Satisfaction")
        FCR = "fcr", _("Solved at the first contact")

    class Prize(models.TextChoices):
        """What each of the winning team gets, beside the honour."""

        CASH = "cash", _("Money")
        POINTS = "points", pgettext_lazy("reward", "Points")

    class Verdict(models.TextChoices):
        """How it ended."""

        OPEN = "", _("Not counted yet")
        CLEAR = "clear", _("A clear winner")
        SHARED = "shared", _("No clear winner: the prize is shared")
        NOBODY = "nobody", _("Nothing to tell them apart by")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=80)
    kpi = models.CharField(_("what counts"), max_length=8, choices=Kpi.choices)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    prize_form = models.CharField(_("prize"), max_length=8, choices=Prize.choices)
    prize = models.DecimalField(_("for each of the winning team"), max_digits=8, decimal_places=2)
    min_answers = models.PositiveIntegerField(_("fewest rows of a team"), default=30)
    fixed_on = models.DateField(_("fixed on"))
    fixed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Its prize is more than one person promises alone: it begins once a second one has agreed.
    needs_second = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField(_("confirmed on"), null=True)
    verdict = models.CharField(_("result"), max_length=8, choices=Verdict.choices, blank=True, default=Verdict.OPEN)
    # [team, figure, kind of work, hits, n]
    rows = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    # Ids of those who won it, as it was counted: whoever moves or goes on leave afterwards stays among them.
    winners = models.JSONField(null=True)
    version = models.PositiveSmallIntegerField(default=awards.VERSION)
    covered = models.FloatField(_("work in common"), null=True)
    counted_on = models.DateField(_("counted on"), null=True)
    awarded_at = models.DateTimeField(_("prize given at"), null=True)
    awarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_on__gt=F("fixed_on")), name="contest_fixed_beforehand"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="contest_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(prize__gt=0), name="contest_has_a_prize"),
            models.CheckConstraint(
                condition=Q(counted_on__isnull=True, verdict="") | Q(counted_on__gt=F("ends_on")) & ~Q(verdict=""),
                name="contest_counted_when_over",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (~Q(confirmed_by=F("fixed_by")) & Q(confirmed_on__lt=F("starts_on"))),
                name="contest_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(needs_second=False) | Q(confirmed_by__isnull=False) | Q(counted_on__isnull=True),
                name="contest_unconfirmed_never_counted",
            ),
            models.CheckConstraint(
                condition=Q(awarded_at__isnull=True) | Q(verdict__in=["clear", "shared"]), name="contest_prize_was_won"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waits(self) -> bool:
        """Whether a second person has still to agree."""
        return self.needs_second and self.confirmed_by_id is None

    @property
    def frozen(self) -> list[awards.Row]:
        """The rows, as the engine takes them."""
        return [awards.Row(*row) for row in self.rows]


class ContestTeam(models.Model):
    """A team that takes part, and what it reached."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="teams")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    n = models.PositiveIntegerField(null=True)
    raw = models.FloatField(null=True)
    adjusted = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    is_winner = models.BooleanField(default=False)

    class Meta:
        ordering = ["contest_id", "unit_id"]
        constraints = [models.UniqueConstraint(fields=["contest", "unit"], name="contest_team_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.contest_id}"
