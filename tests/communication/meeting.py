"""How the tests of meetings call one, put points on its agenda and publish its minutes."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from dengta.domains.communication.models import Meeting, MeetingAction, MeetingCase
from dengta.domains.communication.selectors.crews import members
from dengta.domains.communication.selectors.meeting_warnings import Overlooked, warnings_of
from dengta.domains.communication.selectors.team_rhythm import team_rhythm
from dengta.domains.communication.services import meeting_points as points
from dengta.domains.communication.services import meetings as services
from dengta.domains.people.models import Employee, Unit
from tests.cast import Tree
from tests.communication.talking import TODAY, account
from tests.conftest import NOW

SOON = NOW + timedelta(hours=2)
AFTER = NOW + timedelta(hours=3)
Call = Callable[..., Meeting]


def caller(leader: Employee, tree: Tree) -> Call:
    """周敏 calls a meeting of 售后一组."""

    def call(kind: str = "monthly", at: datetime = SOON, unit: Unit | None = None, by: Employee = leader) -> Meeting:
        return services.call_meeting(
            unit=unit or tree.aftersales_1, kind=kind, starts_at=at, by=account(by), now=min(NOW, at)
        )

    return call


def action(meeting: Meeting, owner: Employee, by: Employee, due: date = TODAY + timedelta(days=7)) -> Any:
    return points.add_action(meeting_id=meeting.pk, what="更新退款话术", owner=owner, due_on=due, by=account(by))


def case(meeting: Meeting, praised: Employee | None, by: Employee, kind: str = "praised") -> MeetingCase:
    return points.add_case(
        meeting_id=meeting.pk, kind=kind, title="主动回访", what="客户两次来电未解决，主动回访", lesson="先回访再结单",
        employee=praised, by=account(by),
    )  # fmt: skip


def publish(meeting: Meeting, by: Employee, now: datetime = AFTER) -> Meeting:
    services.write_minutes(meeting_id=meeting.pk, minutes="讨论了退款时效", topic="退款", by=account(by))
    return services.publish_minutes(meeting_id=meeting.pk, by=account(by), now=now)


def titles(meeting: Meeting) -> list[str]:
    return [warning.rule.id for warning in warnings_of(meeting)]


def overlooked(who: Employee) -> list[Overlooked]:
    return team_rhythm(account(who), TODAY).overlooked


def held(
    unit: Unit, kind: str, day: date, praised: Employee | None = None, *, published: bool = True, bare: bool = False
) -> Meeting:
    """A meeting as it was; a monthly one that is published has a case and an action, unless it is `bare`."""
    at = datetime.combine(day, datetime.min.time(), NOW.tzinfo) + timedelta(hours=9)
    state = {"state": "published", "published_at": at} if published else {}
    meeting = Meeting.objects.create(unit=unit, kind=kind, held_on=day, starts_at=at, **state)
    if praised:
        MeetingCase.objects.create(meeting=meeting, title="案例", what="经过", lesson="收获", employee=praised)
    if kind == "monthly" and published and not bare:
        MeetingCase.objects.create(meeting=meeting, kind="lesson", title="案例", what="经过", lesson="收获")
        owner = members(unit.pk, TODAY)[0]
        MeetingAction.objects.create(meeting=meeting, what="更新话术", owner=owner, due_on=day)
    return meeting
