"""The own look at the own work: kept as a draft for as long as its writer likes, then handed in for good."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.performance.models import PeerRound, SelfReview
from dengta.domains.performance.policies import self_reviews as policies
from dengta.domains.performance.selectors.packs import HIGHEST, LOWEST
from dengta.domains.performance.services.peer_reviews import SELF
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

Status = SelfReview.Status


@transaction.atomic
def write_self_review(
    *, review_id: UUID, went_well: str, mistakes: str, needs: str, scores: Mapping[str, int], hand_in: bool,
    by: Account, now: datetime,
) -> SelfReview:  # fmt: skip
    """Keep the draft, or hand it in: from then on the leader reads it, and it does not change any more."""
    row = policies.own(by).select_for_update(of=("self",)).select_related("round").get(pk=review_id)
    if row.status != Status.DRAFT:
        raise RuleViolation("performance.self_handed_in")
    if row.round.status != PeerRound.Status.OPEN or day_of(now) > row.round.closes_on:
        raise RuleViolation("performance.review_is_over", title=row.round.title)
    known = {str(pk) for pk in row.round.questions.values_list("pk", flat=True)}
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
    todos.settle(kind=SELF, key=row.round_id, of=[row.employee_id])
