"""The cast. One company, two clients that must never see each other, and people with names.

华东客服中心 → 上海 → 青禾电商 → 售后一组 (周敏 leads; 李佳怡, 陈浩然), 售后二组 (林涛 leads; 何雨)
             → 成都 → 云帆出行 → 票务组 (吴刚 leads; 赵磊)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from dengta.config.middleware import begin_session, needs_second_factor
from dengta.domains.people.models import Account, Employee, Membership, RoleGrant, Unit, UnitLink
from dengta.domains.people.services.closure import rebuild_closure
from dengta.foundation.access import Role

FOUNDED = date(2025, 1, 1)


@dataclass
class Tree:
    """The units of the cast, by name."""

    company: Unit
    shanghai: Unit
    chengdu: Unit
    qinghe: Unit
    yunfan: Unit
    aftersales_1: Unit
    aftersales_2: Unit
    ticketing: Unit


def found() -> Tree:
    """The organisation of the cast; in bulk, because most tests begin with it."""
    company = Unit(kind="company", code="HD", name="华东客服中心", time_zone="Asia/Shanghai")
    shanghai, chengdu = Unit(kind="site", code="SH", name="上海"), Unit(kind="site", code="CD", name="成都")
    qinghe = Unit(kind="client", code="QH", name="青禾电商")
    yunfan = Unit(kind="client", code="YF", name="云帆出行")
    aftersales_1 = Unit(kind="team", code="QH1", name="售后一组")
    aftersales_2 = Unit(kind="team", code="QH2", name="售后二组")
    ticketing = Unit(kind="team", code="YF1", name="票务组")
    units = (company, shanghai, chengdu, qinghe, yunfan, aftersales_1, aftersales_2, ticketing)
    above = (company, company, shanghai, chengdu, qinghe, qinghe, yunfan)
    Unit.objects.bulk_create(units)
    UnitLink.objects.bulk_create(
        UnitLink(child=child, parent=parent, valid_from=FOUNDED) for child, parent in zip(units[1:], above, strict=True)
    )
    rebuild_closure()
    return Tree(*units)


@pytest.fixture
def tree(db: None) -> Tree:
    """The organisation of the cast."""
    return found()


def join(
    tree: Tree, name: str, team: Unit | None, *, number: str = "", role: Role | None = None, at: Unit | None = None
) -> Employee:
    """Somebody joins; the account holds `role` at `at` (or the team)."""
    number = number or f"K{Employee.objects.count() + 30001}"
    account = Account.objects.create_user(username=number.lower(), email=f"{number.lower()}@example.com")
    employee = Employee.objects.create(number=number, name=name, account=account, hired_on=FOUNDED)
    if team is not None:
        Membership.objects.create(employee=employee, unit=team, valid_from=FOUNDED)
    if role is not None:
        unit = at or team or tree.company
        RoleGrant.objects.create(account=account, role=role, unit=unit, valid_from=FOUNDED)
    return employee


@pytest.fixture
def hire(tree: Tree) -> Callable[..., Employee]:
    """Somebody joins: `hire("李佳怡", tree.aftersales_1)`; with `role=` the account holds it at `at` (or the team)."""
    return partial(join, tree)


@pytest.fixture
def leader(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """周敏 leads 售后一组."""
    return hire("周敏", tree.aftersales_1, number="K10001", role=Role.TEAM_LEAD)


@pytest.fixture
def agent(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """李佳怡, agent in 售后一组."""
    return hire("李佳怡", tree.aftersales_1, number="K10002")


@pytest.fixture
def peer(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """陈浩然, agent in the same team."""
    return hire("陈浩然", tree.aftersales_1, number="K10003")


@pytest.fixture
def other_leader(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """吴刚 leads 票务组, of another client: everything of ours must be 404 for him."""
    return hire("吴刚", tree.ticketing, number="K20001", role=Role.TEAM_LEAD)


@pytest.fixture
def stranger(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """赵磊, agent of another client."""
    return hire("赵磊", tree.ticketing, number="K20002")


@pytest.fixture
def supervisor(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """林涛 is supervisor of all of 青禾电商."""
    return hire("林涛", tree.aftersales_2, number="K10010", role=Role.SUPERVISOR, at=tree.qinghe)


@pytest.fixture
def hr(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """孙丽, HR of the whole company."""
    return hire("孙丽", None, number="K90001", role=Role.HR, at=tree.company)


@pytest.fixture
def admin(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """马超 administers the installation."""
    return hire("马超", None, number="K90002", role=Role.ADMIN, at=tree.company)


def sign_in(employee: Employee) -> Client:
    """A browser in which this employee is signed in, with the second factor where the role needs one."""
    client = Client()
    assert employee.account is not None
    if needs_second_factor(employee.account):
        Authenticator.objects.get_or_create(
            user=employee.account, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}}
        )
    client.force_login(employee.account)
    session = client.session
    begin_session(session)
    session["guard"]["factor"] = True
    session.save()
    return client


@pytest.fixture
def signed_in() -> Callable[[Employee], Client]:
    """A browser in which this employee is signed in, with the second factor where the role needs one."""
    return sign_in
