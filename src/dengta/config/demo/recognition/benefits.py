"""What the demo's people hold: a loyalty plan with a year of entries, two festivals and a peak season, hours won in a
contest, career plans of the best, and the rewards of adopted ideas.

Written as rows with the days on which they would have come; what is under way goes through the services.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from dengta.config.demo.talk.bells import rung_at
from dengta.domains.communication.models import Suggestion
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.recognition.models import (
    BenefitList,
    CareerChance,
    Grant,
    GrantUse,
    IdeaAuthor,
    IdeaReward,
    LoyaltyPlan,
    Milestone,
    Reward,
)
from dengta.domains.recognition.selectors.benefit_lists import entitled
from dengta.domains.recognition.selectors.judged_days import quarter_of
from dengta.domains.recognition.selectors.loyalty import reached_between, staff
from dengta.domains.recognition.services import benefit_lists, chances, loyalty
from dengta.domains.recognition.services.benefit_notices import ANSWER_CHANCE
from dengta.foundation.calendar.china import festival

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
HR, BOSS = "d90003", "d90006"
Form, Source, State = Reward.Form, Reward.Source, Grant.State
FIRST = (
    loyalty.Step(3, Form.LEAVE_DAY, Decimal(1)), loyalty.Step(5, Form.LEAVE_DAY, Decimal(2)),
    loyalty.Step(8, Form.LEAVE_DAY, Decimal(3)), loyalty.Step(10, Form.LEAVE_DAY, Decimal(5)),
    loyalty.Step(10, Form.TRIP, Decimal(1)),
)  # fmt: skip
SECOND = (loyalty.Step(1, Form.LEAVE_DAY, Decimal("0.5")), *FIRST)
# Of so many people one has not fetched a gift, and one let a colleague fetch it.
NOT_FETCHED, BY_COLLEAGUE = 29, 11
PLANS = (
    ("agreed", "expert", "想往售后专家走：每周半天跟疑难单小组，先写三份案例；组长调出周三下午，人事联系专家岗导师。"),
    ("proposed", "management", "先带两名新人满三个月，旁听团队排班会；人事安排组长基础课，六月一起回顾。"),
    ("done", "training", "报数据分析基础课，学费公司承担；每月给团队讲一次。"),
    ("declined", "management", "先跟组长轮岗一个月，再决定要不要走管理通道。"),
    ("listed", "", ""),
)


@dataclass(frozen=True)
class Won:
    """A reward of the past that became a grant."""

    employee: Employee
    form: str
    source: str
    key: str
    title: str
    day: date
    amount: Decimal
    quantity: Decimal


def fill(now: datetime) -> None:
    """Everything, ending at `now`."""
    teams = team_on(list(Employee.objects.values_list("pk", flat=True)), now.date())
    home = Unit.objects.get(kind=Unit.Kind.COMPANY).pk
    writer = Writer(teams, home)
    _years(writer, now)
    _festivals(writer, now)
    _hours(writer, now)
    _under_way(now)
    _careers(now)
    _ideas(now)


class Writer:
    """Writes rewards of the past with what they brought."""

    def __init__(self, teams: dict[int, int], home: int) -> None:
        self._teams, self._home = teams, home

    def write(self, won: Sequence[Won], *, of_list: BenefitList | None = None, months: int = 12) -> list[Grant]:
        """The rewards and their grants, still to be booked."""
        rewards = Reward.objects.bulk_create(
            Reward(
                employee=one.employee, unit_id=self._teams.get(one.employee.pk, self._home), form=one.form,
                source=one.source, key=one.key, title=one.title, amount=one.amount, facts_known_on=one.day,
                granted_on=one.day,
            )
            for one in won
        )  # fmt: skip
        until = of_list.give_until if of_list else None
        return [
            Grant(
                reward=reward, employee=reward.employee, unit_id=reward.unit_id, kind=reward.form, of_list=of_list,
                quantity=one.quantity, valid_from=one.day, valid_until=until or one.day + months * timedelta(days=30),
            )
            for reward, one in zip(rewards, won, strict=True)
        ]  # fmt: skip


def _at(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(10), now.tzinfo)


def _account(username: str) -> Account:
    return Account.objects.get(username=username)


def _book(grant: Grant, day: date, where: str, by: Account) -> Grant:
    is_gift = grant.kind == Grant.Kind.GIFT
    grant.state, grant.booked_on, grant.booked_where, grant.booked_by = State.BOOKED, day, where, by
    if is_gift:
        grant.state, grant.used = State.USED, grant.quantity
    return grant


def _years(writer: Writer, now: datetime) -> None:
    """The plan of a year ago, what it has brought since, and the version that comes next month."""
    today, hr = now.date(), _account(HR)
    first = today - YEAR
    loyalty.write_plan(
        steps=FIRST, effective_on=first, why="第一版：按规则手册 JL06，人人同一标准", by=None, now=_at(first, now)
    )
    LoyaltyPlan.objects.update(made_by=_account(BOSS))
    due = reached_between(staff(today), first, today)
    won = [
        Won(
            one.employee, one.step.form, Source.LOYALTY, f"{one.step.years}", f"服务满 {one.step.years} 年",
            one.reached_on, one.step.amount, one.step.amount,
        )
        for one in due
    ]  # fmt: skip
    kept = writer.write(won)
    for grant, one in zip(kept, due, strict=True):
        if one.reached_on < today - 3 * DAY and grant.kind == Form.LEAVE_DAY:
            _book(grant, one.reached_on + 2 * DAY, f"假期账户 {grant.quantity:g} 天", hr)
    Grant.objects.bulk_create(kept)
    Milestone.objects.bulk_create(
        Milestone(
            employee=one.employee, step=one.step, years=one.step.years, form=one.step.form, reached_on=one.reached_on,
            reward=grant.reward,
        )
        for grant, one in zip(kept, due, strict=True)
    )  # fmt: skip
    _taken([grant for grant in kept if grant.state == State.BOOKED and grant.quantity > 1], now)
    loyalty.write_plan(
        steps=SECOND, effective_on=(today.replace(day=1) + 40 * DAY).replace(day=1),
        why="第二版：满一年也记得，增加半天；其余不变", by=_account(BOSS), now=now,
    )  # fmt: skip


def _taken(kept: Sequence[Grant], now: datetime) -> None:
    """Some of it is taken already: a day, two months later."""
    done = [grant for grant in kept if grant.valid_from + 60 * DAY <= now.date()]
    for grant in done:
        grant.used = Decimal(1)
    Grant.objects.bulk_update(done, ["used"])
    GrantUse.objects.bulk_create(
        GrantUse(
            grant=grant, day=grant.valid_from + 60 * DAY, quantity=1, entered_by=grant.booked_by,
            entered_at=_at(grant.valid_from + 60 * DAY, now),
        )
        for grant in done
    )  # fmt: skip


def _festivals(writer: Writer, now: datetime) -> None:
    """Gifts for everybody at the last two festivals, all but a few fetched; the hours of a peak that HR books now."""
    company = Unit.objects.get(kind=Unit.Kind.COMPANY)
    for occasion, name, title, cost in (
        ("spring", "春节", "春节年货礼盒", "198.00"), ("mid_autumn", "中秋", "中秋月饼和茶", "128.00"),
    ):  # fmt: skip
        day = _last(name, now.date() - 5 * DAY)
        row = _list(company, occasion, title, day - 12 * DAY, now, unit_cost=Decimal(cost), place="一楼前台")
        _given(writer, row, fetched_until=now.date())
        BenefitList.objects.filter(pk=row.pk).update(state="closed", closed_at=_at(row.give_until + DAY, now))


def _last(name: str, before: date) -> date:
    """The first day of that festival, the last time before a day."""
    days = (before - back * DAY for back in range(500))
    day = next(day for day in days if name in festival(day, language="zh-hans"))
    while name in festival(day - DAY, language="zh-hans"):
        day -= DAY
    return day


def _list(unit: Unit, occasion: str, title: str, day: date, now: datetime, **more: object) -> BenefitList:
    hr, fixed = _account(HR), _at(day - 14 * DAY, now)
    said = {"form": Form.GIFT, "quantity": Decimal(1), "give_until": day + 25 * DAY, **more}
    return BenefitList.objects.create(
        unit=unit, occasion=occasion, title=title, counts_on=day, state="drawn", created_at=fixed, created_by=hr,
        fixed_at=fixed, fixed_by=_account(BOSS), drawn_at=_at(day, now), **said,
    )  # fmt: skip


def _given(writer: Writer, row: BenefitList, *, fetched_until: date) -> None:
    hr = _account(HR)
    people = list(entitled(row).order_by("number"))
    amount = row.quantity * row.unit_cost if row.form == Form.GIFT else row.quantity
    won = [
        Won(one, row.form, Source.FESTIVAL, f"{row.pk}", row.title, row.counts_on, amount, row.quantity)
        for one in people
    ]
    kept = writer.write(won, of_list=row)
    for place, grant in enumerate(kept):
        day = row.counts_on + (1 + place % 6) * DAY
        if place % NOT_FETCHED == NOT_FETCHED - 1 or day > fetched_until:
            continue
        by_colleague = place % BY_COLLEAGUE == BY_COLLEAGUE - 1
        where = f"{people[place - 1].name}代领" if by_colleague else grant.employee.name
        _book(grant, day, where if row.form == Form.GIFT else "班表", hr)
    Grant.objects.bulk_create(kept)


def _hours(writer: Writer, now: datetime) -> None:
    """Half days that a team won in a contest: booked, one taken, one that waits for HR."""
    day, hr = now.date() - 33 * DAY, _account(HR)
    people = Employee.objects.filter(number__in=("K10020", "K10021", "K10022", "K10023")).order_by("number")
    half = Decimal("0.5")
    won = [Won(one, Form.FLEXIBLE_WORK, Source.CONTEST, "demo", "高峰互助赛", day, half, half) for one in people]
    kept = [_book(grant, day + 2 * DAY, "班表：自选半天", hr) for grant in writer.write(won, months=4)]
    for grant in kept[-1:]:
        grant.state, grant.used = State.USED, grant.quantity
    Grant.objects.bulk_create(kept)
    GrantUse.objects.bulk_create(
        GrantUse(grant=grant, day=day + 9 * DAY, quantity=half, entered_at=now, entered_by=hr) for grant in kept[-1:]
    )


def _under_way(now: datetime) -> None:
    """Hours for a branch that HR is to book, and the next Spring Festival as a draft."""
    hr, branch = _account(HR), Unit.objects.get(code="YF")
    day, past = now.date() - DAY, now - 20 * DAY
    said = {
        "occasion": "peak", "title": "出行高峰答谢：半天弹性", "form": Form.FLEXIBLE_WORK, "quantity": Decimal("0.5"),
        "unit_cost": Decimal(0), "counts_on": day, "months_here": 0, "give_until": now.date() + 60 * DAY, "place": "",
    }  # fmt: skip
    row = benefit_lists.begin_list(unit=branch, what=said, by=hr, now=past)
    benefit_lists.fix_list(list_id=row.pk, by=_account(BOSS), now=past)
    with rung_at(now - DAY, now=now):
        benefit_lists.draw_lists(now=now - DAY)
    said = {
        **said, "occasion": "spring", "title": "春节年货礼盒", "form": Form.GIFT, "quantity": Decimal(1),
        "unit_cost": Decimal("208.00"), "counts_on": now.date() + 50 * DAY, "give_until": now.date() + 80 * DAY,
        "place": "一楼前台",
    }  # fmt: skip
    benefit_lists.begin_list(unit=Unit.objects.get(kind=Unit.Kind.COMPANY), what=said, by=hr, now=now - 2 * DAY)


def _careers(now: datetime) -> None:
    """The best of two quarters at the personas' client: a plan in each state."""
    quarter, branch = quarter_of(now.date(), back=1), Unit.objects.get(code="QH")
    people = list(Employee.objects.filter(number__startswith="K1", account=None, status="active").order_by("number"))
    me = Employee.objects.get(number="K10020")
    teams = team_on([one.pk for one in (*people[3:7], me)], now.date())
    chosen = [one for one in (people[3], me, people[4], people[5], people[6]) if one.pk in teams]
    found = quarter_of(now.date()) + 11 * DAY
    for place, (one, (state, path, plan)) in enumerate(zip(chosen, PLANS, strict=False), start=1):
        row = CareerChance.objects.create(
            employee=one, unit_id=teams[one.pk], branch=branch, quarter=quarter, score=94.6 - place, place=place,
            people=52, found_on=min(found, now.date()),
        )  # fmt: skip
        _planned(row, state, path, plan, now)


