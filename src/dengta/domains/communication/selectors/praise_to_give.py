"""The port for grounds of praise: what a person did well since the last talk, found where it is already known.

This room knows praise of colleagues, praised cases, blockers solved and promises kept; rooms above add theirs, such as
what customers said. A leader gives the praise, so all of it is a draft that they change as they like.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengta.domains.communication.models import Blocker, MeetingCase, OneOnOne, Promise
from dengta.domains.communication.policies.meetings import see_cases
from dengta.domains.communication.policies.standups import see_blockers
from dengta.domains.communication.selectors.clock import start_of
from dengta.domains.communication.selectors.culture import praise
from dengta.foundation.access import Actor

FOUR_WEEKS = timedelta(days=28)
MOST_GROUNDS = 5
# One promise kept is a promise kept; two in a row are a habit worth a word.
A_HABIT = 2


@dataclass(frozen=True, slots=True)
class Ground:
    """Something to praise somebody for: `draft` says it to them, `source` where it is from."""

    draft: str
    source: str | Lazy
    url: str = ""


# Asked on behalf of a leader about an employee (its id), since a day.
Source = Callable[[Actor, int, date], Sequence[Ground]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Let a room add grounds; called at start. The same one twice is a bug."""
    if source in _sources:
        message = f"{source.__qualname__} gives grounds already"
        raise ValueError(message)
    _sources.append(source)


def grounds_for(actor: Actor, talk: OneOnOne, *, today: date) -> list[Ground]:
    """What the person did well since their last talk with this leader, at most four weeks back: what colleagues said
    first. Five queries, and those of the rooms above."""
    held = OneOnOne.objects.filter(employee=talk.employee_id, leader=talk.leader_id, complete=True)
    last = held.exclude(pk=talk.pk).order_by("-held_on").values_list("held_on", flat=True).first()
    since = max(last or today - FOUR_WEEKS, today - FOUR_WEEKS)
    found = [
        *_said_by_colleagues(actor, talk, since),
        *_praised_cases(actor, talk, since),
        *_solved(actor, talk, since),
    ]
    for source in _sources:
        found += source(actor, talk.employee_id, since)
    return [*found, *_promises_kept(talk, today)][:MOST_GROUNDS]


def _said_by_colleagues(actor: Actor, talk: OneOnOne, since: date) -> list[Ground]:
    rows = praise(actor).filter(receiver=talk.employee_id, given_on__gte=since).exclude(giver=talk.leader_id)
    text = _("{name} says of you: {text}")
    return [
        Ground(text.format(name=one.giver.name, text=one.text), gettext_lazy("praise of a colleague"))
        for one in rows.order_by("-given_on", "-pk").prefetch_related(None)[:2]
    ]


def _praised_cases(actor: Actor, talk: OneOnOne, since: date) -> list[Ground]:
    rows = see_cases.scope(actor, MeetingCase.objects.all()).filter(
        employee=talk.employee_id, learning_since__gte=start_of(since)
    )
    text = _("Your case “{title}” is one the team learns from.")
    return [
        Ground(text.format(title=one.title), gettext_lazy("praised case of a meeting"))
        for one in rows.order_by("-learning_since")[:1]
    ]


def _solved(actor: Actor, talk: OneOnOne, since: date) -> list[Ground]:
    rows = see_blockers.scope(actor, Blocker.objects.all()).filter(
        closed_by=talk.employee_id, closed_at__gte=start_of(since)
    )
    text = _("You got this out of the way: {text}")
    return [
        Ground(text.format(text=one.text), gettext_lazy("blocker of the stand-up"))
        for one in rows.order_by("-closed_at")[:1]
    ]


def _promises_kept(talk: OneOnOne, today: date) -> list[Ground]:
    """Where every promise of four weeks was kept: of one that was not, the two talk in the sheet itself."""
    judged = Promise.objects.filter(
        owner=talk.employee_id, talk__leader=talk.leader_id, judged_in__held_on__gt=today - FOUR_WEEKS
    )
    outcomes = list(judged.values_list("outcome", flat=True))
    if len(outcomes) < A_HABIT or any(outcome != Promise.Outcome.KEPT for outcome in outcomes):
        return []
    text = _("You kept all {n} promises of the last four weeks.")
    return [Ground(text.format(n=len(outcomes)), gettext_lazy("promises of your 1:1s"))]
