"""The daily look at who has not been talked with: the leader hears of it on day 8, the next level on day 15, once."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import CadenceAlert
from dengta.domains.communication.selectors.cadence import Rhythm, rhythms
from dengta.domains.communication.selectors.chain import next_level
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.pairs import pairs_on
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.one_on_one_todos import DUE, ESCALATED, SILENT
from dengta.domains.communication.services.passing_up import next_level_due
from dengta.domains.people.models import Employee
from dengta.foundation import notify
from dengta.foundation.audit.record import record

Kind = CadenceAlert.Kind


@transaction.atomic
def watch_cadence(*, now: datetime) -> dict[str, int]:
    """Tell leaders whose week with somebody is over, and the next level of two; run again it finds nothing new.

    Whoever is on a long leave is left out: they are not at work, and nobody should ring them for a figure.
    """
    today = day_of(now)
    known = rhythms(pairs_on(today), today=today)
    late = [one for one in known.values() if one.overdue or one.without_contact]
    wanted = {who for one in late for who in (one.pair.employee_id, one.pair.leader_id)}
    people = Employee.objects.select_related("account").in_bulk(wanted)
    told = {"overdue": 0, "escalated": 0, "without_contact": 0}
    for one in late:
        employee, leader = people[one.pair.employee_id], people[one.pair.leader_id]
        told["overdue"] += one.overdue and _tell_leader(employee, leader, one, now=now)
        told["without_contact"] += one.without_contact and _warn_of_silence(employee, leader, one, now=now)
        told["escalated"] += one.escalated and _tell_next_level(employee, leader, one, now=now)
    return told


def _tell_leader(employee: Employee, leader: Employee, rhythm: Rhythm, *, now: datetime) -> bool:
    if not _first_time(Kind.OVERDUE, employee, leader, rhythm, now=now):
        return False
    title = format_lazy(_("{name}: the last 1:1 was {days} days ago"), name=employee.name, days=rhythm.days)
    url = reverse("one_on_ones:plan", args=[employee.pk])
    todos.put(kind=DUE, key=employee.pk, to=[leader.pk], title=title, url=url, now=now, due_at=now)
    notify.send(to=leader, kind="communication.one_on_one_due", title=title, url=url)
    return True


def _warn_of_silence(employee: Employee, leader: Employee, rhythm: Rhythm, *, now: datetime) -> bool:
    if not _first_time(Kind.NO_CONTACT, employee, leader, rhythm, now=now):
        return False
    title = format_lazy(
        _("{name} has had no personal talk for {days} working days"), name=employee.name, days=rhythm.working_days
    )
    url = reverse("one_on_ones:plan", args=[employee.pk])
    todos.put(kind=SILENT, key=employee.pk, to=[leader.pk], title=title, url=url, now=now, due_at=now)
    notify.send(to=leader, kind="communication.one_on_one_due", title=title, url=url)
    return True


def _tell_next_level(employee: Employee, leader: Employee, rhythm: Rhythm, *, now: datetime) -> bool:
    above = next_level(employee, day_of(now), beyond=[leader.pk])
    if above is None or not _first_time(Kind.ESCALATED, employee, above, rhythm, now=now):
        return False
    title = format_lazy(
        _("1:1 of {leader} with {name}: the last one was {days} days ago"),
        leader=leader.name,
        name=employee.name,
        days=rhythm.days,
    )
    url = reverse("one_on_ones:cadence")
    due_at = next_level_due(day_of(now))
    todos.put(kind=ESCALATED, key=employee.pk, to=[above.pk], title=title, url=url, now=now, due_at=due_at)
    notify.send(to=above, kind="communication.one_on_one_due", title=title, url=url)
    return True


def _first_time(kind: str, employee: Employee, told: Employee, rhythm: Rhythm, *, now: datetime) -> bool:
    """Whether nobody was told yet of this gap; notes down that they are."""
    alert, new = CadenceAlert.objects.get_or_create(
        employee=employee, told=told, kind=kind, since=rhythm.since, defaults={"at": now}
    )
    if new:
        record(None, f"communication.one_on_one_{kind}", alert, subject=employee.pk, days=rhythm.days, told=told.name)
    return new
