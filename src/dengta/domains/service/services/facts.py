"""Adding contacts: the one way in, for files, connectors and the demo alike."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from dengta.domains.service.models import AgentState, Channel, Contact, Dirty, Queue, QueueTeam, Shift, Source
from dengta.domains.service.parameters import SHORT_ABANDON_S
from dengta.domains.service.selectors.course import QUARTER_S
from dengta.domains.service.services.bulk import insert_objects
from dengta.domains.service.services.marks import Mark, agent_and_unit, mark_dirty
from dengta.domains.service.services.repeats import link_repeats
from dengta.domains.service.services.teams import TeamsByDay
from dengta.engines.metrics import open_seconds
from dengta.foundation.access import Actor
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.zones import local_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """A contact as a source tells it. Ids are ours; moments are aware; `customer` is any stable name for the customer.

    `agent` is whoever handled it. Of an unanswered contact the agent is dropped: some telephone systems name the one
    whose telephone rang, and nobody is charged with a call that never reached them.
    """

    external_id: str
    queue: int
    channel: int
    created_at: datetime
    answered: bool = True
    agent: int | None = None
    type: int | None = None
    customer: str = ""
    emotional: bool = False
    wait_s: int | None = None
    handle_s: int | None = None
    hold_s: int | None = None
    wrap_s: int | None = None
    first_reply_at: datetime | None = None
    next_s: int | None = None
    paused_s: int | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    transfers: int = 0
    shift: int = Shift.UNKNOWN
    # Only where the source knows better than the states of the agent and the calendar.
    business_day: date | None = None


class _Circumstances:
    """What a batch needs to know, loaded once: teams, owners of queues, ends of shifts, thresholds."""

    def __init__(self, source: Source, contacts: Sequence[NewContact]) -> None:
        self.source = source
        self.zone = ZoneInfo(source.time_zone)
        agents = {contact.agent for contact in contacts if contact.agent is not None}
        self.teams = TeamsByDay(agents)
        # Held until these contacts are there: whoever changes the hours of a queue waits, and counts them anew as well.
        held = Queue.objects.select_for_update(no_key=True).order_by("pk")
        self.queues = held.in_bulk({contact.queue for contact in contacts})
        first = min(contact.created_at for contact in contacts)
        last = max(contact.created_at for contact in contacts)
        self.short_s = SHORT_ABANDON_S.on(local_day(last, self.zone))
        self.shift_ends = _shift_ends(agents, local_day(first, self.zone), local_day(last, self.zone))

    def business_day(self, contact: NewContact) -> date:
        """The day a contact counts on: that of the shift in which it was served, else the site's calendar day."""
        if contact.business_day is not None:
            return contact.business_day
        day = local_day(contact.created_at, self.zone)
        if contact.agent is not None:
            before = day - timedelta(days=1)
            end = self.shift_ends.get((contact.agent, before))
            if end is not None and contact.created_at < end:
                return before
        return day


def _shift_ends(agents: Iterable[int], first: date, last: date) -> dict[tuple[int, date], datetime]:
    """When the stretch of work that each agent began on each day ended."""
    spans = AgentState.objects.filter(
        agent_id__in=set(agents), business_day__range=(first - timedelta(days=1), last)
    ).values_list("agent_id", "business_day")
    return {(agent, day): end for agent, day, end in spans.annotate(end=Max("end_at")).order_by()}


@transaction.atomic
def add_contacts(*, source: Source, contacts: Sequence[NewContact], origin: str, by: Actor | None = None) -> int:
    """Add contacts that are not there yet, with the team and the business day they count for; returns how many.

    Marks the sums they change. A contact that is there already is refused by the database: ask before adding.
    """
    if not contacts:
        return 0
    now_known = _Circumstances(source, contacts)
    rows = [_row(contact, now_known) for contact in contacts]
    marks = link_repeats(rows)
    insert_objects(Contact, rows)
    _settle(source, rows, marks, origin=origin)
    record(by, "service.contacts_added", source, rows=len(rows), origin=origin)
    return len(rows)


@transaction.atomic
def change_contacts(
    *,
    source: Source,
    contacts: Sequence[NewContact],
    origin: str,
    by: Actor | None = None,
    unsaid: Collection[str] = (),
) -> int:
    """Take over what a source now says of contacts that are there already; old and new day are both recounted.

    `unsaid` names columns that it says nothing about this time: what is stored there stays.
    """
    if not contacts:
        return 0
    # The queues before the contacts, in the order in which a recount holds them.
    now_known = _Circumstances(source, contacts)
    known = {
        row.external_id: row
        for row in Contact.objects.select_for_update().filter(
            source=source, external_id__in=[contact.external_id for contact in contacts]
        )
    }
    rows = [_row(contact, now_known) for contact in contacts]
    marks: set[Mark] = set()
    for row in rows:
        old = known[row.external_id]
        row.pk = old.pk
        _keep(row, old, unsaid)
        marks |= marks_of(old)
    marks |= link_repeats(rows, left=list(known.values()))
    fields = [field.name for field in Contact._meta.concrete_fields if not field.primary_key]
    Contact.objects.bulk_update(rows, fields, batch_size=200)
    _settle(source, rows, marks, origin=origin)
    record(by, "service.contacts_changed", source, rows=len(rows), origin=origin)
    return len(rows)


