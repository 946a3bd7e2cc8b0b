"""Whether a team meets as often as it should: the month with a case and an action, the week with a praised case."""

from datetime import date

import pytest
from django.urls import reverse

from dengta.domains.communication.models import Meeting, MeetingAction, MeetingCase
from dengta.domains.people.models import Employee
from tests.cast import Tree
from tests.communication.meeting import Call, action, caller, case, held, overlooked, titles
from tests.communication.talking import TODAY, SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(leader: Employee, tree: Tree) -> Call:
    return caller(leader, tree)


@pytest.mark.covers("R-028", "K3")
def test_a_monthly_meeting_without_action_or_case_is_warned_of(call: Call, leader: Employee, agent: Employee) -> None:
    meeting = call("monthly")
    assert titles(meeting).count("R-028") == 2
    action(meeting, agent, leader)
    assert titles(meeting).count("R-028") == 1
    case(meeting, agent, leader)
    assert "R-028" not in titles(meeting)
    assert "R-028" not in titles(call("weekly")), "the rule is about the month"


@pytest.mark.covers("R-028")
@pytest.mark.parametrize(("last", "warned"), [(date(2026, 9, 30), True), (date(2026, 10, 1), False)])
def test_a_month_without_a_meeting_is_warned_of(
    last: date, warned: bool, leader: Employee, tree: Tree, agent: Employee
) -> None:
    held(tree.aftersales_1, "monthly", last)

    found = {gap.rule.id: gap.teams for gap in overlooked(leader)}
    assert ("R-028" in found) is warned
    assert overlooked(agent) == [], "whoever leads nobody has nothing to make up for"


@pytest.mark.covers("R-028")
@pytest.mark.parametrize(
    ("with_case", "with_action", "lack"),
    [(True, True, None), (False, True, "case"), (True, False, "action"), (False, False, "both")],
)
def test_a_month_whose_minutes_hold_no_case_or_no_action_is_held_but_does_not_count(  # noqa: PLR0917 - fixtures
    with_case: bool, with_action: bool, lack: str | None, leader: Employee, agent: Employee, tree: Tree,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    meeting = held(tree.aftersales_1, "monthly", date(2026, 10, 30), bare=True)
    if with_case:
        MeetingCase.objects.create(meeting=meeting, kind="lesson", title="案例", what="经过", lesson="收获")
    if with_action:
        MeetingAction.objects.create(meeting=meeting, what="更新话术", owner=agent, due_on=TODAY)

    found = [gap for gap in overlooked(leader) if gap.rule.id == "R-028"]
    assert [gap.lack for gap in found] == ([lack] if lack else [])
    words = {"case": "但没有服务案例", "action": "但没有行动", "both": "但没有服务案例，也没有行动"}
    listed = {who: signed_in(who).get(reverse("meetings:list")).content.decode() for who in (leader, agent)}
    today = signed_in(leader).get(reverse("service:waiting")).content.decode()
    for reason in words.values():
        assert (f"{reason}<" in listed[leader].replace("\n", "")) is (reason == words.get(str(lack)))
        assert reason not in listed[agent], "what is lacking is the leader's to make up for"
    assert ("月度会议：" in today) is bool(lack)
    assert titles(meeting).count("R-028") == bool(lack)


@pytest.mark.covers("R-028")
def test_a_month_without_case_or_action_is_made_up_for_by_the_next_meeting_and_tells_of_the_latest(
    leader: Employee, agent: Employee, tree: Tree
) -> None:
    def lacks() -> list[str | None]:
        return [gap.lack for gap in overlooked(leader) if gap.rule.id == "R-028"]

    for day, told in ((date(2026, 10, 30), False), (date(2026, 11, 6), True)):
        meeting = held(tree.aftersales_1, "monthly", day, bare=True)
        if told:
            MeetingCase.objects.create(meeting=meeting, title="案例", what="经过", lesson="收获", employee=agent)
    assert lacks() == ["action"], "the two of them together are no month either"
    coming = held(tree.aftersales_1, "monthly", date(2026, 11, 27), published=False)
    assert lacks() == []
    Meeting.objects.filter(pk=coming.pk).update(state="cancelled")
    assert lacks() == ["action"]
    held(tree.aftersales_1, "monthly", date(2026, 11, 17))
    assert lacks() == []


@pytest.mark.covers("R-154", "K22")
@pytest.mark.parametrize(("last", "warned"), [(date(2026, 11, 8), True), (date(2026, 11, 9), False)])
def test_a_week_without_a_praised_case_is_warned_of(
    *, last: date, warned: bool, leader: Employee, supervisor: Employee, agent: Employee, tree: Tree
) -> None:
    """The 18th is a Wednesday: last week began on the 9th. A meeting that praises nobody does not count."""
    held(tree.aftersales_1, "weekly", last, praised=agent)
    held(tree.aftersales_1, "weekly", date(2026, 11, 12))

    found = {gap.rule.id: gap.teams for gap in overlooked(leader)}
    assert ("R-154" in found) is warned
    supervised = {gap.rule.id: [team.name for team in gap.teams] for gap in overlooked(supervisor)}
    assert ("售后一组" in supervised["R-154"]) is warned
    assert "售后二组" in supervised["R-154"]


@pytest.mark.covers("R-154")
def test_a_cancelled_meeting_fills_no_week_and_a_weekly_one_without_praise_is_warned_of(
    call: Call, leader: Employee, agent: Employee, tree: Tree
) -> None:
    meeting = held(tree.aftersales_1, "weekly", date(2026, 11, 12), praised=agent)
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", published_at=None)
    assert "R-154" in {gap.rule.id for gap in overlooked(leader)}

    weekly = call("weekly")
    assert titles(weekly) == ["R-154"]
    case(weekly, None, leader, kind="lesson")
    assert titles(weekly) == ["R-154"], "a case to learn from is no praise"
    case(weekly, agent, leader)
    assert titles(weekly) == []
