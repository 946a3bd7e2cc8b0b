"""Planning events, coming along, and what is learned from them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import EventPart, SignUp, TeamEvent
from dengta.domains.communication.policies import team_events as policies
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.crews import members
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.nudges import first_time
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import leading
from dengta.foundation import notify
from dengta.foundation.access import Permission
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify import Button
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_120 = Rule("R-120", _("Events with a role-play of a service conflict end in a debrief that is kept"))
DEBRIEF_DAYS = Parameter(
    "communication.debrief_days", 3, _("How many days after an event its debrief is asked for"), unit="days",
    check=lambda days: days >= 0,
)  # fmt: skip
NOTICE = "communication.team_event"
COME = "team_events.come"
State, Coming = TeamEvent.State, SignUp.State


@transaction.atomic
def plan_event(
    *, unit: Unit, title: str, plan: str, place: str, starts_at: datetime, sign_up_until: datetime,
    most_people: int | None, budget: Decimal, cover: str, parts: Mapping[str, str], by: Account | None, now: datetime,
) -> TeamEvent:  # fmt: skip
    """Plan an event and tell the team. `parts` says what is done in each kind of part; empty ones are left out."""
    if by is not None:
        policies.plan_for.require(by, unit)
    said = {kind: what.strip() for kind, what in parts.items() if what.strip()}
    if not said:
        raise RuleViolation("communication.event_needs_parts")
    if not now < sign_up_until <= starts_at:
        raise RuleViolation("communication.event_dates")
    event = TeamEvent.objects.create(
        unit=unit, title=title.strip(), plan=plan.strip(), place=place.strip(), starts_at=starts_at,
        sign_up_until=sign_up_until, most_people=most_people, budget=budget, cover=cover.strip(), planned_by=by,
    )  # fmt: skip
    EventPart.objects.bulk_create(EventPart(event=event, kind=kind, what=what) for kind, what in said.items())
    record(by, "communication.event_planned", event, title=event.title, at=starts_at, budget=str(budget))
    notify.send_many(
        to=members(unit.pk, day_of(now)), broadcast=True, kind=NOTICE, title=event.title, body=event.plan,
        url=page_of(event), actions=[Button(COME, str(event.pk))], until=sign_up_until,
    )  # fmt: skip
    return event


@transaction.atomic
def sign_up(*, event_id: int, by: Account, now: datetime) -> SignUp:
    """Somebody of the team would like to come. Where all places are taken they stand on the waiting list."""
    event = _planned(event_id, by, policies.see)
    employee = members(event.unit_id, day_of(now)).filter(account=by).first()
    if employee is None:
        raise NotAllowed("not_allowed", right="communication.sign_up")
    if now >= event.sign_up_until:
        raise RuleViolation("communication.sign_up_over")
    known = event.sign_ups.filter(employee=employee).first()
    if known is not None:
        return known
    taken = event.sign_ups.filter(state=Coming.COMING).count()
    state = Coming.WAITING if event.most_people is not None and taken >= event.most_people else Coming.COMING
    record(by, "communication.signed_up", event, subject=employee.pk, state=str(state))
    return SignUp.objects.create(event=event, employee=employee, state=state, at=now)


@transaction.atomic
def sign_off(*, event_id: int, by: Account, now: datetime) -> None:
    """Somebody comes not after all; whoever waits longest takes the place and is told."""
    event = _planned(event_id, by, policies.see)
    mine = event.sign_ups.select_for_update(of=("self",)).filter(employee__account=by).first()
    if mine is None:
        raise NotAllowed("not_allowed", right="communication.sign_off")
    freed, subject = mine.state == Coming.COMING, mine.employee_id
    mine.delete()
    record(by, "communication.signed_off", event, subject=subject)
    waiting = event.sign_ups.filter(state=Coming.WAITING).select_related("employee__account")
    following = waiting.order_by("at", "pk").first() if freed else None
    if following is not None:
        following.state = Coming.COMING
        following.save(update_fields=["state"])
        title = format_lazy(_("A place is free for you: {event}"), event=event.title)
        notify.send(to=following.employee, kind=NOTICE, title=title, url=page_of(event))


@transaction.atomic
def note_cover(*, event_id: int, cover: str, by: Account) -> TeamEvent:
    """Who stays on the phones while the others are away."""
    event = _planned(event_id, by, policies.run)
    event.cover = cover.strip()
    event.save(update_fields=["cover"])
    record(by, "communication.cover_noted", event, cover=event.cover)
    return event


@transaction.atomic
def cancel_event(*, event_id: int, reason: str, by: Account) -> TeamEvent:
    """It does not take place; whoever signed up is told why."""
    event = _planned(event_id, by, policies.run)
    if not reason.strip():
        raise RuleViolation("communication.event_reason_missing")
    event.state = State.CANCELLED
    event.save(update_fields=["state"])
    record(by, "communication.event_cancelled", event, reason=reason.strip())
    people = Employee.objects.filter(pk__in=event.sign_ups.values("employee")).select_related("account")
    title = format_lazy(_("“{event}” does not take place"), event=event.title)
    notify.send_many(to=people, broadcast=True, kind=NOTICE, title=title, body=reason, url=page_of(event))
    return event


@transaction.atomic
def close_event(*, event_id: int, cost: Decimal, by: Account, now: datetime) -> TeamEvent:
    """The event took place; what it cost stands beside its budget."""
    event = _planned(event_id, by, policies.run)
    if now < event.starts_at:
        raise RuleViolation("communication.event_not_begun")
    event.state, event.cost = State.HELD, cost
    event.save(update_fields=["state", "cost"])
    record(by, "communication.event_held", event, cost=str(cost), budget=str(event.budget))
    return event


@transaction.atomic
def write_debrief(*, event_id: int, debrief: str, by: Account, now: datetime) -> TeamEvent:
    """What the team takes from it: kept with the event."""
    event = TeamEvent.objects.select_for_update(of=("self",)).get(pk=event_id)
    policies.run.require(by, event)
    if event.state == State.CANCELLED or now < event.starts_at:
        raise RuleViolation("communication.event_not_begun")
    if not debrief.strip():
        raise RuleViolation("communication.debrief_empty")
    event.debrief, event.debriefed_at = debrief.strip(), now
    event.save(update_fields=["debrief", "debriefed_at"])
    todos.settle(kind="team_events.debrief", key=event.pk)
    record(by, "communication.debrief_written", event, characters=len(event.debrief))
    return event


@transaction.atomic
def remind_of_debriefs(*, now: datetime) -> int:
    """Some days after an event with a role-play and without a debrief, remind whoever leads the team, once (R-120)."""
    before = now - timedelta(days=DEBRIEF_DAYS.on(day_of(now)))
    rows = TeamEvent.objects.filter(
        starts_at__lte=before, debriefed_at=None, parts__kind=EventPart.Kind.ROLE_PLAY
    ).exclude(state=State.CANCELLED)
    missing = {str(event.pk): event for event in rows}
    if not R_120.warns(when=bool(missing)):
        return 0
    fresh = first_time(kind="team_events.debrief", keys=missing, now=now)
    for key in sorted(fresh, key=int):
        event = missing[key]
        leaders = [one.employee for one in leading(event.unit_id, day_of(now)) if one.depth == 0]
        title = format_lazy(_("The debrief of “{event}” is still to be written"), event=event.title)
        url = reverse("team_events:debrief", args=[event.pk])
        notify.send_many(to=leaders, broadcast=False, kind=NOTICE, title=title, url=url)
        todos.put(
            kind="team_events.debrief", key=key, to=[one.pk for one in leaders], title=event.title, url=url, now=now,
            due_at=end_of(day_of(now) + timedelta(days=DEBRIEF_DAYS.on(day_of(now)))),
        )  # fmt: skip
        record(None, "communication.debrief_reminded", event, leaders=[one.pk for one in leaders])
    return len(fresh)


def page_of(event: TeamEvent) -> str:
    """Its address."""
    return reverse("team_events:event", args=[event.pk])


def _planned(event_id: int, by: Account, right: Permission[TeamEvent]) -> TeamEvent:
    event = TeamEvent.objects.select_for_update(of=("self",)).get(pk=event_id)
    right.require(by, event)
    if event.state != State.PLANNED:
        raise RuleViolation("communication.event_over", state=event.get_state_display())
    return event
