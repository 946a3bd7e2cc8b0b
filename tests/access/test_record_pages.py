"""Everybody sees who opened the own file; auditors search the whole record."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from tests.cast import Tree

Browser = Callable[[Employee], Client]


@pytest.mark.covers("N4")
def test_everybody_sees_who_opened_the_own_file_and_nobody_elses(
    agent: Employee, peer: Employee, leader: Employee, hr: Employee, signed_in: Browser
) -> None:
    record(hr.account, "account.enabled", agent.account, subject=agent.pk)
    record(hr.account, "account.disabled", peer.account, subject=peer.pk)

    own = signed_in(agent).get(reverse("accounts:opened")).content.decode()
    assert "孙丽" in own
    assert own.count("孙丽") == 1
    assert "孙丽" not in signed_in(leader).get(reverse("accounts:opened")).content.decode()


@pytest.mark.covers("N4")
def test_the_auditor_searches_the_whole_record_and_the_admin_sees_only_how_much(  # noqa: PLR0917 - a scene with three people
    agent: Employee,
    hr: Employee,
    admin: Employee,
    hire: Callable[..., Employee],
    tree: Tree,
    signed_in: Browser,
) -> None:
    auditor = hire("严正", None, number="K90009", role=Role.AUDITOR, at=tree.company)
    record(hr.account, "account.enabled", agent.account, subject=agent.pk, why="借调")
    address = reverse("accounts:record")

    found = signed_in(auditor).get(address, {"person": "李佳怡", "verb": "account.enabled"}).content.decode()
    assert "借调" in found
    assert "借调" not in signed_in(auditor).get(address, {"person": "陈浩然"}).content.decode()
    assert "借调" not in signed_in(auditor).get(address, {"until": "2026-11-17"}).content.decode()
    outline = signed_in(admin).get(address).content.decode()
    assert "借调" not in outline
    assert "孙丽" not in outline


@pytest.mark.covers("N4")
def test_the_record_page_asks_the_database_as_often_for_one_entry_as_for_fifty(
    agent: Employee,
    hr: Employee,
    hire: Callable[..., Employee],
    tree: Tree,
    signed_in: Browser,
) -> None:
    browser = signed_in(hire("严正", None, number="K90009", role=Role.AUDITOR, at=tree.company))
    counts = []
    for times in (1, 40):
        for _entry in range(times):
            record(hr.account, "account.enabled", agent.account, subject=agent.pk)
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("accounts:record"))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
