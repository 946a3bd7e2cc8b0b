"""Leaders praise with a case; whom it reaches; who reads it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.communication.models import Meeting, Praise
from dengta.domains.communication.selectors.given_praise import received_by_unit_and_month
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import PraiseCase
from dengta.domains.recognition.selectors import coverage as coverages
from dengta.domains.recognition.selectors import praise as selectors
from dengta.domains.recognition.selectors.coverage import Ask, coverage
from dengta.domains.recognition.services.praise import ask_leaders_about_spread
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.recognition.adopting import account, refused
from tests.recognition.praising import DID, choose, praise, thank

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
A_WEEK = timedelta(days=7)
MOST_QUERIES = 30
Browser = Callable[[Employee], Client]
Hire = Callable[..., Employee]


# --- a praise with a case --------------------------------------------------------------------------------


def test_a_leader_praises_with_what_happened_what_was_done_and_what_it_changed(
    leader: Employee, agent: Employee
) -> None:
    case = praise(leader, agent, contact="T-20261118-7")

    assert case.praise.text == DID
    assert {tag.tag for tag in case.praise.tags.all()} == {"customer", "help"}
    told = Notice.objects.get(account=agent.account, kind="communication.praise")
    assert (told.body, told.url) == (DID, reverse("praise:mine"))
    for missing in ("happened", "did", "changed"):
        with refused("recognition.case_needs_three_parts"):
            praise(leader, agent, **{missing: " 谢 "})
    with refused("recognition.case_names_customer"):
        praise(leader, agent, happened="客户 13800138000 来电说没有收到退款")
    with pytest.raises(IntegrityError), transaction.atomic():
        PraiseCase.objects.filter(pk=case.pk).update(changed="")


def test_a_case_is_shared_by_whoever_leads_the_person_and_never_about_oneself(
    *, leader: Employee, agent: Employee, peer: Employee, stranger: Employee, other_leader: Employee, hr: Employee
) -> None:
    for giver, receiver in ((agent, peer), (leader, stranger), (other_leader, agent)):
        with pytest.raises(NotAllowed):
            praise(giver, receiver)
    with refused("communication.praise_yourself"):
        praise(leader, leader)
    assert not Praise.objects.exists(), "what was refused leaves nothing behind"
    assert praise(hr, agent).praise.giver == hr


# --- who reads it ----------------------------------------------------------------------------------------


@pytest.mark.covers("R-085", "H16")
def test_a_praise_is_between_two_until_its_receiver_shares_it_with_the_team_or_the_wall(
    *, leader: Employee, agent: Employee, peer: Employee, supervisor: Employee, stranger: Employee, hire: Hire,
    tree: Tree,
) -> None:  # fmt: skip
    beside = hire("何雨", tree.aftersales_2)
    case = praise(leader, agent)

    def readers() -> set[Employee]:
        people = (leader, agent, peer, supervisor, stranger, beside)
        return {one for one in people if selectors.cases(account(one)).exists()}

    assert readers() == {leader, agent, supervisor}
    for somebody in (leader, peer):
        with pytest.raises(NotAllowed):
            choose(somebody, "praise", case.pk, "wall")
    choose(agent, "praise", case.pk, "team")
    assert readers() == {leader, agent, supervisor, peer}
    choose(agent, "praise", case.pk, "wall")
    assert readers() == {leader, agent, supervisor, peer, beside}
    choose(agent, "praise", case.pk, "private")
    assert readers() == {leader, agent, supervisor}, "at once, for the team as well"
    with refused("recognition.readers_unknown"):
        choose(agent, "praise", case.pk, "everybody")


@pytest.mark.covers("H16")
def test_stand_up_and_meeting_tell_the_praise_of_the_week_as_far_as_it_may_be_said(
    *, leader: Employee, agent: Employee, peer: Employee, tree: Tree, signed_in: Browser
) -> None:
    said = praise(leader, agent, did="把退款一步一步讲给老人听")
    praise(leader, peer, did="只想让组长知道的一件好事情")
    old = praise(leader, peer, did="上个月的那一次耐心解释", now=NOW - 10 * timedelta(days=1))
    choose(agent, "praise", said.pk, "team")
    choose(peer, "praise", old.pk, "wall")
    meeting = Meeting.objects.create(unit=tree.aftersales_1, kind="weekly", held_on=TODAY, starts_at=NOW)

    pages = (
        reverse("standups:standup", args=[tree.aftersales_1.pk]),
        reverse("meetings:meeting", args=[meeting.pk]),
    )
    for page in pages:
        for reader in (leader, peer):
            shown = signed_in(reader).get(page).content.decode()
            assert "把退款一步一步讲给老人听" in shown
            assert "只想让组长知道" not in shown
            assert "上个月的那一次" not in shown


# --- R-081 -----------------------------------------------------------------------------------------------


def weeks_of(leader: Employee, *named: Employee, weeks: int = 4) -> None:
    """In each of the last full weeks exactly these are praised with a case."""
    for back in range(1, weeks + 1):
        for one in named:
            praise(leader, one, now=NOW - back * A_WEEK)


@pytest.mark.covers("R-081")
def test_the_same_two_agents_four_weeks_in_a_row_bring_the_leader_a_warning(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree, hire: Hire
) -> None:
    third = hire("王欣", tree.aftersales_1)
    team = tree.aftersales_1
    weeks_of(leader, agent, peer, weeks=3)
    assert Ask.SAME_FEW not in coverage(team, TODAY).asks, "three weeks are none of the rule's business"
    for one in (agent, peer):
        praise(leader, one, now=NOW - 4 * A_WEEK)

    found = coverage(team, TODAY)
    assert Ask.SAME_FEW in found.asks
    assert set(found.same) == {agent, peer}
    assert ask_leaders_about_spread(now=NOW) == 1
    told = Notice.objects.get(kind="recognition.praise_spread")
    assert told.account == leader.account
    assert all(one.name in told.title for one in (agent, peer))
    assert ask_leaders_about_spread(now=NOW) == 0, "once a week"

    praise(leader, third, now=NOW - A_WEEK)
    assert Ask.SAME_FEW not in coverage(team, TODAY).asks, "a third one was seen"


@pytest.mark.covers("R-081")
def test_coverage_says_how_many_were_reached_how_evenly_and_who_was_not(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree, hire: Hire
) -> None:
    third = hire("王欣", tree.aftersales_1)
    thank(peer, agent)
    thank(leader, agent, now=NOW - 2 * A_WEEK)
    thank(agent, third, now=NOW - 9 * A_WEEK)

    found = coverage(tree.aftersales_1, TODAY)
    assert (found.people, found.reached, found.per_cent) == (3, 1, 33)
    assert (found.spread.praise, found.spread.without) == (2, 2)
    assert found.spread.gini == pytest.approx(2 / 3)
    assert Ask.NO_CASE in found.asks
    missing = coverages.without_praise(tree.aftersales_1, TODAY).order_by("number")
    assert [(one, one.last_praised) for one in missing] == [(peer, None), (third, TODAY - 9 * A_WEEK)]

    praise(leader, peer, now=NOW - A_WEEK)
    assert Ask.NO_CASE not in coverage(tree.aftersales_1, TODAY).asks


@pytest.mark.covers("K24")
def test_the_page_of_coverage_tells_what_praise_shows_by_month_with_its_number(
    *, leader: Employee, agent: Employee, peer: Employee, signed_in: Browser, tree: Tree
) -> None:
    for _one in range(10):
        thank(peer, agent)
    page = signed_in(leader).get(reverse("praise:coverage")).content.decode()
    assert "(n = 10)" in page
    assert peer.name in page
    rows_url = reverse("praise:received", args=[tree.aftersales_1.pk])
    assert rows_url in page, "the number of praises opens its rows"
    assert signed_in(leader).get(rows_url).context["page"].total == 10
    assert signed_in(agent).get(rows_url).status_code == 404
    assert signed_in(agent).get(reverse("praise:coverage")).status_code == 404


# --- counts for the rooms above --------------------------------------------------------------------------


def test_praise_is_counted_by_unit_and_month_without_what_was_taken_back(
    leader: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    thank(peer, agent)
    praise(leader, agent, now=NOW - timedelta(days=30))
    praise(leader, peer)
    back = thank(agent, peer)
    Praise.objects.filter(pk=back.pk).update(taken_back_at=NOW)

    counts = received_by_unit_and_month([tree.aftersales_1.pk], date(2026, 10, 1), date(2026, 12, 1))
    assert counts == {
        (tree.aftersales_1.pk, date(2026, 10, 1)): 1,
        (tree.aftersales_1.pk, date(2026, 11, 1)): 2,
    }


# --- pages -----------------------------------------------------------------------------------------------


def test_a_leader_praises_in_the_browser_and_the_receiver_chooses_who_reads_it(
    leader: Employee, agent: Employee, peer: Employee, signed_in: Browser
) -> None:
    form = {"receiver": agent.number, "happened": "客户说等了三天没有回音", "did": "当场查到原因并回电两次",
            "changed": "客户收回了投诉", "tags": ["customer"], "contact": "T-1"}  # fmt: skip
    answer = signed_in(leader).post(reverse("praise:share"), form)
    assert answer.status_code == 302, answer.content.decode()
    row = Praise.objects.get()
    mine = signed_in(agent)
    assert "当场查到原因并回电两次" in mine.get(reverse("praise:mine")).content.decode()
    assert mine.post(reverse("praise:readers", args=["praise", row.pk]), {"seen_by": "team"}).status_code == 302
    seen = signed_in(peer).get(reverse("praise:case", args=[row.pk])).content.decode()
    assert "客户收回了投诉" in seen
    assert "T-1" not in seen, "the number of the contact is for those who deal with it"
    assert "T-1" in signed_in(leader).get(reverse("praise:case", args=[row.pk])).content.decode()


@pytest.mark.parametrize("name", ["praise:cases", "praise:mine", "praise:coverage", "wall:wall", "received"])
def test_a_page_costs_the_same_for_one_row_and_for_many(
    *, name: str, leader: Employee, agent: Employee, hire: Hire, tree: Tree, signed_in: Browser
) -> None:
    costs = set()
    address = reverse("praise:received", args=[tree.aftersales_1.pk]) if name == "received" else reverse(name)
    for rows in one_and_many():
        for place in range(rows):
            one = hire(f"同事{place}", tree.aftersales_1, number=f"K4{place:04}")
            case = praise(leader, agent if name == "praise:mine" else one)
            choose(case.praise.receiver, "praise", case.pk, "outside")
            hire(f"新人{place}", tree.aftersales_1, number=f"K5{place:04}")
        browser = signed_in(agent if name == "praise:mine" else leader)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(address)
        assert len(page.context["page"].rows) >= min(rows, 12)
        costs.add(len(queries))
    assert len(costs) == 1, costs
    assert max(costs) <= MOST_QUERIES, costs
