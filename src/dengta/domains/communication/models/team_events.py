"""Team events: what is planned, who comes, what it cost, what was learned."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TeamEvent(models.Model):
    """Something a team does together. Coming is free, and nobody is judged by it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="team_events")
    title = models.CharField(max_length=80)
    plan = models.TextField(max_length=4000, blank=True)
    place = models.CharField(max_length=80, blank=True)
    starts_at = models.DateTimeField()
    sign_up_until = models.DateTimeField()
    # Empty: everybody may come.
    most_people = models.PositiveSmallIntegerField(null=True)
    budget = models.DecimalField(max_digits=10, decimal_places=2)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    # Who stays on the phones meanwhile, in the leader's words; rosters belong to a room above.
    cover = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    debrief = models.TextField(max_length=4000, blank=True)
    debriefed_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(budget__gte=0), name="team_event_budget"),
            models.CheckConstraint(condition=Q(cost__isnull=True) | Q(cost__gte=0), name="team_event_cost"),
        ]
        indexes = [models.Index(fields=["unit", "-starts_at"], name="team_event_of_unit")]

    def __str__(self) -> str:
        return self.title


class EventPart(models.Model):
    """A part of an event."""

    class Kind(models.TextChoices):
        RELAXING = "relaxing", _("Relaxing")
        BUSINESS = "business", _("Business")
        ROLE_PLAY = "role_play", _("Role-play of a service conflict")

    event = models.ForeignKey(TeamEvent, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    what = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "kind"], name="event_part_once")]

    def __str__(self) -> str:
        return self.what


class SignUp(models.Model):
    """Somebody would like to come; with a limit, in the order in which they said so."""

    class State(models.TextChoices):
        COMING = "coming", _("coming")
        WAITING = "waiting", _("on the waiting list")

    event = models.ForeignKey(TeamEvent, on_delete=models.CASCADE, related_name="sign_ups")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "employee"], name="sign_up_once")]
        indexes = [models.Index(fields=["event", "state", "at"], name="sign_up_in_order")]

    def __str__(self) -> str:
        return f"{self.employee_id} at event {self.event_id}"
