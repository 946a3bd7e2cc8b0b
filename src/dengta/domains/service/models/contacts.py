"""The contact: one narrow row per customer contact, added once and only corrected with a reason."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from dengta.domains.service.models.dimensions import Channel, ContactType, Queue, Shift, Source

# Shorter than any setting of "handled impossibly long"; what is odd is rare, and must be found among millions.
LONG_S = 4 * 3600
ODD = (
    Q(handle_s__gt=LONG_S)
    | Q(wrap_s__gt=F("handle_s"))
    | Q(reply_s__gt=F("close_s"))
    | Q(outcome=1, agent__isnull=True)
)
# Taken, and neither resolved nor closed: a few among millions too.
OPEN = Q(outcome=1, resolve_s__isnull=True, close_s__isnull=True)


class Contact(models.Model):
    """A customer contact.

    Moments after its creation are kept as seconds since `created_at`: half the bytes, and durations need no date
    arithmetic, which the two databases do differently. Null means: did not happen, or the source does not say.
    """

    class Outcome(models.IntegerChoices):
        ANSWERED = 1
        ABANDONED = 2
        # Gave up within the first seconds; counted apart, never held against the service level.
        SHORT_ABANDON = 3

    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    external_id = models.CharField(max_length=80)
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)
    queue = models.ForeignKey(Queue, on_delete=models.PROTECT, db_index=False, related_name="+")
    type = models.ForeignKey(ContactType, null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    # Keyed hash of the customer's id: tells a repeat contact, never who it was.
    customer = models.BigIntegerField(null=True)
    emotional = models.BooleanField(default=False)
    outcome = models.PositiveSmallIntegerField(choices=Outcome.choices)
    # Nobody for what was abandoned: an agent is not charged with a contact that never reached them.
    agent = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    # The agent's team on that day (or the queue's owner, where nobody answered): moves later change nothing.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, db_index=False, related_name="+")
    shift = models.PositiveSmallIntegerField(choices=Shift.choices, default=Shift.UNKNOWN)

    created_at = models.DateTimeField()
    # Quarters of an hour since 1970, UTC: what interval tables group by.
    quarter = models.PositiveIntegerField()
    # The day it counts on: of the site's zone, and of the start of the shift.
    business_day = models.DateField()
    resolved_day = models.DateField(null=True)

    wait_s = models.PositiveIntegerField(null=True)
    handle_s = models.PositiveIntegerField(null=True)
    hold_s = models.PositiveIntegerField(null=True)
    wrap_s = models.PositiveIntegerField(null=True)
    reply_s = models.PositiveIntegerField(null=True)
    # The part of `reply_s` that falls into the opening hours of the queue.
    reply_open_s = models.PositiveIntegerField(null=True)
    # The longest that the customer waited for any later reply.
    next_s = models.PositiveIntegerField(null=True)
    # How long the clock of the resolution stood still, such as while the customer was being waited for.
    paused_s = models.PositiveIntegerField(null=True)
    resolve_s = models.PositiveIntegerField(null=True)
    close_s = models.PositiveIntegerField(null=True)
    reopen_s = models.PositiveIntegerField(null=True)
    # Seconds until the same customer came back about the same thing; null unless within seven days.
    repeat_s = models.PositiveIntegerField(null=True)
    transfers = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="contact_once_per_source"),
            models.CheckConstraint(
                condition=Q(outcome=1) | Q(agent__isnull=True), name="contact_unanswered_has_no_agent"
            ),
            models.CheckConstraint(
                condition=Q(reopen_s__isnull=True) | Q(resolve_s__isnull=True) | Q(reopen_s__gte=F("resolve_s")),
                name="contact_reopened_after_resolved",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "business_day"], name="contact_agent_day"),
            models.Index(fields=["unit", "business_day"], name="contact_unit_day"),
            models.Index(fields=["queue", "quarter"], name="contact_queue_quarter"),
            # Narrow, partial ones: what cannot be right, reopen cohorts, repeat contacts, and what is open now.
            models.Index(fields=["business_day"], name="contact_odd", condition=ODD),
            models.Index(
                fields=["agent", "resolved_day"], name="contact_resolved", condition=Q(resolved_day__isnull=False)
            ),
            models.Index(
                fields=["customer", "created_at"], name="contact_customer", condition=Q(customer__isnull=False)
            ),
            models.Index(
                fields=["source", "unit", "quarter"],
                name="contact_open",
                condition=OPEN,
            ),
            models.Index(fields=["agent", "business_day"], name="contact_open_of_agent", condition=OPEN),
        ]

    def __str__(self) -> str:
        return self.external_id

    def after(self, seconds: int | None) -> datetime | None:
        """The moment so many seconds after creation; None stays None."""
        return None if seconds is None else self.created_at + timedelta(seconds=seconds)
