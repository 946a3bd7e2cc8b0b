"""Praise with a case is read as far as its receiver said; the wall by whoever is around it; coverage by who leads."""

from typing import Any

from dengta.domains.people.models import Employee, Membership
from dengta.domains.recognition.models import PraiseCase, Reward, RewardShare
from dengta.domains.recognition.services.praise import share_case
from dengta.domains.recognition.services.wall import choose_readers
from tests.access.frame import EVERYBODY, STAFF, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}
# Those with a branch or a house around them; a guest of the client has none of ours.
AROUND = EVERYBODY - {"client", "stranger", "other_leader"}
LEADERS = {"leader", "supervisor", "hr", "executive"}


def furnish(house: House) -> None:
    """A case between two, one for the team, one on the wall and told outside; a reward on the wall."""
    between = LEADERS | {"agent"}
    house["between"] = _case(house, house.plant("praise that nobody shared", seen_by=between))
    house["for_team"] = _case(house, house.plant("praise for the team", seen_by=between | _in_team(house)), "team")
    house["on_wall"] = _case(house, house.plant("praise for everybody", seen_by=AROUND), "outside")
    reward = Reward.objects.create(
        employee=house.agent, unit=house.tree.aftersales_1, form="honour", source="service_star", key="2026-11",
        title=house.plant("reward on the wall", seen_by=AROUND), facts_known_on=NOW.date(), granted_on=NOW.date(),
    )  # fmt: skip
    RewardShare.objects.create(reward=reward, since=NOW)


def _in_team(house: House) -> set[str]:
    members = set(Membership.objects.filter(unit=house.tree.aftersales_1).values_list("employee_id", flat=True))
    return {name for name in EVERYBODY if getattr(getattr(house, name, None), "pk", None) in members}


def _case(house: House, changed: str, seen_by: str = "private") -> PraiseCase:
    by, receiver = house.leader.account, house.agent
    assert by is not None
    case = share_case(
        receiver=receiver, happened="客户第三次来电说退款没有到", did="先复述再核实，当场查到原因", changed=changed,
        tags=("help",), by=by, now=NOW,
    )  # fmt: skip
    if seen_by != "private":
        _choose(receiver, case, seen_by)
    return case


def _choose(who: Employee, case: PraiseCase, seen_by: str) -> None:
    assert who.account is not None
    choose_readers(source="praise", key=case.pk, seen_by=seen_by, by=who.account, now=NOW)


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


ROWS = [
    Row("praise:cases", STAFF, faces=("agent", "leader")),
    Row("praise:case", LEADERS | {"agent"}, args=_of("between"), faces=("agent",)),
    Row("praise:case", AROUND, args=_of("on_wall"), faces=("agent", "peer")),
    Row("praise:share", LEADERS | {"other_leader"}, methods=BOTH),
    Row("praise:mine", STAFF, faces=("agent",)),
    Row("praise:readers", {"agent"}, methods={"POST"}, args=_of("between", source="praise"), data={"seen_by": "wall"}),
    Row("praise:received", LEADERS, args=lambda house: {"pk": house.tree.aftersales_1.pk}, faces=("leader",)),
    Row("praise:coverage", LEADERS | {"other_leader"}, faces=("leader",)),
    Row("wall:wall", STAFF, faces=("agent", "leader")),
    Row("wall:printed", STAFF, faces=("agent",)),
    Row("wall:outside", LEADERS | {"other_leader"}, faces=("leader",)),
    Row("wall:export", LEADERS | {"other_leader"}, query="format=txt"),
]