def _keep(row: Contact, old: Contact, unsaid: Collection[str]) -> None:
    for name in unsaid:
        if not getattr(row, name):
            setattr(row, name, getattr(old, name))
    if row.reopen_s is not None and row.resolve_s is not None and row.reopen_s < row.resolve_s:
        row.reopen_s = None  # it was reopened before what is now known as its resolution


def _settle(source: Source, rows: Sequence[Contact], marks: set[Mark], *, origin: str) -> None:
    for row in rows:
        marks |= marks_of(row)
    mark_dirty(marks, origin=origin)
    served = {(row.queue_id, row.unit_id) for row in rows if row.agent_id is not None}
    QueueTeam.objects.bulk_create(
        [QueueTeam(queue_id=queue, unit_id=unit) for queue, unit in sorted(served)], ignore_conflicts=True
    )
    latest = max(row.created_at for row in rows)
    if source.last_fact_at is None or latest > source.last_fact_at:
        source.last_fact_at = latest
        source.save(update_fields=["last_fact_at"])


def marks_of(row: Contact) -> set[Mark]:
    """The sums that a contact is part of."""
    agent, unit = agent_and_unit(row.agent_id, row.unit_id, row.business_day)
    marks = {agent, unit, (Dirty.Kind.QUEUE, row.queue_id, row.created_at.astimezone(UTC).date())}
    if row.resolved_day is not None and row.resolved_day != row.business_day:
        marks.update(agent_and_unit(row.agent_id, row.unit_id, row.resolved_day))
    return marks


def _row(contact: NewContact, known: _Circumstances) -> Contact:
    day = known.business_day(contact)
    agent = contact.agent if contact.answered else None
    unit = known.teams.on(agent, day) if agent is not None else None
    # Moments of one zone would be subtracted by the clocks on the wall: an hour off when they change.
    start = contact.created_at.astimezone(UTC)
    return Contact(
        source_id=known.source.pk,
        external_id=contact.external_id,
        channel=contact.channel,
        queue_id=contact.queue,
        type_id=contact.type,
        customer=customer_key(contact.customer) if contact.customer else None,
        emotional=contact.emotional,
        outcome=_outcome(contact, known.short_s),
        agent_id=agent,
        unit_id=unit if unit is not None else known.queues[contact.queue].unit_id,
        shift=contact.shift or _part_of_day(start.astimezone(known.zone).hour),
        created_at=start,
        quarter=int(start.timestamp()) // QUARTER_S,
        business_day=day,
        resolved_day=local_day(contact.resolved_at, known.zone) if contact.resolved_at else None,
        wait_s=contact.wait_s,
        handle_s=contact.handle_s,
        hold_s=contact.hold_s,
        wrap_s=contact.wrap_s,
        reply_s=_seconds(start, contact.first_reply_at),
        reply_open_s=seconds_open(known.queues[contact.queue], known.zone, contact.created_at, contact.first_reply_at),
        next_s=contact.next_s,
        paused_s=contact.paused_s,
        resolve_s=_seconds(start, contact.resolved_at),
        close_s=_close_s(contact),
        reopen_s=_seconds(start, contact.reopened_at),
        transfers=contact.transfers,
    )


def _outcome(contact: NewContact, short_s: int) -> Contact.Outcome:
    if contact.answered:
        return Contact.Outcome.ANSWERED
    gave_up_at_once = contact.wait_s is not None and contact.wait_s < short_s
    return Contact.Outcome.SHORT_ABANDON if gave_up_at_once else Contact.Outcome.ABANDONED


def _close_s(contact: NewContact) -> int | None:
    """A call is closed when it is over, whether or not the source says so."""
    if contact.closed_at is None and contact.answered and contact.channel in {Channel.VOICE, Channel.OUTBOUND}:
        return (contact.wait_s or 0) + (contact.handle_s or 0)
    return _seconds(contact.created_at, contact.closed_at)


def _seconds(start: datetime, end: datetime | None) -> int | None:
    return None if end is None else int(end.timestamp() - start.timestamp())


def seconds_open(queue: Queue, zone: ZoneInfo, start: datetime, reply: datetime | None) -> int | None:
    """The time to the first reply as the doors of the queue were open; round the clock it is the whole time."""
    if reply is None or queue.opens_at is None or queue.closes_at is None:
        return _seconds(start, reply)
    return open_seconds(
        start,
        reply,
        opens=queue.opens_at,
        closes=queue.closes_at,
        zone=zone,
        weekdays={int(number) for number in queue.weekdays},
    )


def _part_of_day(hour: int) -> Shift:
    """Without a roster, the part of the day stands for the shift."""
    if hour < 6:
        return Shift.NIGHT
    return Shift.MORNING if hour < 12 else Shift.AFTERNOON if hour < 18 else Shift.EVENING


@cache
def _customer_secret() -> bytes:
    return hashlib.blake2b(settings.AUDIT_KEY.encode(), person=b"customer", digest_size=32).digest()


def customer_key(customer: str) -> int:
    """A number that is the same for the same customer, and tells nobody who that is without our key."""
    digest = hashlib.blake2b(customer.strip().encode(), key=_customer_secret(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
