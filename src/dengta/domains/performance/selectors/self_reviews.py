"""Questions to self-reviews."""

import json

from django.db.models import QuerySet

from dengta.domains.performance.models import PeerQuestion, SelfReview
from dengta.domains.performance.policies import self_reviews as policies
from dengta.domains.performance.selectors.packs import summed
from dengta.foundation.access import Actor


def own(actor: Actor) -> QuerySet[SelfReview]:
    """The own ones, latest first. One query."""
    return policies.own(actor).select_related("round").order_by("-round__last_day", "-pk")


def readable(actor: Actor) -> QuerySet[SelfReview]:
    """Those of the people led that were handed in. One query."""
    return policies.handed_in(actor).select_related("round", "employee", "unit")


def scores_of(row: SelfReview) -> dict[str, int]:
    """By question: 1 to 5."""
    return json.loads(row.scores) if row.scores else {}


def score_of(row: SelfReview) -> float | None:
    """The own scores as 0 to 100."""
    return summed(scores_of(row).values())


def lines_of(row: SelfReview) -> list[tuple[PeerQuestion, int | None]]:
    """The own scores, question by question. One query."""
    given = scores_of(row)
    return [(question, given.get(str(question.pk))) for question in row.round.questions.all()]
