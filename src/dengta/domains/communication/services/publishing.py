"""Publishing: what has to be true first, and the delivery to everybody it is for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Announcement, AnnouncementVersion, Receipt
from dengta.domains.communication.selectors.announcements import audience_of, in_writing
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.groups import hearing_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.announcement_kinds import CONFIRM, DELIVER, ESCALATED, OPINION, READ, TOLD
from dengta.domains.communication.services.announcements import end_buttons, locked
from dengta.domains.communication.services.group_posts import post_announcement
from dengta.domains.communication.services.receipts import settle_escalations
from dengta.domains.communication.services.staff_consultations import insist_on_consultation, should_consult
from dengta.domains.people.models import Account, Employee
from dengta.foundation import jobs, notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.notify import Button
from dengta.foundation.rules import Rule

R_032 = Rule("R-032", _("Important matters are confirmed in writing or face to face"))
MUST_CONFIRM = (Announcement.Kind.IMPORTANT, Announcement.Kind.POLICY)
# More than these are delivered in the background.
AT_ONCE = 200
CHUNK = 1000


@dataclass(frozen=True)
class Reach:
    """What publishing would do, or did: how many people it reaches, and what the author should know first. `groups`:
    the group chats that it would be said in too."""

    people: int
    refusal: RuleViolation | None = None
    should_consult: bool = False
    too_much: notify.Overload | None = None
    job_id: int | None = None
    groups: Sequence[str] = ()


@transaction.atomic
def publish_announcement(*, announcement_id: int, by: Account, now: datetime) -> Reach:
    """Put the version in writing into force and into everybody's hands; many of them are served in the background."""
    announcement = locked(announcement_id, by=by)
    version, today = in_writing(announcement), day_of(now)
    people = audience_of(announcement, today).count()
    insist_publishable(announcement, version, people=people, now=now)
    assert version is not None  # insisted on above
    warned = should_consult(announcement, version, people=people, today=today)
    _take_over(announcement, version, now=now)
    record(
        by, "communication.announcement_published", announcement, version=version.number, people=people,
        without_consultation=warned,
    )  # fmt: skip
    if version.number > 1:
        _let_go_of_movers(announcement, now=now)
    post_announcement(announcement, now=now)
    if people > AT_ONCE:
        urgent = announcement.kind == Announcement.Kind.URGENT
        notify.warn_sender(to=_account_ids(announcement, today), now=now, urgent=urgent)
        job = jobs.enqueue(
            DELIVER,
            key=f"{announcement.pk} {version.number}",
            by=by,
            arguments={"announcement_id": announcement.pk, "version": version.number},
        )
        return Reach(people, should_consult=warned, job_id=job.pk)
    deliver_to(announcement, list(audience_of(announcement, today).values_list("pk", flat=True)), now=now)
    return Reach(people, should_consult=warned)


def _let_go_of_movers(announcement: Announcement, *, now: datetime) -> None:
    """Before new words are out: whoever left the audience since the last ones has nothing to do with them."""
    inside = audience_of(announcement, day_of(now)).values("pk")
    gone = Receipt.objects.filter(announcement=announcement, left_at=None).exclude(employee__in=inside)
    let_go(announcement, list(gone.values_list("employee_id", flat=True)), now=now)


def let_go(announcement: Announcement, employee_ids: Collection[int], *, now: datetime) -> None:
    """These people belong to the audience no more: nothing is asked of them, and later versions are not theirs."""
    if not employee_ids:
        return
    for kind in (CONFIRM, READ):
        todos.settle(kind=kind, key=announcement.pk, of=employee_ids)
    rows = Receipt.objects.filter(announcement=announcement, employee_id__in=employee_ids, left_at=None)
    gone = list(rows)
    rows.update(left_at=now)
    for receipt in gone:
        settle_escalations(receipt)


