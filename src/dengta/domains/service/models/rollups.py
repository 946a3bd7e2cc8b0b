"""Sums derived from the facts. Everything here can be thrown away and rebuilt; nothing here is a ratio."""

from django.db import models

from dengta.domains.service.models.dimensions import Channel, ContactType, Queue


class Sums(models.Model):
    """Everything that is counted per day, queue and channel; see `selectors.measures` for what each column counts."""

    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, db_index=False, related_name="+")
    day = models.DateField()

    # By the day the contact began.
    offered = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    abandoned = models.PositiveIntegerField(default=0)
    short_abandons = models.PositiveIntegerField(default=0)
    queued = models.PositiveIntegerField(default=0)
    in_target = models.PositiveIntegerField(default=0)
    waits = models.PositiveIntegerField(default=0)
    wait_s = models.BigIntegerField(default=0)
    wait_sq = models.BigIntegerField(default=0)
    handles = models.PositiveIntegerField(default=0)
    handle_s = models.BigIntegerField(default=0)
    handle_sq = models.BigIntegerField(default=0)
    handle_logs = models.PositiveIntegerField(default=0)
    handle_log = models.BigIntegerField(default=0)
    handle_log_sq = models.BigIntegerField(default=0)
    wraps = models.PositiveIntegerField(default=0)
    wrap_s = models.BigIntegerField(default=0)
    wrap_sq = models.BigIntegerField(default=0)
    hold_s = models.BigIntegerField(default=0)
    transferred = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    reply_s = models.BigIntegerField(default=0)
    reply_due = models.PositiveIntegerField(default=0)
    reply_met = models.PositiveIntegerField(default=0)
    next_due = models.PositiveIntegerField(default=0)
    next_met = models.PositiveIntegerField(default=0)
    resolve_due = models.PositiveIntegerField(default=0)
    resolve_met = models.PositiveIntegerField(default=0)
    clocks = models.PositiveIntegerField(default=0)
    clock_s = models.BigIntegerField(default=0)
    paused_s = models.BigIntegerField(default=0)
    known_customer = models.PositiveIntegerField(default=0)
    solved_first = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    emotional = models.PositiveIntegerField(default=0)
    untyped = models.PositiveIntegerField(default=0)
    # By the day it was resolved.
    resolved = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    # By the day the survey was sent.
    surveys = models.PositiveIntegerField(default=0)
    csat_1 = models.PositiveIntegerField(default=0)
    csat_2 = models.PositiveIntegerField(default=0)
    csat_3 = models.PositiveIntegerField(default=0)
    csat_4 = models.PositiveIntegerField(default=0)
    csat_5 = models.PositiveIntegerField(default=0)
    promoters = models.PositiveIntegerField(default=0)
    passives = models.PositiveIntegerField(default=0)
    detractors = models.PositiveIntegerField(default=0)
    efforts = models.PositiveIntegerField(default=0)
    effort_sum = models.PositiveIntegerField(default=0)
    effort_sq = models.PositiveIntegerField(default=0)
    solved_answers = models.PositiveIntegerField(default=0)
    solved_yes = models.PositiveIntegerField(default=0)
    # By the day the complaint came in.
    complaints = models.PositiveIntegerField(default=0)
    complaints_agent = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class AgentDay(Sums):
    """Agent × business day × queue × channel. What nobody handled stands under no agent and the queue's owner."""

    agent = models.ForeignKey("people.Employee", null=True, on_delete=models.CASCADE, db_index=False, related_name="+")
    queue = models.ForeignKey(Queue, on_delete=models.CASCADE, db_index=False, related_name="+")
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)

    class Meta:
        indexes = [
            models.Index(fields=["agent", "day"], name="agent_day_agent"),
            models.Index(fields=["unit", "day"], name="agent_day_unit"),
            models.Index(fields=["day"], name="agent_day_day"),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.day} {self.queue_id}"


