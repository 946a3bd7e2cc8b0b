"""A year of Service Stars of the demo, in every state, with tiers; and two contests, one over and one running.

Last month's rows are those of the traffic; the months before have no traffic in the demo, so theirs are drawn around
the same shares. What is written down follows from the rows in each month, so that all of it can be reckoned again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.text import format_lazy
from numpy.random import Generator, default_rng

from dengta.config.demo import world
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.recognition.models import (
    Contest,
    ContestTeam,
    Reward,
    StarBallot,
    StarCriteria,
    StarMonth,
    StarStanding,
    Tier,
    TierScheme,
    TopListChoice,
)
from dengta.domains.recognition.selectors import contests as contest_selectors
from dengta.domains.recognition.selectors import stars as selectors
from dengta.domains.recognition.selectors.judged_days import month_after, month_before
from dengta.domains.recognition.services.contests import award_contest, write_result
from dengta.domains.recognition.services.notices import APPROVE, APPROVE_TITLE, NAME, NAME_TITLE, VOTE, VOTE_TITLE
from dengta.domains.recognition.services.star_months import freeze, page_of
from dengta.domains.recognition.services.star_people import who_approves
from dengta.engines.awards import Row

DAY = timedelta(days=1)
State = StarMonth.State
MONTHS = 12
# Of each client: who wrote the criteria, and the states of its months from the last one back; then all published.
WRITERS = {"QH": "d90001", "YF": "d90002", "AT": "d90003"}
STATES: dict[str, tuple[str, ...]] = {
    "QH": (State.VOTING, State.PUBLISHED, State.PUBLISHED, State.DECLINED, *[State.PUBLISHED] * 8),
    "YF": (State.CHOSEN, State.PUBLISHED, State.PUBLISHED),
    "AT": (State.APPROVED, State.NOBODY),
}
# Of the published ones, so many months back, who would rather not be named.
NAMELESS = (4, 9)
TIERS = (("稳健", "Steady", 0), ("出色", "Fine", 60), ("标杆", "Model", 150))
PERSONA = "K10020"
DECLINED_WHY = "当月有一批评价重复导入，更正后再评。"


@dataclass(frozen=True)
class Client:
    """A client's people, and what their work is like."""

    unit: Unit
    people: dict[int, int]
    base: list[Row]
    criteria: StarCriteria
    scheme: TierScheme


def fill(now: datetime) -> None:
    """Everything, ending at `now`."""
    draw = default_rng(world.SEED + 79)
    for code, states in STATES.items():
        client = _client(code, now, draw)
        for back, state in enumerate(states, start=1):
            _month(client, back, State(state), now, draw)
    _next_tiers(now)
    _contests(now)
    _agreed(now)


def _agreed(now: datetime) -> None:
    """Three of four let the top list name them."""
    people = Employee.objects.filter(status=Employee.Status.ACTIVE).order_by("pk")
    agreed = [one for place, one in enumerate(people) if place % 4]
    TopListChoice.objects.bulk_create(
        TopListChoice(employee=one, is_named=True, said_at=now - 90 * DAY) for one in agreed
    )  # fmt: skip


def _back(day: date, months: int) -> date:
    for _month_before in range(months):
        day = month_before(day)
    return day.replace(day=1)


def _at(day: date, hour: int, now: datetime) -> datetime:
    return datetime.combine(day, time(hour, 20), now.tzinfo)


def _client(code: str, now: datetime, draw: Generator) -> Client:
    unit, by = Unit.objects.get(code=code), Account.objects.get(username=WRITERS[code])
    first = _back(now.date(), MONTHS)
    written: dict[str, object] = {
        "unit": unit, "applies_from": first, "written_on": first - 11 * DAY, "written_by": by,
    }  # fmt: skip
    people = selectors.teams_of_people(unit.pk, now.date())
    base = selectors.rows_of_month(unit.pk, _back(now.date(), 1)) or _invented(people, draw)
    criteria = StarCriteria.objects.create(
        **written, why="客户满意为主，也看一次解决；样本不够不评。", csat_weight=60, min_answers=30, min_solved=40,
        places=3, vote_days=2, bonus=Decimal(500), points=200,
    )  # fmt: skip
    scheme = TierScheme.objects.create(**written, why="分数线提前公布，人人都可以到最高档。")
    found = selectors.standings_of(base, criteria.rule, people.keys())
    scores = sorted(one.score for one in found if one.score is not None) or [Decimal(50)]
    for place, ((name, name_en, points), part) in enumerate(zip(TIERS, (0.2, 0.55, 0.85), strict=True), start=1):
        line = Decimal(int(scores[int(part * (len(scores) - 1))])) + place - 1
        Tier.objects.create(scheme=scheme, place=place, name=name, name_en=name_en, from_score=line, points=points)
    return Client(unit, people, base, criteria, scheme)