def preview(announcement: Announcement, *, now: datetime) -> Reach:
    """Whom it would reach, what stands against it, and what is advised; changes nothing."""
    version, today = in_writing(announcement), day_of(now)
    people = audience_of(announcement, today).count()
    urgent = announcement.kind == Announcement.Kind.URGENT
    too_much = notify.overload(to=_account_ids(announcement, today), now=now, urgent=urgent)
    try:
        insist_publishable(announcement, version, people=people, now=now)
    except RuleViolation as refusal:
        return Reach(people, refusal, too_much=too_much)
    assert version is not None  # insisted on above
    consult = should_consult(announcement, version, people=people, today=today)
    is_news = version.asks_again or not announcement.version
    groups = list(hearing_of(announcement, today).values()) if is_news else []
    return Reach(people, should_consult=consult, too_much=too_much, groups=groups)


def _account_ids(announcement: Announcement, day: date) -> "QuerySet[Employee, int]":
    people = audience_of(announcement, day).filter(account__isnull=False).order_by()
    return people.values_list("account_id", flat=True)


def insist_publishable(
    announcement: Announcement, version: AnnouncementVersion | None, *, people: int, now: datetime
) -> None:
    """Raise what stands against publishing."""
    if announcement.status == Announcement.Status.WITHDRAWN:
        raise RuleViolation("communication.announcement_withdrawn")
    if version is None:
        raise RuleViolation("communication.announcement_nothing_in_writing")
    if people == 0:
        raise RuleViolation("communication.announcement_nobody")
    asks = version.asks_again or not announcement.version
    R_032.refuse(
        when=announcement.kind in MUST_CONFIRM and not announcement.needs_confirmation,
        code="communication.announcement_unconfirmed", kind=announcement.get_kind_display(),
    )  # fmt: skip
    if asks:
        _insist_on_dates(announcement, version, now=now)
    if not announcement.needs_confirmation:
        if announcement.gates_queue or announcement.topics.exists() or version.questions.exists():
            raise RuleViolation("communication.announcement_nothing_to_confirm")
    elif version.effective_at is None and (announcement.gates_queue or announcement.topics.exists()):
        raise RuleViolation("communication.announcement_needs_effective")
    insist_on_consultation(announcement, version, today=day_of(now))


def _insist_on_dates(announcement: Announcement, version: AnnouncementVersion, *, now: datetime) -> None:
    effective_at, confirm_by = version.effective_at, version.confirm_by
    if announcement.kind == Announcement.Kind.POLICY and effective_at is None:
        raise RuleViolation("communication.announcement_policy_needs_effective")
    if announcement.needs_confirmation and confirm_by is None and effective_at is None:
        raise RuleViolation("communication.announcement_deadline_missing")
    if effective_at is not None and effective_at <= now:
        raise RuleViolation("communication.announcement_effective_past")
    if confirm_by is not None and confirm_by <= now:
        raise RuleViolation("communication.announcement_deadline_past")
    if confirm_by is not None and effective_at is not None and confirm_by > effective_at:
        raise RuleViolation("communication.announcement_deadline_late")


def _take_over(announcement: Announcement, version: AnnouncementVersion, *, now: datetime) -> None:
    """The version in writing becomes the one in force."""
    is_first = not announcement.version
    asks = version.asks_again or is_first
    if asks:
        _keep_what_is_owed(announcement, now=now)
    announcement.status, announcement.published_at = Announcement.Status.PUBLISHED, now
    announcement.version, announcement.title = version.number, version.title
    if asks:
        announcement.asked_version, announcement.has_test = version.number, version.questions.exists()
        announcement.confirm_by, announcement.effective_at = version.confirm_by, version.effective_at
        announcement.in_force_at = None
        for kind in (CONFIRM, READ, ESCALATED):
            todos.settle(kind=kind, key=announcement.pk)
        if not is_first:
            end_buttons(announcement, now=now)
    todos.settle(kind=OPINION, key=announcement.pk)
    announcement.save()
    version.published_at = now
    version.save(update_fields=["published_at"])


