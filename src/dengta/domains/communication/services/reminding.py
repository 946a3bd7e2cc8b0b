"""One reminder for what somebody let wait beyond its day; the record says whom, and of what."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from dengta.domains.communication.models import Todo
from dengta.domains.communication.services.nudges import first_time
from dengta.foundation import notify
from dengta.foundation.audit.record import record


@transaction.atomic
def remind_once(
    kind: str, matters: QuerySet[Any], *, notice: str, title: str | Promise, verb: str, now: datetime, body: str = ""
) -> int:
    """Tell whoever has an overdue to-do of this kind, once for each to-do. `matters` holds the rows that
    their keys name, `body` the field of it that the notice may say. Answers how many were told."""
    late = Todo.objects.filter(kind=kind, due_at__lt=now).select_related("employee__account").order_by("pk")
    waiting = {str(todo.pk): todo for todo in late}
    fresh = [waiting[key] for key in sorted(first_time(kind=kind, keys=waiting, now=now), key=int)]
    rows: dict[int, Model] = matters.in_bulk([int(todo.key) for todo in fresh])
    told = [(todo, rows[int(todo.key)]) for todo in fresh if int(todo.key) in rows]
    for todo, row in told:
        says = str(getattr(row, body)) if body else ""
        notify.send(to=todo.employee, kind=notice, title=title, body=says, url=todo.url)
        record(None, verb, row, subject=todo.employee_id)
    return len(told)
