"""What the people of the bench said to each other: four weeks of every sort, in bulk, so that lists have pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from dengta.config.bench.pages import SUPERVISOR
from dengta.domains.communication.models import (
    Announcement,
    AnnouncementVersion,
    CheckItem,
    Clause,
    Credit,
    DocumentVersion,
    FloorReport,
    HelpCall,
    LibraryDocument,
    Meeting,
    OneOnOne,
    Praise,
    PraiseTag,
    Receipt,
    SignUp,
    Standup,
    StandupAttendance,
    Story,
    Suggestion,
    TeamEvent,
    Todo,
    WorkplaceCheck,
    WorkRequest,
)
from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit
from dengta.foundation.access import Role
from dengta.foundation.notify.models import Notice

BATCH = 5_000
WEEKS = 4
ANNOUNCEMENTS, DOCUMENTS = 20, 50
# Of each sort that somebody asks, reports or proposes: at most so many, and not more than there are people.
ASKED = 2_000
DAY = timedelta(days=1)
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class House:
    """Teams with their people and whoever leads them."""

    now: datetime
    company: Unit
    head: Employee
    office: Account
    teams: Sequence[Unit]
    leads: Mapping[int, Employee]
    people: Mapping[int, list[Employee]]

    @property
    def today(self) -> date:
        """The day on which it ends."""
        return timezone.localdate(self.now)

    def everybody(self) -> list[tuple[Unit, Employee]]:
        """Everybody with their team."""
        return [(team, person) for team in self.teams for person in self.people[team.pk]]

    def asking(self) -> list[tuple[int, Unit, Employee]]:
        """Those of whom each asks, reports and proposes one thing, spread over all teams."""
        everybody = self.everybody()
        step = max(1, len(everybody) // ASKED)
        return [(place, team, person) for place, (team, person) in enumerate(everybody[::step][:ASKED])]

    def ago(self, place: int) -> datetime:
        """Some moment of the last four weeks."""
        return self.now - timedelta(hours=1 + 7 * place % (WEEKS * 7 * 24 - 2))


@transaction.atomic
def fill(now: datetime) -> None:
    """Everything, ending at `now`."""
    house = _house(now)
    for part in PARTS:
        part(house)


def _house(now: datetime) -> House:
    grants = RoleGrant.objects.filter(role=Role.TEAM_LEAD).select_related("account__employee", "unit").order_by("pk")
    leads = {grant.unit_id: grant.account.employee for grant in grants}
    people: dict[int, list[Employee]] = {unit_id: [] for unit_id in leads}
    members = Membership.objects.filter(unit__in=leads, valid_to=None).select_related("employee").order_by("pk")
    for one in members.exclude(employee__in=leads.values()):
        people[one.unit_id].append(one.employee)
    company = Unit.objects.get(kind=Unit.Kind.COMPANY)
    head = Employee.objects.select_related("account").get(number=SUPERVISOR)
    assert head.account is not None, "the office of the bench has accounts"
    return House(now, company, head, head.account, [grant.unit for grant in grants], leads, people)


def _write(model: type[M], rows: Iterable[M]) -> list[M]:
    return model._default_manager.bulk_create(rows, batch_size=BATCH)


def _announced(house: House) -> None:
    """To everybody; nine of ten have confirmed."""
    for number in range(ANNOUNCEMENTS):
        at = house.now - number * DAY - timedelta(hours=5)
        facts: dict[str, Any] = {"title": f"规则更新 {number + 1}", "published_at": at, "effective_at": at}
        row = Announcement.objects.create(
            kind="policy", status="published", author=house.office, needs_confirmation=True, gates_queue=True,
            version=1, asked_version=1, in_force_at=at, **facts,
        )  # fmt: skip
        row.units.add(house.company)
        AnnouncementVersion.objects.create(
            announcement=row, number=1, body="请按新规则答复。", written_by=house.office, **facts
        )
        _write(
            Receipt,
            (
                Receipt(
                    announcement=row, employee=person, version=1, delivered_at=at,
                    read_at=at if place % 10 else None, confirmed_at=at if place % 10 else None,
                )
                for place, (_team, person) in enumerate(house.everybody())
            ),
        )  # fmt: skip


def _todos(house: House) -> None:
    """One for everybody, every third of them overdue; the head has pages of them."""
    waiting = [person for _team, person in house.everybody()] + [house.head] * 60
    _write(
        Todo,
        (
            Todo(
                employee=person, kind="announcement.confirm", key=f"b{place}", title=f"待确认 {place}",
                url="/announcements/", since=house.ago(place),
                due_at=house.now + (DAY if place % 3 else -DAY),
            )
            for place, person in enumerate(waiting)
        ),
    )  # fmt: skip


def _talks(house: House) -> None:
    _write(
        OneOnOne,
        (
            OneOnOne(
                employee=person, leader=house.leads[team.pk], unit=team, status="done", complete=True, minutes=10,
                planned_for=house.now - (7 * week + place % 7) * DAY, topic="这周顺利", leader_words="谈了排班",
                held_on=house.today - (7 * week + place % 7) * DAY,
            )
            for week in range(WEEKS)
            for place, (team, person) in enumerate(house.everybody())
        ),
    )  # fmt: skip
    # The head talks with those who lead; with the first it is overdue, so that the page proposes times at every size.
    _write(
        OneOnOne,
        (
            OneOnOne(
                employee=lead, leader=house.head, unit=house.company, status="done", complete=True, minutes=10,
                planned_for=house.now - (8 - place % 9) * DAY, topic="小组情况",
                held_on=house.today - (8 - place % 9) * DAY,
            )
            for place, lead in enumerate(house.leads.values())
        ),
    )  # fmt: skip


def _stood_up(house: House) -> None:
    held = _write(
        Standup,
        (
            Standup(
                unit=team, day=house.today - back * DAY, leader=house.leads[team.pk],
                started_at=house.now - back * DAY - timedelta(hours=2), praise="帮新人接了难电话", lesson="先复述再答",
                ended_at=house.now - back * DAY - timedelta(hours=2) + timedelta(minutes=9),
            )
            for back in range(1, WEEKS * 7 + 1)
            for team in house.teams
        ),
    )  # fmt: skip
    _write(
        StandupAttendance,
        (
            StandupAttendance(standup=one, employee=person)
            for one in held[: 5 * len(house.teams)]
            for person in house.people[one.unit_id][::2]
        ),
    )


def _met(house: House) -> None:
    _write(
        Meeting,
        (
            Meeting(
                unit=team, kind="weekly", held_on=house.today - 7 * week * DAY, starts_at=house.now - 7 * week * DAY,
                topic="重复进线", minutes="已讨论", state="published", published_at=house.now - 7 * week * DAY,
            )
            for week in range(WEEKS)
            for team in house.teams
        ),
    )  # fmt: skip


def _asked(house: House) -> None:
    """Requests up, every third one open, and calls for help that were answered."""
    asking, due = house.asking(), house.today + 2 * DAY
    _write(
        WorkRequest,
        (
            WorkRequest(
                direction="up", status="closed" if place % 3 else "open", employee=house.leads[team.pk], unit=team,
                addressee=house.head, summary=f"请求 {place}", facts="接通率 71%", proposal="试四周",
                asked_at=house.ago(place), answer_by=due, kept=True if place % 3 else None,
            )
            for place, team, _person in asking
        ),
    )  # fmt: skip
    _write(
        HelpCall,
        (
            HelpCall(
                caller=person, unit=team, line=f"求助 {place}", called_at=house.ago(place), answer="可以",
                answered_at=house.ago(place) + timedelta(minutes=2), answered_by=house.leads[team.pk],
            )
            for place, team, person in asking
        ),
    )  # fmt: skip


def _reported(house: House) -> None:
    """Reports from the floor and suggestions, with whom they are owed to."""
    asking, due = house.asking(), house.today + 2 * DAY
    _write(
        FloorReport,
        (
            FloorReport(
                reporter=person, unit=team, kind="process", title=f"上报 {place}", what="付款页白屏",
                created_at=house.ago(place), holder=house.leads[team.pk], due_on=due,
            )
            for place, team, person in asking
        ),
    )  # fmt: skip
    rows = _write(
        Suggestion,
        (
            Suggestion(
                author=person, unit=team, title=f"建议 {place}", body="少填一遍", created_at=house.ago(place),
                holder=house.leads[team.pk], due_on=due,
            )
            for place, team, person in asking
        ),
    )  # fmt: skip
    _write(Credit, (Credit(suggestion=row, employee_id=row.author_id, is_first=True) for row in rows))


def _rang(house: House) -> None:
    """Two broadcasts a day for a week."""
    accounts = [person.account_id for _team, person in house.everybody() if person.account_id is not None]
    _write(
        Notice,
        (
            Notice(
                account_id=account_id, kind="communication.announcement", title="有新公告", broadcast=True,
                url="/announcements/", day=house.today - back * DAY, created_at=house.now - back * DAY,
                read_at=house.now,
            )
            for back in range(7)
            for account_id in accounts
            for _time in range(2)
        ),
    )  # fmt: skip


def _written(house: House) -> None:
    documents = _write(
        LibraryDocument,
        (
            LibraryDocument(
                number=f"B-{number:03d}", title=f"流程 {number}", kind="sop", unit=house.company, owner=house.head,
                review_on=house.today + number * DAY,
            )
            for number in range(DOCUMENTS)
        ),
    )  # fmt: skip
    versions = _write(
        DocumentVersion,
        (DocumentVersion(document=one, version=1, published_at=house.now - 30 * DAY) for one in documents),
    )
    _write(Clause, (Clause(version=one, code="1.1", text="先核对再答复。", position=0) for one in versions))


def _cheered(house: House) -> None:
    """Praise in the team, and a story of each."""
    praised = _write(
        Praise,
        (
            Praise(
                giver=house.leads[team.pk], receiver=person, unit=team, text="替我接了难电话",
                given_at=house.ago(place), given_on=timezone.localdate(house.ago(place)), shown_at=house.now,
            )
            for place, team, person in house.asking()
        ),
    )  # fmt: skip
    _write(PraiseTag, (PraiseTag(praise=one, tag="help") for one in praised))
    _write(
        Story,
        (
            Story(
                unit=team, author=house.leads[team.pk], title="便签墙", text="新人桌前贴满了便签。",
                written_at=house.now, published_at=house.now,
            )
            for team in house.teams
        ),
    )  # fmt: skip


def _met_otherwise(house: House) -> None:
    """An event of each team with ten who come, and a 5S check with a finding."""
    events = _write(
        TeamEvent,
        (
            TeamEvent(
                unit=team, title="徒步", starts_at=house.now + 9 * DAY, sign_up_until=house.now + 5 * DAY, budget=100
            )
            for team in house.teams
        ),
    )
    _write(
        SignUp,
        (
            SignUp(event=event, employee=person, state="coming", at=house.now)
            for event in events
            for person in house.people[event.unit_id][:10]
        ),
    )
    checks = _write(WorkplaceCheck, (WorkplaceCheck(unit=team, done_on=house.today) for team in house.teams))
    _write(
        CheckItem,
        (
            CheckItem(
                check_of=check, area="sort", what="桌面整洁", position=place, ok=place > 0, note="线缆散落",
                owner=house.leads[check.unit_id], due_on=house.today,
            )
            for check in checks
            for place in range(9)
        ),
    )  # fmt: skip


PARTS: Sequence[Callable[[House], None]] = (
    _announced, _todos, _talks, _stood_up, _met, _asked, _reported, _rang, _written, _cheered,
    _met_otherwise,
)  # fmt: skip
