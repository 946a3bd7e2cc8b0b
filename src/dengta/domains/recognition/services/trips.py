"""A trip reaches the cover of its days: nobody is away on a trip before it is said who stays on the phones (H24)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.team_events import events_ahead
from dengta.domains.communication.services.team_events import note_cover
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Grant
from dengta.domains.recognition.services.benefit_notices import TOLD, own_page
from dengta.domains.recognition.services.grants import can_be_taken_until, held, settle_booking
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def book_trip(
    *, grant_id: int, starts_on: date, ends_on: date, cover: str, event: int | None, by: Account, now: datetime
) -> Grant:  # fmt: skip
    """Agree on the days of a trip and on who covers them. Where it is a team event, its cover is written there."""
    grant = held(grant_id, Grant.State.WAITING, by=by)
    if grant.kind != Grant.Kind.TRIP:
        raise RuleViolation("recognition.grant_no_trip")
    latest = can_be_taken_until(grant, day_of(now))
    if not day_of(now) <= starts_on <= ends_on <= latest:
        raise RuleViolation("recognition.trip_days", end=latest)
    if not cover.strip():
        raise RuleViolation("recognition.trip_needs_cover")
    if event is not None:
        if not events_ahead(by, now).filter(pk=event).exists():
            raise RuleViolation("recognition.trip_event_unknown")
        note_cover(event_id=event, cover=cover, by=by)
        grant.event_id = event
    where = f"{starts_on:%Y-%m-%d} – {ends_on:%Y-%m-%d} · {cover.strip()}"
    settle_booking(grant, day=day_of(now), where=where[:200], by=by)
    record(
        by, "recognition.trip_booked", grant, subject=grant.employee_id, start=starts_on, end=ends_on, event=event
    )  # fmt: skip
    notify.send(to=grant.employee, kind=TOLD, title=_("Your trip is agreed"), body=where[:200], url=own_page())
    return grant