def _planned(row: CareerChance, state: str, path: str, plan: str, now: datetime) -> None:
    hr, day = _account(HR), now - 9 * DAY
    if state == "listed":
        return
    with rung_at(day, now=now):
        chances.propose_plan(
            chance_id=row.pk, path=path, plan=plan, review_on=now.date() + 80 * DAY, by=hr, now=day
        )  # fmt: skip
    if state == "proposed":
        return
    CareerChance.objects.filter(pk=row.pk).update(state=state, answered_at=day + 2 * DAY)
    todos.settle(kind=ANSWER_CHANCE, key=row.pk)
    if state == "done":
        CareerChance.objects.filter(pk=row.pk).update(outcome="课程已结业，已给团队讲了两次。", closed_at=now - 2 * DAY)
    if state in ("agreed", "done"):
        Reward.objects.create(
            employee=row.employee, unit_id=row.unit_id, form=Form.CHANCE, source=Source.CAREER, key=f"{row.pk}",
            title="发展计划", facts_known_on=(day + 2 * DAY).date(), granted_on=(day + 2 * DAY).date(), granted_by=hr,
        )  # fmt: skip


def _ideas(now: datetime) -> None:
    """The last adopted ideas: most are rewarded, the newest waits for its leader."""
    rows = Suggestion.objects.filter(status__in=["adopted", "done"], decided_at__isnull=False)
    for place, row in enumerate(rows.order_by("-decided_at", "-pk").prefetch_related("credits__employee")[:8]):
        assert row.decided_at is not None, "asked for"
        adopted_on = row.decided_at.date()
        is_open = place == 0
        idea = IdeaReward.objects.create(
            suggestion=row, unit_id=row.unit_id, title=row.title, promised=row.reward, adopted_on=adopted_on,
            state="open" if is_open else "given", decided_on=None if is_open else adopted_on + 2 * DAY,
            decided_by=None if is_open else row.decided_by,
        )  # fmt: skip
        people = [credit.employee for credit in row.credits.all()]
        IdeaAuthor.objects.bulk_create(IdeaAuthor(idea=idea, employee=one) for one in people)
        if is_open:
            continue
        Reward.objects.bulk_create(
            Reward(
                employee=one, unit_id=row.unit_id, form=Form.CASH, source=Source.SUGGESTION, key=f"{row.pk}",
                title=row.title, amount=Decimal(400) / len(people), facts_known_on=adopted_on,
                granted_on=adopted_on + 2 * DAY, granted_by=row.decided_by,
            )
            for one in people
        )  # fmt: skip
