"""The 1:1 in the menus, on Today, on the person page, on the agent's home, and what recurs."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import one_on_ones as policies
from dengta.domains.communication.selectors import one_on_ones, todos
from dengta.domains.communication.selectors.chain import leaders_of
from dengta.domains.communication.services import one_on_one_todos as inbox
from dengta.domains.communication.words import one_on_ones as words
from dengta.domains.people.models import Employee
from dengta.foundation import errors, notify, schedule, slots
from dengta.foundation.access import facts_of
from dengta.foundation.audit import verbs
from dengta.foundation.calendar.zones import day_bounds
from dengta.web import navigation
from dengta.web.navigation import OWN_MENU, Entry


def _holds(request: HttpRequest, subject: Any = None) -> bool:
    return policies.hold.anywhere(request.user)


def _sees_cadence(request: HttpRequest) -> bool:
    return policies.see_cadence.anywhere(request.user)


def _is_employee(request: HttpRequest, subject: Any = None) -> bool:
    return facts_of(request.user).employee_id is not None


def today(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """The talks of today. Who has waited too long stands in the inbox of the leader. One query."""
    now = timezone.localtime()
    start, end = day_bounds(now.date(), now.tzinfo)  # type: ignore[arg-type]
    talks = one_on_ones.today_with(request.user, start=start, end=end)
    return {"talks": talks} if talks else None


def with_person(request: HttpRequest, employee: Employee) -> Mapping[str, Any] | None:
    """For the direct leader: the last talk with this person, the next one, and the button. Seven queries."""
    me, day = facts_of(request.user).employee_id, timezone.localdate()
    if employee.status != Employee.Status.ACTIVE:
        return None
    leaders = leaders_of(employee, day)
    if not leaders or leaders[0].pk != me:
        return None
    return {"row": one_on_ones.people([employee.pk], me, today=day).get(), "days": one_on_ones.COUNTED_DAYS}


def next_one(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """My next 1:1, or one that waits for my word. One query."""
    talk = one_on_ones.next_for(request.user)
    return {"talk": talk} if talk is not None else None


def _register_menu() -> None:
    navigation.register(
        Entry(section="team", label=_("1:1"), url_name="one_on_ones:people", icon="messages", order=15, visible=_holds)
    )
    navigation.register(
        Entry(
            section="team", label=_("1:1 rhythm"), url_name="one_on_ones:cadence",
            under="one_on_ones:people", icon="activity-heartbeat", order=16,
            visible=_sees_cadence,
        )
    )  # fmt: skip
    navigation.register(
        Entry(
            section=OWN_MENU, label=_("My 1:1s"), url_name="one_on_ones:mine", icon="messages", order=20,
            visible=_is_employee,
        )
    )  # fmt: skip


def _register_slots() -> None:
    for slot, name, context, visible, queries in (
        ("today", "today", today, _holds, 1),
        ("person", "person", with_person, _holds, 7),
        ("agent_top", "next", next_one, _is_employee, 1),
    ):
        slots.register(
            slot,
            slots.Panel(
                order=20, name=f"communication.one_on_ones.{name}",
                template=f"communication/one_on_ones/slot_{name}.html", context=context, visible=visible,
                queries=queries,
            ),
        )  # fmt: skip


def register() -> None:
    """Called once, at start."""
    errors.register_sentences(words.SENTENCES)
    verbs.register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label, discreet=True)
    # What stands between two people is named to nobody else, however long it waits.
    todos.register_kind(inbox.PREPARE, _("1:1"), verb=_("Prepare"), icon="messages", between_two=True)
    todos.register_kind(inbox.CONFIRM, _("1:1"), verb=_("Read and confirm"), icon="messages", between_two=True)
    todos.register_kind(inbox.PROMISE, _("Promise"), verb=_("Look"), icon="heart-handshake", between_two=True)
    todos.register_kind(inbox.DUE, _("1:1 overdue"), verb=_("Agree a date"), icon="calendar-plus", own_page=True)
    todos.register_kind(
        inbox.SILENT, _("Long without a personal talk"), verb=_("Agree a date"), icon="alert-triangle", own_page=True
    )
    todos.register_kind(inbox.ESCALATED, _("1:1 overdue"), verb=_("Look"), icon="alert-triangle")
    _register_menu()
    _register_slots()
    schedule.every("communication.cadence", cron="15 8 * * *", job="communication.watch_cadence")
