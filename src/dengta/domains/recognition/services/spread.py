"""Difference is wanted, a forced last place is not (R-094, H14)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account
from dengta.domains.performance.services.cycles import ALIKE_GROUP, R_094
from dengta.domains.recognition.models import SeparationProof, SpreadQuestion
from dengta.domains.recognition.selectors.judged_days import closed_quarters, quarter
from dengta.domains.recognition.selectors.spreads import Alike, alike_ratings, alike_rewards
from dengta.domains.recognition.services.judged_notices import SPREAD
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

ANSWER_WITHIN = timedelta(days=14)


@transaction.atomic
def ask_about_spread(*, now: datetime) -> int:
    """Ask the leaders of groups in which everybody got the same rating in a closed cycle or the same reward in the
    quarter before. Each once; answers how many were new."""
    today = day_of(now)
    enough = ALIKE_GROUP.on(today)
    found = [*alike_ratings(now, enough=enough), *alike_rewards(quarter(closed_quarters(today)[0]), enough=enough)]
    return sum(_ask(one, now=now) for one in found if R_094.warns(when=one.people >= enough))


def _ask(one: Alike, *, now: datetime) -> bool:
    row, is_new = SpreadQuestion.objects.get_or_create(
        kind=one.kind, leader_id=one.leader_id, unit_id=one.unit_id, ends_on=one.ends_on,
        defaults={"starts_on": one.starts_on, "people": one.people, "asked_at": now},
    )  # fmt: skip
    if is_new:
        record(None, "recognition.spread_asked", row, subject=one.leader_id, people=one.people)
        todos.put(
            kind=SPREAD, key=row.pk, to=[one.leader_id],
            title=format_lazy(_("{what}: {people} people"), what=row.get_kind_display(), people=one.people),
            url=reverse("judged:answer", args=[row.pk]), now=now, due_at=end_of(day_of(now) + ANSWER_WITHIN),
        )  # fmt: skip
    return is_new


@transaction.atomic
def answer_spread(*, question_id: int, answer: str, by: Account, now: datetime) -> SpreadQuestion:
    """The leader says why everybody got the same. That they did may be right: the answer is kept, nothing is forced."""
    row = SpreadQuestion.objects.select_for_update(of=("self",)).get(pk=question_id)
    if row.leader_id != facts_of(by).employee_id:
        raise NotAllowed("not_allowed", right="recognition.answer_spread_question")
    if not answer.strip():
        raise RuleViolation("recognition.text_missing")
    row.answer, row.answered_at = answer.strip(), now
    row.save(update_fields=["answer", "answered_at"])
    todos.settle(kind=SPREAD, key=row.pk)
    record(by, "recognition.spread_answered", row, subject=row.leader_id)
    return row


def insist_on_no_last_place(ground: str) -> None:
    """Nobody is measured or dismissed for standing last in a ranking: somebody always does (L-53)."""
    R_094.refuse(when=ground == SeparationProof.Ground.LAST_PLACE, code="recognition.last_place_no_ground", law="L-53")
