"""Month-end reviews: preparing one on a monthly meeting, giving everybody their turn, and closing it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import MinutesPublished
from dengta.domains.communication.selectors import meetings as of_meetings
from dengta.domains.communication.selectors.crews import members
from dengta.domains.communication.selectors.meeting_warnings import R_104
from dengta.domains.communication.services import meetings
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.performance.events import MonthReviewClosed
from dengta.domains.performance.models import MonthReview, MonthReviewSlot
from dengta.domains.performance.policies import month_reviews as policies
from dengta.domains.performance.selectors.month_reviews import unheard
from dengta.foundation import events
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation, Warned, somebody_listens
from dengta.foundation.settings.parameters import Parameter

SLOT = Parameter(
    "performance.review_slot_minutes", 5, _("Minutes that somebody has to present the month at its review"),
    unit="minutes", check=lambda minutes: 1 <= minutes <= 30,
)  # fmt: skip
MONTHLY = "monthly"
# A meeting in the first half of a month looks back on the month before.
HALF = 15


@transaction.atomic
def prepare_review(
    *, unit: Unit, month: date, starts_at: datetime, minutes_long: int, place: str, by: Account, now: datetime
) -> MonthReview:
    """Call the review of a month: a monthly meeting, for which everybody is offered a slot at once (R-104)."""
    policies.prepare.require(by, unit)
    _free(unit.pk, month)
    topic = str(_("Review of {month}").format(month=f"{month:%Y-%m}"))
    meeting = meetings.call_meeting(
        unit=unit, kind=MONTHLY, starts_at=starts_at, minutes_long=minutes_long, place=place, topic=topic, by=by,
        now=now,
    )  # fmt: skip
    return _on(meeting, month=month, by=by)


@transaction.atomic
def prepare_on_meeting(*, meeting_id: int, by: Account) -> MonthReview:
    """Make a monthly meeting that is called already the review of its month."""
    meeting = of_meetings.meetings(by).get(pk=meeting_id)
    policies.prepare.require(by, meeting.unit)
    if meeting.kind != MONTHLY or not meeting.is_open:
        raise RuleViolation("performance.review_needs_monthly")
    month = month_of(meeting.held_on)
    _free(meeting.unit_id, month)
    return _on(meeting, month=month, by=by)


@transaction.atomic
def start_review(*, review_id: int, by: Account, now: datetime) -> MonthReview:
    """Begin: whoever asked for a slot has a turn, in the order in which they wrote."""
    review = _led(review_id, by=by)
    if review.started_at is not None:
        raise RuleViolation("performance.review_started")
    if review.meeting.starts_at > now:
        raise RuleViolation("performance.review_early")
    wanted = review.meeting.statements.filter(presents=True).order_by("written_at", "pk")
    known = set(review.slots.values_list("employee_id", flat=True))
    place = len(known)
    for statement in wanted:
        if statement.employee_id not in known:
            place += 1
            MonthReviewSlot.objects.create(review=review, employee_id=statement.employee_id, position=place)
    review.started_at = now
    review.save(update_fields=["started_at"])
    record(by, "performance.review_started", review, slots=place)
    return review


@transaction.atomic
def add_slot(*, review_id: int, employee: Employee, by: Account) -> MonthReviewSlot:
    """Give somebody a turn who decides on the spot to speak."""
    review = _led(review_id, by=by)
    if not members(review.unit_id, review.meeting.held_on).filter(pk=employee.pk).exists():
        raise RuleViolation("performance.review_not_of_the_team", name=employee.name)
    last = review.slots.aggregate(last=Max("position"))["last"] or 0
    slot, is_new = MonthReviewSlot.objects.get_or_create(
        review=review, employee=employee, defaults={"position": last + 1}
    )
    if is_new:
        record(by, "performance.review_slot_added", review, subject=employee.pk)
    return slot


@transaction.atomic
def begin_turn(*, slot_id: int, by: Account, now: datetime) -> MonthReviewSlot:
    """Now it is theirs: the clock runs for them."""
    slot = _turn(slot_id, by=by)
    slot.review.slots.filter(begun_at__isnull=False, presented_at=None).exclude(pk=slot.pk).update(presented_at=now)
    slot.begun_at, slot.presented_at = now, None
    slot.save(update_fields=["begun_at", "presented_at"])
    record(by, "performance.review_turn_begun", slot.review, subject=slot.employee_id)
    return slot


@transaction.atomic
def end_turn(*, slot_id: int, by: Account, now: datetime) -> MonthReviewSlot:
    """They have presented."""
    slot = _turn(slot_id, by=by)
    slot.begun_at, slot.presented_at = slot.begun_at or now, now
    slot.save(update_fields=["begun_at", "presented_at"])
    record(by, "performance.review_turn_ended", slot.review, subject=slot.employee_id)
    return slot


@transaction.atomic
def close_review(*, review_id: int, by: Account, now: datetime) -> MonthReview:
    """Close it: the minutes are out, actions wait for their owners, and rewards for this month may follow. Whoever was
    not offered a slot, or asked for one in vain, is named before it happens (R-104)."""
    review = _led(review_id, by=by)
    left_out = unheard(review)
    if R_104.warns(when=bool(left_out)) and somebody_listens():
        raise Warned("performance.review_left_out", names=str(_(", ")).join(left_out))
    meetings.publish_minutes(meeting_id=review.meeting_id, by=by, now=now)
    _close(review, by=by, now=now)
    return review


@transaction.atomic
def minutes_published(event: MinutesPublished) -> None:
    """The minutes of its meeting were published on their own page: the review is closed by that. Told twice, once."""
    rows = MonthReview.objects.select_for_update(of=("self",))
    review = rows.filter(meeting=event.meeting, closed_at=None).first()
    if review is not None:
        _close(review, by=None, now=event.at)


def month_of(held_on: date) -> date:
    """The month that a meeting on this day looks back on."""
    start = held_on.replace(day=1)
    return start if held_on.day > HALF else date(start.year - (start.month == 1), (start.month - 2) % 12 + 1, 1)


def _close(review: MonthReview, *, by: Account | None, now: datetime) -> None:
    review.closed_at, review.closed_by = now, by
    review.save(update_fields=["closed_at", "closed_by"])
    events.publish(MonthReviewClosed(review.pk, review.unit_id, review.month, review.meeting_id, now))
    record(by, "performance.review_closed", review, month=review.month)


def _free(unit_id: int, month: date) -> None:
    if MonthReview.objects.filter(unit=unit_id, month=month.replace(day=1)).exists():
        raise RuleViolation("performance.review_there_already", month=f"{month:%Y-%m}")


def _on(meeting: object, *, month: date, by: Account) -> MonthReview:
    review = MonthReview.objects.create(
        unit=meeting.unit, month=month.replace(day=1), meeting=meeting,  # type: ignore[attr-defined,misc]
        slot_minutes=SLOT.on(meeting.held_on),  # type: ignore[attr-defined]
    )  # fmt: skip
    record(by, "performance.review_prepared", review, month=review.month)
    return review


def _led(review_id: int, *, by: Account) -> MonthReview:
    rows = MonthReview.objects.select_for_update(of=("self",)).select_related("meeting", "unit")
    review = rows.get(pk=review_id)
    policies.lead.require(by, review)
    if review.closed_at is not None:
        raise RuleViolation("performance.review_closed")
    return review


def _turn(slot_id: int, *, by: Account) -> MonthReviewSlot:
    slot = MonthReviewSlot.objects.get(pk=slot_id)
    slot.review = _led(slot.review_id, by=by)
    if slot.review.started_at is None:
        raise RuleViolation("performance.review_not_started")
    return slot
