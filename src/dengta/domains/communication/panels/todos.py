"""The inbox in the menu, on Today and on the agent's home."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Todo
from dengta.domains.communication.policies import todos as policies
from dengta.domains.communication.selectors import todos
from dengta.domains.communication.services.todos import leave_behind
from dengta.domains.people.events import StaffChanged
from dengta.domains.people.selectors.acting import looks_after_others
from dengta.foundation import events, schedule, slots
from dengta.foundation.access import facts_of
from dengta.foundation.audit.verbs import register_verbs
from dengta.web import navigation
from dengta.web.navigation import Entry, Tab

MOST_SHOWN = 5
MOST_OF_A_SORT = 2
MOST_READ = 100


def _is_employee(request: HttpRequest) -> bool:
    return facts_of(request.user).employee_id is not None


def _leads(request: HttpRequest) -> bool:
    return policies.see.beyond_own(request.user)


@dataclass(frozen=True)
class Line:
    """One line of the panel: a to-do, or the first of `n` of one sort."""

    todo: Todo
    n: int = 1


def waiting(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """The first things that wait for the reader, what is due first in front. One query."""
    rows = list(todos.to_show(request.user).order_by("due_at", "since", "pk")[:MOST_READ])
    lines = list(_lines(rows))
    return {"lines": lines[:MOST_SHOWN], "more": len(lines) > MOST_SHOWN} if rows else None


def _lines(rows: Sequence[Todo]) -> Iterator[Line]:
    """Many of one sort share a line, so that ten overdue talks do not push everything else out of sight."""
    counts = Counter(row.kind for row in rows)
    told = set()
    for row in rows:
        if counts[row.kind] <= MOST_OF_A_SORT:
            yield Line(row)
        elif row.kind not in told:
            told.add(row.kind)
            yield Line(row, counts[row.kind])


def follow_person(news: StaffChanged) -> None:
    """Somebody works in another team; a change of a day to come is met by the job of that day."""
    leave_behind(now=timezone.now(), employee_ids=[news.employee])


def register() -> None:
    """Called once, at start."""
    register_verbs({"communication.todos_left_behind": _("took back what waited at the client somebody left")})
    events.subscribe(StaffChanged, "communication.leave_behind", follow_person)
    schedule.every("communication.leave_behind", cron="2 0 * * *", job="communication.leave_behind")
    navigation.register(
        Entry(section="today", label=_("For me"), url_name="todos:inbox", icon="inbox", order=12, visible=_is_employee)
    )
    navigation.register(
        Entry(
            section="today",
            label=_("Overdue"),
            url_name="todos:overdue",
            under="todos:inbox",
            icon="alarm",
            order=60,
            visible=_leads,
        )
    )
    navigation.register_tab(
        Tab(
            label=_("For me"), url_name="todos:inbox", icon="inbox", order=20,
            visible=lambda request: _is_employee(request) and not looks_after_others(request.user),
        )
    )  # fmt: skip
    for slot, template in (("today", "waiting"), ("agent_top", "waiting_card")):
        slots.register(
            slot,
            slots.Panel(
                order=10,
                name="communication.todos",
                template=f"communication/todos/{template}.html",
                context=waiting,
                visible=lambda request, _subject: _is_employee(request),
                queries=1,
            ),
        )
