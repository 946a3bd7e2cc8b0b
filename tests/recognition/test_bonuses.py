"""Bonuses: soon, in proportion, above the band by two and in the open; a mix of forms, not money alone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Bonus, ClauseVersion, MixWarning, Reward, RewardBudget
from dengta.domains.recognition.selectors import bonuses as selectors
from dengta.domains.recognition.selectors.judged_days import quarter_of
from dengta.domains.recognition.selectors.mix import mixes_of
from dengta.domains.recognition.services import bonuses as services
from dengta.domains.recognition.services import taking_back
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.mix import warn_of_mix
from dengta.foundation.errors import NotAllowed, RuleViolation, Warned, listening
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.bonuses import DAY, TODAY, Form, approve, give, note, offer, promise, propose, rewarded

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]


@pytest.fixture(autouse=True)
def clause(tree: Tree) -> ClauseVersion:
    """JL03 promises 100 to 300."""
    return promise(tree.company)


@pytest.mark.covers("R-093")
def test_five_times_the_band_is_blocked_for_one_person_and_given_by_two_with_a_published_reason(
    agent: Employee, leader: Employee, supervisor: Employee, peer: Employee
) -> None:
    bonus = note(agent, leader)
    large = offer(amount=1500)
    with refused("recognition.reward_above_band"):
        give(bonus, leader, large)
    with refused("recognition.public_reason_missing"):
        propose(bonus, leader, large, why=" ")
    with refused("recognition.public_reason_names"):
        propose(bonus, leader, large, why=f"{agent.name}当晚恢复")
    propose(bonus, leader, large)
    with pytest.raises(NotAllowed):
        approve(bonus, leader)
    given = approve(bonus, supervisor)

    assert given.state == Bonus.State.GIVEN
    assert given.reward is not None
    assert (given.reward.amount, given.reward.granted_by_id) == (1500, leader.account_id)
    assert given.decided_by_id == supervisor.account_id
    seen = selectors.published(account(peer)).get()
    assert seen.public_reason == "系统故障当晚恢复"
    assert Notice.objects.filter(account=agent.account).exists()


@pytest.mark.covers("R-093")
def test_whoever_may_both_propose_and_decide_does_not_do_both(
    agent: Employee, supervisor: Employee, hr: Employee
) -> None:
    bonus = propose(note(agent, supervisor), supervisor, offer(amount=1500))
    with refused("recognition.second_person_gives"):
        approve(bonus, supervisor)
    assert approve(bonus, hr).state == Bonus.State.GIVEN


@pytest.mark.covers("R-093")
@pytest.mark.parametrize("by", ["agent", "leader", "stranger"])
def test_the_second_person_has_the_right_to_decide_and_is_not_the_person_rewarded(
    by: str, agent: Employee, leader: Employee, stranger: Employee
) -> None:
    bonus = propose(note(agent, leader), leader, offer(amount=1500))
    who = {"agent": agent, "leader": leader, "stranger": stranger}[by]

    with pytest.raises((NotAllowed, RuleViolation)):
        approve(bonus, who)
    assert not Reward.objects.exists()


@pytest.mark.covers("R-093")
def test_a_yes_comes_within_three_days_and_is_to_exactly_what_was_put_forward(
    agent: Employee, leader: Employee, supervisor: Employee, hr: Employee
) -> None:
    late = propose(note(agent, leader), leader, offer(amount=1500))
    with refused("recognition.proposed_too_long_ago"):
        approve(late, supervisor, now=NOW + timedelta(hours=73))
    changed = propose(note(agent, leader), leader, offer(amount=1500))
    Bonus.objects.filter(pk=changed.pk).update(amount=1900)
    with refused("recognition.bonus_differs"):
        approve(changed, hr)
    assert not Reward.objects.exists()


@pytest.mark.covers("R-093")
def test_no_part_of_the_house_writes_a_reward_above_its_clause_by_one_person(
    agent: Employee, leader: Employee, hr: Employee, clause: ClauseVersion
) -> None:
    given = Given(
        form=Form.CASH, source=Reward.Source.CONTEST, key="c1", title="班组赛", known_on=TODAY,
        amount=offer().amount * 5, clause=clause,
    )  # fmt: skip
    with refused("recognition.reward_above_band"):
        grant_reward(employee=agent, given=given, by=account(leader), now=NOW)
    with refused("recognition.reward_above_band"):
        grant_reward(employee=agent, given=given, by=account(leader), second=account(leader), now=NOW)
    assert grant_reward(employee=agent, given=given, by=account(leader), second=account(hr), now=NOW).amount == 1000


def test_the_database_keeps_the_two_apart_whatever_the_code_says(
    agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    bonus = approve(propose(note(agent, leader), leader, offer(amount=1500)), supervisor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Bonus.objects.filter(pk=bonus.pk).update(decided_by=leader.account)


@pytest.mark.covers("R-092")
@pytest.mark.parametrize(
    ("form", "amount", "code"),
    [
        (Form.CASH, 60, "recognition.reward_below_band"),
        (Form.POINTS, 900, "recognition.reward_below_band"),
        (Form.CASH, 301, "recognition.reward_above_band"),
        (Form.POINTS, 3010, "recognition.reward_above_band"),
        (Form.GIFT, 400, "recognition.reward_above_band"),
    ],
)
def test_a_reward_follows_the_grade_of_its_clause_both_ways(
    form: Form, amount: int, code: str, agent: Employee, leader: Employee
) -> None:
    with refused(code):
        give(note(agent, leader), leader, offer(form, amount))
    assert not Reward.objects.exists()


@pytest.mark.covers("R-092")
def test_within_the_band_one_leader_gives_at_once_and_honour_needs_no_amount(
    agent: Employee, peer: Employee, leader: Employee
) -> None:
    assert give(note(agent, leader), leader, offer(amount=100)).state == "given"
    assert give(note(peer, leader), leader, offer(Form.HONOUR, 0)).state == "given"
    with refused("recognition.amount_does_not_fit"):
        give(note(peer, leader), leader, offer(Form.HONOUR, 5))


@pytest.mark.covers("R-091")
def test_the_sixth_working_day_needs_the_reason_why_and_what_waits_stands_in_a_list(
    agent: Employee, leader: Employee
) -> None:
    # From Tuesday the 10th to Wednesday the 18th: six working days.
    bonus = note(agent, leader, known_on=date(2026, 11, 10))
    waits = selectors.waiting(account(leader)).get()
    assert selectors.last_days([waits.known_on], TODAY)[waits.known_on] == date(2026, 11, 17)

    with refused("recognition.reward_late"):
        give(bonus, leader)
    given = give(bonus, leader, offer(late_because="客户的信件周一才转到班组"))
    assert given.reward is not None
    assert given.reward.late_because == "客户的信件周一才转到班组"
    assert not selectors.waiting(account(leader)).exists()


@pytest.mark.covers("R-091")
def test_on_the_fifth_working_day_it_is_in_time(agent: Employee, leader: Employee) -> None:
    assert give(note(agent, leader, known_on=date(2026, 11, 11)), leader).state == "given"


def test_nobody_notes_or_gives_anything_for_themselves(leader: Employee, supervisor: Employee, tree: Tree) -> None:
    with pytest.raises(NotAllowed):
        note(leader, leader)
    bonus = note(leader, supervisor)
    assert not selectors.waiting(account(leader)).exists()
    with pytest.raises(NotAllowed):
        give(bonus, leader)


def test_a_clause_that_promised_nothing_on_that_day_gives_nothing(
    agent: Employee, leader: Employee, clause: ClauseVersion
) -> None:
    with refused("recognition.no_such_promise"):
        note(agent, leader, known_on=date(2025, 12, 31))
    with refused("recognition.known_in_future"):
        note(agent, leader, known_on=TODAY + DAY)


def test_what_was_sent_back_can_be_given_within_the_band_and_what_comes_to_nothing_keeps_its_reason(
    agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    bonus = propose(note(agent, leader), leader, offer(amount=1500))
    assert Todo.objects.filter(employee=supervisor).count() == 1
    services.send_back_bonus(bonus_id=bonus.pk, why="先按标准给", by=account(supervisor), now=NOW)
    assert not Todo.objects.filter(employee=supervisor).exists()
    give(bonus, leader)
    other = note(agent, leader)
    services.drop_bonus(bonus_id=other.pk, why="已在服务之星中奖励", by=account(leader), now=NOW)

    bonus.refresh_from_db()
    other.refresh_from_db()
    assert (bonus.state, bonus.proposed_by) == ("given", None)
    assert (other.state, other.answer) == ("dropped", "已在服务之星中奖励")
    assert not selectors.published(account(agent)).exists()


@pytest.mark.covers("H11")
def test_a_bonus_keeps_to_the_budget_of_the_month(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:  # fmt: skip
    RewardBudget.objects.create(unit=tree.qinghe, month=TODAY.replace(day=1), amount=300, set_at=NOW)
    give(note(agent, leader), leader, offer(amount=200))

    assert selectors.money_left(tree.aftersales_1.pk, TODAY) == 100
    with refused("recognition.money_budget_short"):
        give(note(peer, leader), leader, offer(amount=200))


@pytest.mark.covers("R-082")
def test_a_quarter_of_nothing_but_money_warns_whoever_leads_once(
    agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:
    for _time in range(4):
        rewarded(agent)
    assert warn_of_mix(now=NOW) == 0, "a small sample says nothing"
    rewarded(peer)

    assert warn_of_mix(now=NOW) == 1
    assert warn_of_mix(now=NOW + DAY) == 0
    notice = Notice.objects.get(account=leader.account)
    assert tree.aftersales_1.name in notice.title
    warned = MixWarning.objects.get()
    assert (warned.unit, warned.n, warned.quarter) == (tree.aftersales_1, 5, date(2026, 10, 1))


@pytest.mark.covers("R-082")
def test_one_reward_of_another_form_makes_it_a_mix_and_redeemed_points_do_not_count_twice(
    agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    for _time in range(6):
        rewarded(agent)
    rewarded(agent, Form.GIFT, 30, source="redemption")
    (poor,) = mixes_of(account(supervisor), quarter_of(TODAY))
    assert (poor.n, poor.money_share, poor.is_money_only) == (6, 100, True)

    rewarded(agent, Form.HONOUR, 0)
    assert warn_of_mix(now=NOW) == 0


@pytest.mark.covers("R-082")
def test_whoever_gives_one_more_time_money_is_asked_first(agent: Employee, leader: Employee) -> None:
    for _time in range(4):
        rewarded(agent)
    bonus = note(agent, leader)

    with pytest.raises(Warned), listening(to_warnings=True), transaction.atomic():
        give(bonus, leader)
    with listening(to_warnings=True):
        assert give(bonus, leader, offer(Form.HONOUR, 0)).state == "given"


def test_a_leader_sees_form_and_month_and_is_asked_about_whoever_was_given_nothing(
    agent: Employee, peer: Employee, leader: Employee, stranger: Employee
) -> None:
    rewarded(agent, on=date(2026, 10, 20))
    rewarded(agent, Form.POINTS, 1000)
    rewarded(peer, on=date(2026, 3, 1))
    rewarded(stranger)
    months = selectors.months_back(TODAY, 6)

    found = {row.form: dict(row.counts) for row in selectors.by_form_and_month(account(leader), months)}
    assert found["cash"] == {month: int(month == date(2026, 10, 1)) for month in months}
    assert found["points"][date(2026, 11, 1)] == 1
    assert list(selectors.given_nothing(account(leader), TODAY)) == [peer]


def test_money_is_not_taken_back_once_it_is_paid_and_nobody_takes_back_their_own(
    agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    bonus = give(note(agent, leader), leader)
    assert bonus.reward_id is not None
    with pytest.raises(NotAllowed):
        taking_back.take_back(reward_id=bonus.reward_id, reason="弄错了人", by=account(leader), now=NOW)
    back = taking_back.take_back(reward_id=bonus.reward_id, reason="弄错了人", by=account(supervisor), now=NOW)
    assert back.amount == -200
    assert selectors.money_left(bonus.unit_id, TODAY) is None
    assert selectors.spent(bonus.unit_id, TODAY.replace(day=1), TODAY) == 0