def _invented(people: dict[int, int], draw: Generator) -> list[Row]:
    """Where there is no traffic, each person's month from nothing."""
    rows = []
    for who in sorted(people):
        skill, answers, contacts = draw.normal(0, 0.05), int(draw.integers(28, 90)), int(draw.integers(120, 320))
        for figure, n, level in (("csat", answers, 0.84), ("fcr", contacts, 0.72)):
            rows.append(Row(who, figure, "1-1-1-1", int(draw.binomial(n, min(0.99, level + skill))), n))
    return rows


def _drawn(base: Sequence[Row], draw: Generator) -> list[Row]:
    """A month like this one: as many rows, and of each kind about as many that met it."""
    shares = [min(0.98, (row.hits + 1) / (row.n + 2)) for row in base]
    hits = draw.binomial([row.n for row in base], shares)
    return sorted(row._replace(hits=int(met)) for row, met in zip(base, hits, strict=True))


def _month(client: Client, back: int, state: str, now: datetime, draw: Generator) -> None:
    month = _back(now.date(), back)
    taken = _at(now.date() - DAY if back == 1 else month_after(month) + 2 * DAY, 7, now)
    rows = client.base if back == 1 else _drawn(client.base, draw)
    if state == State.NOBODY:
        rows = [row._replace(n=1, hits=min(1, row.hits)) for row in rows if row.figure == "csat"]
    row = freeze(
        unit=client.unit, month=month, criteria=client.criteria, scheme=client.scheme, rows=rows, teams=client.people,
        people=list(client.people), now=taken,
    )  # fmt: skip
    if row.state == State.VOTING:
        _voted(row, client, state, draw)
        _led(row, State(state), back, taken, now)
    _tier_points(row, taken)


def _voted(month: StarMonth, client: Client, state: str, draw: Generator) -> None:
    """Most vote; while it runs a good third has, and the persona has not."""
    persona = Employee.objects.filter(number=PERSONA).values_list("pk", flat=True).first()
    voters = [who for who in sorted(client.people) if draw.random() < (0.4 if state == State.VOTING else 0.78)]
    voters = [who for who in voters if state != State.VOTING or who != persona]
    listed = list(month.standings.filter(is_candidate=True).order_by("pk"))
    ballots = []
    for who in voters:
        choice = listed[int(draw.integers(len(listed)))]
        if choice.employee_id != who:
            choice.votes += 1
            ballots.append(StarBallot(month=month, employee_id=who))
    StarBallot.objects.bulk_create(ballots)
    StarStanding.objects.bulk_update(listed, ["votes"])
    if state == State.VOTING:
        waiting = set(client.people) - {one.employee_id for one in ballots}
        todos.put(
            kind=VOTE, key=month.pk, to=sorted(waiting), title=format_lazy(VOTE_TITLE, unit=client.unit.name),
            url=page_of(month), now=month.taken_at,
        )  # fmt: skip