class TeamDay(Sums):
    """Team × business day × queue × channel: the same summed over agents. A page about teams reads some thousand rows
    of these where it would read a million of theirs."""

    queue = models.ForeignKey(Queue, on_delete=models.CASCADE, db_index=False, related_name="+")
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "unit", "queue", "channel"], name="team_day_once")]
        indexes = [
            models.Index(fields=["unit", "day"], name="team_day_unit"),
            # Holds all that is needed to find the days on which a queue had nothing.
            models.Index(fields=["queue", "day", "unit"], name="team_day_of_queue", condition=models.Q(offered__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day} {self.queue_id}"


class UnitDay(Sums):
    """Team × business day: the same summed over queues and channels, for the pages that ask for neither."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "unit"], name="unit_day_once")]
        indexes = [
            # Holds all that satisfaction is made of, which would else be read from the far end of wide rows.
            models.Index(
                fields=[
                    "unit",
                    "day",
                    "surveys",
                    *(f"csat_{grade}" for grade in range(1, 6)),
                    "solved_answers",
                    "solved_yes",
                ],
                name="unit_day_rated",
            ),
            # The few days, in a centre that names its topics, on which some contacts had none.
            models.Index(fields=["day", "unit", "untyped"], name="unit_day_untyped", condition=models.Q(untyped__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day}"


class QueueSlot(models.Model):
    """Queue × client × channel × quarter of an hour, from which 30 and 60 minutes are sums.

    `client`: in whose branch the team stood that took the contact, or the owner of the queue where nobody did; none
    outside every client. Clients that share a queue so never see each other's volume.
    """

    queue = models.ForeignKey(Queue, on_delete=models.CASCADE, db_index=False, related_name="+")
    client = models.ForeignKey("people.Unit", null=True, on_delete=models.CASCADE, db_index=False, related_name="+")
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)
    quarter = models.PositiveIntegerField()
    offered = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    abandoned = models.PositiveIntegerField(default=0)
    short_abandons = models.PositiveIntegerField(default=0)
    in_target = models.PositiveIntegerField(default=0)
    waits = models.PositiveIntegerField(default=0)
    wait_s = models.BigIntegerField(default=0)
    wait_max = models.PositiveIntegerField(default=0)
    handles = models.PositiveIntegerField(default=0)
    handle_s = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["queue", "quarter", "channel", "client"], name="queue_slot_once")
        ]
        # Holds all that the usual course of a day is made of, so that six weeks of it are read from the index alone.
        indexes = [models.Index(fields=["quarter", "queue", "client", "offered"], name="queue_slot_course")]

    def __str__(self) -> str:
        return f"{self.queue_id} {self.quarter}"


class Shapes(models.Model):
    """How long replies, waits, handling and the work after it took: histograms that merge (`engines.metrics`)."""

    reply = models.BinaryField()
    reply_open = models.BinaryField(default=b"")
    wait = models.BinaryField()
    handle = models.BinaryField()
    wrap = models.BinaryField(default=b"")

    class Meta:
        abstract = True


class TeamDayShape(Shapes):
    """Team × business day × queue × channel."""

    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, db_index=False, related_name="+")
    day = models.DateField()
    queue = models.ForeignKey(Queue, on_delete=models.CASCADE, db_index=False, related_name="+")
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day", "queue", "channel"], name="team_day_shape_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day}"


class AgentWeekShape(Shapes):
    """Agent × week (its Monday). A single day of one agent is too thin for percentiles."""

    agent = models.ForeignKey("people.Employee", on_delete=models.CASCADE, db_index=False, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, db_index=False, related_name="+")
    week = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agent", "week", "unit"], name="agent_week_shape_once")]
        indexes = [models.Index(fields=["unit", "week"], name="agent_week_shape_unit")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.week}"


class Results(models.Model):
    """The few sums that comparisons like with like need."""

    handles = models.PositiveIntegerField(default=0)
    handle_s = models.BigIntegerField(default=0)
    handle_sq = models.BigIntegerField(default=0)
    handle_logs = models.PositiveIntegerField(default=0)
    handle_log = models.BigIntegerField(default=0)
    handle_log_sq = models.BigIntegerField(default=0)
    known_customer = models.PositiveIntegerField(default=0)
    solved_first = models.PositiveIntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)
    satisfied = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class TeamMixWeek(models.Model):
    """Team × week: its `Results` by type, channel and shift, the mix that team comparison adjusts for.

    Packed into one value per figure (see `selectors.mix`): a comparison reads all of one, and never a part.
    """

    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, db_index=False, related_name="+")
    week = models.DateField()
    csat = models.BinaryField()
    fcr = models.BinaryField()
    aht = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "week"], name="team_mix_once")]
        indexes = [models.Index(fields=["week"], name="team_mix_week")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.week}"


class AgentTypeWeek(Results):
    """Agent × week × type: what strength profiles are made of."""

    agent = models.ForeignKey("people.Employee", on_delete=models.CASCADE, db_index=False, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, db_index=False, related_name="+")
    week = models.DateField()
    type = models.ForeignKey(ContactType, null=True, on_delete=models.CASCADE, db_index=False, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["agent", "week"], name="agent_type_week"),
            models.Index(fields=["week"], name="agent_type_by_week"),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.week}"


class Dirty(models.Model):
    """Marks sums that no longer match their facts, written in the transaction of the change.

    Deliberately without a unique constraint: a mark of a transaction still open must not melt into one that the
    refresh is just removing, or its change would never be counted.
    """

    class Kind(models.IntegerChoices):
        AGENT = 1
        UNIT = 2
        QUEUE = 3

    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    # Id of the agent (0: nobody), unit or queue.
    ref = models.BigIntegerField()
    day = models.DateField()
    # Where the change came from, for the log of restatements.
    origin = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ref} {self.day}"


class Turn(models.Model):
    """A single row: whoever refreshes the sums holds its lock, so that two refreshes never interleave."""

    def __str__(self) -> str:
        return "turn"


class Restatement(models.Model):
    """A past day whose figures changed afterwards: what they were, what they are, and why."""

    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    origin = models.CharField(max_length=120)
    # {column: [before, after]} for the columns that changed.
    changes = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["unit", "day"], name="restatement_of_unit_day")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day}"
