"""What happens by itself until everybody has confirmed: reminders, word to the leaders, taking effect, newcomers."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dengta.domains.communication.events import AnnouncementInForce
from dengta.domains.communication.models import (
    AffectedTopic,
    Announcement,
    AnnouncementReminder,
    Receipt,
    ReceiptEscalation,
)
from dengta.domains.communication.selectors.announcements import audience_of
from dengta.domains.communication.selectors.chain import Chain
from dengta.domains.communication.selectors.clock import day_of, end_of, midnight
from dengta.domains.communication.selectors.receipts import stand_ins
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.announcement_kinds import CONFIRM, ESCALATED, MISSING, REMINDED
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.communication.services.publishing import deliver_to, let_go
from dengta.domains.people.models import Employee, Membership, Unit, UnitClosure
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


def _only(rows: "QuerySet[Announcement]", announcement_id: int | None) -> "QuerySet[Announcement]":
    rows = rows.order_by("pk")
    return rows if announcement_id is None else rows.filter(pk=announcement_id)


def waited_for(announcement_id: int | None = None) -> "QuerySet[Announcement]":
    """What, or whether this one, is out, asks for a confirmation, and is not confirmed by everybody; with whether
    somebody owes it of an earlier version (`is_owed`). One query."""
    still_open = Receipt.objects.filter(announcement=OuterRef("pk"), confirmed_at=None, left_at=None)
    rows = Announcement.objects.filter(Exists(still_open), status="published", needs_confirmation=True)
    return _only(rows.annotate(is_owed=Exists(still_open.filter(owed_since__isnull=False))), announcement_id)


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


def send_reminders(*, now: datetime, announcement_id: int | None = None) -> int:
    """Remind whoever has not confirmed, of everything or of this one: some days before the deadline, and the day before
    it takes effect. Each round goes out once; answers how many people were reminded."""
    reminded = 0
    for announcement in waited_for(announcement_id):
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


def escalate(*, now: datetime, announcement_id: int | None = None) -> int:
    """Tell the nearest leader who has not confirmed, and the next level a working day later; each person once a level.
    Whoever is led by nobody is named to the author, then to HR. Answers how many people were named."""
    waiting = waited_for(announcement_id)
    return sum(_escalate(announcement_id=each.pk, now=now) for each in waiting if _is_late(each, now))


def _is_late(announcement: Announcement, now: datetime) -> bool:
    is_owed: bool = announcement.is_owed  # type: ignore[attr-defined]  # of `waited_for`
    return is_owed or _late_from(announcement) <= now


def _late(announcement: Announcement, now: datetime) -> Q:
    """Who is late: whoever owes it of an earlier version at once, all others when its time has come."""
    owing, late = Q(owed_since__isnull=False), _late_from(announcement)
    return owing | Q(delivered_at__lte=late) | Q(delivered_at__lte=now - GRACE) if late <= now else owing


def _late_from(announcement: Announcement) -> datetime:
    """The day before it takes effect, or the deadline where that comes first."""
    moments = [moment for moment in (announcement.confirm_by, _eve(announcement)) if moment is not None]
    return _not_before(announcement, min(moments))


@transaction.atomic
def _escalate(*, announcement_id: int, now: datetime) -> int:
    announcement = Announcement.objects.select_for_update().get(pk=announcement_id)
    rows = Receipt.objects.filter(_late(announcement, now), announcement=announcement, confirmed_at=None, left_at=None)
    receipts = list(rows.select_related("employee").order_by("employee__pinyin", "pk"))
    if not R_033.warns(when=bool(receipts)):
        return 0
    named = _next_steps(announcement, receipts, now)
    for (level, leader_id), of_leader in named.items():
        _tell_leader(announcement, of_leader, level=level, leader_id=leader_id, now=now)
    if named:
        people = sorted(receipt.employee_id for of_leader in named.values() for receipt in of_leader)
        leaders = sorted({leader_id for _level, leader_id in named})
        record(None, "communication.announcement_escalated", announcement, people=people, leaders=leaders)
    return sum(len(of_leader) for of_leader in named.values())


def _next_steps(
    announcement: Announcement, receipts: Sequence[Receipt], now: datetime
) -> dict[tuple[int, int], list[Receipt]]:
    """By level and leader, who is named to them today."""
    told, today = _told(announcement), day_of(now)
    chain = Chain([receipt.employee_id for receipt in receipts], today)
    unled = [receipt for receipt in receipts if chain.next_level(receipt.employee_id) is None]
    instead = stand_ins(announcement, unled, today)
    named: dict[tuple[int, int], list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        had = told.get(receipt.pk, {})
        level = _next_level(had, today)
        leader = _leader(receipt, [one.leader_id for one in had.values()], chain, instead) if level else None
        if leader is not None:
            named[level, leader.pk].append(receipt)
    return named


def _told(announcement: Announcement) -> dict[int, dict[int, ReceiptEscalation]]:
    """By receipt and level, to whom it went already."""
    told: dict[int, dict[int, ReceiptEscalation]] = defaultdict(dict)
    rows = ReceiptEscalation.objects.filter(receipt__announcement=announcement, version=announcement.asked_version)
    for row in rows:
        told[row.receipt_id][row.level] = row
    return told


def _next_level(told: Mapping[int, ReceiptEscalation], today: date) -> int:
    """The level whose turn it is today; 0 where it is nobody's."""
    if 1 not in told:
        return 1
    had_time = working_day_after(day_of(told[1].at), NEXT_LEVEL_AFTER.on(today)) <= today
    return 2 if had_time and 2 not in told else 0


