"""Recounting what is marked, one calendar week per transaction."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from dengta.domains.service.models import Dirty, Restatement, Turn
from dengta.domains.service.services.rollups.agents import recount_agents
from dengta.domains.service.services.rollups.queues import recount_queues
from dengta.domains.service.services.rollups.scope import Round, monday
from dengta.domains.service.services.rollups.shapes import recount_agent_weeks, recount_units
from dengta.domains.service.services.rollups.teams import UnitDays, recount_teams, sums_by_unit_and_day


def refresh_rollups(*, now: datetime, today: date, progress: Callable[[int], None] | None = None) -> int:
    """Bring the sums in step with the facts; returns how many marks were worked off.

    Idempotent and resumable: each week is one transaction, which also takes its marks away. Days before `today` whose
    figures change are logged as restated.
    """
    done = 0
    while (oldest := Dirty.objects.order_by("day").values_list("day", flat=True).first()) is not None:
        done += _refresh_week(monday(oldest), now, today)
        if progress is not None:
            progress(done)
    return done


@transaction.atomic
def _refresh_week(week: date, now: datetime, today: date) -> int:
    take_turn()
    marks = list(Dirty.objects.filter(day__range=(week, week + timedelta(days=6))))
    scope = round_of(week, marks)
    before = sums_by_unit_and_day(scope)
    recount(scope)
    _log_restatements(scope, before, marks, now, today)
    for start in range(0, len(marks), 5000):
        Dirty.objects.filter(pk__in=[mark.pk for mark in marks[start : start + 5000]]).delete()
    return len(marks)


def take_turn() -> None:
    """Wait until nobody else is recounting; held until the end of the transaction."""
    Turn.objects.get_or_create(pk=1)
    Turn.objects.select_for_update().get(pk=1)


def round_of(week: date, marks: list[Dirty]) -> Round:
    """The sums that these marks of one week are about."""
    refs: dict[int, set[int]] = {kind: set() for kind in Dirty.Kind.values}
    days: dict[int, set[date]] = {kind: set() for kind in Dirty.Kind.values}
    for mark in marks:
        refs[mark.kind].add(mark.ref)
        days[mark.kind].add(mark.day)
    return Round(
        week=week,
        agents=frozenset(refs[Dirty.Kind.AGENT]),
        agent_days=frozenset(days[Dirty.Kind.AGENT]),
        units=frozenset(refs[Dirty.Kind.UNIT]),
        unit_days=frozenset(days[Dirty.Kind.UNIT]),
        queues=frozenset(refs[Dirty.Kind.QUEUE]),
        queue_days=frozenset(days[Dirty.Kind.QUEUE]),
    )


def recount(scope: Round) -> None:
    """Write all sums of a round anew."""
    recount_agents(scope)
    recount_teams(scope)
    recount_agent_weeks(scope)
    recount_units(scope)
    recount_queues(scope)


def _log_restatements(scope: Round, before: UnitDays, marks: list[Dirty], now: datetime, today: date) -> None:
    """Past days that had figures before and have others now (C7). The first figures of a day restate nothing."""
    after = sums_by_unit_and_day(scope)
    origins = {(mark.ref, mark.day): mark.origin for mark in marks if mark.kind == Dirty.Kind.UNIT}
    rows = []
    for (unit_id, day), old in before.items():
        new = after.get((unit_id, day), dict.fromkeys(old, 0))
        changes = {name: [value, new[name]] for name, value in old.items() if value != new[name]}
        if changes and day < today:
            origin = origins.get((unit_id, day), "")
            rows.append(Restatement(unit_id=unit_id, day=day, at=now, origin=origin, changes=changes))
    Restatement.objects.bulk_create(rows, batch_size=500)
