"""A look at single weeks: do the sums still equal what counting anew gives?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from dengta.domains.service.models import AgentDay, Dirty, TeamDay, UnitDay
from dengta.domains.service.services.rollups.rebuild import everything_of
from dengta.domains.service.services.rollups.refresh import recount, take_turn
from dengta.domains.service.services.rollups.scope import Round, monday
from dengta.domains.service.services.rollups.teams import UnitDays, sums_by_unit_and_day

WEEK = timedelta(days=7)


def weeks_out_of_step(*, now: datetime) -> Iterator[date]:
    """Of the last full week and one older week (another one each day), those whose sums differ from their rows."""
    weeks = sorted(set(map(monday, AgentDay.objects.order_by().values_list("day", flat=True).distinct())))
    chosen = {weeks[-2:][0], weeks[now.toordinal() % len(weeks)]} if weeks else set()
    for week in sorted(chosen):
        if not Dirty.objects.filter(day__range=(week, week + WEEK)).exists() and _differs(week):
            yield week


@transaction.atomic
def _differs(week: date) -> bool:
    """Count the week anew, compare, and leave everything as it was."""
    take_turn()
    scope = everything_of(week)
    before = _all_sums(scope)
    recount(scope)
    differs = _all_sums(scope) != before
    transaction.set_rollback(True)
    return differs


def _all_sums(scope: Round) -> list[UnitDays]:
    return [sums_by_unit_and_day(scope, of=model) for model in (AgentDay, TeamDay, UnitDay)]
