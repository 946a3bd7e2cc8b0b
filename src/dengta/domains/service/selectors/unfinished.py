"""What is open: how much, how old, and what of it has broken its promise already.

Snapshots of a moment, read from the facts through their partial index; they are never added up over time.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Count, F, Q, Value
from django.db.models.functions import Cast, Coalesce

from dengta.domains.service import policies
from dengta.domains.service.models import Contact, Source
from dengta.domains.service.selectors.course import QUARTER_S
from dengta.domains.service.selectors.measures import ANSWERED, REPLY_PROMISED
from dengta.domains.service.selectors.slices import Slice
from dengta.foundation.access import Actor


def open_contacts() -> Q:
    """Contacts taken and neither resolved nor closed, of sources that say when that happens."""
    return ANSWERED & Q(resolve_s__isnull=True, close_s__isnull=True) & _tracked()


def _tracked() -> Q:
    """Of sources that say when a contact ends."""
    # Named by id, because a join would be begun at the sources, with all of their contacts.
    return Q(source_id__in=Source.objects.filter(tracks_open=True).values("pk"))


def undecided_contacts() -> Q:
    """Contacts that may still be, or have been, left too long: the open ones; and of sources that never say when a
    contact ends those without a first reply, where a reply would have been told."""
    known = Source.objects.filter(Q(tracks_open=True) | Q(tells_replies=True)).values("pk")
    unended = ANSWERED & Q(resolve_s__isnull=True, close_s__isnull=True, source_id__in=known)
    return unended & (_tracked() | Q(reply_s__isnull=True))


def late_contacts(promise: str, *, now: datetime) -> Q:
    """Contacts that are late at `now` by this promise of their queue (the name of its field)."""
    return undecided_contacts() & overdue(promise, now=now)


def overdue(promise: str, *, now: datetime) -> Q:
    """Which of the undecided contacts are late at `now` by this promise of their queue. The first reply is late, too,
    where nobody knows whether a contact without one is open still: either way the promise is broken.

    The clock runs from the end of the quarter of an hour in which a contact began, less what it stood still: late for
    certain, a quarter of an hour late at most, and the same arithmetic in both databases.
    """
    ran = Value(int(now.timestamp()) - QUARTER_S) - Cast("quarter", BigIntegerField()) * QUARTER_S
    if promise == "reply_target_s":
        return REPLY_PROMISED & Q(reply_s__isnull=True, queue__reply_target_s__lt=ran)
    return _tracked() & Q(**{f"queue__{promise}__lt": ran - Coalesce(F("paused_s"), 0)})


@dataclass(frozen=True)
class Backlog:
    """Open contacts, and how long half and nine tenths of them have been open, to a quarter of an hour."""

    n: int
    median_s: int | None
    p90_s: int | None

    def days_of_work(self, *, closed: int, days: int) -> float | None:
        """How many days it takes at the pace of `closed` contacts in so many days."""
        return self.n * days / closed if closed else None


def backlog(actor: Actor, *, where: Slice, now: datetime) -> Backlog:
    """What is open now of what began in this slice, whatever its first day. Two queries."""
    rows = policies.see_open_sums.aggregate_scope(actor, Contact.objects.filter(open_contacts()))
    rows = rows.filter(where.people(), where.work(), where.units("business_day"))
    by_quarter = rows.order_by("-quarter").values_list("quarter").annotate(n=Count("pk"))
    # The youngest first: the age that a share of them has not passed.
    ages = [(max(0, int(now.timestamp()) - quarter * QUARTER_S), n) for quarter, n in by_quarter]
    return Backlog(n=sum(n for _age, n in ages), median_s=_age_of(ages, 0.5), p90_s=_age_of(ages, 0.9))


def _age_of(ages: list[tuple[int, int]], share: float) -> int | None:
    total, passed = sum(n for _age, n in ages), 0
    for age, n in ages:
        passed += n
        if passed >= share * total:
            return age
    return None