def _keep_what_is_owed(announcement: Announcement, *, now: datetime) -> None:
    """A new version sets nobody free: whoever has not confirmed what is in force owes it until they confirm the new
    one, from whose own date on everybody does."""
    if announcement.version and announcement.effective_at is not None and announcement.effective_at <= now:
        owing = Receipt.objects.filter(announcement=announcement, confirmed_at=None, left_at=None, owed_since=None)
        owing.update(owed_since=Greatest("delivered_at", Value(announcement.effective_at)))


def recipients(announcement_id: int, version: int, *, now: datetime) -> list[int]:
    """Everybody a version is to be delivered to, in a fixed order; nobody once another one has taken its place."""
    announcement = Announcement.objects.get(pk=announcement_id)
    if not announcement.is_published or announcement.version != version:
        return []
    return list(audience_of(announcement, day_of(now)).values_list("pk", flat=True))


@transaction.atomic
def deliver_chunk(*, announcement_id: int, employee_ids: Sequence[int], now: datetime) -> int:
    """Deliver to some of them, unless it was withdrawn meanwhile."""
    announcement = Announcement.objects.select_for_update().get(pk=announcement_id)
    reached = deliver_to(announcement, employee_ids, now=now) if announcement.is_published else 0
    if reached:
        record(None, "communication.announcement_delivered", announcement, people=reached)
    return reached


def deliver_to(announcement: Announcement, employee_ids: Sequence[int], *, now: datetime) -> int:
    """Put it into the hands of these people: receipt, to-do, notice. Whoever has this version already is left alone, so
    that a delivery broken off can be done again. Answers how many got it now."""
    todo = CONFIRM if announcement.needs_confirmation else READ
    asked, reached = announcement.asked_version, 0
    for start in range(0, len(employee_ids), CHUNK):
        chunk = employee_ids[start : start + CHUNK]
        known = dict(
            Receipt.objects.filter(
                announcement=announcement, employee_id__in=chunk, version__gte=asked, left_at=None
            ).values_list("employee_id", "version")
        )
        fresh = [pk for pk in chunk if pk not in known]
        _write_receipts(announcement, fresh, now=now)
        _tell(announcement, fresh, todo=todo, now=now)
        reached += len(fresh)
    return reached


def _write_receipts(announcement: Announcement, employee_ids: Collection[int], *, now: datetime) -> None:
    """New receipts, and those of an earlier version opened anew; of a person who came back, what they confirmed of this
    very version still counts."""
    asked = announcement.asked_version
    of_these = Receipt.objects.filter(announcement=announcement, employee_id__in=employee_ids)
    of_these.filter(version__gte=asked).update(left_at=None)
    of_these.filter(version__lt=asked).update(
        version=asked, delivered_at=now, read_at=None, tries=0, passed_at=None, confirmed_at=None, left_at=None
    )
    Receipt.objects.bulk_create(
        [Receipt(announcement=announcement, employee_id=pk, version=asked, delivered_at=now) for pk in employee_ids],
        ignore_conflicts=True,
    )


def _tell(announcement: Announcement, employee_ids: Collection[int], *, todo: str, now: datetime) -> None:
    waiting = Receipt.objects.filter(announcement=announcement, employee_id__in=employee_ids, confirmed_at=None)
    to = list(waiting.values_list("employee_id", flat=True))
    url = reverse("announcements:one", args=[announcement.pk])
    due = announcement.confirm_by or announcement.effective_at
    if announcement.needs_confirmation or announcement.kind == Announcement.Kind.URGENT:
        todos.put(kind=todo, key=announcement.pk, to=to, title=announcement.title, url=url, now=now, due_at=due)
    notify.send_many(
        to=Employee.objects.filter(pk__in=to, account__isnull=False).select_related("account"),
        broadcast=True,
        kind=TOLD,
        title=announcement.title,
        body=_("Please confirm that you have read it.") if announcement.needs_confirmation else "",
        url=url,
        urgent=announcement.kind == Announcement.Kind.URGENT,
        actions=[Button(CONFIRM, str(announcement.pk))] if announcement.needs_confirmation else [],
    )
