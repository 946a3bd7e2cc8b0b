"""Questions to upward reviews."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.models import Conduct, UpwardItem, UpwardResult, UpwardRound, UpwardToken
from dengta.domains.performance.policies import upward_reviews as policies
from dengta.domains.performance.policies.raters import own_id, works_here
from dengta.domains.performance.selectors.packs import read_comments
from dengta.domains.performance.selectors.upward_results import over_leaders
from dengta.foundation.access import Actor

Status = UpwardRound.Status
# What the form offers to begin with. {conduct: sentence}
SENTENCES: dict[str, str | Promise] = {
    Conduct.EXAMPLE: _("Does what they ask of us, and does it first"),
    Conduct.STRENGTHS: _("Knows what each of us is good at and lets us do it"),
    Conduct.CARE: _("Notices when somebody is not well, and asks"),
    Conduct.NO_AIRS: _("Talks with us as one of us"),
    Conduct.DELEGATION: _("Hands tasks over with the right to decide"),
    Conduct.ENCOURAGEMENT: _("Says what went well, and means it"),
    Conduct.CONTACT: _("Takes time to talk with me regularly"),
    Conduct.NO_BOASTING: _("Leaves the credit to those whose work it was"),
    Conduct.BALANCE: _("Weighs the interests of the company, the customers and us fairly"),
    Conduct.RESPONSIBILITY: _("Stands up for what went wrong, before others have to"),
    Conduct.EVEN_TEMPER: _("Stays calm when it gets difficult"),
}


@dataclass(frozen=True)
class Line:
    """One item of a result, or nothing where too few answered it."""

    text: str
    note: str | Promise
    n: int | None
    value: float | None


def asked(actor: Actor) -> QuerySet[UpwardToken]:
    """About whom this person is asked. One query."""
    rows = policies.own_tokens(actor).select_related("round", "leader")
    return rows.order_by("round__closes_on", "leader__pinyin", "pk")


def rounds(actor: Actor) -> QuerySet[UpwardRound]:
    """Rounds for whoever prepares them. One query."""
    return policies.prepare.scope(actor, UpwardRound.objects.select_related("unit"))


def results(actor: Actor) -> QuerySet[UpwardResult]:
    """What this person may read: the own results, those one level below, or all. One query."""
    rows = policies.see_results.scope(actor, UpwardResult.objects.select_related("round", "leader", "unit"))
    return rows if works_here(actor) else rows.none()


def lines_of(result: UpwardResult) -> list[Line]:
    """Item by item. One query."""
    return [
        Line(item.text, item.get_conduct_display(), *(result.by_item.get(str(item.pk)) or (None, None)))
        for item in result.round.items.all()
    ]


def comments_of(result: UpwardResult) -> list[str]:
    """What was written, sorted by letters: no order tells who wrote first."""
    return read_comments(result.comments)


def house_lines(actor: Actor, row: UpwardRound) -> list[tuple[UpwardItem, float | None]]:
    """How people of the house are led, over all leaders of a round, for everybody. Two queries."""
    rows = policies.see_results.aggregate_scope(actor, UpwardResult.objects.filter(round=row, is_shown=True))
    means = over_leaders(list(rows.distinct().values_list("by_item", flat=True)))
    return [(item, means.get(str(item.pk))) for item in row.items.all()] if means else []


def latest_closed(actor: Actor) -> UpwardRound | None:
    """The last round of which sums are shown to this person. One query."""
    mine = policies.see_results.aggregate_scope(actor, UpwardResult.objects.all())
    rows = UpwardRound.objects.filter(status=Status.CLOSED, pk__in=mine.values("round_id"))
    return rows.select_related("unit").order_by("-year", "-quarter", "-pk").first()


def is_own(result: UpwardResult, actor: Actor) -> bool:
    """Whether it is about the reader."""
    return result.leader_id == own_id(actor)
