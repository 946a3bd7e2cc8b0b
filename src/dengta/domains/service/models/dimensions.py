"""What facts are sorted by: where they come from, their channel, queue, type and shift.

Keys are two bytes wide, because every fact carries several of them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.IntegerChoices):
    """How the customer reached us."""

    VOICE = 1, _("Phone")
    CHAT = 2, _("Online chat")
    EMAIL = 3, _("E-mail")
    SOCIAL = 4, _("Social media")
    OUTBOUND = 5, _("Outbound call")
    OTHER = 9, _("Other channel")


class Shift(models.IntegerChoices):
    """The part of the day in which the agent worked; teams are compared like with like."""

    UNKNOWN = 0, _("Unknown shift")
    MORNING = 1, _("Morning shift")
    AFTERNOON = 2, _("Afternoon shift")
    EVENING = 3, _("Evening shift")
    NIGHT = 4, _("Night shift")
    SPLIT = 5, _("Split shift")


class Source(models.Model):
    """A system or a series of files that facts come from, and the branch they belong to."""

    class UnknownAgents(models.TextChoices):
        QUARANTINE = "quarantine", _("Hold the row back")
        CREATE = "create", _("Create the agent")

    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    # Agents are looked for, and created, within this branch only.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    unknown_agents = models.CharField(max_length=10, choices=UnknownAgents.choices, default=UnknownAgents.QUARANTINE)
    # Whether the source says when a contact is closed; only then does the backlog count its open ones.
    tracks_open = models.BooleanField(default=False)
    # Whether it says when the first reply came; only then does a missing one mean that nobody has replied yet.
    tells_replies = models.BooleanField(default=False)
    # After so many hours without a new fact the data-health page calls the source stale.
    stale_after_hours = models.PositiveSmallIntegerField(_("stale after hours"), default=48)
    last_fact_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Queue(models.Model):
    """A queue or skill group, with the promises made for it."""

    id = models.SmallAutoField(primary_key=True)
    code = models.CharField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    # The unit that owns the queue: what nobody handled is charged to it.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    answer_target_s = models.PositiveIntegerField(_("answer within seconds"), default=20)
    answer_goal = models.DecimalField(_("share answered in time"), max_digits=4, decimal_places=3, default="0.800")
    reply_target_s = models.PositiveIntegerField(_("first reply within seconds"), null=True, blank=True)
    next_target_s = models.PositiveIntegerField(_("later replies within seconds"), null=True, blank=True)
    resolve_target_s = models.PositiveIntegerField(_("resolved within seconds"), null=True, blank=True)
    # Opening hours by the clock of the source, on these days (1 is Monday); none: round the clock.
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)
    weekdays = models.CharField(_("open on"), max_length=7, default="1234567")
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class QueueTeam(models.Model):
    """A team that has taken contacts from a queue: its leader may see how the queue is doing."""

    queue = models.ForeignKey(Queue, on_delete=models.CASCADE, related_name="teams")
    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["queue", "unit"], name="queue_team_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} serves {self.queue_id}"


class ContactType(models.Model):
    """What a contact was about, as a tree of topics."""

    id = models.SmallAutoField(primary_key=True)
    code = models.CharField(_("code"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    def __str__(self) -> str:
        return self.name
