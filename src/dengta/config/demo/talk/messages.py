"""What rang in people's bells in the last three months: each notice tells of something that is there, and leads to it.

Older ones would be gone: read notices are deleted after 90 days.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction

from dengta.config.demo.talk.bells import FRESH
from dengta.config.demo.talk.people import at
from dengta.domains.communication.models import (
    CustomerFlag,
    DocumentVersion,
    FloorReport,
    HelpCall,
    Meeting,
    MeetingCase,
    OneOnOne,
    Praise,
    Receipt,
    Standup,
    Suggestion,
    TeamEvent,
    WeeklyReport,
    WorkRequest,
)
from dengta.domains.people.models import Account, Membership
from dengta.foundation.notify.models import Notice, Question

DAYS = 90
# How many learning items of each team were to be read on the busy day.
REMINDERS = 6


class Rung(NamedTuple):
    """One notice: to whom, of what sort, what it says and leads to, and when."""

    employee_id: int | None
    kind: str
    title: str
    url: str
    at: datetime
    broadcast: bool = False
    urgent: bool = False


class Span:
    """The days, and who of them has a bell."""

    def __init__(self, now: datetime) -> None:
        self.now, self.first = now, at(now.date() - timedelta(days=DAYS - 1), time(), now)
        rows = Account.objects.filter(employee__isnull=False, is_active=True)
        self.accounts = dict(rows.values_list("employee", "pk"))
        self.hired = dict(rows.values_list("employee", "employee__hired_on"))
        # Units with the people below them, as the places are today.
        self.below: dict[int, list[int]] = defaultdict(list)
        members = Membership.objects.on(now.date()).filter(employee__in=self.accounts)
        for employee_id, unit_id in members.values_list("employee", "unit__above__ancestor"):
            self.below[unit_id].append(employee_id)

    def to_many(self, unit_id: int, kind: str, title: str, url: str, when: datetime) -> Iterator[Rung]:
        """The same to everybody below a unit."""
        for employee_id in self.below[unit_id]:
            yield Rung(employee_id, kind, title, url, when, broadcast=True)


@transaction.atomic
def fill(now: datetime) -> None:
    """Three months of notices for everybody with an account, in the order in which they rang."""
    span = Span(now)
    known = list(Notice.objects.order_by("pk"))
    seen = {(one.account_id, one.kind, one.url) for one in known}
    found = [_notice(rung, span) for source in SOURCES for rung in source(span) if _rings(rung, span)]
    found = [one for one in found if (one.account_id, one.kind, one.url) not in seen]
    _write_in_order(known, found)


def _rings(rung: Rung, span: Span) -> bool:
    """Whether the person has a bell, was there, and it was then."""
    if rung.employee_id not in span.accounts or not span.first <= rung.at <= span.now:
        return False
    hired: date | None = span.hired[rung.employee_id]
    return hired is None or hired <= rung.at.date()


def _notice(rung: Rung, span: Span) -> Notice:
    assert rung.employee_id is not None, "only who has a bell is asked"
    read_at = rung.at + timedelta(minutes=18)
    return Notice(
        account_id=span.accounts[rung.employee_id], kind=rung.kind, title=rung.title, url=rung.url,
        urgent=rung.urgent, broadcast=rung.broadcast, created_at=rung.at,
        day=rung.at.astimezone(span.now.tzinfo).date(), read_at=read_at if rung.at < span.now - FRESH else None,
    )  # fmt: skip


def _write_in_order(known: Sequence[Notice], found: Sequence[Notice]) -> None:
    """The bell shows the last number first: what services rang while the demo was built takes its place among them."""
    questions = {one.notice_id: one for one in Question.objects.all()}
    copies = {one.pk: one for one in known}
    for one in copies.values():
        one.pk = None
    Notice.objects.bulk_create(sorted([*copies.values(), *found], key=lambda one: one.created_at), batch_size=1000)
    for before, question in questions.items():
        question.notice = copies[before]
    Question.objects.bulk_update(questions.values(), ["notice"])
    Notice.objects.filter(pk__in=copies).delete()


# --- to many -----------------------------------------------------------------------------------------------


def _announced(span: Span) -> Iterator[Rung]:
    rows = Receipt.objects.filter(employee__in=span.accounts, delivered_at__gte=span.first)
    for one in rows.select_related("announcement"):
        told = one.announcement
        yield Rung(
            one.employee_id, "communication.announcement", told.title, f"/announcements/{told.pk}/", one.delivered_at,
            broadcast=True, urgent=told.kind == "urgent",
        )  # fmt: skip


def _stood_up(span: Span) -> Iterator[Rung]:
    for one in Standup.objects.filter(day__gte=span.first.date(), ended_at__isnull=False):
        assert one.ended_at is not None, "asked for above"
        url, kind = f"/stand-ups/{one.pk}/", "communication.standup_minutes"
        if one.ended_by_clock:
            title = f"{one.day.month}月{one.day.day}日的早会由系统自动结束"
            yield Rung(one.leader_id, kind, title, url, one.ended_at, broadcast=False)
        else:
            yield from span.to_many(one.unit_id, kind, "今天的早会纪要已生成", url, one.ended_at)


def _met(span: Span) -> Iterator[Rung]:
    for one in Meeting.objects.filter(starts_at__gte=span.first):
        url, kind, called = f"/meetings/{one.pk}/", "communication.meeting", one.starts_at - timedelta(days=4, hours=1)
        yield from span.to_many(one.unit_id, kind, f"{one.held_on:%m-%d} 会议：{one.topic}", url, called)
        if one.published_at:
            yield from span.to_many(one.unit_id, kind, f"会议纪要已发布：{one.topic}", url, one.published_at)


def _learned(span: Span) -> Iterator[Rung]:
    """On one day at work everybody was reminded of all that was still to be read: more than is good for anybody."""
    busy = Standup.objects.filter(day__lt=span.now.date() - timedelta(days=1)).latest("day").day
    morning = at(busy, time(9), span.now)
    left: dict[int, int] = defaultdict(lambda: REMINDERS)
    cases = MeetingCase.objects.filter(learning_since__lt=morning, meeting__unit__in=span.below)
    for one in cases.select_related("meeting").order_by("-learning_since"):
        unit_id = one.meeting.unit_id
        if left[unit_id]:
            left[unit_id] -= 1
            moment, url = morning + timedelta(hours=left[unit_id]), f"/meetings/learning/{one.pk}/"
            yield from span.to_many(unit_id, "communication.meeting", f"请在本周内读完：{one.title}", url, moment)


def _documents(span: Span) -> Iterator[Rung]:
    for one in DocumentVersion.objects.filter(current=True).select_related("document"):
        document, word = one.document, "新文件" if one.version == 1 else "已更新"
        title, url = f"{word}：{document.title}", f"/library/{document.pk}/"
        yield from span.to_many(document.unit_id, "communication.library", title, url, one.published_at)


def _events(span: Span) -> Iterator[Rung]:
    for one in TeamEvent.objects.all():
        url, called = f"/team-events/{one.pk}/", one.starts_at - timedelta(days=21)
        yield from span.to_many(one.unit_id, "communication.team_event", f"{one.title}：欢迎报名", url, called)


# --- to one ------------------------------------------------------------------------------------------------


def _talks(span: Span) -> Iterator[Rung]:
    rows = OneOnOne.objects.filter(employee__in=span.accounts, planned_for__gte=span.first)
    for one in rows.select_related("leader"):
        title = f"{one.leader.name} 约您 {one.planned_for.astimezone(span.now.tzinfo):%m-%d %H:%M} 一对一"
        asked = one.planned_for - timedelta(days=2, hours=3)
        yield Rung(one.employee_id, "communication.one_on_one", title, f"/one-on-ones/{one.pk}/", asked)


def _praised(span: Span) -> Iterator[Rung]:
    for one in Praise.objects.filter(receiver__in=span.accounts).select_related("giver"):
        title = f"{one.giver.name} 感谢您：{one.text}"
        yield Rung(one.receiver_id, "communication.praise", title, "/culture/praise/", one.given_at)


def _handed(span: Span) -> Iterator[Rung]:
    """What was laid before a leader."""
    since = {"created_at__gte": span.first}
    for report in FloorReport.objects.filter(**since):
        title, url = f"一线上报：{report.title}", f"/floor-reports/{report.pk}/"
        yield Rung(report.holder_id, "communication.report", title, url, report.created_at)
    for row in Suggestion.objects.filter(**since):
        title, url = f"新建议：{row.title}", f"/suggestions/{row.pk}/"
        yield Rung(row.holder_id, "communication.suggestion", title, url, row.created_at)
    for flag in CustomerFlag.objects.filter(**since):
        title, url = f"不好服务的客户：{flag.line}", f"/customer-flags/{flag.pk}/"
        yield Rung(flag.holder_id, "communication.flag", title, url, flag.created_at)


def _called(span: Span) -> Iterator[Rung]:
    rows = HelpCall.objects.filter(called_at__gte=span.first).select_related("caller")
    for one in rows.exclude(answered_by=None):
        title, url = f"{one.caller.name} 求助：{one.line}", f"/help/{one.pk}/"
        yield Rung(one.answered_by_id, "communication.help_call", title, url, one.called_at, urgent=True)


def _asked(span: Span) -> Iterator[Rung]:
    for one in WorkRequest.objects.filter(asked_at__gte=span.first):
        url, kind = f"/requests/{one.pk}/", "communication.request"
        yield Rung(one.addressee_id, kind, f"新的请求：{one.summary}", url, one.asked_at)
        if one.answered_at:
            yield Rung(one.employee_id, kind, f"您的请求有了答复：{one.summary}", url, one.answered_at)


def _reported(span: Span) -> Iterator[Rung]:
    for one in WeeklyReport.objects.filter(made_at__gte=span.first):
        for whom in (one.author_id, one.recipient_id):
            url = f"/weekly-reports/{one.pk}/"
            yield Rung(whom, "communication.weekly_report", "小组一周数据", url, one.made_at)


SOURCES: Sequence[Callable[[Span], Iterable[Rung]]] = (
    _announced, _stood_up, _met, _learned, _documents, _events, _talks, _praised, _handed, _called, _asked, _reported,
)  # fmt: skip
