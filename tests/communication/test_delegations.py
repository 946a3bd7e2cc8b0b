"""Delegation: named rights, within limits, until a day; never about oneself, passed on, or more than one has."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import Delegation
from dengta.domains.communication.selectors import delegations as selectors
from dengta.domains.communication.services import delegations as services
from dengta.domains.people import policies as people
from dengta.domains.people.models import Employee, RightsLent, RoleGrant
from dengta.domains.people.services import lending
from dengta.foundation.access import (
    Action,
    Permission,
    Reach,
    Role,
    facts_of,
    forget,
    on_behalf_of,
    registered_permissions,
)
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from tests.cast import Tree
from tests.communication.talking import TODAY, Hire, SignedIn, account, at, told
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
LAST = TODAY + timedelta(days=7)
Delegate = Callable[..., Delegation]


@pytest.fixture
def newcomer(hire: Hire, tree: Tree) -> Employee:
    return hire("王晨曦", tree.aftersales_1, number="K10030")


@pytest.fixture
def delegate(leader: Employee, agent: Employee, tree: Tree) -> Delegate:
    """周敏 lets 李佳怡 keep the training records of 售后一组 for a week."""

    def delegate(**changed: Any) -> Delegation:
        asked: dict[str, Any] = {
            "employee_id": agent.pk, "unit_id": tree.aftersales_1.pk, "task": "带新人", "lent": ["training"],
            "starts_on": TODAY, "ends_on": LAST, "by": account(leader), "now": NOW,
        }  # fmt: skip
        return services.delegate(**{**asked, **changed})

    return delegate


def may(actor: Employee, about: Employee, right: Permission[Any] = people.edit_training) -> bool:
    forget(account(actor))
    return right.allows(account(actor), about)


def give_factor(employee: Employee) -> Authenticator:
    return Authenticator.objects.create(
        user=account(employee), type=Authenticator.Type.TOTP, data={"secret": ""}
    )  # fmt: skip


@pytest.mark.covers("K19", "R-145")
def test_the_rights_hold_from_their_day_to_their_last_and_are_gone_the_day_after(
    agent: Employee, newcomer: Employee, delegate: Delegate
) -> None:
    assert not may(agent, newcomer)
    delegate()

    assert may(agent, newcomer)
    with time_machine.travel(at(25, hour=23)):
        assert may(agent, newcomer)
    with time_machine.travel(at(26, hour=0)):
        assert not may(agent, newcomer)


@pytest.mark.covers("K19")
def test_before_their_day_they_give_nothing(agent: Employee, newcomer: Employee, delegate: Delegate) -> None:
    delegate(starts_on=TODAY + timedelta(days=1))

    assert not may(agent, newcomer)


@pytest.mark.covers("K19")
def test_a_delegate_never_decides_about_themself(agent: Employee, newcomer: Employee, delegate: Delegate) -> None:
    delegate()

    assert may(agent, newcomer)
    assert not may(agent, agent)
    with pytest.raises(NotAllowed):
        people.edit_training.require(account(agent), agent)
    assert agent not in people.edit_training.scope(account(agent), Employee.objects.all())


@pytest.mark.covers("K19")
def test_nobody_has_a_delegate_decide_about_the_giver(agent: Employee, leader: Employee, delegate: Delegate) -> None:
    delegate()

    assert not may(agent, leader)


@pytest.mark.covers("K19")
def test_who_was_lent_some_rights_of_a_role_holds_none(agent: Employee, delegate: Delegate) -> None:
    delegate()
    facts = facts_of(account(agent))

    assert facts.roles == ()
    assert [held.only for held in facts.lent] != []
    assert not facts.holds(Role.TEAM_LEAD)


@pytest.mark.covers("K19")
def test_nothing_but_what_was_named_is_lent(agent: Employee, delegate: Delegate) -> None:
    actor = account(agent)
    before = {name for name, right in registered_permissions().items() if right.beyond_own(actor)}
    loan = delegate().loan
    forget(actor)

    after = {name for name, right in registered_permissions().items() if right.beyond_own(actor)}
    assert loan is not None
    assert after - before == set(loan.rights.split()) - before
    assert {"people.edit_training", "people.see_skills"} <= after - before
    assert not facts_of(actor).holds(Role.TEAM_LEAD)


@pytest.mark.covers("K19")
def test_it_reaches_the_unit_it_was_given_for_and_no_other(
    agent: Employee, supervisor: Employee, delegate: Delegate, hire: Hire, tree: Tree
) -> None:
    other = hire("何雨", tree.aftersales_2, number="K10031")
    give_factor(agent)
    delegate(by=account(supervisor))

    assert not may(agent, other)
    assert may(supervisor, other)


@pytest.mark.covers("K19", "N3")
def test_what_needs_a_second_factor_is_lent_only_to_whoever_has_one_and_rests_without_it(
    agent: Employee, newcomer: Employee, supervisor: Employee, delegate: Delegate
) -> None:
    with pytest.raises(RuleViolation) as refused:
        delegate(by=account(supervisor))
    assert (refused.value.code, refused.value.facts) == ("people.lent_with_second_factor", {"name": agent.name})
    assert not RightsLent.objects.exists()

    factor = give_factor(agent)
    delegate(by=account(supervisor))
    assert may(agent, newcomer)
    factor.delete()
    Authenticator.objects.create(user=account(agent), type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not may(agent, newcomer)
    give_factor(agent)
    assert may(agent, newcomer)


@pytest.mark.covers("K19")
def test_nothing_is_lent_to_somebody_of_another_client(
    agent: Employee, stranger: Employee, hire: Hire, tree: Tree, delegate: Delegate
) -> None:
    chief = hire("郑总", tree.aftersales_1, number="K10033", role=Role.TEAM_LEAD, at=tree.company)
    for unit, person in ((tree.aftersales_1, stranger), (tree.ticketing, agent), (tree.company, agent)):
        with pytest.raises(RuleViolation) as refused:
            delegate(by=account(chief), unit_id=unit.pk, employee_id=person.pk)
        assert refused.value.code == "people.lent_within_client"
        assert refused.value.facts == {"name": person.name, "unit": unit.name}
    assert not RightsLent.objects.exists()

    assert delegate(by=account(chief), unit_id=tree.ticketing.pk, employee_id=stranger.pk).loan


@pytest.mark.covers("K19")
def test_it_cannot_be_passed_on(agent: Employee, peer: Employee, delegate: Delegate) -> None:
    delegate()
    forget(account(agent))

    with pytest.raises(NotAllowed):
        delegate(by=account(agent), employee_id=peer.pk)
    assert not lending.may_lend(account(agent), names=["training"], unit_id=Delegation.objects.get().unit_id, day=TODAY)


@pytest.mark.covers("K19")
def test_nobody_gives_more_than_they_have(delegate: Delegate, tree: Tree, other_leader: Employee) -> None:
    with pytest.raises(NotAllowed):
        delegate(unit_id=tree.aftersales_2.pk)
    with pytest.raises(NotAllowed):
        delegate(unit_id=tree.qinghe.pk)
    with pytest.raises(NotAllowed):
        delegate(by=account(other_leader))
    for lent in ([], ["everything"], ["training", "everything"]):
        with pytest.raises(RuleViolation) as refused:
            delegate(lent=lent)
        assert refused.value.code == "people.not_yours_to_lend"


@pytest.mark.covers("K19", "R-145")
def test_when_the_giver_loses_the_role_the_delegate_loses_the_rights(
    agent: Employee, leader: Employee, newcomer: Employee, delegate: Delegate
) -> None:
    delegate()
    RoleGrant.objects.filter(account=leader.account).update(valid_to=TODAY)
    assert not may(agent, newcomer)

    RoleGrant.objects.filter(account=leader.account).update(valid_to=None)
    assert may(agent, newcomer)
    account(leader).is_active = False
    account(leader).save()
    assert not may(agent, newcomer)


@pytest.mark.covers("K19")
def test_the_record_says_on_whose_behalf_and_the_number_limit_holds(
    agent: Employee, leader: Employee, newcomer: Employee, delegate: Delegate
) -> None:
    loan = delegate(most=2).loan
    actor = account(agent)
    for _time in range(2):
        forget(actor)
        people.edit_training.require(actor, newcomer)
        entry = record(actor, "people.skill_given", newcomer, subject=newcomer.pk)
        assert f'"on_behalf_of":{account(leader).pk}' in entry.facts.replace(" ", "")

    loan.refresh_from_db()
    assert (loan.used, may(agent, newcomer)) == (2, False)
    with pytest.raises(NotAllowed):
        on_behalf_of(actor)


def test_what_somebody_may_do_anyway_is_done_in_the_own_name(
    supervisor: Employee, leader: Employee, newcomer: Employee, delegate: Delegate, tree: Tree
) -> None:
    lending.lend(
        lender=account(leader), to=account(supervisor), names=["training"], unit=tree.aftersales_1, on=TODAY,
        until=LAST, most=None,
    )  # fmt: skip
    people.edit_training.require(account(supervisor), newcomer)

    assert "on_behalf_of" not in record(account(supervisor), "people.skill_given", newcomer).facts


@pytest.mark.covers("K19")
@pytest.mark.parametrize("who", ["leader", "agent"])
def test_it_can_end_early_with_a_reason_from_either_side_and_is_over_at_once(
    who: str, agent: Employee, leader: Employee, newcomer: Employee, delegate: Delegate
) -> None:
    row = delegate()
    by = account({"leader": leader, "agent": agent}[who])
    with pytest.raises(RuleViolation) as refused:
        services.end_delegation(delegation_id=row.pk, reason=" ", by=by, now=NOW)
    assert refused.value.code == "communication.delegation_reason"

    services.end_delegation(delegation_id=row.pk, reason="任务提前完成", by=by, now=NOW)

    assert not may(agent, newcomer)
    with pytest.raises(RuleViolation) as twice:
        services.end_delegation(delegation_id=row.pk, reason="再来", by=by, now=NOW)
    assert twice.value.code == "communication.delegation_over"
    assert AuditEntry.objects.filter(verb="communication.delegation_ended").count() == 1


def test_a_running_one_ends_today_and_keeps_its_past(agent: Employee, newcomer: Employee, delegate: Delegate) -> None:
    row = delegate()
    services.end_delegation(delegation_id=row.pk, reason="提前完成", by=account(agent), now=at(20))

    assert RightsLent.objects.get().valid_to == date(2026, 11, 20)


def test_only_the_two_end_it(supervisor: Employee, peer: Employee, delegate: Delegate) -> None:
    row = delegate()
    for other in (supervisor, peer):
        with pytest.raises(NotAllowed):
            services.end_delegation(delegation_id=row.pk, reason="x", by=account(other), now=NOW)


def test_bad_input_is_refused(  # noqa: PLR0917 - one fixture per person
    leader: Employee, agent: Employee, stranger: Employee, hire: Hire, tree: Tree, delegate: Delegate
) -> None:
    agent_without = hire("钱进", tree.aftersales_1, number="K10032")
    account(agent_without).is_active = False
    account(agent_without).save()
    cases: dict[str, list[dict[str, Any]]] = {
        "delegation_whom": [{"employee_id": one.pk} for one in (leader, stranger, agent_without)],
        "delegation_task": [{"task": "  "}],
        "delegation_dates": [
            {"starts_on": TODAY - timedelta(days=1)}, {"ends_on": TODAY - timedelta(days=1)},
        ],
        "delegation_too_long": [{"ends_on": TODAY + timedelta(days=92)}],
    }  # fmt: skip
    for code, changes in cases.items():
        for change in changes:
            with pytest.raises(RuleViolation) as refused:
                delegate(**change)
            assert refused.value.code == f"communication.{code}", change
    delegate(ends_on=TODAY + timedelta(days=91))
    assert Delegation.objects.count() == 1


@pytest.mark.parametrize(
    "data_class", ["role_grant", "pay_base", "audit_log", "grievance", "dispute_case", "discipline_case", "appeal"]
)
def test_the_most_private_can_never_be_put_on_the_list(data_class: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from dengta.foundation.access import permission

    monkeypatch.setattr(permission, "_registry", dict(permission._registry))
    right = Permission(
        f"test.{data_class}", Employee, data_class=data_class, action=Action.READ, reach=Reach(unit="pk")
    )
    with pytest.raises(ValueError, match="test"):
        lending.register_lendable("test", "x", right)


def test_a_right_over_a_whole_catalogue_cannot_be_put_on_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    from dengta.foundation.access import permission

    monkeypatch.setattr(permission, "_registry", dict(permission._registry))
    right = Permission("test.all", Employee, data_class="culture", action=Action.WRITE, reach=Reach())
    with pytest.raises(ValueError, match="test"):
        lending.register_lendable("test", "x", right)


@pytest.mark.covers("R-040")
def test_a_group_without_a_task_with_authority_this_month_is_listed(
    leader: Employee, supervisor: Employee, tree: Tree, delegate: Delegate
) -> None:
    assert selectors.groups_without(account(leader), TODAY) == [tree.aftersales_1]
    assert selectors.groups_without(account(supervisor), TODAY) == [tree.aftersales_1]

    delegate()

    assert selectors.groups_without(account(leader), TODAY) == []
    assert selectors.groups_without(account(leader), date(2026, 12, 1)) == [tree.aftersales_1]


@pytest.mark.covers("R-040")
def test_one_taken_back_last_month_does_not_count_for_this_one(
    leader: Employee, tree: Tree, delegate: Delegate
) -> None:
    row = delegate(ends_on=date(2026, 12, 20))
    assert selectors.groups_without(account(leader), date(2026, 12, 1)) == []

    services.end_delegation(delegation_id=row.pk, reason="完成", by=account(leader), now=at(27))

    assert selectors.groups_without(account(leader), date(2026, 12, 1)) == [tree.aftersales_1]


def test_the_page_hands_over_and_the_receiver_is_told(
    leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    form = {
        "employee_id": agent.pk, "unit_id": tree.aftersales_1.pk, "task": "带新人", "lent": "training",
        "starts_on": "2026-11-18", "ends_on": "2026-11-20", "most": "", "limits": "",
    }  # fmt: skip
    wrong = browser.post(reverse("delegations:new"), {**form, "ends_on": "2026-11-01"})
    right = browser.post(reverse("delegations:new"), form)

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert told(agent) == ["您可以代表周敏作决定"]
    assert "带新人" in signed_in(agent).get(reverse("delegations:list")).content.decode()


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_for_one_row_and_for_many(  # noqa: PLR0917 - one fixture per person
    rows: int, leader: Employee, agent: Employee, tree: Tree, signed_in: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    Delegation.objects.bulk_create(
        Delegation(giver=leader, employee=agent, unit=tree.aftersales_1, task=f"任务 {n}", starts_on=TODAY,
                   ends_on=LAST, given_at=NOW, lent=["training"])
        for n in range(rows)
    )  # fmt: skip
    browser: Client = signed_in(leader)
    browser.get(reverse("delegations:list"))
    with django_assert_num_queries(9):
        answer = browser.get(reverse("delegations:list"))
    assert answer.content.decode().count("任务 ") == rows
