"""Who holds a role today."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from dengta.domains.people.models import Employee, RoleGrant
from dengta.foundation.access import Role, holders_of
from tests.cast import Tree

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
