"""Who has read and confirmed, who has not, and what they are kept from until they do."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dengta.domains.communication.models import Announcement, Receipt, ReceiptEscalation
from dengta.domains.communication.policies import announcements as policies
from dengta.domains.communication.selectors.announcements import own_id
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.people.services.gates import GateResult
from dengta.foundation.access import Actor, Role
from dengta.foundation.rules import Rule

R_034 = Rule("R-034", _("Whoever has not confirmed gets no contacts of the affected kind once it is in force"))
# Asked, and has not confirmed.
OPEN = Q(confirmed_at=None, left_at=None, announcement__needs_confirmation=True, announcement__status="published")
# From when on that counts against them: what an earlier version left owing goes before the date of the newer one.
SINCE = Coalesce("owed_since", "announcement__effective_at")


def receipts_of(actor: Actor, announcement: Announcement, now: datetime) -> "QuerySet[Receipt, Any]":
    """The receipts of the people whom the reader leads, with their team (`team_name`). One query."""
    rows = policies.see_receipts.scope(actor, Receipt.objects.filter(announcement=announcement, left_at=None))
    return with_team(rows, now).select_related("employee")


def with_team(rows: "QuerySet[Receipt]", now: datetime) -> "QuerySet[Receipt, Any]":
    """The same rows with the team of their day."""
    team = Membership.objects.on(day_of(now)).filter(employee=OuterRef("employee"))
    return rows.annotate(team_name=Subquery(team.values("unit__name")[:1]))


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
    """Whom the reader leads and who has not confirmed what is in force, or will be before `until` (`since`): the list
    before going on queue. One query."""
    rows = with_team(_unready(actor, until), now).select_related("employee", "announcement")
    return rows.only(
        "read_at", "tries", "passed_at", "employee__name", "employee__number", "announcement__title",
        "announcement__has_test",
    )  # fmt: skip


def first_unready(actor: Actor, *, until: datetime, most: int) -> "list[Receipt]":
    """The first of them, what takes effect first in front (`since`), with the names of person and announcement. One
    query."""
    rows = _unready(actor, until).select_related("employee", "announcement")
    rows = rows.only("employee__name", "announcement__title")
    return list(rows.order_by(SINCE, "employee__pinyin", "pk")[:most])


def _unready(actor: Actor, until: datetime) -> "QuerySet[Receipt, Any]":
    rows = Receipt.objects.filter(OPEN).exclude(employee_id=own_id(actor))
    return policies.see_receipts.scope(actor, rows).annotate(since=SINCE).filter(since__lt=until)


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
    rows = _closed(employee_ids, at).filter(announcement__gates_queue=True)
    found = rows.order_by().values_list("employee_id").annotate(Count("pk"), Min("announcement__title"))
    return {pk: GateResult(ok=False, reason=_not_confirmed(count, title)) for pk, count, title in found}


def _closed(employee_ids: Collection[int], at: datetime) -> "QuerySet[Receipt]":
    """What these people have not confirmed though it is in force at that moment."""
    return Receipt.objects.filter(OPEN, employee_id__in=employee_ids).alias(since=SINCE).filter(since__lte=at)


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
    rows = _closed(employee_ids, at).filter(announcement__topics__key=topic_key)
    return frozenset(pk for pk in rows.values_list("employee_id", flat=True) if R_034.applies)


def escalations_of(actor: Actor, announcement: Announcement) -> "QuerySet[ReceiptEscalation]":
    """Which leader was told of whom, among the people the reader leads. One query."""
    receipts = policies.see_receipts.scope(actor, Receipt.objects.filter(announcement=announcement))
    rows = ReceiptEscalation.objects.filter(receipt__in=receipts, version=announcement.asked_version)
    return rows.select_related("leader", "receipt__employee").order_by("-at", "-pk")


def stand_ins(announcement: Announcement, unled: Sequence[Receipt], day: date) -> dict[int, list[Employee]]:
    """By receipt, who hears of people whom nobody leads: the author, then HR, as far as they see it in their lists, and
    never the person. Two queries and one for each of them; none where everybody is led."""
    heard: dict[int, list[Employee]] = defaultdict(list)
    if not unled:
        return heard
    heard.update((receipt.pk, []) for receipt in unled)
    office = [account.pk for account in accounts_holding(Role.HR, above=None, day=day)]
    rows = Employee.objects.filter(account__in=[announcement.author_id, *office], account__is_active=True)
    people = sorted(rows.select_related("account"), key=lambda one: (one.account_id != announcement.author_id, one.pk))
    receipts = Receipt.objects.filter(pk__in=heard)
    for one in people:
        assert one.account is not None, "asked for by their accounts"
        for pk in policies.see_receipts.scope(one.account, receipts).exclude(employee=one).values_list("pk", flat=True):
            heard[pk].append(one)
    return dict(heard)
