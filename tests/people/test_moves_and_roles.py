"""Moves with consent, and roles that exclude each other."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.utils import timezone

from dengta.domains.people import policies
from dengta.domains.people.models import Employee, Membership, Move, RoleGrant
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.people.services.moves import answer_move, propose_move, withdraw_move
from dengta.domains.people.services.roles import grant_role, revoke_role
from dengta.foundation.access import Role, forget
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree

TODAY, DECEMBER = date(2026, 11, 18), date(2026, 12, 1)


@pytest.fixture
def now() -> datetime:
    return timezone.localtime()


@pytest.fixture
def proposed(leader: Employee, agent: Employee, tree: Tree, now: datetime) -> Move:
    """周敏 would like 李佳怡 to help 售后二组 from December."""
    assert leader.account is not None
    return propose_move(
        employee_id=agent.pk, to=tree.aftersales_2, on=DECEMBER, reason="售后二组缺人", by=leader.account, now=now
    )


@pytest.mark.covers("A9")
def test_a_proposal_changes_nothing_until_the_person_agrees(
    agent: Employee, proposed: Move, tree: Tree, now: datetime
) -> None:
    assert agent.account is not None
    assert team_on([agent.pk], DECEMBER) == {agent.pk: tree.aftersales_1.pk}
    assert Notice.objects.filter(account=agent.account, kind="people.move").count() == 1

    answer_move(move_id=proposed.pk, agree=True, note="愿意试试", by=agent.account, now=now)

    assert team_on([agent.pk], date(2026, 11, 30)) == {agent.pk: tree.aftersales_1.pk}
    assert team_on([agent.pk], DECEMBER) == {agent.pk: tree.aftersales_2.pk}
    entry = AuditEntry.objects.get(verb="people.move_agreed")
    assert (entry.subject_id, "愿意试试" in entry.facts) == (agent.pk, True)


@pytest.mark.covers("A9")
def test_a_no_leaves_everything_as_it_was_and_the_leader_is_told(
    leader: Employee, agent: Employee, proposed: Move, tree: Tree, now: datetime
) -> None:
    assert agent.account is not None
    answer_move(move_id=proposed.pk, agree=False, note="想留在现在的组", by=agent.account, now=now)

    assert team_on([agent.pk], DECEMBER) == {agent.pk: tree.aftersales_1.pk}
    assert Membership.objects.filter(employee=agent).count() == 1
    assert Notice.objects.filter(account=leader.account, kind="people.move").count() == 1


@pytest.mark.covers("A9")
def test_nobody_answers_for_somebody_else(leader: Employee, hr: Employee, proposed: Move, now: datetime) -> None:
    for other in (leader, hr):
        assert other.account is not None
        with pytest.raises(NotAllowed):
            answer_move(move_id=proposed.pk, agree=True, note="", by=other.account, now=now)


@pytest.mark.covers("A9")
def test_a_yes_after_the_date_takes_effect_today(leader: Employee, agent: Employee, tree: Tree, now: datetime) -> None:
    assert leader.account is not None
    assert agent.account is not None
    move = propose_move(employee_id=agent.pk, to=tree.aftersales_2, on=TODAY, reason="缺人", by=leader.account, now=now)
    later = now.replace(day=20)
    answer_move(move_id=move.pk, agree=True, note="", by=agent.account, now=later)

    assert team_on([agent.pk], date(2026, 11, 19)) == {agent.pk: tree.aftersales_1.pk}
    assert team_on([agent.pk], date(2026, 11, 20)) == {agent.pk: tree.aftersales_2.pk}


@pytest.mark.covers("A9")
def test_a_proposal_needs_a_reason_another_team_and_a_day_to_come(
    leader: Employee, agent: Employee, tree: Tree, now: datetime
) -> None:
    assert leader.account is not None
    cases = {
        "people.reason_missing": (tree.aftersales_2, DECEMBER, " "),
        "people.already_there": (tree.aftersales_1, DECEMBER, "缺人"),
        "people.move_in_the_past": (tree.aftersales_2, date(2026, 11, 1), "缺人"),
    }
    for code, (to, on, reason) in cases.items():
        with pytest.raises(RuleViolation) as refused:
            propose_move(employee_id=agent.pk, to=to, on=on, reason=reason, by=leader.account, now=now)
        assert refused.value.code == code


@pytest.mark.covers("A9")
def test_an_open_proposal_can_be_withdrawn_and_not_doubled(
    leader: Employee, agent: Employee, proposed: Move, tree: Tree, now: datetime
) -> None:
    assert leader.account is not None
    with pytest.raises(RuleViolation) as doubled:
        propose_move(employee_id=agent.pk, to=tree.ticketing, on=DECEMBER, reason="又", by=leader.account, now=now)
    withdraw_move(move_id=proposed.pk, reason="另有安排", by=leader.account, now=now)

    assert doubled.value.code == "people.proposal_open_already"
    proposed.refresh_from_db()
    assert proposed.status == Move.Status.WITHDRAWN


@pytest.mark.covers("A2", "A9")
def test_a_leader_of_another_client_proposes_nothing_here(
    other_leader: Employee, agent: Employee, tree: Tree, now: datetime
) -> None:
    assert other_leader.account is not None
    with pytest.raises(NotAllowed):
        propose_move(
            employee_id=agent.pk, to=tree.ticketing, on=DECEMBER, reason="挖人", by=other_leader.account, now=now
        )


# --- roles ------------------------------------------------------------------------------------------------


def test_a_role_gives_its_rights_from_its_day_until_the_day_before_it_ends(
    admin: Employee, peer: Employee, agent: Employee, tree: Tree
) -> None:
    assert peer.account is not None
    grant = grant_role(
        account_id=peer.account.pk, role=Role.TEAM_LEAD, unit=tree.aftersales_1, on=TODAY, by=admin.account
    )
    forget(peer.account)
    assert policies.edit_training.allows(peer.account, agent)

    revoke_role(grant_id=grant.pk, on=TODAY, reason="代班结束", by=admin.account)
    forget(peer.account)
    assert not policies.edit_training.allows(peer.account, agent)
    assert AuditEntry.objects.filter(verb__in=("people.role_granted", "people.role_revoked")).count() == 2


def test_nobody_gives_or_ends_a_role_of_their_own(admin: Employee, tree: Tree) -> None:
    assert admin.account is not None
    with pytest.raises(RuleViolation) as given:
        grant_role(account_id=admin.account.pk, role=Role.HR, unit=tree.company, on=TODAY, by=admin.account)
    own = RoleGrant.objects.get(account=admin.account)
    with pytest.raises(RuleViolation) as ended:
        revoke_role(grant_id=own.pk, on=TODAY, reason="试试", by=admin.account)

    assert given.value.code == ended.value.code == "people.not_about_yourself"


@pytest.mark.parametrize(
    "case",
    [
        ((Role.AUDITOR, "company"), (Role.ADMIN, "company"), True),
        ((Role.HR, "qinghe"), (Role.AUDITOR, "yunfan"), True),
        ((Role.COUNSELLOR, "company"), (Role.TEAM_LEAD, "aftersales_1"), True),
        ((Role.TEAM_LEAD, "aftersales_1"), (Role.COUNSELLOR, "qinghe"), True),
        ((Role.COUNSELLOR, "yunfan"), (Role.TEAM_LEAD, "aftersales_1"), False),
        ((Role.MENTOR, "aftersales_1"), (Role.COUNSELLOR, "aftersales_1"), False),
    ],
)
def test_roles_that_exclude_each_other_are_refused(
    admin: Employee, hire: Callable[..., Employee], tree: Tree, case: tuple[tuple[Role, str], tuple[Role, str], bool]
) -> None:
    held, wished, clash = case
    person = hire("许静", None, role=held[0], at=getattr(tree, held[1]))
    assert person.account is not None

    def give() -> RoleGrant:
        assert person.account is not None
        unit = getattr(tree, wished[1])
        return grant_role(account_id=person.account.pk, role=wished[0], unit=unit, on=TODAY, by=admin.account)

    if clash:
        with pytest.raises(RuleViolation) as refused:
            give()
        assert refused.value.code == "people.roles_exclude"
    else:
        assert give().role == wished[0]


def test_after_the_first_role_has_ended_the_other_may_be_given(
    admin: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    person = hire("严正", None, role=Role.AUDITOR, at=tree.company)
    assert person.account is not None
    RoleGrant.objects.filter(account=person.account).update(valid_to=TODAY)

    assert grant_role(account_id=person.account.pk, role=Role.HR, unit=tree.company, on=TODAY, by=admin.account)


def test_leaders_give_no_roles(leader: Employee, agent: Employee, tree: Tree) -> None:
    assert agent.account is not None
    with pytest.raises(NotAllowed):
        grant_role(
            account_id=agent.account.pk, role=Role.TEAM_LEAD, unit=tree.aftersales_1, on=TODAY, by=leader.account
        )
