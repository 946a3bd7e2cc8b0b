"""The own look at the own work: kept as a draft for as long as its writer likes, then handed in for good."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import last_day
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.performance.models import Appraisal, Cycle, SelfReview
from dengta.domains.performance.policies import self_reviews as policies
from dengta.domains.performance.selectors.packs import HIGHEST, LOWEST
from dengta.domains.performance.selectors.self_reviews import questions_of
from dengta.domains.performance.services.peer_reviews import SELF
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.settings.parameters import Parameter

Status = SelfReview.Status
DAYS = Parameter(
    "performance.self_review_days", 5, _("Working days in which the self-review of an appraisal cycle is asked for"),
    unit="working days", check=lambda days: 1 <= days <= 30,
)  # fmt: skip


@transaction.atomic
def ask_for_cycle(cycle: Cycle, rows: Sequence[Appraisal], *, now: datetime) -> int:
    """The first step of a cycle: everybody who is appraised and has an account looks at the own work before the leader
    scores. Asked again it asks nobody twice. Answers how many people are asked."""
    today = day_of(now)
    due_on = min(last_day(today, DAYS.on(today)), cycle.scores_until)
    asked = [row for row in rows if row.employee.account_id is not None]
    reviews = [
        SelfReview(cycle=cycle, employee_id=row.employee_id, unit_id=row.unit_id, due_on=due_on) for row in asked
    ]
    if not reviews:
        return 0
    SelfReview.objects.bulk_create(reviews, ignore_conflicts=True)
    todos.put(
        kind=SELF, key=reviews[0].todo_key, to=[row.employee_id for row in asked], title=cycle.title,
        url=reverse("self_reviews:list"), now=now, due_at=end_of(due_on),
    )  # fmt: skip
    record(None, "performance.self_reviews_asked", cycle, people=len(reviews), due_on=due_on)
    return len(reviews)


def end_of_cycle(cycle: Cycle) -> None:
    """The calibration begins: a draft stays a draft, and nobody is asked for it any more."""
    todos.settle(kind=SELF, key=f"cycle-{cycle.pk}")


@transaction.atomic
def write_self_review(
    *, review_id: UUID, went_well: str, mistakes: str, needs: str, scores: Mapping[str, int], hand_in: bool,
    by: Account, now: datetime,
) -> SelfReview:  # fmt: skip
    """Keep the draft, or hand it in: from then on the leader reads it, and it does not change any more."""
    row = policies.own(by).select_for_update(of=("self",)).select_related("round", "cycle").get(pk=review_id)
    if row.status != Status.DRAFT:
        raise RuleViolation("performance.self_handed_in")
    if not row.is_open(day_of(now)):
        raise RuleViolation("performance.review_is_over", title=row.title)
    known = {key for key, *_words in questions_of(row)}
    if not scores.keys() <= known or any(not LOWEST <= value <= HIGHEST for value in scores.values()):
        raise RuleViolation("performance.review_beyond_scale")
    row.went_well, row.mistakes, row.needs = went_well.strip(), mistakes.strip(), needs.strip()
    row.scores = json.dumps(dict(scores)) if scores else ""
    if hand_in:
        _hand_in(row, complete=scores.keys() == known, now=now)
        record(by, "performance.self_review_handed_in", row, subject=row.employee_id)
    row.save()
    return row


def _hand_in(row: SelfReview, *, complete: bool, now: datetime) -> None:
    if not complete or not row.went_well or not row.mistakes or not row.needs:
        raise RuleViolation("performance.self_incomplete")
    row.status, row.handed_in_on = Status.HANDED_IN, day_of(now)
    todos.settle(kind=SELF, key=row.todo_key, of=[row.employee_id])
