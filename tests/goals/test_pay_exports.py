"""Months, slips, bases, raises and client penalties leave as files: the rows of the list, by right, on record."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.goals.services import penalties, raises
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.paying import SOON, base, in_force, minimum_wage, october

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]


@pytest.fixture
def house(hire: Callable[..., Employee], tree: Tree, hr: Employee, agent: Employee, leader: Employee) -> dict[str, int]:
    """A month of one person, a raise and a penalty."""
    minimum_wage()
    base(agent)
    second = hire("张悦", None, number="K90011", role="hr", at=tree.company)
    run = october(in_force(tree.qinghe, hr, second), hr)
    raises.propose_raise(
        employee_id=agent.pk, percent=Decimal(10), starts_on=SOON, evidence="=质检满分", by=leader.account, now=NOW
    )
    return {"run": run.pk}


def rows_of(browser: Client, address: str) -> list[dict[str, str]]:
    """The file; of the most private data after a reason was given."""
    answer = browser.get(f"{address}?format=csv")
    if answer.status_code == 302:
        browser.post(answer["Location"], {"reason": "核对"})
        answer = browser.get(f"{address}?format=csv")
    assert answer.headers["Content-Type"].startswith("text/csv"), answer.status_code
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def taken() -> dict[str, object]:
    found: dict[str, object] = json.loads(AuditEntry.objects.filter(verb="exports.taken").latest("pk").facts)
    return {name: found[name] for name in ("name", "rows", "people")}


@pytest.mark.covers("B10")
def test_months_and_slips_leave_with_hr_and_each_is_on_record(
    house: dict[str, int], hr: Employee, agent: Employee, supervisor: Employee, signed_in: Browser
) -> None:
    browser = signed_in(hr)
    slips = reverse("pay:month", args=[house["run"]])
    (line,) = rows_of(browser, slips)
    assert agent.number in line.values()
    assert {"2000.00", "5000"} <= set(line.values())
    assert taken() == {"name": "goals.pay", "rows": 1, "people": 1}
    (month,) = rows_of(browser, reverse("pay:months"))
    assert "2026-10-01" in month.values()
    assert taken()["name"] == "goals.pay_months"
    (entry,) = rows_of(browser, reverse("pay:bases"))
    assert "5000" in entry.values()
    assert taken() == {"name": "goals.pay_bases", "rows": 1, "people": 1}
    # Who reckons a month reads it, and may not carry it away.
    assert signed_in(supervisor).get(slips).status_code == 200
    assert signed_in(supervisor).get(f"{slips}?format=csv").status_code == 404


@pytest.mark.covers("G18")
def test_raises_leave_with_hr_without_wages_and_without_formulas(
    house: dict[str, int], hr: Employee, leader: Employee, signed_in: Browser
) -> None:
    (line,) = rows_of(signed_in(hr), reverse("raises:list"))

    assert "'=质检满分" in line.values()
    assert not {"5000", "5500", "5000.00", "5500.00"} & set(line.values())
    assert taken() == {"name": "goals.raises", "rows": 1, "people": 1}
    assert signed_in(leader).get(reverse("raises:list") + "?format=csv").status_code == 404


@pytest.mark.covers("B11")
def test_penalties_of_the_own_client_leave_and_those_of_others_do_not(
    tree: Tree, supervisor: Employee, hr: Employee, hire: Callable[..., Employee], signed_in: Browser
) -> None:
    executive = hire("顾远", None, number="K90012", role="executive", at=tree.company)
    for unit in (tree.qinghe, tree.yunfan):
        penalties.record_penalty(
            unit=unit, start=date(2026, 10, 1), end=date(2026, 10, 31), amount=Decimal("120.50"), cause="volume",
            clause="7.2", what=f"{unit.name}扣款", by=executive.account, now=NOW,
        )  # fmt: skip

    (line,) = rows_of(signed_in(supervisor), reverse("penalties:list"))
    assert {"青禾电商", "120.50"} <= set(line.values())
    assert taken() == {"name": "goals.client_penalties", "rows": 1, "people": 0}
    assert signed_in(hr).get(reverse("penalties:list") + "?format=xlsx").status_code == 404, "HR reads them"
