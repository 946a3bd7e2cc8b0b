"""What was let pass goes to the next level: once, with a notice and a to-do, and the record says so."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise

from dengta.domains.communication.models import Handled
from dengta.domains.communication.selectors.answering import who_answers
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.foundation import notify
from dengta.foundation.audit.record import record


@dataclass(frozen=True)
class Matter:
    """What waits: the kind of its to-do and notice, what it is called, where it stands."""

    kind: str
    title: str
    url: str
    told: str | Promise
    verb: str


@transaction.atomic
def pass_up(row: Handled, matter: Matter, *, author_id: int, now: datetime) -> bool:
    """Give it to whoever stands above its holder; whether there is such a person. The caller has locked the row."""
    leader = who_answers(row.unit_id, day_of(now), beyond=(author_id, row.holder_id))
    if leader is None:
        return False
    row.escalated_at, row.escalated_to = now, leader
    row.save(update_fields=["escalated_at", "escalated_to"])
    todos.put(kind=matter.kind, key=row.pk, to=[leader.pk], title=matter.title, url=matter.url, now=now)
    notify.send(to=leader, kind=matter.kind, title=matter.told, body=matter.title, url=matter.url)
    record(None, matter.verb, row, to=leader.pk, due_on=row.due_on)
    return True
