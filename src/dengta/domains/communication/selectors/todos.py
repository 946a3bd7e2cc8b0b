"""What waits for whom, and what sorts of things there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict

from django.db.models import Count, F, Min, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise

from dengta.domains.communication.models import Todo
from dengta.domains.communication.policies import todos as policies
from dengta.domains.people.models import Membership, Unit, UnitClosure
from dengta.foundation.access import Actor, facts_of

Text = str | Promise


@dataclass(frozen=True)
class Kind:
    """What sort of thing waits. `label` is what it is, `verb` what the person does about it.

    `between_two`: nobody but the person ever sees it in a list, whatever their role: a grievance, a private matter.
    `named_to_others`: whoever asks after what is overdue reads what it is about; without it they read its label alone,
    because what it says is for fewer people than that it waits. `own_panel`: it has a panel of its own on Today, where
    the panel of this inbox leaves it out. `own_page`: its page opens for the person alone, so whoever leads them reads
    what waits and finds no link. `follows_moves`: its own part takes it back from whoever moves, where it is not for
    them any more; everything else is taken back with a move to another client.
    """

    label: Text
    verb: Text
    icon: str
    between_two: bool = False
    named_to_others: bool = True
    own_panel: bool = False
    own_page: bool = False
    follows_moves: bool = False


_kinds: dict[str, Kind] = {}


def register_kind(name: str, label: Text, *, verb: Text, icon: str, **more: bool) -> None:
    """Declare a sort of thing that can wait for people; called in `apps.ready()`. The same name twice is a bug.

    `more` are the marks of `Kind`: between_two, named_to_others, own_panel, own_page, follows_moves.
    """
    if name in _kinds:
        message = f"there is a kind of to-do {name!r} already"
        raise ValueError(message)
    _kinds[name] = Kind(label, verb, icon, **more)


def kind_of(name: str) -> Kind:
    """The kind of that name. Raises LookupError where nobody registered it."""
    return _kinds[name]


def waits_for(kind: str, key: object) -> set[int]:
    """The employees for whom this one thing waits. One query."""
    return set(Todo.objects.filter(kind=kind, key=str(key)).values_list("employee_id", flat=True))


def titles_waiting(kind: str, key: object, *, to: int) -> list[str]:
    """In which words this one thing waits for an employee (id). One query."""
    return list(Todo.objects.filter(kind=kind, key=str(key), employee=to).values_list("title", flat=True))


def mine(actor: Actor) -> QuerySet[Todo]:
    """What waits for the person signed in. One query."""
    return Todo.objects.filter(employee_id=_own_id(actor))


def to_show(actor: Actor) -> QuerySet[Todo]:
    """The same without what Today shows elsewhere. One query."""
    return mine(actor).exclude(kind__in=[name for name, kind in _kinds.items() if kind.own_panel])


def overdue(actor: Actor, now: datetime) -> QuerySet[Todo]:
    """What others let wait beyond its time, among those the reader leads. One query."""
    confidential = [name for name, kind in _kinds.items() if kind.between_two]
    rows = Todo.objects.filter(due_at__lt=now).exclude(kind__in=confidential)
    rows = rows.exclude(employee_id=_own_id(actor))
    return policies.see.scope(actor, rows).select_related("employee")


class Behind(TypedDict):
    """Somebody who lets something wait: how much, and since when the oldest."""

    employee_id: int
    name: str
    number: str
    late: int
    oldest: datetime


def people_behind(actor: Actor, now: datetime) -> "QuerySet[Todo, Behind]":
    """Whoever of them lets something wait, a row for each. One query, and at size much cheaper than one that asks for
    each person what they let wait."""
    rows = overdue(actor, now).select_related(None).order_by()
    cards = {"name": F("employee__name"), "number": F("employee__number"), "pinyin": F("employee__pinyin")}
    found: Any = rows.values("employee_id", **cards).annotate(late=Count("pk"), oldest=Min("due_at"))
    return found  # type: ignore[no-any-return]  # of the shape that is said above


def with_what_waits(people: Sequence[Behind], actor: Actor, now: datetime) -> list[tuple[Behind, list[Todo]]]:
    """These people, each with what they let wait, what waits longest in front. One query."""
    things: dict[int, list[Todo]] = defaultdict(list)
    waiting = overdue(actor, now).select_related(None).filter(employee__in=[one["employee_id"] for one in people])
    for todo in waiting.order_by("due_at", "pk"):
        things[todo.employee_id].append(todo)
    return [(person, things[person["employee_id"]]) for person in people]


def keys_waiting(kind: str) -> list[str]:
    """What of this kind waits for anybody, by key. One query."""
    kind_of(kind)
    return list(Todo.objects.filter(kind=kind).order_by("key").values_list("key", flat=True).distinct())


def left_behind(day: date) -> QuerySet[Todo]:
    """What waits for people who work for another client by now than when it was put there; not what is their own
    affair, nor what follows moves by itself. One query."""
    staying = [name for name, kind in _kinds.items() if kind.between_two or kind.follows_moves]
    team = Membership.objects.on(day).filter(employee=OuterRef("employee")).values("unit")
    clients = UnitClosure.objects.on(day).filter(ancestor__kind=Unit.Kind.CLIENT).order_by("depth").values("ancestor")
    rows = Todo.objects.exclude(kind__in=staying).annotate(team=Subquery(team[:1]))
    rows = rows.annotate(
        was=Subquery(clients.filter(descendant=OuterRef("unit"))[:1]),
        works_for=Subquery(clients.filter(descendant=OuterRef("team"))[:1]),
    )
    return rows.filter(was__isnull=False, works_for__isnull=False).exclude(was=F("works_for"))


def _own_id(actor: Actor) -> int:
    """The employee behind the account; of the contact of a client nobody, to whom nothing is ever given."""
    return facts_of(actor).employee_id or 0
