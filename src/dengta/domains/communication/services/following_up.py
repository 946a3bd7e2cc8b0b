"""What happens by itself until everybody has confirmed: reminders, word to the leaders, taking effect, newcomers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dengta.domains.communication.events import AnnouncementInForce
from dengta.domains.communication.models import Announcement, AnnouncementReminder, Receipt, ReceiptEscalation
from dengta.domains.communication.selectors.announcements import audience_of
from dengta.domains.communication.selectors.chain import Chain
from dengta.domains.communication.selectors.clock import day_of, end_of, midnight
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.announcement_kinds import CONFIRM, ESCALATED, MISSING, REMINDED
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.communication.services.publishing import deliver_to, let_go
from dengta.domains.people.models import Employee
from dengta.foundation import events, notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.notify import Button
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_033 = Rule("R-033", _("A policy change reaches everybody it binds before it takes effect; who is missing is named"))
REMIND_BEFORE = Parameter(
    "communication.remind_before",
    2,
    _("How long before the deadline those who have not confirmed are reminded"),
    unit="days",
    check=lambda days: days >= 0,
)
NEXT_LEVEL_AFTER = Parameter(
    "communication.next_level_after",
    1,
    _("How long the nearest leader has before the next level is told who has not confirmed"),
    unit="working days",
    check=lambda days: days > 0,
)
FOR_NEWCOMERS = Parameter(
    "communication.for_newcomers",
    90,
    _("For how long after its publication an announcement is still given to newcomers"),
    unit="days",
    check=lambda days: days >= 0,
)
# Whoever came later than the others is given so long before their leader hears of it.
GRACE = timedelta(days=3)
Stage = AnnouncementReminder.Stage


def _waited_for() -> "QuerySet[Announcement]":
    """What is out, asks for a confirmation, and is not confirmed by everybody. One query."""
    still_open = Receipt.objects.filter(announcement=OuterRef("pk"), confirmed_at=None, left_at=None)
    rows = Announcement.objects.filter(Exists(still_open), status="published", needs_confirmation=True)
    return rows.order_by("pk")


def _not_before(announcement: Announcement, moment: datetime) -> datetime:
    """Nobody is pressed before half of the time they were given is over, however short that was."""
    due = announcement.effective_at or announcement.confirm_by
    published = announcement.published_at
    assert due is not None, "whoever asks for a confirmation says by when"
    assert published is not None, "what is out was published"
    return max(moment, published + (due - published) / 2)


def _eve(announcement: Announcement) -> datetime | None:
    """The beginning of the day before it takes effect."""
    if announcement.effective_at is None:
        return None
    return midnight(announcement.effective_at, days=-1)


def send_reminders(*, now: datetime) -> int:
    """Remind whoever has not confirmed: some days before the deadline, and the day before it takes effect. Each round
    goes out once; answers how many people were reminded."""
    reminded = 0
    for announcement in _waited_for():
        for stage in _stages_due(announcement, now):
            reminded += _remind(announcement_id=announcement.pk, stage=stage, now=now)
    return reminded


def _stages_due(announcement: Announcement, now: datetime) -> list[str]:
    due, eve = announcement.confirm_by or announcement.effective_at, _eve(announcement)
    stages = []
    if due is not None:
        days = timedelta(days=REMIND_BEFORE.on(day_of(now)))
        if _not_before(announcement, due - days) <= now < due:
            stages.append(Stage.DEADLINE)
    if (
        eve is not None
        and announcement.effective_at
        and _not_before(announcement, eve) <= now < announcement.effective_at
    ):
        stages.append(Stage.EVE)
    # On the same day one word is enough.
    return [str(stage) for stage in stages[-1:]]


@transaction.atomic
def _remind(*, announcement_id: int, stage: str, now: datetime) -> int:
    announcement = Announcement.objects.select_for_update().get(pk=announcement_id)
    missing = Receipt.objects.filter(announcement=announcement, confirmed_at=None, left_at=None)
    round_, is_new = AnnouncementReminder.objects.get_or_create(
        announcement=announcement, version=announcement.asked_version, stage=stage,
        defaults={"sent_at": now, "people": missing.count()},
    )  # fmt: skip
    if not is_new:
        return 0
    people = Employee.objects.filter(pk__in=missing.values("employee_id"), account__isnull=False)
    eve = _("Tomorrow it takes effect. Please read and confirm it today.")
    notify.send_many(
        to=people.select_related("account"), broadcast=True, kind=REMINDED, title=announcement.title,
        body=eve if stage == Stage.EVE else _("Please confirm that you have read it."),
        url=reverse("announcements:one", args=[announcement.pk]), actions=[Button(CONFIRM, str(announcement.pk))],
    )  # fmt: skip
    record(None, "communication.announcement_reminded", announcement, stage=stage, people=round_.people)
    return round_.people


def escalate(*, now: datetime) -> int:
    """Tell the nearest leader who has not confirmed, and the next level a working day later; each person once a level.
    Answers how many people were named."""
    return sum(_escalate(announcement_id=each.pk, now=now) for each in _waited_for() if _is_late(each, now))


def _is_late(announcement: Announcement, now: datetime) -> bool:
    return _late_from(announcement) <= now


def _late_from(announcement: Announcement) -> datetime:
    """The day before it takes effect, or the deadline where that comes first."""
    moments = [moment for moment in (announcement.confirm_by, _eve(announcement)) if moment is not None]
    return _not_before(announcement, min(moments))


@transaction.atomic
def _escalate(*, announcement_id: int, now: datetime) -> int:
    announcement = Announcement.objects.select_for_update().get(pk=announcement_id)
    late = _late_from(announcement)
    rows = Receipt.objects.filter(
        Q(delivered_at__lte=late) | Q(delivered_at__lte=now - GRACE),
        announcement=announcement, confirmed_at=None, left_at=None,
    )  # fmt: skip
    receipts = list(rows.select_related("employee").order_by("employee__pinyin", "pk"))
    if not R_033.warns(when=bool(receipts)):
        return 0
    told = _told(announcement)
    chain = Chain([receipt.employee_id for receipt in receipts], day_of(now))
    named: dict[tuple[int, int], list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        step = _next_step(receipt, told.get(receipt.pk, {}), chain, now)
        if step is not None:
            named[step].append(receipt)
    for (level, leader_id), of_leader in named.items():
        _tell_leader(announcement, of_leader, level=level, leader_id=leader_id, now=now)
    if named:
        people = sorted(receipt.employee_id for of_leader in named.values() for receipt in of_leader)
        leaders = sorted({leader_id for _level, leader_id in named})
        record(None, "communication.announcement_escalated", announcement, people=people, leaders=leaders)
    return sum(len(of_leader) for of_leader in named.values())


def _told(announcement: Announcement) -> dict[int, dict[int, ReceiptEscalation]]:
    """By receipt and level, to whom it went already."""
    told: dict[int, dict[int, ReceiptEscalation]] = defaultdict(dict)
    rows = ReceiptEscalation.objects.filter(receipt__announcement=announcement, version=announcement.asked_version)
    for row in rows:
        told[row.receipt_id][row.level] = row
    return told


def _next_step(
    receipt: Receipt, told: dict[int, ReceiptEscalation], chain: Chain, now: datetime
) -> tuple[int, int] | None:
    """The level and the leader that come next for this person today; None where nobody does."""
    if 1 not in told:
        leader = chain.next_level(receipt.employee_id)
        return (1, leader.pk) if leader else None
    first = told[1]
    if 2 in told:
        return None
    today, day = day_of(now), day_of(first.at)
    if working_day_after(day, NEXT_LEVEL_AFTER.on(today)) > today:
        return None
    leader = chain.next_level(receipt.employee_id, beyond=[first.leader_id])
    return (2, leader.pk) if leader else None


def _tell_leader(
    announcement: Announcement, receipts: Sequence[Receipt], *, level: int, leader_id: int, now: datetime
) -> None:
    ReceiptEscalation.objects.bulk_create(
        ReceiptEscalation(receipt=receipt, version=announcement.asked_version, level=level, leader_id=leader_id, at=now)
        for receipt in receipts
    )
    count = len(receipts)
    words = ngettext_lazy(
        "{count} person has not confirmed: {title}", "{count} people have not confirmed: {title}", count
    )
    title = format_lazy(words, count=count, title=announcement.title)
    url = reverse("announcements:missing", args=[announcement.pk])
    due_at = end_of(working_day_after(day_of(now), NEXT_LEVEL_AFTER.on(day_of(now))))
    todos.put(kind=ESCALATED, key=announcement.pk, to=[leader_id], title=title, url=url, now=now, due_at=due_at)
    notify.send(
        to=Employee.objects.select_related("account").get(pk=leader_id), kind=MISSING, title=title,
        body=in_house_words(_(", ")).join(receipt.employee.name for receipt in receipts), url=url,
    )  # fmt: skip


def come_into_force(*, now: datetime) -> int:
    """Tell the rooms above of every version that has taken effect since. Answers how many there were."""
    due = Announcement.objects.filter(status="published", effective_at__lte=now, in_force_at=None)
    return sum(_come_into_force(announcement_id=pk, now=now) for pk in due.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _come_into_force(*, announcement_id: int, now: datetime) -> bool:
    announcement = Announcement.objects.select_for_update().get(pk=announcement_id)
    if announcement.in_force_at is not None or announcement.effective_at is None:
        return False
    announcement.in_force_at = now
    announcement.save(update_fields=["in_force_at"])
    topics = tuple(announcement.topics.order_by("key").values_list("key", flat=True))
    events.publish(AnnouncementInForce(announcement.pk, announcement.asked_version, topics, announcement.effective_at))
    record(None, "communication.announcement_in_force", announcement, version=announcement.asked_version)
    return True


def follow_audience(*, now: datetime) -> int:
    """Give newcomers what is still asked of everybody, and ask no more of who left the audience. Answers how many
    people got something."""
    since = now - timedelta(days=FOR_NEWCOMERS.on(day_of(now)))
    lately = Q(published_at__gte=since) | Q(effective_at__gt=now) | Q(gates_queue=True)
    current = Announcement.objects.filter(lately, status="published").order_by("pk")
    return sum(_follow_audience(announcement_id=pk, now=now) for pk in current.values_list("pk", flat=True))


@transaction.atomic
def _follow_audience(*, announcement_id: int, now: datetime) -> int:
    announcement = Announcement.objects.select_for_update().get(pk=announcement_id)
    wanted = set(audience_of(announcement, day_of(now)).values_list("pk", flat=True))
    held = dict(Receipt.objects.filter(announcement=announcement, left_at=None).values_list("employee_id", "version"))
    let_go(announcement, held.keys() - wanted, now=now)
    # Whoever still holds an earlier version was missed when this one was delivered.
    current = {pk for pk, version in held.items() if version >= announcement.asked_version}
    come = sorted(wanted - current)
    if come:
        deliver_to(announcement, come, now=now)
        record(None, "communication.announcement_followed", announcement, come=len(come))
    return len(come)
