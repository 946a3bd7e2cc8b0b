"""Who has read and confirmed, who has not, and what they are kept from until they do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dengta.domains.communication.models import Announcement, Receipt, ReceiptEscalation
from dengta.domains.communication.policies import announcements as policies
from dengta.domains.communication.selectors.announcements import own_id
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Membership
from dengta.domains.people.services.gates import GateResult
from dengta.foundation.access import Actor
from dengta.foundation.rules import Rule

R_034 = Rule("R-034", _("Whoever has not confirmed gets no contacts of the affected kind once it is in force"))
# Asked, and has not confirmed.
OPEN = Q(confirmed_at=None, left_at=None, announcement__needs_confirmation=True, announcement__status="published")


def receipts_of(actor: Actor, announcement: Announcement, now: datetime) -> "QuerySet[Receipt, Any]":
    """The receipts of the people whom the reader leads, with their team (`team_id`, `team_name`). One query."""
    rows = policies.see_receipts.scope(actor, Receipt.objects.filter(announcement=announcement, left_at=None))
    return with_team(rows, now).select_related("employee")


def with_team(rows: "QuerySet[Receipt]", now: datetime) -> "QuerySet[Receipt, Any]":
    """The same rows with the team of their day."""
    team = Membership.objects.on(day_of(now)).filter(employee=OuterRef("employee"))
    return rows.annotate(
        team_id=Subquery(team.values("unit_id")[:1]), team_name=Subquery(team.values("unit__name")[:1])
    )


@dataclass(frozen=True)
class Standing:
    """How an announcement stands among the people the reader leads."""

    asked: int
    read: int
    confirmed: int
    passed: int
    tries: int

    @property
    def open(self) -> int:
        """How many have not confirmed."""
        return self.asked - self.confirmed


def standing(actor: Actor, announcement: Announcement, *, whole: bool) -> Standing:
    """The sums, never an answer of anybody; `whole`, for the author, beyond the people they lead. One query."""
    rows = Receipt.objects.filter(announcement=announcement, left_at=None)
    rows = rows if whole else policies.see_receipts.scope(actor, rows)
    sums = rows.aggregate(
        asked=Count("pk"),
        read=Count("read_at"),
        confirmed=Count("confirmed_at"),
        passed=Count("passed_at"),
        tries=Sum("tries"),
    )
    return Standing(**{name: value or 0 for name, value in sums.items()})


def unready(actor: Actor, *, now: datetime, until: datetime) -> "QuerySet[Receipt, Any]":
    """Whom the reader leads and who has not confirmed what is in force, or will be before `until`: the list before
    going on queue. One query."""
    return with_team(_unready(actor, until), now).select_related("employee", "announcement")


def first_unready(actor: Actor, *, until: datetime, most: int) -> "list[Receipt]":
    """The first of them, what takes effect first in front, with the names of person and announcement. One query."""
    rows = _unready(actor, until).select_related("employee", "announcement")
    rows = rows.only("employee__name", "announcement__title", "announcement__effective_at")
    return list(rows.order_by("announcement__effective_at", "employee__pinyin", "pk")[:most])


def _unready(actor: Actor, until: datetime) -> "QuerySet[Receipt]":
    rows = Receipt.objects.filter(OPEN, announcement__effective_at__lt=until).exclude(employee_id=own_id(actor))
    return policies.see_receipts.scope(actor, rows)


def waiting_for(actor: Actor, *, announcement: str, person: str) -> Receipt | None:
    """What one of the reader's people still has to confirm; nothing where they have, or it is none of the reader's."""
    if not (announcement.isdecimal() and person.isdecimal()):
        return None
    rows = policies.see_receipts.scope(actor, Receipt.objects.filter(OPEN).exclude(employee_id=own_id(actor)))
    return (
        rows.select_related("announcement")
        .filter(announcement=int(announcement[:18]), employee=int(person[:18]))
        .first()
    )


def check_announcements(employee_ids: Collection[int], at: datetime) -> Mapping[int, GateResult]:
    """The gate: whoever has not confirmed what is in force at that moment, and keeps the queue closed. One query."""
    rows = Receipt.objects.filter(
        OPEN, employee_id__in=employee_ids, announcement__gates_queue=True, announcement__effective_at__lte=at
    )
    found = rows.order_by().values_list("employee_id").annotate(Count("pk"), Min("announcement__title"))
    return {pk: GateResult(ok=False, reason=_not_confirmed(count, title)) for pk, count, title in found}


def _not_confirmed(count: int, title: str) -> str:
    more = ngettext(
        "{count} announcement is in force and not confirmed yet: “{title}”",
        "{count} announcements are in force and not confirmed yet, among them “{title}”",
        count,
    )
    return more.format(count=count, title=title)


def kept_from(topic_key: str, employee_ids: Collection[int], at: datetime) -> frozenset[int]:
    """For whom of these people contacts of this topic ("topic:12", "queue:3") are closed at a moment: they have not
    confirmed an announcement about it that is in force. One query."""
    rows = Receipt.objects.filter(
        OPEN,
        employee_id__in=employee_ids,
        announcement__effective_at__lte=at,
        announcement__topics__key=topic_key,
    )
    return frozenset(pk for pk in rows.values_list("employee_id", flat=True) if R_034.applies)


def escalations_of(actor: Actor, announcement: Announcement) -> "QuerySet[ReceiptEscalation]":
    """Which leader was told of whom, among the people the reader leads. One query."""
    receipts = policies.see_receipts.scope(actor, Receipt.objects.filter(announcement=announcement))
    rows = ReceiptEscalation.objects.filter(receipt__in=receipts, version=announcement.asked_version)
    return rows.select_related("leader", "receipt__employee").order_by("-at", "-pk")
