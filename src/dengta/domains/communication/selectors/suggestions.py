"""Suggestions as a reader may see them: with votes, and with the names that are open to this reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Credit, Effect, Suggestion, Vote
from dengta.domains.communication.policies import suggestions as policies
from dengta.domains.communication.policies.floor import own_id
from dengta.domains.communication.policies.reach import beside
from dengta.domains.communication.selectors import similar
from dengta.domains.communication.selectors.measures import Reading
from dengta.domains.people.models import Employee
from dengta.foundation.access import EVERY_ROW, Actor
from dengta.foundation.settings.parameters import Parameter

Status = Suggestion.Status
EFFECT_DAYS = Parameter(
    "communication.effect_days",
    30,
    _("Days before and after a change that are compared to see its effect"),
    unit="days",
    check=lambda days: 7 <= days <= 180,
)
# Some figures still move for a week after their last day.
SETTLING = timedelta(days=8)
# So many of the newest are looked through for similar ones.
LOOKED_THROUGH = 600
OPEN_TO_ALL = (Status.OPEN, Status.ADOPTED, Status.DONE, Status.DECLINED)


def suggestions(actor: Actor) -> QuerySet[Suggestion]:
    """All that this person may read, with what a line about one shows; credits come with one query more."""
    me = own_id(actor)
    votes = Vote.objects.filter(suggestion=OuterRef("pk")).order_by().values("suggestion")
    may_know = policies.names_open_to(actor)
    names = Value(True) if may_know == EVERY_ROW else Case(When(may_know, then=True), default=False)  # noqa: FBT003
    return (
        policies.visible(actor)
        .select_related("unit", "doer")
        .prefetch_related(Prefetch("credits", Credit.objects.select_related("employee").order_by("-is_first", "pk")))
        .annotate(
            n_votes=Coalesce(Subquery(votes.annotate(n=Count("pk")).values("n")), 0),
            voted=Exists(Vote.objects.filter(suggestion=OuterRef("pk"), employee=me)),
            is_own=Exists(Credit.objects.filter(suggestion=OuterRef("pk"), employee=me)),
            knows_names=names,
        )
    )


def listed(actor: Actor) -> QuerySet[Suggestion]:
    """Those of the list: what was joined to another one stands there, and what was withdrawn nowhere."""
    return suggestions(actor).filter(status__in=OPEN_TO_ALL)


def mine(actor: Actor) -> Q:
    """The own ones, as a condition."""
    return policies.own(actor)


@dataclass(frozen=True)
class Shown:
    """A credit as one reader sees it: the person, or nobody where the name is hidden from this reader."""

    person: Employee | None
    is_first: bool
    is_hidden: bool


def credits_of(suggestion: Suggestion, actor: Actor) -> list[Shown]:
    """Whose idea it was, the author first, for a row of `suggestions`. No query."""
    me, knows = own_id(actor), bool(getattr(suggestion, "knows_names", False))
    return [
        Shown(
            person=credit.employee if credit.is_open or knows or credit.employee_id == me else None,
            is_first=credit.is_first,
            is_hidden=not credit.is_open,
        )
        for credit in suggestion.credits.all()
    ]


def similar_to(actor: Actor, text: str, *, without: Iterable[int] = ()) -> list[Suggestion]:
    """What somebody suggested before in much the same words. Two queries; one where nothing is close."""
    rows = policies.visible(actor).filter(status__in=OPEN_TO_ALL).exclude(pk__in=list(without))
    newest = rows.order_by("-created_at", "-pk").values_list("pk", "title")[:LOOKED_THROUGH]
    found = similar.closest(text, [similar.Text(pk, title) for pk, title in newest])
    by_id = suggestions(actor).filter(pk__in=found).in_bulk() if found else {}
    return [by_id[pk] for pk in found if pk in by_id]


def to_join(actor: Actor, suggestion: Suggestion) -> QuerySet[Suggestion]:
    """Those that this one can be joined to: not decided against, of the same client, tended by the same leader."""
    rows = Suggestion.objects.filter(beside(suggestion.unit_id), status__in=(Status.OPEN, Status.ADOPTED))
    rows = policies.tend.scope(actor, rows)
    return rows.exclude(pk=suggestion.pk).order_by("-created_at", "-pk")


def praisable(actor: Actor) -> QuerySet[Credit]:
    """Credits of adopted suggestions whose people agree to be praised by name, newest first: for walls and stand-ups.

    A consent that was withdrawn is gone from here at once.
    """
    rows = policies.visible(actor).filter(status__in=(Status.ADOPTED, Status.DONE))
    agreed = Credit.objects.filter(suggestion__in=rows.values("pk"), named_since__isnull=False)
    return agreed.select_related("suggestion", "employee").order_by("-suggestion__decided_at", "-pk")


def verdict_on(before: Reading, after: Reading, *, better: str) -> str:
    """What the two readings say. Where their intervals overlap, nothing is claimed; where one is thin, nothing said."""
    if not (before.enough and after.enough) or None in (before.low, before.high, after.low, after.high):
        return Effect.Verdict.TOO_LITTLE
    rose, fell = after.low > before.high, after.high < before.low  # type: ignore[operator]
    if not (rose or fell):
        return Effect.Verdict.UNCLEAR
    return Effect.Verdict.BETTER if rose == (better == "up") else Effect.Verdict.WORSE


def to_measure(today: date) -> QuerySet[Suggestion]:
    """Done long enough ago for their effect to show, and not measured yet."""
    last = today - SETTLING - timedelta(days=EFFECT_DAYS.on(today))
    return Suggestion.objects.filter(status=Status.DONE, done_on__lt=last, effect=None).exclude(measure="")
