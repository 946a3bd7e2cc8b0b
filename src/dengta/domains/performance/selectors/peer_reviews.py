"""Questions to peer reviews: what I am asked, how a round goes, what came out."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.models import PeerInvitation, PeerResult, PeerRound
from dengta.domains.performance.policies import peer_reviews as policies
from dengta.domains.performance.policies.raters import own_id, works_here
from dengta.domains.performance.selectors.packs import read_comments
from dengta.foundation.access import Actor

Text = str | Promise
# What the form offers to begin with, and what a cycle asks about the own work: (question, words for one, words for
# five). New ones go to the end: answers in a cycle are kept by their place.
QUESTIONS: tuple[tuple[Text, Text, Text], ...] = (
    (_("Keeps what was agreed"), _("I often have to ask again"), _("I can rely on it without asking")),
    (
        _("Helps when it gets busy"),
        _("Looks after the own queue only"),
        _("Notices by themselves where help is needed"),
    ),
    (_("Passes on what others need to know"), _("I learn it by chance"), _("I have it before I need it")),
    (_("Treats customers and colleagues with respect"), _("Hurts people"), _("People like to ask again")),
    (_("Speaks openly about own mistakes"), _("Hides them"), _("Others learn from them")),
)


@dataclass(frozen=True)
class Line:
    """One question of a result: how many answered it and the trimmed mean, or nothing where it is hidden."""

    text: str
    n: int | None
    value: float | None
    note: str = ""


def asked(actor: Actor) -> QuerySet[PeerInvitation]:
    """What this person is asked about and has not answered. One query."""
    rows = policies.own_invitations(actor).select_related("round", "rated")
    return rows.order_by("round__closes_on", "rated__pinyin", "pk")


def rounds(actor: Actor) -> QuerySet[PeerRound]:
    """Rounds of the units that this person leads or looks after, with how far they are; one query with its counts."""
    answered = Count("invitations", filter=Q(invitations__answered_on__isnull=False))
    rows = policies.see_rounds.scope(actor, PeerRound.objects.all()).select_related("unit")
    return rows.annotate(n_asked=Count("invitations"), n_answered=answered)


def own_results(actor: Actor) -> QuerySet[PeerResult]:
    """What colleagues said about this person, latest first. One query."""
    rows = PeerResult.objects.filter(rated_id=own_id(actor)) if works_here(actor) else PeerResult.objects.none()
    return rows.select_related("round").order_by("-round__last_day", "-pk")


def scores(actor: Actor, round_id: int) -> QuerySet[PeerResult]:
    """Scores of a round for those who lead its people: without comments, which are for the person alone. One query."""
    rows = PeerResult.objects.filter(round_id=round_id).defer("comments").select_related("rated", "unit")
    return policies.see_results.aggregate_scope(actor, rows).order_by("rated__pinyin", "pk")


def lines_of(result: PeerResult) -> list[Line]:
    """The result, question by question. One query."""
    return [
        Line(question.text, *(result.by_question.get(str(question.pk)) or (None, None)))
        for question in result.round.questions.all()
    ]


def comments_of(result: PeerResult, actor: Actor) -> list[str]:
    """The comments, for the person whom they are about."""
    return read_comments(result.comments) if result.rated_id == own_id(actor) and works_here(actor) else []


def scales(rows: Any) -> list[tuple[str, str, str, str]]:
    """(key, question, low, high) of questions as a form shows them."""
    return [(str(row.pk), row.text, row.low, row.high) for row in rows]


def readable(actor: Actor) -> QuerySet[PeerResult]:
    """Results that this person may open: the own ones, and the scores of those they lead. One query."""
    rows = policies.see_results.aggregate_scope(actor, PeerResult.objects.all())
    return rows.select_related("round", "rated", "unit")
