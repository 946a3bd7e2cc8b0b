"""A year of requests up and across, weekly reports, risks and asks, delegations, two mediations and one grievance."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from numpy.random import Generator, default_rng

from dengta.config.demo.talk.bells import rung_at
from dengta.config.demo.talk.request_texts import ACROSS, ASKS, DELEGATED, REMARKS, RISKS, SETTLED, UP
from dengta.config.demo.world import SEED
from dengta.domains.communication.models import (
    Delegation,
    Mediation,
    MonthlyStatement,
    RequestOption,
    WeeklyReport,
    WorkRequest,
)
from dengta.domains.communication.selectors.chain import next_level
from dengta.domains.communication.selectors.weekly import WEEK, figures_of, led_groups
from dengta.domains.communication.services import delegations, grievances, outsiders, requests
from dengta.domains.people.models import Account, Employee, Membership
from dengta.foundation.calendar.days import working_day_after

LEADER, AGENT = "D80002", "K10020"
WEEKS = 12


@dataclass
class _Cast:
    """Who is who on the day."""

    now: datetime
    draw: Generator
    groups: dict[int, Employee]
    people: dict[str, Employee]
    above: dict[int, Employee | None] = field(default_factory=dict)

    def account(self, number: str) -> Account:
        account = self.people[number].account
        assert account is not None
        return account


@transaction.atomic
def fill(now: datetime) -> None:
    """A believable year, with something open today for the team lead, the agent and the supervisor."""
    people = {one.number: one for one in Employee.objects.select_related("account")}
    cast = _Cast(now, default_rng(SEED + 41), led_groups(now.date()), people)
    cast.above = {unit: next_level(leader, now.date()) for unit, leader in cast.groups.items()}
    _past_requests(cast)
    _open_requests(cast)
    _reports(cast)
    _statements(cast)
    _delegations(cast)
    _between_two(cast)


def _past_requests(cast: _Cast) -> None:
    """What was asked in the last year and came to an end, most of it well."""
    rows, options = [], []
    for place, text in enumerate(UP + ACROSS):
        unit = list(cast.groups)[place % len(cast.groups)]
        asked = _office_hour(cast, days=int(cast.draw.integers(20, 340)))
        rows.append(_closed(cast, unit, asked, text, kept=bool(cast.draw.random() < 0.85)))
        options.append(text["options"])
    for row, texts in zip(WorkRequest.objects.bulk_create(rows), options, strict=True):
        RequestOption.objects.bulk_create(
            RequestOption(request=row, position=place, text=text) for place, text in enumerate(texts, start=1)
        )


def _closed(cast: _Cast, unit: int, asked: datetime, text: dict[str, Any], *, kept: bool) -> WorkRequest:
    above, answered = cast.above[unit], asked + timedelta(days=int(cast.draw.integers(1, 3)), hours=2)
    across = "department" in text
    until = answered.date() + timedelta(days=int(cast.draw.integers(5, 12)))
    no = "refused" in text
    said = {name: text[name] for name in ("summary", "facts", "proposal")}
    said |= {name: text.get(name, "") for name in ("department", "authority", "their_need", "cause")}
    return WorkRequest(
        direction="across" if across else "up", status="closed", employee=cast.groups[unit], unit_id=unit,
        addressee=None if across else above, cause_code=text.get("cause_code", "unknown"),
        concerns_customer=across, needed_by=until if across else None, asked_at=asked,
        answer_by=working_day_after(asked.date(), 3), verdict="no" if no else "yes", answer=text.get("refused", ""),
        answered_at=answered, answered_by=text.get("who", above.name if above else ""),
        owner="" if no else text.get("who", above.name if above else ""), promised="" if no else text["promised"],
        promised_until=None if no else until, kept=None if no else kept,
        result=text["result"] if kept or no else "到期未完成，已改为下月排期并重新约定日期",
        customer_reply=text.get("customer", ""), closed_at=answered + timedelta(days=12), **said,
    )  # fmt: skip


def _open_requests(cast: _Cast) -> None:
    """Open today: one waits for the supervisor, one is late, one is out by a link."""
    by, day = cast.account(LEADER), cast.now
    first, second, third = ASKS
    requests.ask_up(**first, urgent=False, by=by, now=day - timedelta(hours=3))
    before = _office_hour(cast, days=8)
    with rung_at(before, now=day):
        requests.ask_up(**second, urgent=False, by=by, now=before)
    out = requests.ask_across(
        **third,
        addressee_id=None,
        concerns_customer=True,
        urgent=False,
        needed_by=day.date() + timedelta(days=6),
        by=by,
        now=day - timedelta(hours=20),
    )
    for name, age in (("青禾物流部 郝工", 19), ("青禾物流部 石经理", 2)):
        outsiders.open_link(request_id=out.pk, recipient=name, by=by, now=day - timedelta(hours=age))
    requests.ask_up(
        summary="周末晚班能否固定与同组轮换",
        facts="近 8 周有 6 个周末排在晚班，次日早班 2 次",
        options=["两周一轮换", "与自愿者互换"],
        proposal="先试两周一轮换，月底看到岗与满意度",
        urgent=False,
        by=cast.account(AGENT),
        now=day - timedelta(hours=26),
    )
    requests.escalate_unanswered(now=day)


def _reports(cast: _Cast) -> None:
    """The last twelve weeks of every group; the newest without a remark yet."""
    monday = cast.now.date() - timedelta(days=cast.now.weekday())
    rows = []
    for back in range(1, WEEKS + 1):
        week = monday - back * WEEK
        figures = figures_of(list(cast.groups), week, week + WEEK)
        made = datetime.combine(week + WEEK, datetime.min.time(), cast.now.tzinfo) + timedelta(hours=7, minutes=15)
        for unit, leader in cast.groups.items():
            remark = "" if back == 1 else REMARKS[int(cast.draw.integers(len(REMARKS)))]
            rows.append(
                WeeklyReport(unit_id=unit, author=leader, recipient=cast.above[unit], week=week, figures=figures[unit],
                             remark=remark, made_at=made)
            )  # fmt: skip
    WeeklyReport.objects.bulk_create(rows)


def _statements(cast: _Cast) -> None:
    """Risks of the last months; this month's are still missing in one group."""
    rows = []
    month = cast.now.date().replace(day=1)
    for back in range(6):
        for place, (unit, leader) in enumerate(cast.groups.items()):
            if back == 0 and (cast.now.day <= 3 or place == len(cast.groups) - 1):
                continue
            written = min(cast.now, _morning(month, cast) + timedelta(days=2 + place % 3, hours=1))
            risks = RISKS[(place + 2 * back) % len(RISKS)]
            rows.append(MonthlyStatement(unit_id=unit, author=leader, month=month, risks=risks, written_at=written))
        month = (month - timedelta(days=1)).replace(day=1)
    MonthlyStatement.objects.bulk_create(rows)


