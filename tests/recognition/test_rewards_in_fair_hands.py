"""No band is kept by instalments, nobody rewards who is close to them, and who spends does not set the budget."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import (
    ClauseVersion,
    DeclaredTie,
    Reward,
    RewardBudget,
    StarMonth,
    TierScheme,
)
from dengta.domains.recognition.selectors import bonuses as selectors
from dengta.domains.recognition.selectors.stars import scheme_for
from dengta.domains.recognition.services import bonuses as services
from dengta.domains.recognition.services import contests, payouts, points, star_criteria, star_decisions
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.notices import TIERS
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.bonuses import DAY, TODAY, Form, approve, give, note, offer, promise, propose, rewarded
from tests.recognition.starring import OCTOBER, TAKEN, ZONE, contest, counted, criteria, did, taken, vote

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
SignedIn = Callable[[Employee], Client]
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def clause(tree: Tree) -> ClauseVersion:
    """JL03 promises 100 to 300."""
    return promise(tree.company)


def tie(one: Employee, other: Employee, kind: str = "family") -> None:
    DeclaredTie.objects.create(one=one, other=other, kind=kind, declared_on=TODAY - 200 * DAY)


# --- by instalments -------------------------------------------------------------------------------------


@pytest.mark.covers("R-093")
def test_a_band_is_not_kept_by_instalments_for_the_same_day_or_within_a_month(
    *, agent: Employee, peer: Employee, leader: Employee, supervisor: Employee, clause: ClauseVersion,
    signed_in: SignedIn,
) -> None:  # fmt: skip
    give(note(agent, leader), leader, offer(amount=200))
    again = note(agent, leader)
    with refused("recognition.rewards_above_band") as refusal:
        give(again, leader, offer(amount=200))
    assert (refusal.value.facts["before"], refusal.value.facts["high"]) == (200, 300)
    with refused("recognition.rewards_above_band"):
        give(again, leader, offer(Form.POINTS, 2000))
    give(note(peer, leader), leader, offer(amount=200))
    propose(again, leader, offer(amount=200))
    page = signed_in(supervisor).get(reverse("bonuses:bonus", args=[again.pk])).content.decode()
    assert "¥200.00" in page, "the second person sees what was given before"
    assert approve(again, supervisor).state == "given"
    later = NOW + 31 * DAY
    assert give(note(agent, leader, known_on=later.date() - DAY, now=later), leader, now=later).state == "given"


def test_what_was_taken_back_or_given_by_another_clause_does_not_add_up(
    agent: Employee, leader: Employee, clause: ClauseVersion, tree: Tree
) -> None:
    promise(tree.company, "JL04")
    gone = rewarded(agent, amount=200)
    Reward.objects.filter(pk=gone.pk).update(clause=clause)
    Reward.objects.create(
        employee=agent, unit=gone.unit, form="cash", source="bonus", key="back", title="x", reason="x", amount=-200,
        facts_known_on=TODAY, granted_on=TODAY, takes_back=gone,
    )  # fmt: skip
    assert give(note(agent, leader, code="JL04"), leader, offer(amount=300)).state == "given"
    assert give(note(agent, leader), leader, offer(amount=300)).state == "given"


def test_a_second_idea_of_the_same_month_is_rewarded_by_its_own_band(
    agent: Employee, leader: Employee, clause: ClauseVersion
) -> None:
    for key in ("31", "32"):
        given = Given(
            form=Form.CASH, source=Reward.Source.SUGGESTION, key=key, title="点子", known_on=TODAY, amount=Decimal(300),
            clause=clause,
        )  # fmt: skip
        grant_reward(employee=agent, given=given, by=account(leader), now=NOW)
    with refused("recognition.rewards_above_band"):
        give(note(agent, leader), leader, offer(amount=100))


@pytest.mark.covers("R-093")
def test_the_same_deed_is_noted_once_until_it_came_to_nothing(
    agent: Employee, leader: Employee, supervisor: Employee, clause: ClauseVersion
) -> None:
    first = note(agent, leader, title="客户来信")
    with refused("recognition.bonus_noted_already"):
        note(agent, supervisor, title=" 客户来信 ")
    note(agent, leader, title="客户来电")
    services.drop_bonus(bonus_id=first.pk, why="never happened", by=account(leader), now=NOW)
    note(agent, leader, title="客户来信")
    assert "never happened" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


# --- ties -----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-087")
@pytest.mark.parametrize("part", ["notes", "gives", "proposes", "approves"])
def test_whoever_has_a_tie_with_the_person_has_no_part_in_the_bonus(
    *, part: str, agent: Employee, leader: Employee, supervisor: Employee, hr: Employee, clause: ClauseVersion
) -> None:
    noted = note(agent, supervisor)
    if part == "approves":
        tie(agent, supervisor)
        propose(noted, leader, offer(amount=1500))
        assert list(Todo.objects.values_list("employee", flat=True)) == [hr.pk], "it waits for no relative"
    else:
        tie(leader, agent, "close")
    doing: dict[str, Callable[[], object]] = {
        "notes": lambda: note(agent, leader),
        "gives": lambda: give(noted, leader),
        "proposes": lambda: propose(noted, leader, offer(amount=1500)),
        "approves": lambda: approve(noted, supervisor),
    }
    with refused("recognition.tied_to_receiver"):
        doing[part]()
    assert not Reward.objects.exists()


@pytest.mark.covers("R-087")
def test_a_tie_that_ended_bars_nobody_and_no_part_of_the_house_gives_past_one(
    agent: Employee, peer: Employee, leader: Employee, hr: Employee
) -> None:
    tie(leader, agent)
    tie(hr, peer)
    DeclaredTie.objects.filter(one=leader).update(ended_on=TODAY)
    for place, (to, by, second) in enumerate([(agent, leader, None), (peer, leader, hr)]):
        given = Given(form=Form.HONOUR, source=Reward.Source.CONTEST, key=f"c{place}", title="赛", known_on=TODAY)
        if to == peer:
            with refused("recognition.tied_to_receiver"):
                grant_reward(employee=to, given=given, by=account(by), second=account(second), now=NOW)
        else:
            grant_reward(employee=to, given=given, by=account(by), now=NOW)
    assert Reward.objects.get().employee == agent


@pytest.mark.covers("R-087", "H10")
def test_a_relative_of_somebody_on_the_shortlist_does_not_approve_the_star(
    *, tree: Tree, hr: Employee, agent: Employee, peer: Employee, supervisor: Employee, head: Employee
) -> None:
    criteria(tree.qinghe, hr)
    for one in (agent, peer):
        did(one, tree.aftersales_1, (190, 200))
    tie(supervisor, peer)
    month = taken(tree.qinghe)
    vote(month, peer, agent, now=TAKEN)
    now = datetime(2026, 11, 6, 7, tzinfo=ZONE)
    month = counted(month, now=now)
    assert month.state == StarMonth.State.CHOSEN
    assert supervisor.pk not in Todo.objects.values_list("employee", flat=True)
    with refused("recognition.tied_to_receiver"):
        star_decisions.approve_star(month_id=month.pk, by=account(supervisor), now=now)
    star_decisions.approve_star(month_id=month.pk, by=account(head), now=now)


@pytest.mark.covers("R-087", "H23")
def test_a_relative_of_a_winner_does_not_give_the_prize_of_a_contest(
    tree: Tree, hr: Employee, agent: Employee, supervisor: Employee, hire: Hire
) -> None:
    other = hire("何雨", tree.aftersales_2, number="Z1")
    teams = [tree.aftersales_1, tree.aftersales_2]
    row = contest(tree.qinghe, teams, hr, now=datetime(2026, 9, 20, 10, tzinfo=ZONE))
    did(agent, tree.aftersales_1, (280, 300))
    did(other, tree.aftersales_2, (220, 300))
    tie(agent, supervisor)
    now = datetime(2026, 11, 5, 7, tzinfo=ZONE)
    contests.count_contest(contest_id=row.pk, now=now)
    with refused("recognition.tied_to_receiver"):
        contests.award_contest(contest_id=row.pk, by=account(supervisor), now=now)
    assert not Todo.objects.filter(employee=supervisor).exists()


# --- budgets --------------------------------------------------------------------------------------------


@pytest.mark.covers("H11")
def test_who_gives_from_a_budget_does_not_set_it_unless_nobody_else_could(
    supervisor: Employee, tree: Tree, hire: Hire, signed_in: SignedIn
) -> None:
    def money() -> RewardBudget:
        month = TODAY.replace(day=1)
        return payouts.set_money_budget(
            unit_id=tree.qinghe.pk, month=month, amount=Decimal(900), by=account(supervisor), now=NOW
        )

    money()
    hr = hire("孙丽", None, number="K90001", role=Role.HR, at=tree.company)
    for put in (
        money,
        lambda: points.allot_points(unit_id=tree.qinghe.pk, points=900, token=uuid4(), by=account(supervisor), now=NOW),
    ):
        with refused("recognition.budget_set_by_who_gives"):
            put()
    assert not selectors.units_to_budget(account(supervisor), TODAY).exists()
    assert signed_in(supervisor).get(reverse("bonuses:budget")).status_code == 404
    assert tree.qinghe in selectors.units_to_budget(account(hr), TODAY)


@pytest.mark.covers("H11")
def test_every_part_that_gives_money_keeps_to_the_budget_and_the_same_decision_is_not_counted_twice(
    agent: Employee, hr: Employee, tree: Tree
) -> None:
    RewardBudget.objects.create(unit=tree.qinghe, month=TODAY.replace(day=1), amount=700, set_at=NOW)
    for key, amount in (("star-1", 600), ("star-2", 200)):
        given = Given(
            form=Form.CASH, source=Reward.Source.SERVICE_STAR, key=key, title="服务之星", known_on=TODAY,
            amount=Decimal(amount),
        )  # fmt: skip
        for _again in range(2):
            if key == "star-1":
                grant_reward(employee=agent, given=given, by=account(hr), now=NOW)
            else:
                with refused("recognition.money_budget_short"):
                    grant_reward(employee=agent, given=given, by=account(hr), now=NOW)
    assert Reward.objects.get().amount == 600


# --- tiers ----------------------------------------------------------------------------------------------


def tiers(tree: Tree, by: Employee, most: int) -> TierScheme:
    lines = [star_criteria.Line("银", "", Decimal(40), 0), star_criteria.Line("金", "", Decimal(80), most)]
    return star_criteria.set_tiers(unit=tree.qinghe, lines=lines, why="看得见", by=account(by), now=NOW)


@pytest.mark.covers("R-093", "H14")
def test_tiers_that_promise_much_hold_once_a_second_person_confirmed_them_before_their_month(
    tree: Tree, supervisor: Employee, hr: Employee, leader: Employee, signed_in: SignedIn
) -> None:
    small = tiers(tree, supervisor, 1000)
    assert scheme_for(tree.qinghe.pk, DECEMBER) == small
    much = tiers(tree, supervisor, 5000)
    assert scheme_for(tree.qinghe.pk, DECEMBER) == small
    assert list(Todo.objects.filter(kind=TIERS).values_list("employee", flat=True)) == [hr.pk]
    url = reverse("stars:confirm_tiers", args=[much.pk])
    assert url in signed_in(hr).get(reverse("stars:tiers")).content.decode()
    assert url not in signed_in(supervisor).get(reverse("stars:tiers")).content.decode(), "they are the own"
    assert signed_in(leader).post(url).status_code == 404
    assert signed_in(supervisor).post(url).status_code == 422
    assert signed_in(hr).post(url).status_code == 302
    assert scheme_for(tree.qinghe.pk, DECEMBER) == much
    assert not Todo.objects.filter(kind=TIERS).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        TierScheme.objects.filter(pk=much.pk).update(confirmed_by=supervisor.account)


@pytest.mark.covers("R-093", "H23")
def test_a_contest_with_a_large_prize_takes_place_once_a_second_person_confirmed_it(
    tree: Tree, supervisor: Employee, hr: Employee, signed_in: SignedIn
) -> None:
    begins = {"starts_on": DECEMBER, "ends_on": date(2026, 12, 20)}
    teams = [tree.aftersales_1, tree.aftersales_2]
    assert not contest(tree.qinghe, teams, supervisor, now=NOW, prize=Decimal(100), **begins).waits
    late, large = (contest(tree.qinghe, teams, supervisor, now=NOW, prize=Decimal(5000), **begins) for _two in range(2))
    assert list(Todo.objects.values_list("employee", flat=True)) == [hr.pk, hr.pk]
    page, url = (reverse(f"stars:{name}", args=[large.pk]) for name in ("contest", "confirm_contest"))
    assert url not in signed_in(supervisor).get(page).content.decode()
    assert signed_in(supervisor).post(url).status_code == 422
    assert url in signed_in(hr).get(page).content.decode()
    assert signed_in(hr).post(url).status_code == 302
    assert Todo.objects.get().key == str(late.pk)
    begun = datetime(2026, 12, 1, 8, tzinfo=ZONE)
    with refused("recognition.contest_confirmed_late"):
        contests.confirm_contest(contest_id=late.pk, by=account(hr), now=begun)
    assert contests.let_contests_lapse(now=begun) == 1
    with refused("recognition.contest_not_countable"):
        contests.count_contest(contest_id=late.pk, now=datetime(2027, 2, 1, 8, tzinfo=ZONE))


@pytest.mark.covers("R-079")
def test_tiers_are_not_confirmed_in_the_month_they_were_to_hold_for(
    tree: Tree, supervisor: Employee, hr: Employee
) -> None:
    much = tiers(tree, supervisor, 5000)
    begun = NOW + timedelta(days=14)
    with refused("recognition.criteria_in_the_month"):
        star_criteria.confirm_tiers(scheme_id=much.pk, by=account(hr), now=begun)
    assert star_criteria.let_tiers_lapse(now=begun) == 1
    assert scheme_for(tree.qinghe.pk, OCTOBER) is None
