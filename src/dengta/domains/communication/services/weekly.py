"""Weekly reports that make themselves, and the monthly risks and asks of a leader."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import MonthlyStatement, WeeklyReport
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors.chain import next_level
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.selectors.weekly import (
    STATEMENT_DAY,
    WEEK,
    figures_of,
    led_groups,
    without_statement,
)
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.communication.services.nudges import first_time
from dengta.domains.people.models import Account, Employee, Unit
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

STATEMENT, LATE = "request.statement", "request.statement_late"
REPORT_NOTICE, STATEMENT_NOTICE = "communication.weekly_report", "communication.statement"


@transaction.atomic
def make_weekly_reports(*, now: datetime) -> int:
    """Make the report of the week that is over for every group that has a leader, once. Answers for how many."""
    this_week = now.date() - timedelta(days=now.weekday())
    week = this_week - WEEK
    made = set(WeeklyReport.objects.filter(week=week).values_list("unit_id", flat=True))
    groups = {unit: leader for unit, leader in led_groups(now.date()).items() if unit not in made}
    figures = figures_of(list(groups), week, this_week) if groups else {}
    for unit_id, leader in groups.items():
        above = next_level(leader, now.date())
        report = WeeklyReport.objects.create(
            unit_id=unit_id, author=leader, recipient=above, week=week, figures=figures[unit_id], made_at=now
        )
        url = reverse("requests:report", args=[report.pk])
        notify.send_many(
            to=[one for one in (leader, above) if one is not None], broadcast=False,
            kind=REPORT_NOTICE, title=_("The week of the group in figures"), url=url,
        )  # fmt: skip
        record(None, "communication.weekly_report_made", report, subject=leader.pk, unit=unit_id, week=week)
    return len(groups)


@transaction.atomic
def remark_on_report(*, report_id: int, remark: str, by: Account, now: datetime) -> WeeklyReport:
    """The leader adds what the figures do not say."""
    report = WeeklyReport.objects.select_for_update(of=("self",)).get(pk=report_id)
    # Their own as long as they work there: with a move to another client it stays as they left it.
    if report.author_id != by.employee.pk or not policies.see_reports.allows(by, report):
        raise NotAllowed("not_allowed", right="communication.own_report")
    if not remark.strip():
        raise RuleViolation("communication.report_remark")
    report.remark = remark.strip()
    report.save(update_fields=["remark"])
    record(by, "communication.report_remarked", report, subject=report.author_id)
    return report


@transaction.atomic
def write_statement(*, unit_id: int, risks: str, by: Account, now: datetime) -> MonthlyStatement:
    """The leader writes the risks of this month; asks are added to it one by one, each a request of its own."""
    today = now.date()
    leader = led_groups(today).get(unit_id)
    if leader is None or leader.pk != by.employee.pk:
        raise NotAllowed("not_allowed", right="communication.own_group")
    if not risks.strip():
        raise RuleViolation("communication.statement_risks")
    month = today.replace(day=1)
    if MonthlyStatement.objects.filter(unit_id=unit_id, month=month).exists():
        raise RuleViolation("communication.statement_twice")
    statement = MonthlyStatement.objects.create(
        unit_id=unit_id, author=leader, month=month, risks=risks.strip(), written_at=now
    )
    todos.settle(kind=STATEMENT, key=_key(unit_id, month))
    above = next_level(leader, today)
    if above is not None:
        title = format_lazy(_("Risks and asks of {name}"), name=leader.name)
        notify.send(to=above, kind=STATEMENT_NOTICE, title=title, body=statement.risks,
                    url=reverse("requests:statements"))  # fmt: skip
    record(by, "communication.risks_written", statement, subject=leader.pk, unit=unit_id, month=month)
    return statement


@transaction.atomic
def ask_for_statements(*, now: datetime) -> int:
    """From the first of the month the statement waits for each leader; when its day has passed, a notice once."""
    today = now.date()
    month, groups = today.replace(day=1), led_groups(today)
    written = set(MonthlyStatement.objects.filter(month=month).values_list("unit_id", flat=True))
    due = end_of(month.replace(day=STATEMENT_DAY.on(today)))
    waited_for = {_key(unit.pk, month): unit for unit in Unit.objects.filter(pk__in=groups.keys() - written)}
    asked = first_time(kind=STATEMENT, keys=waited_for, now=now)
    for key, unit in waited_for.items():
        leader = groups[unit.pk]
        title = in_house_words(_("Risks and asks of this month: {group}"), group=unit.name)
        todos.put(kind=STATEMENT, key=key, to=[leader.pk], title=title,
                  url=reverse("requests:statements"), now=now, due_at=due)  # fmt: skip
        if key in asked:
            record(None, "communication.statement_asked", unit, subject=leader.pk, month=month)
    # From the day after on, whenever the worker is there: each group is told once a month.
    missing = {_key(unit_id, month): unit_id for unit_id in without_statement(list(groups), today)}
    return _remind([missing[key] for key in sorted(first_time(kind=LATE, keys=missing, now=now))], groups, month=month)


def _remind(unit_ids: Sequence[int], groups: Mapping[int, Employee], *, month: date) -> int:
    """Tell these leaders that it is missing; the record says whom."""
    notify.send_many(
        to=[groups[unit_id] for unit_id in unit_ids], broadcast=False, kind=STATEMENT_NOTICE,
        title=_("Risks and asks of this month are missing"), url=reverse("requests:statements"),
    )  # fmt: skip
    for unit in Unit.objects.filter(pk__in=unit_ids).order_by("pk"):
        record(None, "communication.statement_reminded", unit, subject=groups[unit.pk].pk, month=month)
    return len(unit_ids)


def _key(unit_id: int, month: date) -> str:
    return f"{unit_id}-{month:%Y-%m}"
