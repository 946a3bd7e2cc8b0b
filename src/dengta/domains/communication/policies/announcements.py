"""Who writes to whom, who reads what, and who sees who has confirmed."""

from collections.abc import Collection

from django.db.models import Q

from dengta.domains.communication.models import Announcement, Receipt
from dengta.domains.communication.policies.reach import of_members, same_side
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, facts_of

OUT = (Announcement.Status.PUBLISHED, Announcement.Status.WITHDRAWN)


def _received(actor: Actor, facts: ActorFacts) -> Q:
    """Announcements that were put into the reader's own hands, and are still for them."""
    if facts.employee_id is None:
        return Q(pk__in=())
    mine = Receipt.objects.filter(employee_id=facts.employee_id, left_at=None)
    return Q(pk__in=mine.values("announcement_id"))


def _told_to(unit_ids: frozenset[int]) -> Q:
    """Published announcements that somebody in these units has received, and that are for their side."""
    told = Receipt.objects.filter(_receipts_in(unit_ids), left_at=None).values("announcement_id")
    return Q(status__in=OUT) & Q(pk__in=told)


def _receipts_in(unit_ids: frozenset[int]) -> Q:
    """Receipts of the people in these units, without what somebody brought along from another client."""
    return of_members()(unit_ids) & for_side_of(unit_ids)


def for_side_of(unit_ids: Collection[int]) -> Q:
    """Receipts of announcements for the client of these units, or for the house."""
    ours = Announcement.units.through.objects.filter(same_side(unit_ids))
    return Q(announcement__in=ours.values("announcement_id"))


def _wholly_within(unit_ids: frozenset[int]) -> Q:
    """Announcements for these units and for no other: nobody changes what goes beyond their own reach."""
    through = Announcement.units.through.objects
    inside = through.filter(unit_id__in=unit_ids).values("announcement_id")
    beyond = through.exclude(unit_id__in=unit_ids).values("announcement_id")
    return Q(pk__in=inside) & ~Q(pk__in=beyond)


OF_RECEIPT = Reach(person="employee_id", unit=_receipts_in)

read = Permission(
    "communication.read_announcements", Announcement, data_class="announcement", action=Action.READ,
    reach=Reach(unit=_told_to, assigned=_received),
)  # fmt: skip
write = Permission(
    "communication.write_announcements", Announcement, data_class="announcement", action=Action.WRITE,
    reach=Reach(unit=_wholly_within),
)  # fmt: skip
address = Permission(
    "communication.address_units", Unit, data_class="announcement", action=Action.WRITE, reach=Reach(unit="pk")
)
see_receipts = Permission(
    "communication.see_receipts", Receipt, data_class="announcement_ack", action=Action.READ, reach=OF_RECEIPT
)
# Also what the person does with their own: reading, answering, signing.
confirm = Permission(
    "communication.confirm_announcements", Receipt, data_class="announcement_ack", action=Action.WRITE,
    reach=OF_RECEIPT,
)  # fmt: skip
export_receipts = Permission(
    "communication.export_receipts", Receipt, data_class="announcement_ack", action=Action.EXPORT, reach=OF_RECEIPT
)


def received_before(actor: Actor) -> Q:
    """Announcements that the reader was given before they left those it is for: readable as they were then."""
    left = Receipt.objects.filter(employee_id=facts_of(actor).employee_id or 0, left_at__isnull=False)
    return Q(status__in=OUT) & Q(pk__in=left.values("announcement_id"))


def in_writing(actor: Actor) -> Q:
    """Announcements the reader works on: those they may write, drafts only their own."""
    return write.condition(actor) & (Q(status__in=OUT) | Q(author_id=actor.pk))