def _leader(
    receipt: Receipt, had: Collection[int], chain: Chain, instead: Mapping[int, Sequence[Employee]]
) -> Employee | None:
    """Who hears next of this person, after those who have heard already; None where nobody does."""
    if receipt.pk in instead:
        return next((one for one in instead[receipt.pk] if one.pk not in had), None)
    return chain.next_level(receipt.employee_id, beyond=had)


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


def due_to_begin(*, now: datetime, announcement_id: int | None = None) -> "QuerySet[Announcement]":
    """What, or whether this one, has taken effect and the rooms above have not heard of. One query."""
    rows = Announcement.objects.filter(status="published", effective_at__lte=now, in_force_at=None)
    return _only(rows, announcement_id)


def come_into_force(*, now: datetime, announcement_id: int | None = None) -> int:
    """Tell the rooms above of every version that has taken effect since. Answers how many there were."""
    due = due_to_begin(now=now, announcement_id=announcement_id)
    return sum(_come_into_force(announcement_id=each.pk, now=now) for each in due)


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


def current(*, now: datetime, announcement_id: int | None = None) -> "QuerySet[Announcement]":
    """What, or whether this one, is still given to newcomers. One query."""
    since = now - timedelta(days=FOR_NEWCOMERS.on(day_of(now)))
    # What keeps people from work once it is in force is asked of newcomers however old it is.
    closes = Q(gates_queue=True) | Exists(AffectedTopic.objects.filter(announcement=OuterRef("pk")))
    lately = Q(published_at__gte=since) | Q(effective_at__gt=now) | closes
    return _only(Announcement.objects.filter(lately, status="published"), announcement_id)


def follow_audience(
    *, now: datetime, employee_ids: Collection[int] | None = None, announcement_id: int | None = None
) -> int:
    """Give newcomers, or these people, what is still asked of everybody, and ask no more of who left the audience. Done
    again it finds nothing left to do. Answers how many people got something."""
    rows = current(now=now, announcement_id=announcement_id)
    if employee_ids is not None:
        rows = rows.filter(_concerning(employee_ids, day_of(now)))
    return sum(_follow_audience(announcement_id=each.pk, employee_ids=employee_ids, now=now) for each in rows)


def _concerning(employee_ids: Collection[int], today: date) -> Q:
    """Announcements to a unit that one of these people works in today, or that one of them was given."""
    teams = Membership.objects.on(today).filter(employee__in=employee_ids).values("unit")
    above = UnitClosure.objects.on(today).filter(descendant__in=teams).values("ancestor")
    units = Unit.objects.filter(Q(pk__in=above) | Q(kind=Unit.Kind.COMPANY))
    given = Receipt.objects.filter(employee__in=employee_ids, left_at=None)
    through = Announcement.units.through.objects.filter(unit_id__in=units.values("pk"))
    return Q(pk__in=through.values("announcement_id")) | Q(pk__in=given.values("announcement_id"))


@transaction.atomic
def _follow_audience(*, announcement_id: int, employee_ids: Collection[int] | None, now: datetime) -> int:
    announcement = Announcement.objects.select_for_update().get(pk=announcement_id)
    people = audience_of(announcement, day_of(now))
    receipts = Receipt.objects.filter(announcement=announcement, left_at=None)
    if employee_ids is not None:
        people, receipts = people.filter(pk__in=employee_ids), receipts.filter(employee__in=employee_ids)
    wanted = set(people.values_list("pk", flat=True))
    held = dict(receipts.values_list("employee_id", "version"))
    let_go(announcement, held.keys() - wanted, now=now)
    # Whoever still holds an earlier version was missed when this one was delivered.
    current = {pk for pk, version in held.items() if version >= announcement.asked_version}
    come = sorted(wanted - current)
    if come:
        deliver_to(announcement, come, now=now)
        record(None, "communication.announcement_followed", announcement, come=len(come))
    return len(come)
