"""Putting things into people's inboxes and taking them away, inside the transaction of what they are about."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.functional import Promise

from dengta.domains.communication.models import Todo
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.todos import kind_of, left_behind
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import team_on
from dengta.foundation.audit.record import record

CHUNK = 1000


class NotInTransaction(RuntimeError):
    """A to-do outside the transaction of its matter could wait for what never happened."""


def put(
    *,
    kind: str,
    key: object,
    to: Collection[int],
    title: str | Promise,
    url: str,
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Let something wait for these employees (ids). Whoever has it already keeps it as it stands.

    A lazy title is written in the language of the installation. Two queries, however many they are.
    """
    _insist_on_transaction()
    kind_of(kind)
    if not to:
        return
    with translation.override(settings.LANGUAGE_CODE):
        what: dict[str, Any] = {"kind": kind, "key": str(key), "title": str(title)[:200], "url": url}
    teams = team_on(to, day_of(now))
    rows = [Todo(employee_id=one, unit_id=teams.get(one), since=now, due_at=due_at, **what) for one in to]
    Todo.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)


def settle(*, kind: str, key: object, of: Collection[int] | QuerySet[Any] | None = None) -> int:
    """It waits no longer: for these employees, or for anybody. Answers for how many it did."""
    _insist_on_transaction()
    rows = Todo.objects.filter(kind=kind, key=str(key))
    if of is not None:
        rows = rows.filter(employee_id__in=of)
    return rows.delete()[0]


def settle_together(*, key: object, of: Mapping[str, Collection[int] | QuerySet[Any]]) -> int:
    """Of one matter, several kinds at once, each for these employees (ids, or a query for them): one statement."""
    _insist_on_transaction()
    each = [Q(kind=kind, employee_id__in=employees) for kind, employees in of.items()]
    return Todo.objects.filter(reduce(or_, each), key=str(key)).delete()[0]


@transaction.atomic
def leave_behind(*, now: datetime, employee_ids: Collection[int] | None = None) -> int:
    """Whoever went to another client, everybody or of these people, takes nothing along that waited for them there.
    Done again it finds nothing left to do; answers how many things it took back."""
    rows = left_behind(day_of(now))
    if employee_ids is not None:
        rows = rows.filter(employee__in=employee_ids)
    gone = list(rows.values_list("pk", "employee"))
    Todo.objects.filter(pk__in=[pk for pk, _employee in gone]).delete()
    counts = Counter(employee for _pk, employee in gone)
    for person in Employee.objects.filter(pk__in=counts).order_by("pk"):
        record(None, "communication.todos_left_behind", person, subject=person.pk, count=counts[person.pk])
    return len(gone)


def _insist_on_transaction() -> None:
    if not connection.in_atomic_block:
        message = "to-dos are written in the transaction of what they are about"
        raise NotInTransaction(message)
