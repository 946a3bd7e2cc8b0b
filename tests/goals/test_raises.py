"""Raises: evidence, band and budget, two people where one is not enough, and nobody for themselves."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dengta.domains.goals.models import RaiseProposal
from dengta.domains.goals.policies import raises as policies
from dengta.domains.goals.selectors.pay import bases_on
from dengta.domains.goals.services import raises as services
from dengta.domains.people.models import Employee
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.paying import SOON, base, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def second_hr(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """张悦, the other one of HR."""
    return hire("张悦", None, number="K90011", role="hr", at=tree.company)


@pytest.fixture
def paid(agent: Employee, hr: Employee, tree: Tree) -> Employee:
    """李佳怡, grade C2, whose fixed wage of 5,000 lies within her band of 4,000 to 6,000."""
    agent.grade = "C2"
    agent.save()
    base(agent)
    services.write_band(
        grade="C2", low=Decimal(4000), high=Decimal(6000), starts_on=date(2026, 1, 1), by=hr.account, now=NOW
    )
    services.write_budget(unit=tree.qinghe, year=2026, amount=Decimal(2000), by=hr.account, now=NOW)
    return agent


def propose(who: Employee, by: Employee, percent: str = "10", **more: Any) -> RaiseProposal:
    told = {"percent": Decimal(percent), "starts_on": SOON, "evidence": "三个月质检满分，带出两名新人"}
    return services.propose_raise(employee_id=who.pk, by=by.account, now=NOW, **{**told, **more})


def approve(row: RaiseProposal, by: Employee) -> RaiseProposal:
    return services.approve_raise(raise_id=row.pk, by=by.account, now=NOW)


@pytest.mark.covers("G18")
def test_within_band_and_budget_one_approver_is_enough(paid: Employee, leader: Employee, hr: Employee) -> None:
    row = approve(propose(paid, leader), hr)

    assert (row.status, row.why_second) == ("approved", "")
    assert bases_on([paid.pk], SOON)[paid.pk].fixed == Decimal("5500.00")
    assert bases_on([paid.pk], NOW.date())[paid.pk].fixed == Decimal("5000")


@pytest.mark.covers("R-149", "G18")
def test_a_raise_to_one_fifth_above_the_band_needs_a_second_approver(
    paid: Employee, leader: Employee, hr: Employee, second_hr: Employee
) -> None:
    row = approve(propose(paid, leader, "44"), hr)  # 7,200: 1.2 × the band

    assert (row.status, row.why_second) == ("half", "above")
    assert bases_on([paid.pk], SOON)[paid.pk].fixed == Decimal("5000")
    with refused("goals.second_person"):
        approve(row, hr)
    assert approve(row, second_hr).status == "approved"
    assert bases_on([paid.pk], SOON)[paid.pk].fixed == Decimal("7200.00")


@pytest.mark.covers("R-149", "G18")
def test_a_raise_over_the_budget_needs_a_second_approver(
    tree: Tree, paid: Employee, leader: Employee, hr: Employee
) -> None:
    services.write_budget(unit=tree.qinghe, year=2026, amount=Decimal(499), by=hr.account, now=NOW)

    assert approve(propose(paid, leader), hr).why_second == "budget"


@pytest.mark.covers("G18")
def test_what_was_approved_before_is_gone_from_the_budget(
    tree: Tree, paid: Employee, peer: Employee, leader: Employee, hr: Employee
) -> None:
    peer.grade = "C2"
    peer.save()
    base(peer)
    services.write_budget(unit=tree.qinghe, year=2026, amount=Decimal(900), by=hr.account, now=NOW)
    approve(propose(paid, leader), hr)

    assert approve(propose(peer, leader), hr).status == "half"


@pytest.mark.covers("G18")
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"evidence": " "}, "goals.raise_without_evidence"),
        ({"percent": Decimal(0)}, "goals.raise_out_of_range"),
        ({"starts_on": NOW.date()}, "goals.starts_too_early"),
    ],
)
def test_a_proposal_without_substance_is_refused(
    more: dict[str, Any], code: str, paid: Employee, leader: Employee
) -> None:
    with refused(code):
        propose(paid, leader, **more)


@pytest.mark.covers("G18")
def test_nobody_proposes_or_approves_for_themselves(
    paid: Employee, leader: Employee, hr: Employee, second_hr: Employee, supervisor: Employee
) -> None:
    with refused("goals.not_about_yourself"):
        propose(leader, leader)
    base(leader)
    row = propose(leader, hr)
    with refused("goals.second_person"):
        approve(row, hr)
    assert leader.account is not None
    assert not policies.visible(leader.account).filter(pk=row.pk).exists()


def test_leaders_propose_in_their_own_branch_and_approve_nothing(
    paid: Employee, leader: Employee, other_leader: Employee, supervisor: Employee
) -> None:
    with pytest.raises(NotAllowed):
        propose(paid, other_leader)
    row = propose(paid, leader)
    for who in (leader, supervisor, other_leader):
        with pytest.raises(NotAllowed):
            approve(row, who)
    with refused("goals.raise_proposed_already"):
        propose(paid, supervisor)


def test_a_no_needs_a_reason_and_what_is_decided_stays(paid: Employee, leader: Employee, hr: Employee) -> None:
    row = propose(paid, leader)
    with refused("goals.reason_missing"):
        services.decline_raise(raise_id=row.pk, answer=" ", by=hr.account, now=NOW)
    services.decline_raise(raise_id=row.pk, answer="本年度预算已满", by=hr.account, now=NOW)
    with refused("goals.raise_decided"):
        approve(row, hr)
    with refused("goals.raise_decided"):
        services.withdraw_raise(raise_id=row.pk, by=leader.account, now=NOW)


def test_a_wage_that_changed_meanwhile_is_not_overwritten(paid: Employee, leader: Employee, hr: Employee) -> None:
    from dengta.domains.goals.services.pay_bases import write_base

    row = propose(paid, leader)
    write_base(employee_id=paid.pk, fixed=Decimal(5800), variable=Decimal(2000), since=NOW.date(), by=hr.account)

    with refused("goals.raise_base_moved"):
        approve(row, hr)


@pytest.mark.covers("F13")
def test_the_amounts_are_read_by_hr_alone(paid: Employee, leader: Employee, supervisor: Employee, hr: Employee) -> None:
    rows = RaiseProposal.objects.filter(pk=propose(paid, leader).pk)

    assert not policies.see_amounts.scope(leader.account, rows).exists()
    assert not policies.see_amounts.scope(supervisor.account, rows).exists()
    assert policies.see_amounts.scope(hr.account, rows).exists()
    assert "5000" not in str(rows.values_list("before", flat=True)[0])
