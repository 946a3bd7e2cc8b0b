"""What agents were doing, and what a telephone system reports per interval."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.service.models.dimensions import Channel, Queue, Source


class AgentState(models.Model):
    """One stretch of time in one state, as a half-open interval in UTC; it may cross midnight."""

    class State(models.IntegerChoices):
        AVAILABLE = 1, _("Available")
        HANDLING = 2, _("Handling")
        WRAP = 3, _("After-contact work")
        BREAK = 4, _("Short break")
        MEAL = 5, _("Meal")
        TRAINING = 6, _("Training")
        MEETING = 7, _("Meeting")
        OTHER = 9, _("Busy otherwise")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    agent = models.ForeignKey("people.Employee", on_delete=models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, db_index=False, related_name="+")
    state = models.PositiveSmallIntegerField(choices=State.choices)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    # The length of the interval, so that sums need no date arithmetic in SQL.
    seconds = models.PositiveIntegerField()
    # The day on which the stretch of work began: a night shift belongs to its first day.
    business_day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agent", "start_at"], name="agent_state_one_at_a_time"),
            models.CheckConstraint(condition=Q(end_at__gt=F("start_at")), name="agent_state_ends_after_start"),
        ]
        indexes = [models.Index(fields=["agent", "business_day"], name="agent_state_day")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.get_state_display()} {self.start_at:%F %H:%M}"


class StateDay(models.Model):
    """Seconds per state of an agent on a business day: the roll-up of states."""

    agent = models.ForeignKey("people.Employee", on_delete=models.CASCADE, db_index=False, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, db_index=False, related_name="+")
    day = models.DateField()
    available_s = models.PositiveIntegerField(default=0)
    handling_s = models.PositiveIntegerField(default=0)
    wrap_state_s = models.PositiveIntegerField(default=0)
    break_s = models.PositiveIntegerField(default=0)
    meal_s = models.PositiveIntegerField(default=0)
    training_s = models.PositiveIntegerField(default=0)
    meeting_s = models.PositiveIntegerField(default=0)
    other_s = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agent", "day", "unit"], name="state_day_once")]
        indexes = [models.Index(fields=["unit", "day"], name="state_day_unit")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.day}"


class QueueInterval(models.Model):
    """One line of a queue's interval table as the telephone system reports it.

    Where a queue has such lines for an interval, reports show these and not the count of our own contacts.
    """

    class Minutes(models.IntegerChoices):
        FIFTEEN = 15
        THIRTY = 30
        SIXTY = 60

    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    queue = models.ForeignKey(Queue, on_delete=models.PROTECT, db_index=False, related_name="+")
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)
    # Quarters of an hour since 1970, UTC, at which the interval starts.
    quarter = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField(choices=Minutes.choices)
    offered = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    abandoned = models.PositiveIntegerField(default=0)
    short_abandons = models.PositiveIntegerField(default=0)
    in_target = models.PositiveIntegerField(null=True)
    handle_s = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["queue", "channel", "quarter"], name="queue_interval_once"),
            models.CheckConstraint(condition=Q(offered__gte=F("answered")), name="queue_interval_answered_of_offered"),
        ]

    def __str__(self) -> str:
        return f"{self.queue_id} {self.quarter}"
