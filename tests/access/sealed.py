"""What two people alone may read, put into a house of the access matrix; and every place where a word of it could lie.

`seal` writes a private note of each side of a 1:1, a grievance with a note of its handler, a mediation and the address
for somebody outside. It is done in the browsers of those who write them, so that logs and sessions are part of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.urls import reverse

from dengta.domains.communication.models import Grievance, Mediation, OneOnOne
from dengta.domains.communication.services import mediations, one_on_ones, outsiders
from dengta.domains.communication.services import requests as request_services
from tests.access.frame import House
from tests.communication.talking import account
from tests.communication.test_requests import ACROSS
from tests.conftest import NOW


@dataclass(frozen=True)
class Sealed:
    """What was written, and by whom each word may be read."""

    talk: OneOnOne
    grievance: Grievance
    mediation: Mediation
    words: dict[str, frozenset[str]]

    def closed_to(self, persona: str) -> list[str]:
        """The words that this persona must find nowhere."""
        return [word for word, readers in self.words.items() if persona not in readers]


def seal(house: House) -> Sealed:
    """The trainer is the person: the rows of the rooms are about others, and stay as they are."""
    before = set(house.canaries)
    talk = _talk_with_two_notes(house)
    grievance = _grievance_about_the_leader(house)
    mediation = _mediation(house)
    address = _address_for_outside(house)
    words = {word: readers for word, readers in house.canaries.items() if word not in before}
    house.canaries[address] = words[address] = frozenset()
    return Sealed(talk, grievance, mediation, words)


def _talk_with_two_notes(house: House) -> OneOnOne:
    talk = one_on_ones.plan_one_on_one(
        employee_id=house.trainer.pk, at=NOW + timedelta(hours=5), by=account(house.leader), now=NOW
    )
    for persona in ("trainer", "leader"):
        note = house.plant(f"sealed note of the {persona}", seen_by={persona})
        _post(house, persona, "one_on_ones:note", talk.pk, text=note)
    return talk


def _grievance_about_the_leader(house: House) -> Grievance:
    readers = {"trainer", "supervisor"}
    what, wish = house.plant("sealed grievance", seen_by=readers), house.plant("sealed wish", seen_by=readers)
    said = {"what": what, "wish": wish, "accused_id": house.leader.number}
    done = house.browsers["trainer"].post(reverse("grievances:new"), said)
    assert done.status_code == 302, done.content.decode()
    row = Grievance.objects.get(complainant=house.trainer)
    note = house.plant("sealed note of the handler", seen_by={"supervisor"})
    _post(house, "supervisor", "grievances:step", row.pk, kind="calming", text="面谈半小时，情绪平复")
    _post(house, "supervisor", "grievances:step", row.pk, kind="note", text=note)
    return row


def _mediation(house: House) -> Mediation:
    readers = {"trainer", "quality", "leader"}
    topic, view = house.plant("sealed matter", seen_by=readers), house.plant("sealed view", seen_by=readers)
    row = mediations.open_mediation(
        first_id=house.trainer.pk, second_id=house.quality.pk, topic=topic, by=account(house.leader), now=NOW
    )
    _post(house, "quality", "mediations:view", row.pk, view=view)
    return row


def _address_for_outside(house: House) -> str:
    """The token of a link for another department: it is shown once, and kept nowhere."""
    request = request_services.ask_across(**ACROSS, by=account(house.leader), now=NOW)
    opened = outsiders.open_link(request_id=request.pk, recipient="物流部 王工", by=account(house.leader), now=NOW)
    return opened.token


def _post(house: House, persona: str, name: str, pk: object, **said: str) -> None:
    done = house.browsers[persona].post(reverse(name, args=[pk]), said)
    assert done.status_code == 302, done.content.decode()


def found_in_tables(words: Iterable[str]) -> list[str]:
    """Every table with a row that says one of these words: sealed fields lie encrypted, so there is none."""
    wanted = list(words)
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return [table for table in tables if any(word in row for row in _rows(cursor, table) for word in wanted)]


def _rows(cursor: object, table: str) -> Iterator[str]:
    cursor.execute(f'SELECT * FROM "{table}"')  # type: ignore[attr-defined]
    yield from (" ".join(map(str, row)) for row in cursor.fetchall())  # type: ignore[attr-defined]
