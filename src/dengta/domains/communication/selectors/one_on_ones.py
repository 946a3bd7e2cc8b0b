"""The talks of two people, for these two."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import OneOnOne, PrivateNote, Promise
from dengta.domains.communication.policies import one_on_ones as policies
from dengta.domains.people.models import Employee
from dengta.foundation.access import Actor, facts_of

# What a first talk begins with: about the person, before any number.
OPENING_QUESTIONS: Mapping[str, str | Lazy] = {
    "way": _("How did you come to this work, and what do you like about it?"),
    "strength": _("What do you do well that we should know of?"),
    "support": _("What do you need from me, and how do you like to hear criticism?"),
    "burden": _("What takes your energy at the moment, here or around your shifts?"),
    "goal": _("Where would you like to be in a year?"),
}
COUNTED_DAYS = 28
MOST_PAST = 8


def readable(actor: Actor) -> QuerySet[OneOnOne]:
    """The talks the reader is one of the two in: the leader only while they lead through that unit."""
    rows = OneOnOne.objects.filter(policies.one_of_the_two(actor))
    return policies.see.scope(actor, rows).select_related("employee", "leader", "unit")


def mine(actor: Actor) -> QuerySet[OneOnOne]:
    """The reader's own talks with whoever leads them."""
    return readable(actor).filter(employee_id=facts_of(actor).employee_id or 0)


def people(reports: Collection[int], leader_id: int | None, *, today: date) -> QuerySet[Employee]:
    """The people of a leader with the last talk, the next one, and the minutes of four weeks."""
    first = today - timedelta(days=COUNTED_DAYS)
    complete = OneOnOne.objects.filter(employee=OuterRef("pk"), complete=True).order_by().values("employee")
    recent = complete.filter(leader=leader_id, held_on__gt=first)
    ahead = OneOnOne.objects.filter(employee=OuterRef("pk"), leader=leader_id, status="planned")
    reasons = OneOnOne.objects.filter(employee=OuterRef("pk"), leader=leader_id, held_on__gt=first)
    reasons = reasons.exclude(minutes_reason="").order_by("-held_on")
    return Employee.objects.filter(pk__in=list(reports)).annotate(
        last_on=Subquery(complete.annotate(last=Max("held_on")).values("last")),
        next_at=Subquery(ahead.order_by().values("employee").annotate(next=Min("planned_for")).values("next")),
        next_pk=Subquery(ahead.order_by("planned_for").values("pk")[:1]),
        held=Coalesce(Subquery(recent.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
        minutes=Coalesce(Subquery(recent.annotate(sum=Sum("minutes")).values("sum"), output_field=IntegerField()), 0),
        minutes_reason=Subquery(reasons.values("minutes_reason")[:1]),
    )


def open_promises(talk: OneOnOne) -> list[Promise]:
    """What the two promised each other before this talk and have not looked at yet, or looked at in it. One query."""
    rows = Promise.objects.filter(talk__employee=talk.employee_id, talk__leader=talk.leader_id)
    rows = rows.exclude(talk=talk).filter(Q(outcome=Promise.Outcome.OPEN) | Q(judged_in=talk))
    return list(rows.order_by("side", "due_on", "pk"))


def promises_of(talk: OneOnOne) -> list[Promise]:
    """What was promised in this talk. One query."""
    return list(talk.promises.order_by("side", "due_on", "pk"))


def past_talks(talk: OneOnOne) -> list[OneOnOne]:
    """The talks of the same two before this one, the newest first. One query."""
    rows = OneOnOne.objects.filter(employee=talk.employee_id, leader=talk.leader_id).exclude(pk=talk.pk)
    return list(rows.exclude(held_on=None).order_by("-held_on", "-pk")[:MOST_PAST])


def private_note(talk: OneOnOne, actor: Actor) -> str:
    """What the reader keeps for themselves about this talk; nobody else's words are ever read here. One query."""
    own = policies.own_notes.scope(actor, PrivateNote.objects.filter(talk=talk)).first()
    return own.text if own is not None else ""


@dataclass(frozen=True)
class Answer:
    """An opening question with what the person answered."""

    code: str
    question: str | Lazy
    answer: str


def opening_of(talk: OneOnOne) -> list[Answer]:
    """The five opening questions of a first talk; none of any other."""
    if not talk.is_first:
        return []
    return [Answer(code, question, talk.opening.get(code, "")) for code, question in OPENING_QUESTIONS.items()]


def next_for(actor: Actor) -> OneOnOne | None:
    """The reader's own talk that comes next or waits for their word; nothing where there is none. One query."""
    rows = mine(actor).filter(status__in=[OneOnOne.Status.HELD, OneOnOne.Status.PLANNED])
    return rows.order_by("status", "planned_for", "pk").first()


def today_with(actor: Actor, *, start: datetime, end: datetime) -> list[OneOnOne]:
    """The talks the reader holds in this time, the earliest first. One query."""
    me = facts_of(actor).employee_id
    rows = readable(actor).filter(leader_id=me, status=OneOnOne.Status.PLANNED)
    rows = rows.filter(planned_for__gte=start, planned_for__lt=end).order_by("planned_for", "pk")
    return list(rows.select_related(None).select_related("employee").only("planned_for", "topic", "employee__name"))
