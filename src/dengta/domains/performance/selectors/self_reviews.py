"""Questions to self-reviews."""

import json

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from dengta.domains.performance.models import Appraisal, SelfReview
from dengta.domains.performance.policies import self_reviews as policies
from dengta.domains.performance.selectors.packs import summed
from dengta.domains.performance.selectors.peer_reviews import QUESTIONS, scales
from dengta.foundation.access import Actor


def own(actor: Actor) -> QuerySet[SelfReview]:
    """The own ones, latest first. One query."""
    rows = policies.own(actor).select_related("round", "cycle")
    return rows.order_by(Coalesce("round__last_day", "cycle__ends_on").desc(), "-pk")


def readable(actor: Actor) -> QuerySet[SelfReview]:
    """Those of the people led that were handed in. One query."""
    return policies.handed_in(actor).select_related("round", "cycle", "employee", "unit")


def of_appraisal(appraisal: Appraisal) -> SelfReview | None:
    """The first step of an appraisal; None for whoever was not asked: without an account there is nowhere to write.

    Without its words: how far it is may be known to whoever reads the appraisal, the words follow their own right.
    """
    rows = SelfReview.objects.filter(cycle=appraisal.cycle_id, employee=appraisal.employee_id)
    return rows.only("status", "handed_in_on", "due_on", "round", "cycle", "employee").first()


def scores_of(row: SelfReview) -> dict[str, int]:
    """By question: 1 to 5."""
    return json.loads(row.scores) if row.scores else {}


def score_of(row: SelfReview) -> float | None:
    """The own scores as 0 to 100."""
    return summed(scores_of(row).values())


def questions_of(row: SelfReview) -> list[tuple[str, str, str, str]]:
    """(key, question, words for one, words for five): those of the round, or the usual ones. One query at most."""
    if row.round:
        return scales(row.round.questions.all())
    return [(str(place), str(text), str(low), str(high)) for place, (text, low, high) in enumerate(QUESTIONS, start=1)]


def lines_of(row: SelfReview) -> list[tuple[str, int | None]]:
    """The own scores, question by question. One query at most."""
    given = scores_of(row)
    return [(text, given.get(key)) for key, text, _low, _high in questions_of(row)]
