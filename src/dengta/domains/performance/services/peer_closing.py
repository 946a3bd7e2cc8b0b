"""The end of a peer review: results are made, and everything that could tell who said what is deleted."""

import json
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.performance.models import PeerResult, PeerRound
from dengta.domains.performance.policies import peer_reviews as policies
from dengta.domains.performance.selectors.packs import read_pack
from dengta.domains.performance.selectors.peer_results import peer_sum
from dengta.domains.performance.services.peer_reviews import REVIEW, SELF
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

Status = PeerRound.Status
RESULT = "performance.peer_result"


@transaction.atomic
def close_round(*, round_id: int, by: Account, now: datetime) -> PeerRound:
    """Close a round before its day, once everybody has answered: whoever could end it at will could end it after the
    answer of the one person that they want to know."""
    row = policies.run.scope(by, PeerRound.objects.select_for_update(of=("self",))).get(pk=round_id)
    policies.run.require(by, row)
    if row.status != Status.OPEN:
        raise RuleViolation("performance.review_is_over", title=row.title)
    if row.invitations.filter(answered_on=None).exists():
        raise RuleViolation("performance.review_still_running", day=row.closes_on)
    _close(row, today=day_of(now))
    record(by, "performance.peer_round_closed", row)
    return row


@transaction.atomic
def close_due_rounds(*, now: datetime) -> int:
    """Close what is over; the nightly job calls it. Run again it finds nothing left to do. Answers how many."""
    today = day_of(now)
    due = list(PeerRound.objects.select_for_update().filter(status=Status.OPEN, closes_on__lt=today).order_by("pk"))
    for row in due:
        _close(row, today=today)
        record(None, "performance.peer_round_closed", row)
    return len(due)


def _close(row: PeerRound, *, today: date) -> None:
    packs = list(row.packs.order_by("rated_id"))
    people = [pack.rated_id for pack in packs]
    teams = {**team_on(people, today), **team_on(people, min(row.last_day, today))}
    for pack in packs:
        made = peer_sum(read_pack(pack.content), threshold=row.threshold)
        PeerResult.objects.create(
            round=row, rated_id=pack.rated_id, unit_id=teams.get(pack.rated_id, row.unit_id), n=made.n,
            score=made.score,
            by_question=made.by_question or {},
            comments=json.dumps(made.comments, ensure_ascii=False) if made.comments else "",
        )  # fmt: skip
    row.packs.all().delete()
    row.invitations.all().delete()
    # With its seed the choice could be repeated, and with it who was asked about whom.
    row.status, row.closed_on, row.seed = Status.CLOSED, today, 0
    row.save(update_fields=["status", "closed_on", "seed"])
    for kind in (REVIEW, SELF):
        todos.settle(kind=kind, key=row.pk)
    told = Employee.objects.filter(pk__in=people).select_related("account")
    notify.send_many(
        to=told, broadcast=False, kind=RESULT, title=_("What colleagues said about working with you"), body=row.title,
        url=reverse("peer_reviews:list"),
    )  # fmt: skip
