"""Grievances: whoever brought one, whoever handles it, and for everybody else nothing, whatever office they hold."""

from dengta.domains.communication.models import Grievance
from dengta.domains.communication.services import grievance_handling, grievances
from dengta.domains.people.models import Account, Employee
from tests.access.frame import EVERYBODY, House, Row
from tests.conftest import NOW

BOTH = {"GET", "POST"}


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def _bring(house: House, name: str, by: Employee, accused: Employee | None, readers: set[str]) -> Grievance:
    what = house.plant(f"grievance about {name}", seen_by=readers)
    about = accused.pk if accused else None
    row = grievances.bring(what=what, wish="希望当面说清楚", accused_id=about, by=account(by), now=NOW)
    house[name] = row
    return row


def furnish(house: House) -> None:
    """One about the leader, one about a colleague, one about the supervisor, one about HR, and one that is answered."""
    agent = house.agent
    _bring(house, "leader", agent, house.leader, {"agent", "supervisor"})
    _bring(house, "peer", agent, house.peer, {"agent", "leader"})
    _bring(house, "supervisor", agent, house.supervisor, {"agent", "executive"})
    _bring(house, "hr", house.peer, house.hr, {"peer", "leader"})
    answered = _bring(house, "answered", agent, None, {"agent", "leader"})
    note = house.plant("note of the handlers", seen_by={"leader"})
    outcome = house.plant("outcome of a grievance", seen_by={"agent", "leader"})
    step = {"grievance_id": answered.pk, "by": account(house.leader), "now": NOW}
    grievance_handling.add_handling_step(kind="calming", text="面谈半小时，情绪平复", **step)
    grievance_handling.add_handling_step(kind="note", text=note, **step)
    grievance_handling.tell_outcome(outcome=outcome, **step)


def _of(name: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk}


ROWS = [
    Row("grievances:list", EVERYBODY, faces=("agent", "leader")),
    Row("grievances:new", EVERYBODY, methods=BOTH),
    Row("grievances:one", {"agent", "supervisor"}, args=_of("leader"), faces=("supervisor",)),
    Row("grievances:one", {"agent", "leader"}, args=_of("peer")),
    Row("grievances:one", {"agent", "executive"}, args=_of("supervisor")),
    Row("grievances:one", {"peer", "leader"}, args=_of("hr")),
    Row("grievances:one", {"agent", "leader"}, args=_of("answered"), faces=("agent", "leader")),
    Row("grievances:step", {"supervisor"}, methods=BOTH, args=_of("leader")),
    Row("grievances:outcome", {"supervisor"}, methods=BOTH, args=_of("leader")),
    Row("grievances:hand_on", {"agent", "supervisor"}, methods=BOTH, args=_of("leader")),
    Row("grievances:react", {"agent"}, methods=BOTH, args=_of("answered")),
    Row("grievances:withdraw", {"agent"}, methods=BOTH, args=_of("leader")),
    Row("grievances:step", {"leader"}, methods=BOTH, args=_of("peer")),
    Row("grievances:withdraw", {"peer"}, methods=BOTH, args=_of("hr")),
]
