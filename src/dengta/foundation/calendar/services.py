"""Entering the yearly notice, and deciding that a day is something else here."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from dengta.foundation.access import Action, Actor, Permission, Reach
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.china import china_year
from dengta.foundation.calendar.days import SATURDAY
from dengta.foundation.calendar.models import DayKind, DayType, HolidayNotice
from dengta.foundation.errors import NotAllowed, RuleViolation

# The calendar is part of the rules of the house: who edits those, edits it.
edit_calendar = Permission("calendar.edit", DayType, data_class="rule_book", action=Action.WRITE, reach=Reach())


@transaction.atomic
def load_notice(
    *, year: int, rest: Collection[date], makeup: Collection[date], source: str, by: Actor
) -> HolidayNotice:
    """Enter or correct the holiday notice of a year; until then the year counts as not announced."""
    _require(by)
    _refuse_nonsense(year, rest, makeup)
    notice, _created = HolidayNotice.objects.update_or_create(
        year=year,
        defaults={
            "rest": sorted(day.isoformat() for day in rest),
            "makeup": sorted(day.isoformat() for day in makeup),
            "source": source,
        },
    )
    record(by, "calendar.notice_loaded", notice, rest=notice.rest, makeup=notice.makeup, source=source)
    return notice


@transaction.atomic
def set_day(*, day: date, kind: DayKind, reason: str, by: Actor) -> DayType:
    """Decide what a day is here, whatever the notice says."""
    _require(by)
    if not reason.strip():
        raise RuleViolation("day_reason_missing")
    before = DayType.objects.filter(date=day).values_list("kind", flat=True).first()
    row, _created = DayType.objects.update_or_create(date=day, defaults={"kind": kind, "reason": reason})
    record(by, "calendar.day_set", row, day=day, kind=kind, before=before, reason=reason)
    return row


@transaction.atomic
def clear_day(*, day: date, reason: str, by: Actor) -> None:
    """Take an own decision back: the notice counts again."""
    _require(by)
    row = DayType.objects.select_for_update().get(date=day)
    record(by, "calendar.day_cleared", row, day=day, kind=row.kind, reason=reason)
    row.delete()


def _require(by: Actor) -> None:
    if not edit_calendar.anywhere(by):
        raise NotAllowed("not_allowed", right=edit_calendar.name)


def _refuse_nonsense(year: int, rest: Collection[date], makeup: Collection[date]) -> None:
    for day in rest:
        if day.year != year:
            raise RuleViolation("notice_day_of_other_year", day=day, year=year)
    for day in makeup:
        if day.weekday() < SATURDAY:
            raise RuleViolation("makeup_day_not_on_weekend", day=day)
    twice = (set(rest) & set(makeup)) | (china_year(year).statutory & (set(rest) | set(makeup)))
    if twice:
        raise RuleViolation("notice_day_named_twice", day=min(twice))
