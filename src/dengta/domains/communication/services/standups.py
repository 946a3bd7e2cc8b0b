"""Running a stand-up: begin, end, and the minutes write themselves; blockers stay until somebody closes them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Blocker, Standup, StandupAddendum, StandupAttendance
from dengta.domains.communication.policies import standups as policies
from dengta.domains.communication.selectors import standups as selectors
from dengta.domains.communication.selectors.clock import day_in_words, day_of, end_of, written
from dengta.domains.communication.selectors.standup_figures import About, numbers_for
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.group_posts import post_of_unit
from dengta.domains.people.models import Account, Employee, Unit
from dengta.foundation import notify
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.parameters import Parameter

BLOCKER = "standups.blocker"
# A kind of notice.
MINUTES = "communication.standup_minutes"
BLOCKER_DAYS = Parameter(
    "communication.blocker_days",
    3,
    _("Working days within which a blocker of a stand-up is out of the way"),
    unit="working days",
    check=lambda days: 1 <= days <= 30,
)


@transaction.atomic
def begin_standup(*, unit_id: int, praise: str, lesson: str, by: Account, now: datetime) -> Standup:
    """Begin today's stand-up of a team. Whoever presses twice, or after a colleague did, gets the one that runs."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    policies.lead.require(by, unit)
    me, day = _own_card(by), day_of(now)
    if unit.kind != Unit.Kind.TEAM:
        raise RuleViolation("communication.standup_of_teams_only", name=unit.name)
    running = selectors.of_day(unit, day)
    if running is not None:
        return running
    standup = Standup.objects.create(
        unit=unit, day=day, leader=me, started_at=now, praise=praise.strip(), lesson=lesson.strip()
    )
    record(by, "communication.standup_began", standup, team=unit.name, on=day)
    post_of_unit(
        "standups", unit_id=unit.pk, kind="communication.standup_begins", now=now,
        title=format_lazy(_("{unit}: the stand-up began at {moment}"), unit=unit.name, moment=written(now)),
        url=reverse("standups:standup", args=[unit.pk]),
    )  # fmt: skip
    return standup


@transaction.atomic
def end_standup(
    *, standup_id: int, present: Collection[int], praise: str, lesson: str, by: Account, now: datetime
) -> Standup:
    """End it: what was looked at, who was there and what is in the way become the minutes of the day."""
    standup = _locked(standup_id)
    policies.lead.require(by, standup.unit)
    if standup.ended_at is not None:
        raise RuleViolation("communication.standup_over", team=standup.unit.name)
    there = list(selectors.members_on(standup.unit, standup.day).filter(pk__in=list(present)))
    if not there:
        raise RuleViolation("communication.standup_without_people", team=standup.unit.name)
    standup.praise, standup.lesson = praise.strip(), lesson.strip()
    _write_minutes(standup, seen_by=by, now=now)
    StandupAttendance.objects.bulk_create(StandupAttendance(standup=standup, employee=one) for one in there)
    facts: dict[str, Any] = {"team": standup.unit.name, "minutes": standup.minutes, "people": len(there)}
    record(by, "communication.standup_ended", standup, long=selectors.is_long(standup), **facts)
    title = format_lazy(_("The minutes of the stand-up of {day} are ready"), day=day_in_words(standup.day))
    told: dict[str, Any] = {"kind": MINUTES, "title": title, "url": reverse("standups:minutes", args=[standup.pk])}
    team = selectors.members_on(standup.unit, standup.day)
    notify.send_many(to=[one for one in team if one.account_id != by.pk], broadcast=True, **told)
    post_of_unit("minutes", unit_id=standup.unit_id, now=now, **told)
    return standup


def end_left_running(*, now: datetime) -> int:
    """End what nobody ended on its day, with what is there, and tell whoever began it (R-026). Answers how many."""
    ended = [_end_by_clock(pk, now=now) for pk in selectors.left_running(now).values_list("pk", flat=True)]
    return sum(ended)


@transaction.atomic
def _end_by_clock(standup_id: int, *, now: datetime) -> bool:
    standup = _locked(standup_id)
    if standup.ended_at is not None:
        return False
    leader = Employee.objects.select_related("account").get(pk=standup.leader_id)
    standup.ended_by_clock = True
    _write_minutes(standup, seen_by=leader.account, now=now)
    record(None, "communication.standup_ended_by_clock", standup, team=standup.unit.name, on=standup.day)
    notify.send(
        to=leader, kind=MINUTES, url=reverse("standups:minutes", args=[standup.pk]),
        title=format_lazy(_("The stand-up of {day} was ended by the clock"), day=day_in_words(standup.day)),
        body=_("Its minutes hold what was there. Please add who was there and what was agreed."),
    )  # fmt: skip
    return True


