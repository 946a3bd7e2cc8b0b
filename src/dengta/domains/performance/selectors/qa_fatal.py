"""Fatal items that were missed, once that is certain: for whatever has to follow from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.performance.models import QaAnswer, QaReview
from dengta.domains.performance.selectors.qa_items import items_from, result_of

ONE_DAY = timedelta(days=1)
Status = QaReview.Status


@dataclass(frozen=True, slots=True)
class FatalMiss:
    """One fatal item that an agent missed in one contact. `certain_on`: since nobody can dispute it any more."""

    review: int
    item: str
    text: str
    agent: int
    unit: int
    day: date
    certain_on: date


def fatal_misses(*, since: date, until: date) -> Iterator[FatalMiss]:
    """Those that became certain on a day of [since, until]: acknowledged, decided after a dispute, or never answered.
    Three queries."""
    rows = QaReview.objects.filter(fatal=True, day__lte=until).filter(
        Q(status=Status.ACKNOWLEDGED, acknowledged_at__isnull=False)
        | Q(status=Status.DECIDED)
        | Q(status=Status.SUBMITTED, answer_by__lt=until, answer_by__gte=since - ONE_DAY)
    )
    rows = rows.filter(Q(answer_by__gte=since - 60 * ONE_DAY) | Q(answer_by=None))
    answers = Prefetch("answers", QaAnswer.objects.order_by("pk"))
    for row in rows.select_related("version", "dispute").prefetch_related(answers).order_by("pk"):
        certain = _certain_on(row)
        if since <= certain <= until:
            yield from _missed(row, certain)


def _certain_on(row: QaReview) -> date:
    if row.status == Status.ACKNOWLEDGED and row.acknowledged_at is not None:
        return day_of(row.acknowledged_at)
    if row.status == Status.DECIDED and row.dispute.decided_at is not None:
        return day_of(row.dispute.decided_at)
    return (row.answer_by or row.day) + ONE_DAY


def _missed(row: QaReview, certain: date) -> Iterator[FatalMiss]:
    points = {answer.item: answer.counts for answer in row.answers.all()}
    for step in result_of(items_from(row.version.items), points).steps:
        if step.is_fatal:
            yield FatalMiss(row.pk, step.item.key, step.item.text, row.agent_id, row.unit_id, row.day, certain)
