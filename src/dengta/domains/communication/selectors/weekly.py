"""The weekly report: figures that other rooms fill in by themselves, and what a leader owes once a month."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import MonthlyStatement, WeeklyReport
from dengta.domains.communication.policies import requests as policies
from dengta.domains.people.models import Employee, RoleGrant, Unit
from dengta.foundation.access import Actor, Role, facts_of
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_041 = Rule("R-041", _("Upward: weekly figures by themselves, and risks and asks by the leader every month"))
STATEMENT_DAY = Parameter(
    "communication.statement_day",
    5,
    _("Risks and asks are written by this day of the month"),
    unit="day of the month",
    check=lambda day: 1 <= day <= 28,
)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One figure of a report as it is read. `n` is the sample behind it; `few` says that it carries no judgement."""

    label: str | Promise
    value: str
    before: str = ""
    n: int = 0
    few: bool = False


Kept = Mapping[str, Any]


@dataclass(frozen=True)
class WeeklyFigures:
    """What a room adds. `values` works out many units at once, as data that can be kept; `line` says one in words."""

    name: str
    values: Callable[[Collection[int], date, date], Mapping[int, Sequence[Kept]]]
    line: Callable[[Kept], Line]


_sources: dict[str, WeeklyFigures] = {}


def register_weekly_figures(source: WeeklyFigures) -> None:
    """Let a room fill the weekly reports; called in `apps.ready()`. The same name twice is a bug."""
    if source.name in _sources:
        message = f"weekly figures {source.name!r} are registered already"
        raise ValueError(message)
    _sources[source.name] = source


def figures_of(unit_ids: Collection[int], start: date, end: date) -> dict[int, list[dict[str, Any]]]:
    """The figures of each unit for [start, end), from every room that has some."""
    found: dict[int, list[dict[str, Any]]] = {unit_id: [] for unit_id in unit_ids}
    for source in _sources.values():
        for unit_id, rows in source.values(unit_ids, start, end).items():
            found[unit_id] += ({"source": source.name, **row} for row in rows)
    return found


def lines_of(report: WeeklyReport) -> list[Line]:
    """The figures as they stood, in the reader's language; those of a room that is gone are left out."""
    return [_sources[row["source"]].line(row) for row in report.figures if row["source"] in _sources]


def reports(actor: Actor) -> QuerySet[WeeklyReport]:
    """Own reports, those one receives, and those of units one supervises; whole where `is_inside`, else the own remark.
    One query."""
    inside = policies.see_reports.scope(actor, WeeklyReport.objects.filter(pk=OuterRef("pk")))
    rows = WeeklyReport.objects.filter(policies.readable_reports(actor)).annotate(is_inside=Exists(inside))
    return rows.select_related("unit", "author", "recipient")


def statements(actor: Actor) -> QuerySet[MonthlyStatement]:
    """Risks and asks that the reader wrote or answers for, newest first; open to more where `is_inside`. One query."""
    inside = policies.see_statements.scope(actor, MonthlyStatement.objects.filter(pk=OuterRef("pk")))
    rows = MonthlyStatement.objects.filter(policies.readable_statements(actor)).annotate(is_inside=Exists(inside))
    return rows.select_related("unit", "author").order_by("-month", "unit__name", "pk")


def led_groups(day: date) -> dict[int, Employee]:
    """The groups with a leader today, and who that is: the first where there are two. One query."""
    grants = RoleGrant.objects.on(day).filter(
        role=Role.TEAM_LEAD, account__is_active=True, account__employee__isnull=False
    )
    found: dict[int, Employee] = {}
    for grant in grants.select_related("account__employee").order_by("pk"):
        found.setdefault(grant.unit_id, grant.account.employee)
    return found


def own_groups(actor: Actor, day: date) -> list[Unit]:
    """The groups the reader leads themself, for which they report. Two queries."""
    me = facts_of(actor).employee_id
    ids = [unit_id for unit_id, leader in led_groups(day).items() if leader.pk == me]
    return list(Unit.objects.filter(pk__in=ids).order_by("name", "pk"))


def without_statement(unit_ids: Collection[int], day: date) -> list[int]:
    """Which of these groups have no risks and asks for the month of `day` though their day has passed. One query."""
    if not R_041.warns(when=day.day > STATEMENT_DAY.on(day)):
        return []
    written = MonthlyStatement.objects.filter(unit__in=unit_ids, month=day.replace(day=1))
    return sorted(set(unit_ids) - set(written.values_list("unit_id", flat=True)))


class Owed(NamedTuple):
    """Groups the reader writes for, and groups of theirs whose risks and asks are missing."""

    own: list[Unit]
    missing: list[Unit]


def owed(actor: Actor, day: date) -> Owed:
    """What the reader owes, or is owed, this month: the groups they lead or supervise. Four queries."""
    groups, me = led_groups(day), facts_of(actor).employee_id
    led = {unit_id for unit_id, leader in groups.items() if leader.pk == me}
    watched = policies.watch_groups.scope(actor, Unit.objects.filter(pk__in=groups)).order_by("name", "pk")
    units = list(watched | Unit.objects.filter(pk__in=led).order_by("name", "pk"))
    missing = without_statement([unit.pk for unit in units], day)
    return Owed([unit for unit in units if unit.pk in led], [unit for unit in units if unit.pk in missing])
