"""A private note is read by its author and by nobody else, whatever the role, and stands nowhere but on their page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import OneOnOne, PrivateNote
from dengta.domains.communication.selectors.one_on_ones import private_note
from dengta.domains.communication.services.one_on_ones import plan_one_on_one
from dengta.domains.communication.services.private_notes import keep_private_note
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
CANARY = "只有我知道的金丝雀"


@pytest.fixture
def talk(leader: Employee, agent: Employee) -> OneOnOne:
    return plan_one_on_one(employee_id=agent.pk, at=NOW + timedelta(hours=6), by=leader.account, now=NOW)


@pytest.mark.covers("K2")
def test_only_the_author_reads_a_note_whatever_the_role(  # noqa: PLR0917 - fixtures
    talk: OneOnOne, leader: Employee, agent: Employee, supervisor: Employee, hr: Employee, admin: Employee
) -> None:
    keep_private_note(talk_id=talk.pk, text=CANARY, by=agent.account)

    assert private_note(talk, agent.account) == CANARY
    assert {private_note(talk, who.account) for who in (leader, supervisor, hr, admin)} == {""}


@pytest.mark.covers("K2")
def test_each_of_the_two_has_a_note_of_their_own_and_sees_one(
    talk: OneOnOne, leader: Employee, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    for who, text in ((leader, "组长的笔记"), (agent, CANARY)):
        done = signed_in(who).post(reverse("one_on_ones:note", args=[talk.pk]), {"text": text})
        assert done.status_code == 302
    address = reverse("one_on_ones:talk", args=[talk.pk])
    seen = {who.pk: signed_in(who).get(address).content.decode() for who in (leader, agent)}

    assert "组长的笔记" in seen[leader.pk]
    assert CANARY not in seen[leader.pk]
    assert CANARY in seen[agent.pk]
    assert "组长的笔记" not in seen[agent.pk]


def test_whoever_is_not_of_the_two_writes_none_and_an_empty_one_is_thrown_away(
    talk: OneOnOne, agent: Employee, peer: Employee
) -> None:
    with pytest.raises(OneOnOne.DoesNotExist):
        keep_private_note(talk_id=talk.pk, text="x", by=peer.account)
    keep_private_note(talk_id=talk.pk, text=CANARY, by=agent.account)
    keep_private_note(talk_id=talk.pk, text=" ", by=agent.account)
    assert not PrivateNote.objects.exists()


@pytest.mark.covers("K2")
def test_it_lies_encrypted_and_stands_in_no_other_table_at_all(talk: OneOnOne, agent: Employee) -> None:
    entries = AuditEntry.objects.count()
    keep_private_note(talk_id=talk.pk, text=CANARY, by=agent.account)

    assert AuditEntry.objects.count() == entries
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                assert CANARY not in " ".join(map(str, row)), table
