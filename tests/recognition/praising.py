"""How the tests of praise let people praise each other."""

from datetime import datetime

from dengta.domains.communication.models import Praise
from dengta.domains.communication.services.culture import give_praise
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import PraiseCase
from dengta.domains.recognition.services.praise import share_case
from dengta.domains.recognition.services.wall import choose_readers
from tests.conftest import NOW
from tests.recognition.adopting import account

DID = "先把客户的话复述一遍，再打电话核实"


def thank(giver: Employee, receiver: Employee, *, text: str = "替我接了最难的一通电话", now: datetime = NOW) -> Praise:
    return give_praise(receiver=receiver, text=text, tags=("help",), by=account(giver), now=now)


def praise(giver: Employee, receiver: Employee, *, now: datetime = NOW, **other: str) -> PraiseCase:
    said = {"happened": "客户第三次来电，说退款没有到", "did": DID, "changed": "客户当天收到退款，没有再来电", **other}
    return share_case(receiver=receiver, tags=("customer", "help"), by=account(giver), now=now, **said)


def choose(who: Employee, source: str, key: int, seen_by: str, *, now: datetime = NOW) -> None:
    choose_readers(source=source, key=key, seen_by=seen_by, by=account(who), now=now)
