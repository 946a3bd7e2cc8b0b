"""Who holds a role today."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from dengta.domains.people.models import Employee, Membership, RoleGrant
from dengta.domains.people.selectors.acting import facts_on
from dengta.foundation.access import Role, holders_of
from tests.cast import FOUNDED, Tree

pytestmark = pytest.mark.django_db


def test_the_house_knows_whom_to_tell_and_asks_for_today(
    admin: Employee, leader: Employee, hire: Callable[..., Employee], tree: Tree
) -> None:
    former = hire("马前", None, number="K90012", role=Role.ADMIN, at=tree.company)
    RoleGrant.objects.filter(account=former.account).update(valid_to=timezone.localdate())
    closed = hire("马关", None, number="K90013", role=Role.ADMIN, at=tree.company)
    assert closed.account is not None
    closed.account.is_active = False
    closed.account.save()
    tomorrow = timezone.localdate() + timedelta(days=1)
    RoleGrant.objects.create(account=admin.account, role=Role.ADMIN, unit=tree.company, valid_from=tomorrow)

    assert holders_of([Role.ADMIN]) == [admin.account]


def test_memberships_that_overlap_lock_nobody_out_and_give_no_role(leader: Employee, tree: Tree) -> None:
    today = timezone.localdate()
    Membership.objects.create(
        employee=leader,
        unit=tree.aftersales_2,
        valid_from=FOUNDED + timedelta(days=1),
        valid_to=today + timedelta(days=1),
    )
    facts = facts_on(leader.account, today)

    assert facts.employee_id == leader.pk
    assert [(held.role, held.unit_id) for held in facts.roles] == [(Role.TEAM_LEAD, tree.aftersales_1.pk)]
