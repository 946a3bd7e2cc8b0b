"""Peer reviews from the invitation to the last answer. No answer is ever kept with its author."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.performance.models import PeerInvitation, PeerPack, PeerQuestion, PeerRound, SelfReview
from dengta.domains.performance.policies import peer_reviews as policies
from dengta.domains.performance.selectors.peer_pairs import colleagues, pairs
from dengta.domains.performance.selectors.peer_results import FLOOR, R_012
from dengta.domains.performance.services.review_rounds import take_in
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.settings.parameters import Parameter

Status = PeerRound.Status
REVIEW, SELF = "performance.peer_review", "performance.self_review"
THRESHOLD = Parameter(
    "performance.peer_threshold",
    3,
    _("Answers from colleagues below which nothing of a peer review is shown"),
    unit="answers",
    check=lambda answers: answers >= FLOOR,
)
PER_PERSON = Parameter(
    "performance.peer_raters",
    5,
    _("Colleagues whom everybody is asked about, and by whom everybody is rated"),
    unit="people",
    check=lambda people: FLOOR <= people <= 15,
)
Question = tuple[str, str, str]


@transaction.atomic
def start_round(
    *, unit_id: int, title: str, first_day: date, last_day: date, closes_on: date, per_person: int, threshold: int,
    questions: Sequence[Question], by: Account, now: datetime, seed: int | None = None,
) -> PeerRound:  # fmt: skip
    """Ask the people of a unit about each other, and about themselves; whoever is asked finds it in the own inbox."""
    today = day_of(now)
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    policies.start.require(by, unit)
    row = PeerRound(
        unit=unit, title=title.strip(), first_day=first_day, last_day=last_day, opened_on=today, closes_on=closes_on,
        per_person=per_person, threshold=threshold, started_by=by,
        seed=secrets.randbits(48) if seed is None else seed,
    )  # fmt: skip
    _check(row, questions, today=today)
    people = colleagues(unit_id, first_day, min(last_day, today))
    if not people:
        raise RuleViolation("performance.peer_nobody_to_ask")
    row.save(force_insert=True)
    PeerQuestion.objects.bulk_create(
        PeerQuestion(round=row, position=place, text=text.strip(), low=low.strip(), high=high.strip())
        for place, (text, low, high) in enumerate(questions, start=1)
    )
    _invite(row, pairs(people, each=per_person, seed=row.seed), now=now)
    record(by, "performance.peer_round_started", row, unit=unit_id, threshold=threshold, closes_on=closes_on)
    return row


def _check(row: PeerRound, questions: Sequence[Question], *, today: date) -> None:
    if row.last_day < row.first_day or row.first_day > today:
        raise RuleViolation("performance.review_days_wrong")
    if row.closes_on <= today:
        raise RuleViolation("performance.review_closes_too_soon")
    if not row.title or not questions or any(not part.strip() for question in questions for part in question):
        raise RuleViolation("performance.review_without_questions")
    if row.threshold < FLOOR:
        raise RuleViolation("performance.peer_threshold_too_low", floor=FLOOR)
    R_012.refuse(when=row.per_person < row.threshold, code="performance.peer_too_few_raters", threshold=row.threshold)
    others = PeerRound.objects.filter(unit_id=row.unit_id, first_day__lte=row.last_day, last_day__gte=row.first_day)
    if others.exclude(status=Status.CANCELLED).exists():
        raise RuleViolation("performance.peer_round_twice")


def _invite(row: PeerRound, found: Sequence[tuple[int, int]], *, now: datetime) -> None:
    PeerInvitation.objects.bulk_create(
        sorted((PeerInvitation(round=row, rater_id=rater, rated_id=rated) for rater, rated in found), key=_by_chance)
    )
    raters = sorted({rater for rater, _rated in found})
    people = sorted({one for pair in found for one in pair})
    PeerPack.objects.bulk_create(PeerPack(round=row, rated_id=one) for one in sorted({rated for _r, rated in found}))
    teams = team_on(people, day_of(now))
    SelfReview.objects.bulk_create(
        SelfReview(round=row, employee_id=one, unit_id=teams.get(one, row.unit_id)) for one in people
    )
    due_at, url = end_of(row.closes_on), reverse("peer_reviews:list")
    todos.put(kind=REVIEW, key=row.pk, to=raters, title=row.title, url=url, now=now, due_at=due_at)
    own = reverse("self_reviews:list")
    todos.put(kind=SELF, key=row.pk, to=people, title=row.title, url=own, now=now, due_at=due_at)
    asked = Employee.objects.filter(pk__in=raters).select_related("account")
    notify.send_many(
        to=asked, broadcast=False, kind=REVIEW, title=_("Colleagues ask for your view"), body=row.title, url=url
    )


def _by_chance(row: PeerInvitation) -> str:
    return row.pk.hex


@transaction.atomic
def answer(*, invitation_id: UUID, scores: Mapping[str, int], comment: str, by: Account, now: datetime) -> None:
    """Say how it is to work with a colleague. Kept without who said it; there is no way back to change it.

    The record holds nothing of it: its entries carry the second, and whoever read them beside a log of sessions could
    tell who was at it. That somebody took part stands in the invitation, by the day.
    """
    invitation = policies.own_invitations(by).select_for_update(of=("self",)).select_related("round").get(
        pk=invitation_id
    )  # fmt: skip
    row = invitation.round
    if day_of(now) > row.closes_on:
        raise RuleViolation("performance.review_is_over", title=row.title)
    pack = PeerPack.objects.select_for_update().get(round=row, rated=invitation.rated_id)
    known = {str(pk) for pk in row.questions.values_list("pk", flat=True)}
    take_in(pack, scores=scores, comment=comment, known=known)
    invitation.answered_on = day_of(now)
    invitation.save(update_fields=["answered_on"])
    if not policies.own_invitations(by).filter(round=row).exists():
        todos.settle(kind=REVIEW, key=row.pk, of=[invitation.rater_id])


@transaction.atomic
def cancel_round(*, round_id: int, by: Account, now: datetime) -> PeerRound:
    """Call a round off: what was answered is deleted unread."""
    row = policies.run.scope(by, PeerRound.objects.select_for_update(of=("self",))).get(pk=round_id)
    policies.run.require(by, row)
    if row.status != Status.OPEN:
        raise RuleViolation("performance.review_is_over", title=row.title)
    row.status = Status.CANCELLED
    row.save(update_fields=["status"])
    row.packs.all().delete()
    row.invitations.all().delete()
    row.self_reviews.filter(status=SelfReview.Status.DRAFT).delete()
    for kind in (REVIEW, SELF):
        todos.settle(kind=kind, key=row.pk)
    record(by, "performance.peer_round_cancelled", row)
    return row
