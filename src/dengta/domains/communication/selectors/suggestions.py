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
from dengta.domains.communication.selectors.stories import R_085
from dengta.domains.people.models import Employee
from dengta.foundation.access import EVERY_ROW, Actor
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

Status = Suggestion.Status
R_084 = Rule(
    "R-084", _("Suggestions get an answer in time; adopted ones are praised in public with the author's consent")
)
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
ADOPTED = (Status.ADOPTED, Status.DONE)
# For so long an idea is news at the stand-up.
NEWS_DAYS = 7
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


def praised(actor: Actor) -> QuerySet[Suggestion]:
    """Adopted ideas whose people agree to be praised by name, newest first; `named` holds the credits of these alone.

    A consent that was taken back is gone from here at once. Two queries.
    """
    if not R_084.applies:
        return Suggestion.objects.none()
    agreed = Credit.objects.filter(named_since__isnull=False) if R_085.applies else Credit.objects.all()
    rows = policies.visible(actor).filter(status__in=ADOPTED, pk__in=agreed.values("suggestion_id"))
    named = Prefetch("credits", agreed.select_related("employee").order_by("-is_first", "pk"), to_attr="named")
    return rows.select_related("unit").prefetch_related(named).order_by("-decided_at", "-pk")


def newly_praised(actor: Actor, *, unit_id: int, day: date) -> QuerySet[Suggestion]:
    """Those of one team whose people agreed in the last days: for its stand-up. Two queries."""
    fresh = Credit.objects.filter(named_since__date__gt=day - timedelta(days=NEWS_DAYS), named_since__date__lte=day)
    return praised(actor).filter(unit=unit_id, pk__in=fresh.values("suggestion_id"))


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
