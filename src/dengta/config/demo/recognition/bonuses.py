"""Rewards of the demo: a year of bonuses and points, what points are redeemed for, and three payout lists.

The open list was prepared yesterday and waits for HR; the one before it is approved; the one before that is paid, and
most of those on it have confirmed what they received. Points, lists and what is above the band go through the
services, each on its own day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

from django.urls import reverse

from dengta.config.demo.talk.bells import rung_at
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit
from dengta.domains.recognition.models import Bonus, CatalogueItem, ClauseVersion, PayoutLine, Reward, RewardBudget
from dengta.domains.recognition.selectors.bonuses import months_back
from dengta.domains.recognition.selectors.judged_days import month_after
from dengta.domains.recognition.selectors.payouts import to_pay
from dengta.domains.recognition.selectors.points import balance_of
from dengta.domains.recognition.services import bonuses, mix, payouts, points
from dengta.domains.recognition.services.bonuses import Offer
from dengta.foundation.access import Role

DAY = timedelta(days=1)
MONTHS = 10
HR, SUPERVISOR, LEADER, AGENT = "d90003", "d90001", "d80002", "k10020"
CLIENT, MONEY_ONLY = "QH", "YF2"
Form = Reward.Form
# What for, and what the person reads.
DEEDS = (
    ("客户来信致谢", "老人不会改订单，陪着一步一步改完，还教了下次怎么做。"),
    ("大促当晚主动支援", "零点后队列最长的时候留下来，一个人接完了积压的二十多通。"),
    ("带出新人第一周", "新同事第一周就敢独立接线，离不开耐心的旁听和复盘。"),
    ("找出一个重复问题的根源", "把同一天的十几张单子放在一起看，发现是短信模板写错了。"),
    ("安抚了一位很生气的客户", "先听完，再道歉，再给方案，客户最后打了五分。"),
    ("知识库改得人人看得懂", "把退换货流程改成三步，全组的首次解决率都上来了。"),
)
FORMS = (Form.CASH, Form.POINTS, Form.HONOUR, Form.CASH, Form.POINTS, Form.GIFT, Form.FLEXIBLE_WORK)
ITEMS = (
    ("保温杯", "A thermos flask", "gift", 600, 49, 20),
    ("半天弹性工作", "Half a day of flexible work", "flexible_work", 900, 0, None),
    ("图书券", "A book voucher", "gift", 1000, 100, 12),
    ("一天奖励假", "A day of leave", "leave_day", 2400, 1, 6),
    ("参加行业大会一天", "A day at the industry congress", "chance", 3600, 0, 2),
)
LARGE = ("系统故障当晚恢复服务", "通宵协调三方，把四小时的中断缩短到一小时，客户书面致谢。")
PUBLIC = "系统中断当晚协调三方恢复服务，影响时间由四小时缩短到一小时，超出平日贡献。"


@dataclass(frozen=True)
class Team:
    """A team as it is rewarded: who leads it, and who works there."""

    unit: Unit
    leader: Account
    people: Sequence[Employee]


def fill(now: datetime) -> None:
    """Everything, ending at `now`."""
    promise = _promise()
    if promise is None:
        return
    months = [month for month in reversed(months_back(now.date(), MONTHS)) if _holds(promise, month)]
    teams = list(_teams(now.date()))
    _budgets(now, months)
    planned = [
        bonus
        for place, month in enumerate(months)
        for row, team in enumerate(teams)
        for bonus in _planned(team, promise, month, now.date(), place + 2 * row)
    ]
    _given(planned, now)
    _large(promise, now)
    _catalogue(now)
    mix.warn_of_mix(now=now)
    _waiting(promise, now)
    _lists(now)


def _promise() -> ClauseVersion | None:
    """A clause with a band of money that is in force."""
    rows = ClauseVersion.objects.filter(clause__kind="reward", band_low__gt=0, in_force_until=None)
    return rows.filter(in_force_from__isnull=False).select_related("clause").order_by("band_low", "pk").first()


def _holds(promise: ClauseVersion, month: date) -> bool:
    return promise.in_force_from is not None and promise.in_force_from <= month


def _teams(day: date) -> Iterator[Team]:
    """Each team with a leader; the visitor of the demo first, so that there is something to read."""
    grants = RoleGrant.objects.on(day).filter(role=Role.TEAM_LEAD).select_related("unit", "account").order_by("pk")
    for grant in grants:
        members = Membership.objects.on(day).filter(unit=grant.unit).exclude(employee__account=grant.account)
        people = [row.employee for row in members.select_related("employee__account").order_by("employee__number")]
        people.sort(key=lambda one: one.account is None or one.account.username != AGENT)
        yield Team(grant.unit, grant.account, people)


def _planned(team: Team, promise: ClauseVersion, month: date, today: date, shift: int) -> Iterator[Bonus]:
    """Three bonuses of a team in a month, all of them money in one; the visitor has one in each."""
    only_money = team.unit.code == MONEY_ONLY
    for number in range(3):
        day = month + timedelta(days=4 + 8 * number + shift % 4)
        of_visitor = team.leader.username == LEADER and number == 0
        who = team.people[0 if of_visitor else 1 + (shift * 2 + number * 3) % min(len(team.people) - 1, 14)]
        if day >= today or who.hired_on is None or who.hired_on > day - 3 * DAY:
            continue
        form = FORMS[(shift + number * 3) % len(FORMS)]
        if only_money or of_visitor:
            form = Form.CASH if only_money or day < today - 30 * DAY else Form.POINTS
        title, reason = DEEDS[(shift + number) % len(DEEDS)]
        yield Bonus(
            employee=who, unit=team.unit, clause=promise, title=title, known_on=day - DAY, noted_by=team.leader,
            form=form, amount=_amount(form, promise, shift + number), reason=reason, decided_by=team.leader,
        )  # fmt: skip


def _given(planned: Sequence[Bonus], now: datetime) -> None:
    """All at once, each on the day after its facts were known; points go through the books."""
    for one in planned:
        one.noted_at = one.decided_at = _at(one.known_on + DAY, now)
    Bonus.objects.bulk_create(planned)
    rewards = Reward.objects.bulk_create(
        Reward(
            employee=one.employee, unit=one.unit, form=one.form, source=Reward.Source.BONUS, key=f"bonus-{one.pk}",
            clause=one.clause, title=one.title, reason=one.reason, amount=one.amount, facts_known_on=one.known_on,
            granted_on=one.known_on + DAY, granted_by=one.decided_by,
        )
        for one in planned
    )  # fmt: skip
    for one, reward in zip(planned, rewards, strict=True):
        one.reward, one.state = reward, Bonus.State.GIVEN
    Bonus.objects.bulk_update(planned, ["reward", "state"])
    for reward in rewards:
        if reward.form == Form.POINTS:
            points.credit_reward(reward_id=reward.pk, now=_at(reward.granted_on, now))


def _amount(form: Form, promise: ClauseVersion, place: int) -> Decimal:
    """Somewhere within the band."""
    low, high = promise.band_low or Decimal(0), promise.band_high or Decimal(0)
    value = (low + (high - low) * (place % 5) / 4).quantize(Decimal(10))
    return {Form.CASH: value, Form.GIFT: low, Form.POINTS: value * 10}.get(form, Decimal(0))


def _budgets(now: datetime, months: Sequence[date]) -> None:
    """Money by month for each client, and points put in once."""
    tokens = count(1)
    hr = _account(HR)
    clients = list(Unit.objects.filter(kind=Unit.Kind.CLIENT).order_by("pk"))
    RewardBudget.objects.bulk_create(
        RewardBudget(unit=unit, month=month, amount=6000, set_by=hr, set_at=_at(month, now))
        for unit in clients
        for month in months
    )
    for unit in clients:
        points.allot_points(
            unit_id=unit.pk, points=60000, token=UUID(int=next(tokens)), by=hr, now=_at(months[0], now)
        )  # fmt: skip


def _large(promise: ClauseVersion, now: datetime) -> None:
    """One bonus above the band, given by two, its reason published."""
    team, day = _of_visitor(now), _workday(now.date() - 40 * DAY)
    bonus = bonuses.note_bonus(
        employee_id=team.people[2].pk, clause=promise.clause.code, title=LARGE[0], known_on=day - DAY, by=team.leader,
        now=_at(day, now),
    )  # fmt: skip
    with rung_at(_at(day, now), now=now):
        bonuses.propose_bonus(
            bonus_id=bonus.pk, offer=Offer(Form.CASH, (promise.band_high or Decimal(1)) * 4, LARGE[1]), by=team.leader,
            public_reason=PUBLIC, now=_at(day, now),
        )  # fmt: skip
        bonuses.approve_bonus(bonus_id=bonus.pk, by=_account(SUPERVISOR), now=_at(day + DAY, now))


def _waiting(promise: ClauseVersion, now: datetime) -> None:
    """One for a second person, one in time, one late."""
    team = _of_visitor(now)
    noted = [
        bonuses.note_bonus(
            employee_id=team.people[place].pk, clause=promise.clause.code, title=DEEDS[place][0], by=team.leader,
            known_on=now.date() - days * DAY, now=now - days * DAY,
        )
        for place, days in ((3, 2), (4, 1), (5, 12))
    ]  # fmt: skip
    with rung_at(now - 3 * timedelta(hours=1), now=now):
        bonuses.propose_bonus(
            bonus_id=noted[0].pk, offer=Offer(Form.CASH, (promise.band_high or Decimal(1)) * 3, DEEDS[3][1]),
            public_reason="找出全组重复来电的根源，每天少了上百通无效来电。", by=team.leader,
            now=now - timedelta(hours=3),
        )  # fmt: skip


def _catalogue(now: datetime) -> None:
    """What points are redeemed for, and who has done so."""
    company = Unit.objects.get(kind=Unit.Kind.COMPANY)
    items = [
        CatalogueItem.objects.create(
            unit=company, title=title, title_en=english, form=form, points=price, amount=amount, stock=stock,
            made_at=now - 200 * DAY,
        )
        for title, english, form, price, amount, stock in ITEMS
    ]  # fmt: skip
    agent = Employee.objects.get(account__username=AGENT)
    affordable = [item for item in items if item.points <= balance_of(agent.pk)]
    if affordable:
        points.redeem_points(
            item_id=affordable[0].pk, token=UUID(int=7), by=_account(AGENT), now=now - 20 * DAY
        )  # fmt: skip


def _lists(now: datetime) -> None:
    """The last three months of one client: open, approved, paid."""
    unit = Unit.objects.get(code=CLIENT)
    _this_month, last, before, first = months_back(now.date(), 4)
    hr, supervisor = _account(HR), _account(SUPERVISOR)
    for month in (first, before):
        day = month_after(month) + 3 * DAY
        if not to_pay(unit.pk, month).exists() or _at(day + DAY, now) >= now:
            continue
        row = payouts.prepare_payout(unit_id=unit.pk, month=month, by=supervisor, now=_at(day, now))
        payouts.approve_payout(
            payout_id=row.pk, by=hr, now=_at(day + DAY, now), over_because="大促期间支援较多，已与客户确认"
        )
        if month == first:
            with rung_at(_at(day + 6 * DAY, now), now=now):
                payouts.enter_paid(
                    payout_id=row.pk, paid_on=day + 6 * DAY, by=supervisor, now=_at(day + 6 * DAY, now)
                )  # fmt: skip
            _receipts(row.pk, _at(day + 7 * DAY, now))
    if to_pay(unit.pk, last).exists():
        payouts.prepare_payout(unit_id=unit.pk, month=last, by=supervisor, now=now - DAY)


def _receipts(payout_id: int, moment: datetime) -> None:
    """Most have confirmed, one asks; the visitor of the demo has still to confirm."""
    lines = PayoutLine.objects.filter(payout=payout_id).exclude(employee__account__username=AGENT).order_by("pk")
    waiting = list(lines)
    for line in waiting[1:]:
        todos.settle(kind=payouts.RECEIPT, key=payout_id, of=[line.employee_id])
    PayoutLine.objects.filter(pk__in=[line.pk for line in waiting[1:]]).update(received_at=moment)
    PayoutLine.objects.filter(pk__in=[line.pk for line in waiting[:1]]).update(
        missing_said="工资条上没有这一笔，请帮忙查一下。", missing_at=moment
    )
    for line in waiting[:1]:
        to = Employee.objects.filter(account__username__in=(HR, SUPERVISOR)).order_by("pk").values_list("pk", flat=True)
        todos.put(
            kind=payouts.MISSING, key=line.pk, to=list(to), title=f"{line.employee.name}没有收到清单所列奖励",
            url=reverse("bonuses:payout", args=[payout_id]), now=moment,
        )  # fmt: skip


def _of_visitor(now: datetime) -> Team:
    """The team of the leader whom visitors sign in as."""
    return next(team for team in _teams(now.date()) if team.leader.username == LEADER)


def _workday(day: date) -> date:
    """The day, or the Monday after."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def _account(username: str) -> Account:
    return Account.objects.get(username=username)


def _at(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(15, 20), now.tzinfo)