def _led(month: StarMonth, state: State, back: int, taken: datetime, now: datetime) -> None:
    """Through approval to publication, as far as it has come."""
    if state == State.VOTING:
        StarMonth.objects.filter(pk=month.pk).update(closes_on=now.date() + DAY)
        return
    won = selectors.winners_by_votes(month.standings.all())
    month.standings.filter(employee__in=won).update(is_winner=True)
    chosen = now.date() if back == 1 else taken.date() + 4 * DAY
    boss = Account.objects.get(username="d90003" if month.criteria.written_by.username != "d90003" else "d90006")
    told: dict[str, object] = {"state": state, "chosen_on": chosen, "closes_on": chosen - DAY}
    if state != State.CHOSEN:
        told |= {"decided_by": boss, "decided_at": _at(chosen, 9, now)}
    if state == State.DECLINED:
        told["declined_why"] = DECLINED_WHY
    if state in (State.APPROVED, State.PUBLISHED):
        told["answer_until"] = chosen + 5 * DAY
        _rewarded(month, chosen, boss)
    if state == State.PUBLISHED:
        told["published_on"] = chosen + 2 * DAY
        month.standings.filter(is_winner=True).update(named=back not in NAMELESS)
    StarMonth.objects.filter(pk=month.pk).update(**told)
    month.refresh_from_db()
    if state == State.CHOSEN:
        people = [one.pk for one in who_approves(month, now.date())]
        title = format_lazy(APPROVE_TITLE, unit=month.unit.name)
        todos.put(kind=APPROVE, key=month.pk, to=people, title=title, url=page_of(month), now=now)
    elif state == State.APPROVED:
        todos.put(kind=NAME, key=month.pk, to=list(won), title=NAME_TITLE, url=page_of(month), now=now)


def _rewarded(month: StarMonth, day: date, by: Account) -> None:
    winners = list(month.standings.filter(is_winner=True).exclude(employee__account=by))
    parts = (("honour", Decimal(0)), ("cash", month.criteria.bonus), ("points", Decimal(month.criteria.points)))
    Reward.objects.bulk_create(
        Reward(
            employee_id=one.employee_id, unit_id=one.team_id, form=form, source=Reward.Source.SERVICE_STAR,
            key=f"star-{month.pk}", title=f"服务之星 {month.month:%Y-%m}", amount=amount / len(winners),
            facts_known_on=day, granted_on=day, granted_by=by,
        )
        for one in winners
        for form, amount in parts
    )  # fmt: skip


def _tier_points(month: StarMonth, taken: datetime) -> None:
    rows = month.standings.filter(tier__isnull=False).select_related("tier")
    Reward.objects.bulk_create(
        Reward(
            employee_id=one.employee_id, unit_id=one.team_id, form="points" if one.tier.points else "honour",
            source=Reward.Source.TIER, key=f"tier-{month.pk}", title=one.tier.name, amount=one.tier.points,
            facts_known_on=taken.date(), granted_on=taken.date(),
        )
        for one in rows
        if one.tier is not None
    )  # fmt: skip


def _next_tiers(now: datetime) -> None:
    """From next month on the second tier of one client gives more."""
    unit, by = Unit.objects.get(code="QH"), Account.objects.get(username=WRITERS["QH"])
    last = selectors.scheme_for(unit.pk, now.date())
    assert last is not None
    scheme = TierScheme.objects.create(
        unit=unit, applies_from=month_after(now.date()), written_on=now.date() - 2 * DAY, written_by=by,
        why="一线建议：中间一档也多给一些。",
    )  # fmt: skip
    for tier in last.tiers.all():
        Tier.objects.create(
            scheme=scheme, place=tier.place, name=tier.name, name_en=tier.name_en, from_score=tier.from_score,
            points=tier.points + (20 if tier.place == 2 else 0),
        )  # fmt: skip


def _contests(now: datetime) -> None:
    """Two teams on chat, over and counted; two others, running."""
    today = now.date()
    over = _contest(("QH", "QH1", "QH3"), "在线满意度接力", "csat", today - 62 * DAY, today - 32 * DAY)
    counted = contest_selectors.countable_from(over)
    write_result(over, contest_selectors.rows_of_contest(over), on=counted)
    if over.verdict != Contest.Verdict.NOBODY:
        award_contest(contest_id=over.pk, by=Account.objects.get(username="d90003"), now=_at(counted, 15, now))
    _contest(("YF", "YF1", "YF2"), "一次说清楚", "fcr", today - 10 * DAY, today + 11 * DAY)


def _contest(codes: tuple[str, str, str], title: str, kpi: str, starts_on: date, ends_on: date) -> Contest:
    """Of a client and two of its teams."""
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    row = Contest.objects.create(
        unit=units[codes[0]], title=title, kpi=kpi, starts_on=starts_on, ends_on=ends_on, prize_form="points",
        prize=Decimal(80), fixed_on=starts_on - 9 * DAY, fixed_by=Account.objects.get(username=WRITERS[codes[0]]),
    )  # fmt: skip
    ContestTeam.objects.bulk_create(ContestTeam(contest=row, unit=units[code]) for code in codes[1:])
    return row
