"""What people hold after a reward that is time or a thing: a grant with its validity and balance; and the lists by
which everybody of a unit gets the same for a festival."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.recognition.models.rewards import Reward


class BenefitList(models.Model):
    """What everybody of a unit gets for a festival: the rule is fixed first, and the list follows from it alone.

    Whoever belongs to the unit on the day that counts is on it, whoever is on leave or ill as well.
    """

    class Occasion(models.TextChoices):
        SPRING = "spring", _("Spring Festival")
        DRAGON_BOAT = "dragon_boat", _("Dragon Boat Festival")
        MID_AUTUMN = "mid_autumn", _("Mid-Autumn Festival")
        NATIONAL_DAY = "national_day", _("National Day")
        PEAK = "peak", _("Thanks for a peak season")
        OTHER = "other", pgettext_lazy("occasion", "Something else")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("list of gifts", "Draft")
        FIXED = "fixed", pgettext_lazy("list of gifts", "Rule fixed")
        DRAWN = "drawn", pgettext_lazy("list of gifts", "Being given out")
        CLOSED = "closed", pgettext_lazy("list of gifts", "Closed")
        WITHDRAWN = "withdrawn", pgettext_lazy("list of gifts", "Withdrawn")

    # What may stand on a list: a thing, or time.
    FORMS = (Reward.Form.GIFT, Reward.Form.FLEXIBLE_WORK)

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(_("occasion"), max_length=16, choices=Occasion.choices)
    title = models.CharField(_("what is given"), max_length=80)
    form = models.CharField(_("form"), max_length=16, choices=Reward.Form.choices)
    # Half days or pieces for each person, and what one costs the house.
    quantity = models.DecimalField(_("for each"), max_digits=5, decimal_places=2)
    unit_cost = models.DecimalField(_("cost of one"), max_digits=9, decimal_places=2, default=0)
    # The rule: who belongs to the unit on this day, and has been here for so many months by then.
    counts_on = models.DateField(_("day that counts"))
    months_here = models.PositiveSmallIntegerField(_("months here at least"), default=0)
    give_until = models.DateField(_("picked up or taken until"))
    place = models.CharField(_("where it is picked up"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Who wrote the draft last, where that was somebody else: another one fixes its rule.
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    fixed_at = models.DateTimeField(null=True)
    fixed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-counts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(form__in=("gift", "flexible_work")), name="benefit_list_form"),
            models.CheckConstraint(condition=Q(quantity__gt=0, unit_cost__gte=0), name="benefit_list_amounts"),
            models.CheckConstraint(condition=Q(give_until__gte=F("counts_on")), name="benefit_list_dates"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(fixed_at__isnull=False), name="benefit_list_fixed"
            ),
        ]
        indexes = [models.Index(fields=["state", "counts_on"], name="benefit_list_due")]

    def __str__(self) -> str:
        return self.title


class Grant(models.Model):
    """Time or a thing that somebody may take: how much, from when until when, and where it is booked.

    It waits until a room of the house takes it (the roster, the leave balance, the cover of an event) or a person
    books it by hand. What waits never expires.
    """

    class Kind(models.TextChoices):
        FLEXIBLE_WORK = "flexible_work", _("Flexible work")
        LEAVE_DAY = "leave_day", _("Day of leave")
        TRIP = "trip", _("Trip")
        GIFT = "gift", pgettext_lazy("reward", "Gift")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("grant", "To be booked")
        BOOKED = "booked", pgettext_lazy("grant", "Booked")
        USED = "used", pgettext_lazy("grant", "Used up")
        EXPIRED = "expired", pgettext_lazy("grant", "Expired")
        CANCELLED = "cancelled", pgettext_lazy("grant", "Taken back")

    reward = models.OneToOneField(Reward, on_delete=models.PROTECT, related_name="grant")
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # Where the person belonged when it was given.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    of_list = models.ForeignKey(BenefitList, null=True, on_delete=models.PROTECT, related_name="grants")
    # Days of leave and of flexible work, pieces of a gift; 1 for a trip.
    quantity = models.DecimalField(max_digits=5, decimal_places=2)
    used = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    valid_from = models.DateField()
    valid_until = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # The room that took it by itself; empty where a person booked it.
    taker = models.CharField(max_length=40, blank=True)
    booked_on = models.DateField(null=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # Where it stands now, in words; of a gift, who collected it.
    booked_where = models.CharField(max_length=200, blank=True)
    # Of a trip: the event it is, when there is one.
    event = models.ForeignKey("communication.TeamEvent", null=True, on_delete=models.SET_NULL, related_name="+")
    reminded_on = models.DateField(null=True)

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, used__gte=0, used__lte=F("quantity")), name="grant_balance"
            ),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="grant_validity"),
            models.CheckConstraint(
                condition=~Q(state__in=("booked", "used", "expired")) | Q(booked_on__isnull=False),
                name="grant_booked_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state="used") | Q(used=F("quantity")), name="grant_used_up"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["employee", "valid_until"], name="grant_of_person"),
            models.Index(fields=["unit", "state"], name="grant_of_unit"),
            models.Index(fields=["state", "valid_until"], name="grant_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.employee_id}"

    @property
    def left(self) -> Decimal:
        """What can still be taken."""
        return self.quantity - self.used if self.state in (self.State.WAITING, self.State.BOOKED) else Decimal(0)


class GrantUse(models.Model):
    """Some of a grant was taken on a day."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="uses")
    day = models.DateField()
    quantity = models.DecimalField(max_digits=5, decimal_places=2)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="grant_use_counts"),
            models.UniqueConstraint(fields=["grant", "day"], name="grant_use_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.grant_id} on {self.day}"
