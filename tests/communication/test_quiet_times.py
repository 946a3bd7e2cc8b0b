"""1:1s and meetings find their place in quiet intervals, where a room above knows these; without one they say so."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.communication.models import Meeting, OneOnOne
from dengta.domains.communication.selectors import quiet_times
from dengta.domains.communication.selectors.proposals import Hours, Proposal, propose_meeting, propose_talks
from dengta.domains.communication.selectors.quiet_times import QuietTimes, covered, moment_of, quarter_of
from dengta.domains.communication.services.meetings import call_meeting
from dengta.domains.communication.services.one_on_ones import plan_one_on_one
from dengta.domains.communication.services.proposed_talks import plan_proposed
from dengta.domains.people.models import Employee
from dengta.engines.placing import Floor
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch, tree: Tree) -> Callable[..., None]:
    """Say who is at work from when to when, and at which moments how many can be spared."""

    def quiet(shifts: dict[Employee, tuple[int, int]], spare: dict[datetime, float]) -> None:
        team = tree.aftersales_1.pk

        def floor(actor: object, employees: object, first: int, last: int) -> Floor:
            days = [NOW.replace(hour=0) + timedelta(days=n) for n in range(15)]
            free = {
                one.pk: frozenset(
                    quarter
                    for day in days
                    for quarter in covered(day.replace(hour=begins), day.replace(hour=ends))
                    if first <= quarter < last
                )
                for one, (begins, ends) in shifts.items()
            }
            offered = {quarter_of(moment): number for moment, number in spare.items()}
            return Floor(free, dict.fromkeys(free, team), {team: offered})

        monkeypatch.setattr(quiet_times, "_provided", [QuietTimes(floor, basis="按排班")])

    return quiet


def proposed(leader: Employee, hours: Hours | None = None) -> dict[str, datetime | None]:
    found = propose_talks(leader.account, hours or Hours(), now=NOW)
    return {one.employee.name: one.at for one in found}


Quiet = Callable[..., None]


@pytest.mark.covers("E18")
def test_talks_are_placed_into_surplus_whoever_waited_longest_first(
    quiet: Quiet, leader: Employee, agent: Employee, peer: Employee
) -> None:
    OneOnOne.objects.create(
        employee=agent, leader=leader, unit=leader.memberships.get().unit, planned_for=NOW - timedelta(days=3),
        status="done", held_on=NOW.date() - timedelta(days=3), minutes=10, complete=True,
    )  # fmt: skip
    quiet({agent: (9, 18), peer: (9, 18)}, {at(19, 11): 4.0, at(19, 15): 2.0, at(20, 10): 0.5})

    # 陈浩然 has never been talked with: he gets the time that harms least.
    assert proposed(leader) == {"陈浩然": at(19, 11), "李佳怡": at(19, 15)}


@pytest.mark.covers("E18")
def test_nobody_is_called_out_of_their_shift_out_of_the_leaders_hours_or_to_a_rest_day(
    quiet: Quiet, leader: Employee, agent: Employee
) -> None:
    moments = [at(19, 8), at(19, 10), at(19, 19), at(21, 14), at(23, 17)]
    quiet({agent: (14, 20)}, dict.fromkeys(moments, 3.0))

    # Thursday at eight and ten before the shift, at seven after the leader's hours, and the 21st is a Saturday.
    assert proposed(leader) == {"李佳怡": at(23, 17)}
    assert proposed(leader, Hours(time(9), time(20))) == {"李佳怡": at(19, 19)}


@pytest.mark.covers("E18")
def test_what_is_agreed_already_is_not_taken_again(  # noqa: PLR0917 - fixtures
    quiet: Quiet, leader: Employee, agent: Employee, peer: Employee, supervisor: Employee, tree: Tree
) -> None:
    quiet({agent: (9, 18)}, {at(19, 11): 4.0, at(19, 14): 3.0, at(19, 16): 2.0})
    plan_one_on_one(employee_id=peer.pk, at=at(19, 11), by=leader.account, now=NOW)
    assert proposed(leader) == {"李佳怡": at(19, 14)}

    call_meeting(unit=tree.aftersales_1, kind="weekly", starts_at=at(19, 13, 45), by=leader.account, now=NOW)
    assert proposed(leader) == {"李佳怡": at(19, 16)}


@pytest.mark.covers("E18")
def test_without_surplus_a_person_is_named_without_a_time(
    quiet: Quiet, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    quiet({agent: (9, 18)}, {at(19, 11): 0.4})

    assert proposed(leader) == {"李佳怡": None}
    page = signed_in(leader).get(reverse("one_on_ones:propose")).content.decode()
    assert "李佳怡" in page
    assert "没有找到双方都在的清闲时段" in page


@pytest.mark.covers("E18")
def test_the_leader_takes_the_proposals_and_everybody_is_asked_to_prepare(
    quiet: Quiet, leader: Employee, agent: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    quiet({agent: (9, 18), peer: (9, 18)}, {at(19, 11): 4.0, at(19, 15): 2.0})
    browser, address = signed_in(leader), reverse("one_on_ones:propose")
    assert address in browser.get(reverse("one_on_ones:people")).content.decode()
    page = browser.get(address).content.decode()
    assert "2026-11-19T11:00" in page
    assert "按排班" in page

    nobody = browser.post(address, {f"at_{agent.pk}": ""})
    assert nobody.status_code == 422
    taken = {f"take_{agent.pk}": "on", f"at_{agent.pk}": "2026-11-19T11:00", f"at_{peer.pk}": "2026-11-19T15:00"}
    assert browser.post(address, taken).status_code == 302
    talk = OneOnOne.objects.get()
    assert (talk.employee, talk.leader, talk.planned_for) == (agent, leader, at(19, 11))
    assert Notice.objects.filter(account=agent.account, kind="communication.one_on_one").count() == 1
    assert browser.post(address, {f"take_{peer.pk}": "on", f"at_{peer.pk}": ""}).status_code == 422


@pytest.mark.covers("E18")
def test_all_dates_are_agreed_or_none_and_no_two_at_one_time(
    leader: Employee, agent: Employee, peer: Employee, stranger: Employee
) -> None:
    def take(times: dict[Employee, datetime], code: str) -> None:
        with pytest.raises(RuleViolation) as refusal:
            plan_proposed(times={one.pk: moment for one, moment in times.items()}, by=leader.account, now=NOW)
        assert refusal.value.code == f"communication.{code}"
        assert not OneOnOne.objects.exists()

    take({}, "no_time_chosen")
    take({agent: at(19, 11), peer: at(19, 11, 10)}, "talks_at_one_time")
    take({agent: at(19, 11), peer: at(17, 11)}, "talk_in_the_past")
    with pytest.raises(NotAllowed):
        plan_proposed(times={agent.pk: at(19, 11), stranger.pk: at(19, 12)}, by=leader.account, now=NOW)
    assert not OneOnOne.objects.exists()


@pytest.mark.covers("E18")
def test_where_nobody_knows_quiet_times_there_is_no_button_and_the_page_says_why(
    monkeypatch: pytest.MonkeyPatch, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    monkeypatch.setattr(quiet_times, "_provided", [])
    browser, address = signed_in(leader), reverse("one_on_ones:propose")

    assert address not in browser.get(reverse("one_on_ones:people")).content.decode()
    page = browser.get(address).content.decode()
    assert "还看不出哪些时段清闲" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


@pytest.fixture
def team_of(quiet: Quiet, hire: Callable[..., Employee], tree: Tree) -> Callable[[int], None]:
    """A team of so many people, all there on a day with time to spare."""

    def team_of(rows: int) -> None:
        people = [hire(f"客服{n}", tree.aftersales_1) for n in range(rows)]
        quiet(dict.fromkeys(people, (9, 18)), {moment_of(quarter_of(at(19, 9)) + n): 9.0 for n in range(36)})

    return team_of


@pytest.mark.parametrize("rows", [1, 25])
def test_proposing_costs_the_same_for_one_and_for_many(
    rows: int, team_of: Callable[[int], None], leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    team_of(rows)
    browser = signed_in(leader)
    browser.get(reverse("one_on_ones:propose"))
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(reverse("one_on_ones:propose")).content.decode()
    assert page.count('name="take_') == rows
    assert len(asked) == 17


@pytest.mark.covers("E18", "K3")
def test_a_meeting_is_moved_to_where_most_are_there_and_fewest_are_missing(  # noqa: PLR0917 - fixtures
    quiet: Quiet, leader: Employee, agent: Employee, peer: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    meeting = call_meeting(unit=tree.aftersales_1, kind="weekly", starts_at=at(20, 16), by=leader.account, now=NOW)
    half_hour = {at(19, 14): 3.0, at(19, 14, 15): 3.0, at(20, 14): 1.0, at(20, 14, 15): 1.0}
    quiet({agent: (9, 15), peer: (14, 20)}, half_hour)

    found = propose_meeting(leader.account, meeting, Hours(), now=NOW)
    assert [(moment, len(one.there), one.short) for moment, one in found.times[:2]] == [
        (at(19, 14), 3, 0.0),
        (at(20, 14), 3, 1.0),
    ]

    browser, address = signed_in(leader), reverse("meetings:move", args=[meeting.pk])
    page = browser.get(address).content.decode()
    assert "3 / 3 人当班" in page
    chosen = {"proposed": at(19, 14).astimezone(ZoneInfo("UTC")).isoformat(), "starts_at": "2026-11-20T16:00"}
    assert browser.post(address, chosen).status_code == 302
    assert Meeting.objects.get().starts_at == at(19, 14)
    assert browser.post(address, {"proposed": "", "starts_at": "2026-11-20T17:00"}).status_code == 302
    assert Meeting.objects.get().starts_at == at(20, 17)


@pytest.mark.covers("E18", "K3")
def test_calling_a_meeting_offers_quiet_times_of_the_team_and_takes_the_chosen_one(  # noqa: PLR0917 - fixtures
    quiet: Quiet, leader: Employee, agent: Employee, peer: Employee, signed_in: Callable[[Employee], Client], tree: Tree
) -> None:
    half_hour = {at(19, 14): 3.0, at(19, 14, 15): 3.0, at(20, 14): 1.0, at(20, 14, 15): 1.0, at(23, 14, 30): 2.0}
    quiet({agent: (9, 15), peer: (14, 20)}, half_hour)
    browser, address = signed_in(leader), reverse("meetings:new")
    page = browser.get(address).content.decode()
    assert page.count('name="proposed"') == 4, "three times of the only team there is, and another"
    assert "3 / 3 人当班" in page
    assert "按排班" in page

    said = {"unit": tree.aftersales_1.pk, "kind": "weekly", "minutes_long": "30"}
    neither = browser.post(address, {**said, "proposed": "", "starts_at": ""})
    assert (neither.status_code, Meeting.objects.count()) == (422, 0)
    assert "starts_at" in neither.context["form"].errors
    chosen = at(19, 14).astimezone(ZoneInfo("UTC")).isoformat()
    longer = browser.post(address, {**said, "minutes_long": "90", "proposed": chosen})
    assert "这个时间已不清闲" in longer.content.decode(), "nobody of the team is there for so long"
    assert browser.post(address, {**said, "proposed": chosen, "starts_at": "2026-11-20T16:00"}).status_code == 302
    assert Meeting.objects.get().starts_at == at(19, 14), "the quiet time counts"
    assert browser.post(address, {**said, "proposed": "", "starts_at": "2026-11-20T16:00"}).status_code == 302
    assert Meeting.objects.latest("pk").starts_at == at(20, 16)


@pytest.mark.covers("E18")
def test_another_team_or_length_has_other_quiet_times(
    quiet: Quiet, supervisor: Employee, agent: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    quiet({agent: (14, 15)}, {at(19, 14): 3.0, at(19, 14, 15): 3.0})
    browser, times = signed_in(supervisor), reverse("meetings:quiet")
    form = browser.get(reverse("meetings:new")).content.decode()
    assert "选定团队后" in form, "a supervisor has several teams"
    assert f'hx-get="{times}"' in form

    def offered(unit: int, minutes: str) -> str:
        return browser.get(times, {"unit": unit, "minutes_long": minutes}).content.decode()

    assert 'name="proposed"' in offered(tree.aftersales_1.pk, "30")
    assert "看不出" in offered(tree.aftersales_1.pk, "90")
    assert "看不出" in offered(tree.aftersales_2.pk, "30")
    for unknown in (tree.ticketing.pk, 10**30):
        assert "选定团队后" in offered(unknown, "x"), "a team of the other client is none"


@pytest.mark.covers("E18")
def test_where_nobody_knows_quiet_times_a_meeting_is_called_at_any_time(
    monkeypatch: pytest.MonkeyPatch, leader: Employee, tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    monkeypatch.setattr(quiet_times, "_provided", [])
    browser, address = signed_in(leader), reverse("meetings:new")
    page = browser.get(address).content.decode()
    assert page.count("看不出") == 1
    assert 'name="proposed"' not in page
    said = {"unit": tree.aftersales_1.pk, "kind": "weekly", "minutes_long": "30", "starts_at": "2026-11-20T16:00"}
    assert browser.post(address, said).status_code == 302


@pytest.mark.parametrize("rows", [1, 25])
def test_offering_times_for_a_meeting_costs_the_same_for_one_and_for_many(
    rows: int, team_of: Callable[[int], None], leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    team_of(rows)
    browser, times = signed_in(leader), reverse("meetings:quiet")
    browser.get(times)
    with CaptureQueriesContext(connection) as asked:
        assert 'name="proposed"' in browser.get(times).content.decode()
    assert len(asked) == 13


def test_proposals_are_of_ones_own_people_alone(quiet: Quiet, leader: Employee, agent: Employee, hr: Employee) -> None:
    quiet({agent: (9, 18)}, {at(19, 11): 4.0})

    found: list[Proposal] = propose_talks(hr.account, Hours(), now=NOW)
    assert found == []
