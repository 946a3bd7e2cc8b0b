"""What a team has to know today: announcements that begin to hold, and those that wait for somebody of the team."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from dengta.domains.communication.models import Announcement, Receipt
from dengta.domains.communication.policies import announcements as policies
from dengta.domains.communication.selectors.clock import start_of
from dengta.domains.communication.selectors.receipts import OPEN
from dengta.domains.people.models import Membership
from dengta.foundation.access import Actor
from dengta.foundation.calendar.zones import ONE_DAY


def for_team(actor: Actor, unit_id: int, day: date) -> "QuerySet[Announcement, Any]":
    """Announcements to the team that take effect today or tomorrow, came out since yesterday, or wait for somebody of
    it; with `asked` and `open`, counted over those whose confirmations the reader sees. What waits comes first."""
    members = Membership.objects.on(day).filter(unit=unit_id).values("employee_id")
    told = Receipt.objects.filter(policies.for_side_of([unit_id]), employee__in=members, left_at=None)
    counted = Q(receipts__in=policies.see_receipts.scope(actor, told))
    rows = policies.read.scope(actor, Announcement.objects.filter(status=Announcement.Status.PUBLISHED))
    new = Q(effective_at__gte=start_of(day), effective_at__lt=start_of(day + 2 * ONE_DAY))
    new |= Q(published_at__gte=start_of(day - ONE_DAY))
    waiting = Q(pk__in=told.filter(OPEN).values("announcement_id"))
    rows = rows.filter(new | waiting, pk__in=told.values("announcement_id"))
    return rows.annotate(
        asked=Count("receipts", filter=counted, distinct=True),
        open=Count("receipts", filter=counted & Q(receipts__confirmed_at=None, needs_confirmation=True), distinct=True),
    ).order_by("-open", F("effective_at").asc(nulls_last=True), "-published_at", "pk")
