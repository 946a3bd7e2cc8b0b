"""The end of an upward review, and the beginning of the next one: both come by themselves, every quarter."""

import json
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import UpwardItem, UpwardResult, UpwardRound
from dengta.domains.performance.selectors.packs import read_pack
from dengta.domains.performance.selectors.upward_results import upward_sum
from dengta.domains.performance.services.upward_reviews import DAYS_OPEN, REVIEW, begin
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

Status = UpwardRound.Status
RESULT = "performance.upward_result"
MONTHS = 3


@transaction.atomic
def close_due_rounds(*, now: datetime) -> int:
    """Close what is over; the nightly job calls it, nobody else: a round that anybody could end at will could be ended
    after the answer of one person. Run again it finds nothing left to do. Answers how many."""
    today = day_of(now)
    due = UpwardRound.objects.select_for_update().filter(status=Status.OPEN, closes_on__lt=today).order_by("pk")
    rows = list(due)
    for row in rows:
        _close(row, today=today)
        record(None, "performance.upward_closed", row)
    return len(rows)


def _close(row: UpwardRound, *, today: date) -> None:
    packs = list(row.packs.order_by("leader_id"))
    for pack in packs:
        made = upward_sum(read_pack(pack.content), threshold=row.threshold)
        UpwardResult.objects.create(
            round=row, leader_id=pack.leader_id, unit_id=pack.unit_id, above_id=pack.above_id, is_shown=made.is_shown,
            n=made.n, score=made.score, by_item=made.by_item or {},
            comments=json.dumps(made.comments, ensure_ascii=False) if made.comments else "",
        )  # fmt: skip
    row.packs.all().delete()
    row.tokens.all().delete()
    row.status, row.closed_on = Status.CLOSED, today
    row.save(update_fields=["status", "closed_on"])
    todos.settle(kind=REVIEW, key=row.pk)
    told = Employee.objects.filter(pk__in=[pack.leader_id for pack in packs]).select_related("account")
    notify.send_many(
        to=told, broadcast=False, kind=RESULT, title=_("How your people see your leading"), body=str(row),
        url=reverse("upward_reviews:list"),
    )  # fmt: skip


@transaction.atomic
def start_due_rounds(*, now: datetime) -> int:
    """Begin the round of this quarter where there was one before, in the last month of the quarter, with the same form.
    Where a form was prepared for it, that one. Answers how many began."""
    today = day_of(now)
    year, quarter = today.year, (today.month - 1) // MONTHS + 1
    if today.month % MONTHS:
        return 0
    before = UpwardRound.objects.filter(status=Status.CLOSED).order_by("unit_id", "-year", "-quarter")
    latest = {row.unit_id: row for row in reversed(before)}
    begun = 0
    for unit_id, last in sorted(latest.items()):
        here = UpwardRound.objects.filter(unit_id=unit_id, year=year, quarter=quarter)
        row = here.filter(status=Status.DRAFT).first()
        if row is None and here.exists():
            continue
        begun += _begin_again(row or _copied(last, year=year, quarter=quarter), now=now)
    return begun


def _copied(last: UpwardRound, *, year: int, quarter: int) -> UpwardRound:
    row = UpwardRound.objects.create(unit_id=last.unit_id, year=year, quarter=quarter)
    UpwardItem.objects.bulk_create(
        UpwardItem(round=row, conduct=item.conduct, position=item.position, text=item.text) for item in last.items.all()
    )
    return row


def _begin_again(row: UpwardRound, *, now: datetime) -> bool:
    today = day_of(now)
    try:
        begin(row, closes_on=today + timedelta(days=DAYS_OPEN.on(today)), now=now)
    except RuleViolation:
        return False  # a draft that is not complete waits for HR; its page says what is missing
    record(None, "performance.upward_started", row, threshold=row.threshold, closes_on=row.closes_on)
    return True