def _write_minutes(standup: Standup, *, seen_by: Account | None, now: datetime) -> None:
    """It ends now: the numbers and the blockers stay as they stand."""
    about = About(standup.unit_id, standup.day)
    seen = numbers_for(seen_by, about) if seen_by is not None and seen_by.is_active else []
    standup.figures = [{"label": number.label, "value": number.value, "n": number.n} for number in seen]
    standup.blockers = [_as_it_stands(one) for one in selectors.open_blockers(standup.unit)]
    standup.ended_at = now
    standup.save()


@transaction.atomic
def add_to_minutes(*, standup_id: int, text: str, by: Account, now: datetime) -> StandupAddendum:
    """Add what was forgotten. The minutes themselves stay as everybody has read them."""
    standup = _locked(standup_id)
    policies.lead.require(by, standup.unit)
    if standup.ended_at is None:
        raise RuleViolation("communication.standup_runs", team=standup.unit.name)
    if not text.strip():
        raise RuleViolation("communication.text_missing")
    addendum = StandupAddendum.objects.create(standup=standup, text=text.strip(), by=_own_card(by), at=now)
    record(by, "communication.standup_added", standup, text=text.strip())
    return addendum


@transaction.atomic
def raise_blocker(*, unit_id: int, text: str, owner_id: int, by: Account, now: datetime) -> Blocker:
    """Say what stands in the way. Anybody of the team may, and its leaders; the owner finds it in their inbox."""
    unit = Unit.objects.get(pk=unit_id)
    me = _own_card(by)
    if unit.pk not in facts_of(by).home_units:
        policies.lead.require(by, unit)
    if not text.strip():
        raise RuleViolation("communication.text_missing")
    owner = _owner_in(unit, owner_id, now=now)
    blocker = Blocker.objects.create(unit=unit, text=text.strip(), raised_by=me, raised_at=now, owner=owner)
    record(by, "communication.blocker_raised", blocker, team=unit.name, text=blocker.text, owner=owner.name)
    _let_wait(blocker, now=now)
    if owner.pk != me.pk:
        notify.send(
            to=owner, kind="communication.blocker", title=_("You look after a blocker of the team"), body=blocker.text,
            url=reverse("standups:blocker", args=[blocker.pk]),
        )  # fmt: skip
    return blocker


@transaction.atomic
def close_blocker(*, blocker_id: int, outcome: str, by: Account, now: datetime) -> Blocker:
    """Close it with what came of it: by its owner or a leader of the team."""
    rows = Blocker.objects.select_for_update(of=("self",)).select_related("unit", "raised_by__account", "owner")
    blocker = rows.get(pk=blocker_id)
    me = _own_card(by)
    if blocker.owner_id != me.pk:
        policies.lead_blockers.require(by, blocker)
    if blocker.closed_at is not None:
        raise RuleViolation("communication.blocker_closed", text=blocker.text)
    if not outcome.strip():
        raise RuleViolation("communication.outcome_missing")
    blocker.closed_at, blocker.closed_by, blocker.outcome = now, me, outcome.strip()
    blocker.save()
    todos.settle(kind=BLOCKER, key=blocker.pk)
    record(by, "communication.blocker_closed", blocker, text=blocker.text, outcome=blocker.outcome)
    if blocker.raised_by_id != me.pk:
        notify.send(
            to=blocker.raised_by, kind="communication.blocker", title=_("A blocker you raised is out of the way"),
            body=blocker.outcome, url=reverse("standups:blocker", args=[blocker.pk]),
        )  # fmt: skip
    return blocker


def _let_wait(blocker: Blocker, *, now: datetime) -> None:
    url, today = reverse("standups:blocker", args=[blocker.pk]), day_of(now)
    due_at = end_of(working_day_after(today, BLOCKER_DAYS.on(today)))
    todos.put(kind=BLOCKER, key=blocker.pk, to=[blocker.owner_id], title=blocker.text, url=url, now=now, due_at=due_at)


def _as_it_stands(blocker: Blocker) -> dict[str, str]:
    """A blocker as the minutes keep it."""
    since = day_of(blocker.raised_at)
    return {"text": blocker.text, "owner": blocker.owner.name, "since": since.isoformat()}


def _owner_in(unit: Unit, owner_id: int, *, now: datetime) -> Employee:
    owner = selectors.members_on(unit, day_of(now)).filter(pk=owner_id).first()
    if owner is None:
        raise RuleViolation("communication.owner_not_in_team", team=unit.name)
    return owner


def _own_card(by: Account) -> Employee:
    """The employee behind the account: a stand-up is led, and a blocker raised, by somebody who works here."""
    employee = Employee.objects.filter(account=by).first()
    if employee is None:
        raise NotAllowed("not_allowed", right="communication.lead_standups")
    return employee


def _locked(standup_id: int) -> Standup:
    return Standup.objects.select_for_update(of=("self",)).select_related("unit").get(pk=standup_id)
