"""Points, kept in two columns: each transfer takes from one account what it gives to another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.people.models.bilingual import Named
from dengta.domains.recognition.models.rewards import Reward


class PointsAccount(models.Model):
    """Where points are. What the house ever put in is the debt of one account; all balances together are zero."""

    class Kind(models.TextChoices):
        HOUSE = "house", _("Put in by the house")
        BUDGET = "budget", _("Budget")
        PERSON = "person", _("Person")
        REDEEMED = "redeemed", _("Redeemed")
        EXPIRED = "expired", pgettext_lazy("points", "Expired")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    balance = models.IntegerField(default=0)

    class Meta:
        constraints = [
            # Nobody can spend what is not there, whoever writes at the same time.
            models.CheckConstraint(
                condition=Q(kind="house", balance__lte=0) | (~Q(kind="house") & Q(balance__gte=0)),
                name="points_never_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(kind="budget", unit__isnull=False, employee__isnull=True)
                | Q(kind="person", unit__isnull=True, employee__isnull=False)
                | Q(kind__in=["house", "redeemed", "expired"], unit__isnull=True, employee__isnull=True),
                name="points_account_of_one",
            ),
            models.UniqueConstraint(fields=["unit"], condition=Q(kind="budget"), name="points_one_budget"),
            models.UniqueConstraint(fields=["employee"], condition=Q(kind="person"), name="points_one_person"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind__in=["house", "redeemed", "expired"]), name="points_one_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id or self.employee_id or ''}".strip()


class PointsTransfer(models.Model):
    """An entry: so many points out of one account and into another, once for each matter. Never changed."""

    class Kind(models.TextChoices):
        ALLOTTED = "allotted", _("Put into a budget")
        GIVEN = "given", pgettext_lazy("points", "Given")
        BEYOND = "beyond", _("Given beyond the budget")
        REDEEMED = "redeemed", _("Redeemed")
        EXPIRED = "expired", pgettext_lazy("points", "Expired")
        RETURNED = "returned", pgettext_lazy("points", "Taken back")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Which matter: the same is never booked twice, also after a kill between two attempts.
    key = models.CharField(max_length=60)
    source = models.ForeignKey(PointsAccount, on_delete=models.PROTECT, related_name="outgoing")
    target = models.ForeignKey(PointsAccount, on_delete=models.PROTECT, related_name="incoming")
    points = models.PositiveIntegerField(_("points booked"))
    reward = models.ForeignKey(Reward, null=True, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-booked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="points_booked_once"),
            models.CheckConstraint(condition=Q(points__gt=0), name="points_booked_some"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="points_booked_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.points} from {self.source_id} to {self.target_id}"


class CatalogueItem(models.Model):
    """What points can be redeemed for, as long as there is some left."""

    class Form(models.TextChoices):
        """Not money: points are no second wage."""

        GIFT = "gift", pgettext_lazy("reward", "Gift")
        FLEXIBLE_WORK = "flexible_work", _("Flexible work")
        LEAVE_DAY = "leave_day", _("Day of leave")
        TRIP = "trip", _("Trip")
        CHANCE = "chance", _("Career chance")

    # For everybody in this unit and below.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("what it is"), max_length=80)
    title_en = models.CharField(_("the same in English"), max_length=80, blank=True)
    form = models.CharField(_("form"), max_length=16, choices=Form.choices)
    points = models.PositiveIntegerField(_("price in points"))
    # Days of leave, or what it costs the house; 0 where it cannot be counted.
    amount = models.DecimalField(_("days, or what it costs"), max_digits=8, decimal_places=2, default=0)
    # Empty: as many as people ask for.
    stock = models.PositiveIntegerField(_("how many there are"), null=True, blank=True)
    is_offered = models.BooleanField(_("offered"), default=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["points", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(points__gt=0), name="catalogue_costs_points"),
            models.CheckConstraint(condition=Q(stock__isnull=True) | Q(stock__gte=0), name="catalogue_stock"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="catalogue_amount"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        """In the reader's language."""
        return Named.in_reader_language(self.title, self.title_en)


class Redemption(models.Model):
    """Somebody redeemed points: what for, at which price, and the reward it became."""

    item = models.ForeignKey(CatalogueItem, on_delete=models.PROTECT, related_name="redemptions")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # Of the page it was asked on: sent twice, it is redeemed once.
    token = models.UUIDField(unique=True)
    points = models.PositiveIntegerField()
    redeemed_at = models.DateTimeField()
    reward = models.OneToOneField(Reward, null=True, on_delete=models.PROTECT, related_name="redemption")

    class Meta:
        ordering = ["-redeemed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item_id} for {self.employee_id}"
