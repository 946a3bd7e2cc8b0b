"""Festival lists: the rule is fixed before, the same for everybody of the unit, whoever is away included (H13)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee, Unit
from dengta.domains.recognition.models import BenefitList, Grant, Reward, RewardBudget
from dengta.domains.recognition.selectors.benefit_lists import bill, entitled
from dengta.domains.recognition.services import benefit_lists, grants
from dengta.foundation import events
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.giving import DAY, TODAY, fixed, second, what

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
LATER = NOW + 5 * DAY


@pytest.mark.covers("H13")
def test_everybody_the_rule_names_is_on_the_list_whoever_is_away_as_well(
    hr: Employee, agent: Employee, stranger: Employee, tree: Tree, hire: Hire
) -> None:
    peer, leader, gone = (hire(name, tree.aftersales_1) for name in ("陈浩然", "周敏", "郭峰"))
    Employee.objects.filter(pk=peer.pk).update(status="suspended")
    row = fixed(tree.qinghe, hr)
    Employee.objects.filter(pk=gone.pk).update(status="left", left_on=TODAY)

    assert benefit_lists.draw_lists(now=NOW) == 0
    assert benefit_lists.draw_lists(now=LATER) == 3
    events.deliver()

    row.refresh_from_db()
    assert row.state == "drawn"
    assert set(row.grants.values_list("employee", flat=True)) == {agent.pk, peer.pk, leader.pk}
    assert set(Reward.objects.values_list("source", "form", "amount")) == {("festival", "gift", Decimal(168))}
    assert Notice.objects.filter(account=agent.account).count() == 1


@pytest.mark.covers("H13")
def test_drawn_again_or_after_a_kill_nobody_gets_it_twice(
    hr: Employee, agent: Employee, peer: Employee, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed(tree.qinghe, hr)
    give, calls = benefit_lists._give, []

    def killed_at_the_second(row: BenefitList, employee: Employee, **options: object) -> int:
        calls.append(employee)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return give(row, employee, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(benefit_lists, "_give", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        benefit_lists.draw_lists(now=LATER)
    assert Grant.objects.count() == 1
    assert benefit_lists.draw_lists(now=LATER) == 1
    assert benefit_lists.draw_lists(now=LATER) == 0
    assert (Grant.objects.count(), Reward.objects.count()) == (2, 2)


@pytest.mark.covers("H13")
def test_the_rule_is_fixed_before_its_day_and_stays(hr: Employee, agent: Employee, tree: Tree) -> None:
    with refused("recognition.list_rule_before_day"):
        benefit_lists.begin_list(unit=tree.qinghe, what=what(counts_on=TODAY), by=account(hr), now=NOW)
    draft = benefit_lists.begin_list(unit=tree.qinghe, what=what(), by=account(hr), now=NOW)
    with refused("recognition.list_rule_before_day"):
        benefit_lists.fix_list(list_id=draft.pk, by=account(second()), now=LATER)
    benefit_lists.fix_list(list_id=draft.pk, by=account(second()), now=NOW)

    with refused("recognition.list_not_now"):
        benefit_lists.change_list(list_id=draft.pk, what=what(title="券"), by=account(hr), now=NOW)
    with refused("recognition.list_day_is_here"):
        benefit_lists.withdraw_list(list_id=draft.pk, why="不发了", by=account(hr), now=LATER)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"form": "cash"}, "recognition.list_form"),
        ({"quantity": Decimal(0)}, "recognition.list_quantity"),
        ({"give_until": TODAY + DAY}, "recognition.list_dates"),
    ],
)
def test_a_list_makes_sense(hr: Employee, tree: Tree, other: dict[str, object], code: str) -> None:
    with refused(code):
        benefit_lists.begin_list(unit=tree.qinghe, what=what(**other), by=account(hr), now=NOW)


@pytest.mark.covers("H13")
def test_the_pick_up_is_on_record_and_the_cost_follows_it(
    hr: Employee, agent: Employee, peer: Employee, leader: Employee, tree: Tree
) -> None:
    row = fixed(tree.aftersales_1, hr)
    assert (bill(row).people, bill(row).planned) == (3, Decimal(504))
    benefit_lists.draw_lists(now=LATER)
    row.refresh_from_db()
    mine = row.grants.get(employee=agent)

    grants.book_grant(grant_id=mine.pk, where="陈浩然代领", by=account(leader), now=LATER)

    mine.refresh_from_db()
    assert (mine.state, mine.booked_on, mine.booked_where) == ("used", LATER.date(), "陈浩然代领")
    found = bill(row)
    assert (found.people, found.handed, found.planned, found.spent) == (3, 1, Decimal(504), Decimal(168))
    with refused("recognition.list_still_given"):
        benefit_lists.close_list(list_id=row.pk, by=account(hr), now=LATER)
    benefit_lists.close_list(list_id=row.pk, by=account(hr), now=NOW + 21 * DAY)
    # What was not fetched is kept: it can still be handed out.
    other = row.grants.get(employee=peer)
    grants.book_grant(grant_id=other.pk, where="", by=account(leader), now=NOW + 22 * DAY)


@pytest.mark.covers("H13", "H24")
def test_hours_for_everybody_are_booked_by_hand_once_for_all(
    hr: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    row = fixed(tree.aftersales_1, hr, form="flexible_work", quantity=Decimal("0.5"), unit_cost=Decimal(0))
    benefit_lists.draw_lists(now=LATER)
    assert list(Todo.objects.values_list("employee", "kind", "key")) == [
        (hr.pk, "recognition.benefit_list_to_book", str(row.pk))
    ]

    assert benefit_lists.book_list(list_id=row.pk, where="第 48 周班表", by=account(hr), now=LATER) == 2

    assert not Todo.objects.exists()
    assert set(Grant.objects.values_list("kind", "state", "quantity")) == {("flexible_work", "booked", Decimal("0.5"))}
    with refused("recognition.list_all_booked"):
        benefit_lists.book_list(list_id=row.pk, where="第 48 周班表", by=account(hr), now=LATER)


def test_newcomers_wait_where_the_rule_says_so(hr: Employee, agent: Employee, peer: Employee, tree: Tree) -> None:
    Employee.objects.filter(pk=peer.pk).update(hired_on=date(2026, 10, 1))
    fixed(tree.aftersales_1, hr, months_here=3)
    benefit_lists.draw_lists(now=LATER)

    assert list(Grant.objects.values_list("employee", flat=True)) == [agent.pk]


def test_of_the_company_also_who_stands_in_no_team(hr: Employee, agent: Employee, tree: Tree) -> None:
    fixed(tree.company, hr)
    benefit_lists.draw_lists(now=LATER)

    assert set(Grant.objects.values_list("employee", flat=True)) == {agent.pk, hr.pk}


def test_who_decides_for_a_branch_writes_its_list_and_a_team_lead_does_not(
    supervisor: Employee, leader: Employee, tree: Tree
) -> None:
    fixed(tree.qinghe, supervisor)

    for unit, by in ((tree.qinghe, leader), (tree.yunfan, supervisor)):
        with pytest.raises(NotAllowed):
            benefit_lists.begin_list(unit=unit, what=what(), by=account(by), now=NOW)


def drafted(unit: Unit, by: Employee, **other: object) -> int:
    return benefit_lists.begin_list(unit=unit, what=what(**other), by=account(by), now=NOW).pk


def fix(pk: int, by: Employee) -> BenefitList:
    return benefit_lists.fix_list(list_id=pk, by=account(by), now=NOW)


def asked(pk: int) -> set[int]:
    return set(Todo.objects.filter(kind="recognition.benefit_list_to_fix", key=pk).values_list("employee", flat=True))


@pytest.mark.covers("R-093", "H13")
def test_a_rule_is_fixed_by_another_than_whoever_wrote_it_last_and_who_gets_nothing_by_it(
    supervisor: Employee, hr: Employee, tree: Tree
) -> None:
    head = second()
    pk = drafted(tree.qinghe, hr)
    assert asked(pk) == {head.pk}, "林涛 is on the list himself"
    with refused("recognition.list_fixed_by_its_writer"):
        fix(pk, hr)
    with refused("recognition.list_fixed_by_one_on_it"):
        fix(pk, supervisor)
    # Whoever changed it does not fix it either, and then the first writer is a second person.
    benefit_lists.change_list(list_id=pk, what=what(), by=account(supervisor), now=NOW)
    with refused("recognition.list_fixed_by_its_writer"):
        fix(pk, supervisor)
    assert asked(pk) == {head.pk, hr.pk}
    assert fix(pk, hr).fixed_by == hr.account
    assert not asked(pk)


@pytest.mark.covers("H13")
def test_where_everybody_is_on_the_list_a_second_person_is_enough(
    hr: Employee, head: Employee, tree: Tree
) -> None:  # fmt: skip
    pk = drafted(tree.company, hr)
    assert fix(pk, head).state == "fixed"


@pytest.mark.covers("R-093", "H13")
def test_what_is_large_for_each_or_above_the_budget_is_fixed_by_who_does_not_give_from_it(
    supervisor: Employee, hr: Employee, agent: Employee, peer: Employee, tree: Tree
) -> None:
    """林涛 stands beyond 售后一组, so he is no party to its lists, but he gives from the budget of 青禾电商."""
    month = (TODAY + 5 * DAY).replace(day=1)
    RewardBudget.objects.create(unit=tree.qinghe, month=month, amount=1000, set_at=NOW)
    small, more = (drafted(tree.aftersales_1, hr, unit_cost=Decimal(300)) for _place in range(2))
    days = {"counts_on": TODAY + 40 * DAY, "give_until": TODAY + 50 * DAY}
    large = drafted(tree.aftersales_1, hr, unit_cost=Decimal(3001), **days)
    fix(small, supervisor)

    # 2 × 300 are promised already, and 2 × 300 more would be above the 1,000 of the month.
    for pk in (more, large):
        with refused("recognition.list_above_budget"):
            fix(pk, supervisor)
    for pk in (more, large):
        fix(pk, second())


@pytest.mark.covers("H13")
@pytest.mark.parametrize(
    ("day", "months", "hired_on"),
    [
        (date(2026, 12, 31), 3, date(2026, 9, 30)),
        (date(2026, 12, 30), 1, date(2026, 11, 30)),
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
    ],
)
def test_months_are_full_by_the_calendar_whatever_the_day_of_the_month(
    tree: Tree, agent: Employee, day: date, months: int, hired_on: date
) -> None:
    row = BenefitList(unit=tree.aftersales_1, counts_on=day, months_here=months)
    for joined, is_on_it in ((hired_on, True), (hired_on + DAY, False)):
        Employee.objects.filter(pk=agent.pk).update(hired_on=joined)
        assert entitled(row).filter(pk=agent.pk).exists() is is_on_it
