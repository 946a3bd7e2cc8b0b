"""The words of contacts as files bring them: transcripts and recordings, laid beside the reviews that wait for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account
from dengta.domains.performance.models import QaReview, QaTranscript
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_parameters import WORDS_KEPT
from dengta.domains.performance.selectors.qa_words import OPEN, Spoken
from dengta.foundation.audit.record import record

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a file says of one contact; None where the file does not speak of it."""

    reviews: Sequence[int]
    lines: Spoken | None
    recording: str | None


@transaction.atomic
def deliver_words(*, deliveries: Sequence[Delivery], origin: str, by: Account | None, now: datetime) -> int:
    """Lay transcripts and recordings beside reviews. What a reviewer entered by hand, and what a review that is handed
    in rests on, stays as it is, also where that happened since the file was looked at. Answers how many were laid."""
    wanted = {pk: delivery for delivery in deliveries for pk in delivery.reviews}
    rows = QaReview.objects.filter(pk__in=wanted, status__in=OPEN)
    if by is not None:
        rows = policies.deliver.scope(by, rows)
    laid = 0
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        if _lay(row, wanted[row.pk], now=now):
            record(by, "performance.qa_words_delivered", row, subject=row.agent_id, origin=origin)
            laid += 1
    return laid


def _lay(row: QaReview, delivery: Delivery, *, now: datetime) -> bool:
    known = QaTranscript.objects.filter(review=row).first()
    if known is not None and (known.delivered_at is None or row.status != QaReview.Status.DRAFT):
        return False
    told: dict[str, Any] = {"agent_id": row.agent_id, "unit_id": row.unit_id, "delivered_at": now}
    if delivery.lines is not None:
        told["lines"] = delivery.lines
    if delivery.recording is not None:
        told["recording_url"] = delivery.recording
    QaTranscript.objects.update_or_create(review=row, defaults=told)
    return True


@transaction.atomic
def forget_words(*, now: datetime) -> int:
    """Delete the words of contacts whose time is over and whose reviews nobody writes or disputes any more; points,
    reasons and quotes of the review stay. The daily job calls it, some hundred at a time; answers how many."""
    today = day_of(now)
    over = QaTranscript.objects.filter(review__day__lt=today - timedelta(days=WORDS_KEPT.on(today)))
    over = over.exclude(review__status__in=(QaReview.Status.DRAFT, QaReview.Status.DISPUTED))
    rows = list(over.select_related("review").order_by("pk")[:AT_ONCE])
    for row in rows:
        record(None, "performance.qa_words_forgotten", row.review, subject=row.agent_id)
    QaTranscript.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
