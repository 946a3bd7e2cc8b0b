"""A year of the floor: suggestions with what came of them, reports with answers, flags, and calls for help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from numpy.random import Generator, default_rng

from dengta.config.demo.talk import floor_words as words
from dengta.config.demo.world import SEED
from dengta.domains.communication.models import (
    ConcernedCustomer,
    Credit,
    CustomerFlag,
    Effect,
    FloorReport,
    Handled,
    HelpCall,
    KnowledgeEntry,
    ReportVoice,
    Suggestion,
    Vote,
)
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.selectors.help_calls import OPEN
from dengta.domains.communication.services import flags, help_calls, reports, suggestions, todos
from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit
from dengta.foundation.access import Role

N_SUGGESTIONS, N_REPORTS, N_FLAGS, N_CALLS = 84, 120, 72, 420
PERSONA, PERSONA_TEAM_LEAD = "k10020", "d80002"
MEASURES = ("fcr", "repeat_rate", "aht", "csat", "")


@dataclass(frozen=True)
class Team:
    """A team with its people and whoever leads it."""

    unit: Unit
    people: Sequence[Employee]
    leader: Employee


class Year:
    """Draws people, days and texts; the same at every call with the same `now`."""

    def __init__(self, now: datetime) -> None:
        self.now, self.draw = now, default_rng(SEED + 7)
        self.teams = _teams()

    def one(self, choices: Sequence[object]) -> object:
        """One of them."""
        return choices[int(self.draw.integers(len(choices)))]

    def moment(self, days: float) -> datetime:
        """A moment of a working day, about so many days ago."""
        day = (self.now - timedelta(days=days)).date()
        while day.weekday() >= 5:
            day -= timedelta(days=1)
        at = datetime.combine(day, datetime.min.time(), self.now.tzinfo)
        at += timedelta(minutes=int(self.draw.integers(9 * 60, 18 * 60)))
        return min(at, self.now - timedelta(minutes=40))

    def ages(self, count: int, *, youngest: float) -> list[float]:
        """How many days ago each of them was, the oldest first, spread over the year."""
        return sorted((float(age) for age in self.draw.uniform(youngest, 360, count)), reverse=True)

    def some(self, team: Team, most: int) -> list[Employee]:
        """A few people of the team."""
        chosen = self.draw.permutation(len(team.people))[: int(self.draw.integers(0, most + 1))]
        return [team.people[int(place)] for place in chosen]


def _teams() -> list[Team]:
    leads = RoleGrant.objects.filter(role=Role.TEAM_LEAD, unit__kind=Unit.Kind.TEAM).order_by("unit__code")
    found = []
    for grant in leads.select_related("unit", "account__employee"):
        leader = grant.account.employee
        members = Membership.objects.filter(unit=grant.unit, valid_to=None).exclude(employee=leader)
        people = [one.employee for one in members.select_related("employee").order_by("employee__number")]
        if people:
            found.append(Team(grant.unit, people, leader))
    return found


def fill(now: datetime) -> None:
    """Everything of the floor, ending at `now`."""
    year = Year(now)
    if not year.teams:
        return
    _suggestions(year)
    _reports(year)
    _flags(year)
    _calls(year)
    _put_into_inboxes(year.now)


def _after(at: datetime, draw: Generator, low: int, high: int) -> datetime:
    return at + timedelta(days=int(draw.integers(low, high + 1)), minutes=int(draw.integers(0, 240)))


# --- suggestions -------------------------------------------------------------------------------------------


def _suggestions(year: Year) -> None:
    rows = []
    for place, age in enumerate(year.ages(N_SUGGESTIONS, youngest=1)):
        title, body, alternative = words.SUGGESTIONS[place % len(words.SUGGESTIONS)]
        team = year.teams[place % len(year.teams)]
        author = team.people[int(year.draw.integers(len(team.people)))]
        row = Suggestion(
            author=author, unit=team.unit, title=_anew(title, place, len(words.SUGGESTIONS)), body=body,
            created_at=year.moment(age), holder=team.leader, due_on=(year.moment(age) + timedelta(days=14)).date(),
        )  # fmt: skip
        if age > 11:
            _answer_suggestion(row, alternative, team, year)
        rows.append(row)
    rows += _open_suggestions(year)
    made = Suggestion.objects.bulk_create(rows)
    _credits_and_votes(made, year)
    _effects(made, year)


def _anew(title: str, place: int, length: int) -> str:
    """The second time round somebody of another team says much the same."""
    return (title, f"{title}（我们组也需要）", f"再提一次：{title}")[place // length]


def _answer_suggestion(row: Suggestion, alternative: str, team: Team, year: Year) -> None:
    at = _after(row.created_at, year.draw, 1, 9)
    row.taken_up_at, row.decided_at, row.decided_by = _after(row.created_at, year.draw, 0, 0), at, team.leader.account
    if alternative:
        row.status, row.answer, row.alternative = Suggestion.Status.DECLINED, str(year.one(words.REFUSED)), alternative
        return
    row.status, row.answer = Suggestion.Status.ADOPTED, str(year.one(words.ADOPTED_ANSWER))
    row.steps, row.doer = str(year.one(words.STEPS)), team.people[int(year.draw.integers(len(team.people)))]
    row.until, row.reward = (at + timedelta(days=21)).date(), str(year.one(words.REWARDS))
    row.measure = str(year.one(MEASURES))
    if row.until < year.now.date():
        row.status, row.done_on = Suggestion.Status.DONE, row.until - timedelta(days=int(year.draw.integers(0, 6)))


def _open_suggestions(year: Year) -> list[Suggestion]:
    """What waits for the personas: one fresh, one that has gone up to the supervisor."""
    team = _team_of_persona(year)
    author = _persona(team)
    supervisor = Employee.objects.filter(account__username="d90001").first()
    fresh, late = year.moment(2), year.moment(19)
    common = {"unit": team.unit, "holder": team.leader}
    return [
        Suggestion(
            author=author,
            title="售后工单里加“上次怎么答的”",
            created_at=fresh,
            due_on=(fresh + timedelta(days=14)).date(),
            body="客户第二次来，我们要翻三页才知道上次怎么答的。放在工单顶上就好。",
            **common,
        ),
        Suggestion(
            author=team.people[1],
            title="早班交接留五分钟",
            created_at=late,
            due_on=(late + timedelta(days=14)).date(),
            body="现在交接靠聊天记录，漏过两次。留五分钟当面说。",
            escalated_at=year.moment(4),
            escalated_to=supervisor,
            **common,
        ),
    ]


def _credits_and_votes(rows: Sequence[Suggestion], year: Year) -> None:
    by_unit = {team.unit.pk: team for team in year.teams}
    credits, votes = [], []
    for place, row in enumerate(rows):
        hidden, adopted = place % 4 == 3, row.status in (Suggestion.Status.ADOPTED, Suggestion.Status.DONE)
        named = row.decided_at + timedelta(days=1) if adopted and place % 3 and row.decided_at else None
        credits.append(
            Credit(suggestion=row, employee=row.author, is_first=True, hidden=hidden, named_since=_past(named, year))
        )
        voters = [one for one in year.some(by_unit[row.unit_id], 12) if one.pk != row.author_id]
        votes += [Vote(suggestion=row, employee=one, at=row.created_at + timedelta(hours=3)) for one in voters]
    Credit.objects.bulk_create(credits)
    Vote.objects.bulk_create(votes)


def _past(at: datetime | None, year: Year) -> datetime | None:
    return at if at is None or at < year.now else None


def _effects(rows: Sequence[Suggestion], year: Year) -> None:
    """As the job would have measured them: some clearly better, most without a clear change, some with too little."""
    effects, last = [], year.now.date() - timedelta(days=39)
    for place, row in enumerate(row for row in rows if row.measure and row.done_on and row.done_on < last):
        assert row.done_on is not None
        at = datetime.combine(row.done_on + timedelta(days=40), datetime.min.time(), year.now.tzinfo)
        effects.append(_effect(row, place, min(at, year.now), year))
    Effect.objects.bulk_create(effects)


def _effect(row: Suggestion, place: int, at: datetime, year: Year) -> Effect:
    if place % 4 == 3:
        return Effect(suggestion=row, measured_at=at, verdict="too_little", before_n=12, after_n=19)
    base, width = {"aht": (545.0, 14.0), "repeat_rate": (0.19, 0.018)}.get(row.measure, (0.71, 0.021))
    falls = row.measure in ("aht", "repeat_rate")
    shift = width * (2.6 if place % 3 == 0 else 0.4) * (-1 if falls else 1)
    before, after = base * float(year.draw.uniform(0.97, 1.03)), 0.0
    after = before + shift
    return Effect(
        suggestion=row,
        measured_at=at,
        verdict="better" if place % 3 == 0 else "unclear",
        before=before,
        before_n=int(year.draw.integers(900, 2400)),
        before_low=before - width,
        before_high=before + width,
        after=after,
        after_n=int(year.draw.integers(900, 2400)),
        after_low=after - width,
        after_high=after + width,
    )


# --- reports -----------------------------------------------------------------------------------------------


def _reports(year: Year) -> None:
    rows = []
    for place, age in enumerate(year.ages(N_REPORTS, youngest=6)):
        kind, title, what, effect, answer = words.REPORTS[place % len(words.REPORTS)]
        team = year.teams[(place * 5 + 1) % len(year.teams)]
        at = year.moment(age)
        answered = _after(at, year.draw, 0, 3)
        rows.append(
            FloorReport(
                reporter=team.people[int(year.draw.integers(len(team.people)))], unit=team.unit, kind=kind, title=title,
                what=what, effect=effect, created_at=at, holder=team.leader, due_on=(at + timedelta(days=3)).date(),
                owner=team.leader, mend_by=(at + timedelta(days=10)).date(), answer=answer, answered_at=answered,
                answered_by=team.leader.account, status=FloorReport.Status.CLOSED,
                closed_at=answered + timedelta(days=1),
            )
        )  # fmt: skip
    rows += _open_reports(year)
    made = FloorReport.objects.bulk_create(rows)
    _voices_and_customers(made, year)


def _open_reports(year: Year) -> list[FloorReport]:
    """Two wait for an answer, one for calls to its customers."""
    team, rows = _team_of_persona(year), []
    for place, (kind, title, what, effect) in enumerate(words.OPEN_REPORTS):
        at = year.moment(1 + place)
        reporter = _persona(team) if place == 0 else team.people[place]
        rows.append(
            FloorReport(
                reporter=reporter, unit=team.unit, kind=kind, title=title, what=what, effect=effect, created_at=at,
                holder=team.leader, due_on=(at + timedelta(days=5)).date(),
            )
        )  # fmt: skip
    last = rows[-1]
    last.status, last.answer = FloorReport.Status.ANSWERED, "发货前都可以改一次地址，由客服登记；页面说明周五补上。"
    last.answered_at, last.answered_by = year.now - timedelta(hours=5), team.leader.account
    last.owner, last.mend_by = team.people[2], year.now.date() + timedelta(days=4)
    return rows


def _voices_and_customers(rows: Sequence[FloorReport], year: Year) -> None:
    by_unit = {team.unit.pk: team for team in year.teams}
    voices, customers = [], []
    for place, row in enumerate(rows):
        others = [one for one in year.some(by_unit[row.unit_id], 4) if one.pk != row.reporter_id]
        voices += [ReportVoice(report=row, employee=one, at=row.created_at) for one in (row.reporter, *others)]
        for number in range(place % 4):
            customer = ConcernedCustomer(
                report=row, reference=f"KH{20000 + place * 17 + number}", named_by=row.reporter,
                contact=f"GD{900000 + place * 31 + number}",
            )  # fmt: skip
            if row.status == FloorReport.Status.CLOSED:
                customer.outcome = "unreachable" if number == 2 else "told"
                customer.words = "两天内三次未接，已发短信" if number == 2 else ""
                customer.told_by, customer.told_at = row.reporter, row.closed_at
            customers.append(customer)
    ReportVoice.objects.bulk_create(voices)
    ConcernedCustomer.objects.bulk_create(customers)


# --- flags and calls ---------------------------------------------------------------------------------------


def _flags(year: Year) -> None:
    rows = []
    for place, age in enumerate(year.ages(N_FLAGS, youngest=1)):
        line, decision, said = words.FLAGS[place % len(words.FLAGS)]
        team = year.teams[(place * 7 + 2) % len(year.teams)]
        at = year.moment(age)
        decided = at + timedelta(minutes=int(year.draw.integers(12, 240)))
        rows.append(
            CustomerFlag(
                raised_by=team.people[int(year.draw.integers(len(team.people)))], unit=team.unit, line=line,
                reference=f"KH{31000 + place * 13}", created_at=at, due_on=at.date(), holder=team.leader,
                decision=decision, words=said, decided_at=min(decided, year.now), decided_by=team.leader.account,
                ends_on=at.date() + timedelta(days=30),
            )
        )  # fmt: skip
    team = _team_of_persona(year)
    rows.append(
        CustomerFlag(
            raised_by=_persona(team),
            unit=team.unit,
            reference="KH38812",
            line="同一订单第四次来电，要求主管当场答复",
            created_at=year.now - timedelta(minutes=50),
            due_on=year.now.date(),
            holder=team.leader,
        )
    )
    CustomerFlag.objects.bulk_create(rows)


def _calls(year: Year) -> None:
    rows = []
    for place, age in enumerate(year.ages(N_CALLS, youngest=0.3)):
        line, answer = words.HELP[place % len(words.HELP)]
        team = year.teams[(place * 3) % len(year.teams)]
        at = year.moment(age)
        call = HelpCall(
            caller=team.people[int(year.draw.integers(len(team.people)))], unit=team.unit, line=line, called_at=at
        )
        if place % 23 == 22:
            call.withdrawn_at = at + timedelta(seconds=40)
        else:
            call.answered_at = at + timedelta(seconds=int(year.draw.gamma(2.2, 55)) + 8)
            call.answered_by, call.answer = team.leader, answer
        rows.append(call)
    team = _team_of_persona(year)
    waiting = HelpCall(
        caller=team.people[3],
        unit=team.unit,
        line="客户要求今天必须退款，系统显示处理中",
        called_at=year.now - timedelta(minutes=2),
    )
    HelpCall.objects.bulk_create([*rows, waiting])
    _knowledge(year)


def _knowledge(year: Year) -> None:
    entries = []
    for team in year.teams:
        for place, (question, answer) in enumerate(words.QUESTIONS):
            at = year.moment(20 + place * 37)
            entries.append(
                KnowledgeEntry(unit=team.unit, question=question, answer=answer, written_by=team.leader, written_at=at)
            )
    KnowledgeEntry.objects.bulk_create(entries)


def _team_of_persona(year: Year) -> Team:
    account = Account.objects.filter(username=PERSONA_TEAM_LEAD).first()
    return next((team for team in year.teams if account and team.leader.account_id == account.pk), year.teams[0])


def _persona(team: Team) -> Employee:
    """The agent one can sign in as, where they are of this team."""
    return next((one for one in team.people if one.number.lower() == PERSONA), team.people[0])


# --- what waits --------------------------------------------------------------------------------------------


def _put_into_inboxes(now: datetime) -> None:
    """What is open stands in the inbox of whoever holds it, and of the next level where it went up."""
    with transaction.atomic():
        for suggestion in Suggestion.objects.filter(status="open"):
            _put(suggestions.ANSWER, suggestion, suggestion.title, suggestions.url_of(suggestion), now)
        for report in FloorReport.objects.filter(status="open"):
            _put(reports.ANSWER, report, report.title, reports.url_of(report), now)
        for flag in CustomerFlag.objects.filter(decision=""):
            _put(flags.KIND, flag, flag.line, flags.url_of(flag), now)
        for call in HelpCall.objects.filter(OPEN).select_related("caller"):
            leader = next(team.leader for team in _teams() if team.unit.pk == call.unit_id)
            title = f"{call.caller.name} 求助：{call.line}"
            due_at = call.called_at + timedelta(minutes=3)
            todos.put(
                kind=help_calls.KIND, key=call.pk, to=[leader.pk], title=title, url=help_calls.url_of(call), now=now,
                due_at=due_at,
            )  # fmt: skip


def _put(kind: str, row: Handled, title: str, url: str, now: datetime) -> None:
    due_at = end_of(row.due_on)
    holders = [one for one in (row.holder_id, row.escalated_to_id) if one is not None]
    todos.put(kind=kind, key=row.pk, to=holders, title=title, url=url, now=row.created_at, due_at=due_at)
