"""The Service Star: criteria fixed before the month, what everybody reached in it, who was chosen and how."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dengta.engines import awards

# Of satisfaction and of what was solved at the first contact.
FIGURES = ("csat", "fcr")


class StarCriteria(models.Model):
    """By what the best of a client's people are found, from a month on. Never changed: the next month has new ones."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    applies_from = models.DateField(_("holds from the month"))
    csat_weight = models.PositiveSmallIntegerField(_("weight of satisfaction, in percent"), default=60)
    min_answers = models.PositiveIntegerField(_("fewest answers of customers"), default=30)
    min_solved = models.PositiveIntegerField(_("fewest contacts solved at once"), default=60)
    places = models.PositiveSmallIntegerField(
        _("places on the shortlist"), default=3, validators=[MinValueValidator(2), MaxValueValidator(5)]
    )
    vote_days = models.PositiveSmallIntegerField(_("working days to vote"), default=2)
    bonus = models.DecimalField(_("bonus"), max_digits=8, decimal_places=2, default=Decimal(0))
    points = models.PositiveIntegerField(_("points given"), default=0)
    why = models.CharField(_("why these"), max_length=300)
    written_on = models.DateField(_("written on"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-applies_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(written_on__lt=F("applies_from")), name="star_criteria_before_month"),
            models.CheckConstraint(condition=Q(csat_weight__lte=100), name="star_weight_in_percent"),
            models.CheckConstraint(condition=Q(places__gte=2, places__lte=5), name="star_shortlist_short"),
            models.CheckConstraint(condition=Q(vote_days__gte=1, vote_days__lte=5), name="star_vote_in_days"),
            models.CheckConstraint(condition=Q(bonus__gte=0), name="star_bonus_gives"),
        ]
        indexes = [models.Index(fields=["unit", "applies_from"], name="star_criteria_by_month")]

    def __str__(self) -> str:
        return f"{self.unit_id} from {self.applies_from}"

    @property
    def solved_weight(self) -> int:
        """The rest, in percent."""
        return 100 - self.csat_weight

    @property
    def rule(self) -> awards.Criteria:
        """As the engine takes them."""
        return awards.Criteria(FIGURES, self.csat_weight, self.min_answers, self.min_solved, self.places)


class StarMonth(models.Model):
    """One month of one client's people: the rows it was reckoned from, frozen, and how far the choice is."""

    class State(models.TextChoices):
        """How far it is."""

        NOBODY = "nobody", _("No star this month")
        VOTING = "voting", _("The team votes")
        CHOSEN = "chosen", _("Waits for approval")
        APPROVED = "approved", _("Waits for the winner’s word")
        PUBLISHED = "published", _("Published")
        DECLINED = "declined", _("Not approved")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    criteria = models.ForeignKey(StarCriteria, on_delete=models.PROTECT, related_name="months")
    scheme = models.ForeignKey("recognition.TierScheme", null=True, on_delete=models.PROTECT, related_name="months")
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    # [who, figure, kind of work, hits, n]: enough for anybody to reckon it again.
    rows = models.JSONField()
    digest = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField(default=awards.VERSION)
    taken_at = models.DateTimeField(_("reckoned at"))
    closes_on = models.DateField(_("last day to vote"), null=True)
    may_vote = models.PositiveIntegerField(_("may vote"), default=0)
    chosen_on = models.DateField(_("votes counted on"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    declined_why = models.CharField(_("why not"), max_length=300, blank=True)
    answer_until = models.DateField(_("winner answers until"), null=True)
    published_on = models.DateField(_("published on"), null=True)

    class Meta:
        ordering = ["-month", "unit_id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="star_once_a_month"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published", "declined"]) | Q(decided_by__isnull=False),
                name="star_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(declined_why=""), name="star_declined_why"
            ),
            models.CheckConstraint(condition=~Q(state="published") | Q(published_on__isnull=False), name="star_out_on"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month:%Y-%m}"

    @property
    def frozen(self) -> list[awards.Row]:
        """The rows, as the engine takes them."""
        return [awards.Row(*row) for row in self.rows]


class StarStanding(models.Model):
    """What one person reached in a month. Without a score where the sample was too small to compare."""

    month = models.ForeignKey(StarMonth, on_delete=models.CASCADE, related_name="standings")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # The team they belonged to when the month was reckoned.
    team = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    answers = models.PositiveIntegerField(_("answers"))
    csat = models.FloatField(_("satisfaction"), null=True)
    csat_low = models.FloatField(null=True)
    csat_high = models.FloatField(null=True)
    contacts = models.PositiveIntegerField(_("contacts"))
    solved = models.PositiveIntegerField(_("solved at once"))
    solved_low = models.FloatField(null=True)
    solved_high = models.FloatField(null=True)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    tier = models.ForeignKey("recognition.Tier", null=True, on_delete=models.PROTECT, related_name="+")
    is_candidate = models.BooleanField(default=False)
    # Only how many: nothing tells whose they were.
    votes = models.PositiveIntegerField(_("votes"), default=0)
    is_winner = models.BooleanField(default=False)
    # Whether the winner may be named; None until they said so.
    named = models.BooleanField(null=True)

    class Meta:
        ordering = ["month_id", "-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["month", "employee"], name="star_standing_once"),
            models.CheckConstraint(
                condition=Q(is_candidate=False) | Q(score__isnull=False), name="star_candidate_above_the_guard"
            ),
            models.CheckConstraint(condition=Q(is_winner=False) | Q(is_candidate=True), name="star_was_a_candidate"),
            models.CheckConstraint(condition=Q(solved__lte=F("contacts")), name="star_solved_of_contacts"),
        ]
        indexes = [models.Index(fields=["employee", "month"], name="star_standing_of_person")]

    def __str__(self) -> str:
        return f"{self.employee_id} in {self.month_id}"


class StarBallot(models.Model):
    """That somebody voted, never for whom: one for each person and month."""

    month = models.ForeignKey(StarMonth, on_delete=models.CASCADE, related_name="ballots")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")

    class Meta:
        # Without an order of its own, so that nobody reads one out of it.
        constraints = [models.UniqueConstraint(fields=["month", "employee"], name="star_one_vote_each")]

    def __str__(self) -> str:
        return f"{self.employee_id} voted in {self.month_id}"


class TopListChoice(models.Model):
    """Somebody said whether the top list may name them."""

    employee = models.OneToOneField("people.Employee", on_delete=models.CASCADE, related_name="+")
    is_named = models.BooleanField()
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.employee_id}: {self.is_named}"