def _morning(day: date, cast: _Cast) -> datetime:
    return datetime.combine(day, datetime.min.time(), cast.now.tzinfo) + timedelta(hours=9)


def _office_hour(cast: _Cast, *, days: int) -> datetime:
    """A moment of work so many days ago."""
    return _morning(cast.now.date() - timedelta(days=days), cast) + timedelta(minutes=int(cast.draw.integers(20, 480)))


def _delegations(cast: _Cast) -> None:
    """Three that run, one of which ends today; and some that are over."""
    today, leader, agent = cast.now.date(), cast.people[LEADER], cast.people[AGENT]
    unit = next(pk for pk, one in cast.groups.items() if one == leader)
    mates = Membership.objects.on(today).filter(unit=unit, employee__status="active", employee__account__is_active=True)
    mate = (
        mates.exclude(employee__in=(leader, agent)).select_related("employee").order_by("employee__number")[0].employee
    )
    begun = cast.now - timedelta(days=9)
    running = [
        (cast.account(LEADER), agent, unit, ["training"], begun, today),
        (cast.account(LEADER), agent, unit, ["overdue"], cast.now, today + timedelta(days=13)),
        (cast.account(LEADER), mate, unit, ["training"], cast.now, today + timedelta(days=6)),
    ]  # fmt: skip
    for (by, to, where, lent, start, end), task in zip(running, DELEGATED, strict=False):
        with rung_at(start, now=cast.now):
            delegations.delegate(
                employee_id=to.pk, unit_id=where, task=task, lent=lent, starts_on=start.date(), ends_on=end, by=by,
                now=start,
            )  # fmt: skip
    Delegation.objects.bulk_create(
        Delegation(giver=leader, employee=agent, unit_id=unit, task=task, lent=["training"], given_at=cast.now - back,
                   starts_on=today - back, ends_on=today - back + timedelta(days=13))
        for task, back in zip(DELEGATED[3:], (timedelta(days=47), timedelta(days=96), timedelta(days=160)), strict=True)
    )  # fmt: skip


def _between_two(cast: _Cast) -> None:
    """Two mediations that are closed, and the agent's own grievance, which the supervisor has in hand."""
    leader, agent = cast.people[LEADER], cast.people[AGENT]
    near = Membership.objects.on(cast.now.date()).filter(employee=agent).values("unit_id")
    mates = Membership.objects.on(cast.now.date()).filter(unit_id__in=near, employee__number__startswith="K")
    mates = mates.exclude(employee=agent)
    one, two = (mate.employee for mate in mates.select_related("employee").order_by("employee__number")[:2])
    for (first, second, back), words in zip(((agent, one, 61), (two, one, 118)), SETTLED, strict=True):
        opened = cast.now - timedelta(days=back)
        topic, his, hers, agreement, outcome = words
        Mediation.objects.create(
            first=first, second=second, mediator=leader, status="closed", topic=topic, first_view=his, second_view=hers,
            agreement=agreement, outcome=outcome, opened_at=opened, agreed_at=opened + timedelta(days=1),
            follow_up_on=(opened + timedelta(days=15)).date(), closed_at=opened + timedelta(days=15),
        )  # fmt: skip
    grievances.bring(
        what="上周三质检扣分时没有给我看录音，我当面问了两次都说以后再说。", wish="希望能一起听一遍录音，再确认扣分。",
        by=cast.account(AGENT), now=cast.now - timedelta(hours=4),
    )  # fmt: skip
