"""Pay bases: who sees them, how they change, and that each change stands on record without an amount."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.goals.imports.pay_bases import PayBases
from dengta.domains.goals.models import PayBase, PayBaseChange
from dengta.domains.goals.selectors import pay as selectors
from dengta.domains.goals.selectors import pay_bases as bases_selectors
from dengta.domains.goals.services import pay_bases, raises
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.foundation.importing import imported
from tests.goals.paying import SOON, base, refused

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]
TOLD = {"fixed": Decimal(5200), "fixed_per": "month", "variable": Decimal(2100), "now": NOW}


def facts(verb: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(AuditEntry.objects.filter(verb=verb).latest("pk").facts)
    return found


@pytest.mark.covers("B10")
def test_a_change_begins_on_its_day_with_its_reason_and_the_old_one_stays(hr: Employee, agent: Employee) -> None:
    base(agent)
    with refused("goals.reason_missing"):
        pay_bases.change_base(employee_id=agent.pk, since=SOON, reason=" ", by=hr.account, **TOLD)
    row = pay_bases.change_base(employee_id=agent.pk, since=SOON, reason="转岗", by=hr.account, **TOLD)

    assert selectors.bases_on([agent.pk], NOW.date())[agent.pk].fixed == 5000
    assert selectors.bases_on([agent.pk], SOON)[agent.pk].fixed == 5200
    assert (row.written_by, row.written_at, row.reason) == (hr.account, NOW, "转岗")
    before = PayBase.objects.exclude(pk=row.pk).get()
    assert facts("goals.pay_base_written")["before"] == str(before.pk)
    with refused("goals.base_overlaps"):
        pay_bases.change_base(employee_id=agent.pk, since=date(2026, 1, 1), reason="x", by=hr.account, **TOLD)


def test_a_correction_keeps_what_stood_there_and_the_record_holds_no_amount(hr: Employee, agent: Employee) -> None:
    base(agent)
    row = PayBase.objects.get()
    change = pay_bases.correct_base(base_id=row.pk, reason="录入错误", by=hr.account, **TOLD)

    assert (change.fixed_before, change.fixed_after) == ("5000", "5200")
    assert PayBase.objects.get().fixed == "5200"
    entry = AuditEntry.objects.get(verb="goals.pay_base_corrected")
    assert (entry.actor_id, entry.subject_id) == (hr.account_id, agent.pk)
    assert facts(entry.verb)["change"] == str(change.pk)
    assert "5200" not in entry.facts
    assert "5000" not in entry.facts
    stored = PayBaseChange.objects.values_list("fixed_before", "variable_after").get()
    assert "5000" not in str(stored)
    with refused("goals.not_about_yourself"):
        pay_bases.correct_base(base_id=_base_of(hr).pk, reason="x", by=hr.account, **TOLD)


def _base_of(employee: Employee) -> PayBase:
    base(employee)
    return PayBase.objects.get(employee=employee)


@pytest.mark.covers("B10")
def test_each_base_that_a_file_writes_or_changes_stands_in_the_record_with_the_number_of_the_import(
    hr: Employee, agent: Employee, peer: Employee
) -> None:
    base(agent)
    lines = f"{agent.number},5200,2000,2026-01-01\n{peer.number},4800,1800,2026-01-01\n"
    job = imported("工号,固定工资,绩效基数,生效日期\n" + lines, PayBases(), by=hr.account)

    assert (job.new, job.changed) == (1, 1)
    change = PayBaseChange.objects.get()
    assert (change.fixed_before, change.fixed_after, change.import_number) == ("5000", "5200", job.pk)
    corrected = AuditEntry.objects.get(verb="goals.pay_base_corrected")
    assert (corrected.actor_id, corrected.subject_id) == (hr.account_id, agent.pk)
    assert (facts(corrected.verb)["import"], facts(corrected.verb)["change"]) == (job.pk, str(change.pk))
    assert facts("goals.pay_base_written")["import"] == job.pk
    assert PayBase.objects.get(employee=peer).import_number == job.pk
    again = imported("工号,固定工资,绩效基数,生效日期\n" + lines, PayBases(), by=hr.account)
    assert (again.new, again.changed, PayBaseChange.objects.count()) == (0, 0, 1)


def test_a_file_without_the_column_leaves_a_wage_by_the_hour_one_by_the_hour(hr: Employee, agent: Employee) -> None:
    pay_bases.write_base(
        employee_id=agent.pk, fixed=Decimal(25), fixed_per="hour", variable=Decimal(0), since=date(2026, 1, 1), by=None
    )
    imported(f"工号,固定工资,绩效基数,生效日期\n{agent.number},26,0,2026-12-01\n", PayBases(), by=hr.account)
    assert PayBase.objects.get(valid_to=None).fixed_per == "hour"
    imported(
        f"工号,固定工资,计薪方式,绩效基数,生效日期\n{agent.number},4800,月,0,2027-01-01\n",
        PayBases(),
        by=hr.account,
        source="薪资表",
    )
    assert PayBase.objects.get(valid_to=None).fixed_per == "month"
    early = imported(f"工号,固定工资,绩效基数,生效日期\n{agent.number},4800,0,2026-11-01\n", PayBases(), by=hr.account)
    assert early.quarantined == 1, "a day before the last one on record"


# --- pages ---------------------------------------------------------------------------------------------------


def test_the_history_says_why_and_each_reading_stands_in_the_record_of_the_person(
    hr: Employee, agent: Employee, leader: Employee, signed_in: Browser
) -> None:
    base(agent)
    raised = raises.propose_raise(
        employee_id=agent.pk, percent=Decimal(10), starts_on=SOON, evidence="x", by=leader.account, now=NOW
    )
    pay_bases.write_base(
        employee_id=agent.pk, fixed=Decimal(5500), variable=Decimal(2000), since=SOON, by=None, reason=str(raised.pk)
    )
    address = reverse("pay:base", args=[agent.pk])
    assert signed_in(leader).get(address).status_code == 404
    page = signed_in(hr).get(address).content.decode()
    assert "¥5,500.00" in page
    assert reverse("raises:proposal", args=[raised.pk]) in page
    own = signed_in(agent).get(address).content.decode()
    assert "¥5,500.00" in own
    assert reverse("raises:proposal", args=[raised.pk]) not in own, "who proposed it is not theirs to read"
    read = AuditEntry.objects.filter(verb="goals.pay_base_opened", subject_id=agent.pk)
    assert {entry.actor_id for entry in read} == {hr.account_id, agent.account_id}


def test_the_list_names_who_has_none_shows_no_amount_and_is_narrowed(
    hr: Employee, agent: Employee, peer: Employee, signed_in: Browser
) -> None:
    base(agent)
    pay_bases.change_base(employee_id=agent.pk, since=SOON, reason="转岗", by=hr.account, **TOLD)
    browser = signed_in(hr)
    address = reverse("pay:bases")
    page = browser.get(address).content.decode()
    assert agent.name in page
    assert peer.name in page, "among those without a base"
    assert "5,000" not in page
    found = {
        query: browser.get(f"{address}?{query}").content.decode().count('<th scope="row">')
        for query in ("", "when=later", "when=all", "when=past", "per=hour", f"q={agent.number}", f"q={peer.number}")
    }
    assert list(found.values()) == [1, 1, 2, 0, 0, 1, 0]


def test_hr_changes_corrects_and_enters_hours_on_the_page(hr: Employee, agent: Employee, signed_in: Browser) -> None:
    base(agent)
    browser = signed_in(hr)
    amounts = {"fixed": "5200", "fixed_per": "month", "variable": "2100"}
    changed = browser.post(
        reverse("pay:change_base", args=[agent.pk]), {**amounts, "since": "2026-12-01", "reason": "转岗"}
    )
    row = PayBase.objects.get(valid_to=None)
    corrected = browser.post(
        reverse("pay:correct_base", args=[row.pk]), {**amounts, "fixed": "5300", "reason": "录入错误"}
    )
    entered = browser.post(reverse("pay:hours", args=[agent.pk]), {"month": "2026-10-01", "hours": "82.5"})
    refused_one = browser.post(reverse("pay:correct_base", args=[row.pk]), {**amounts, "reason": ""})

    assert [one.status_code for one in (changed, corrected, entered, refused_one)] == [302, 302, 302, 422]
    page = browser.get(reverse("pay:base", args=[agent.pk])).content.decode()
    assert "¥5,200.00 → ¥5,300.00" in page
    assert "82.5" in page


def test_one_keeps_no_base_of_ones_own(hr: Employee, signed_in: Browser, tree: Tree) -> None:
    browser = signed_in(hr)
    assert browser.get(reverse("pay:base", args=[hr.pk])).status_code == 200
    assert browser.get(reverse("pay:change_base", args=[hr.pk])).status_code == 404
    assert browser.get(reverse("pay:hours", args=[hr.pk])).status_code == 404


# --- of one client alone ---------------------------------------------------------------------------


@pytest.fixture
def branch_hr(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """HR of one client."""
    return hire("张悦", None, number="K90012", role="hr", at=tree.qinghe)


@pytest.mark.covers("R-150")
def test_hr_of_one_client_neither_writes_nor_probes_the_pay_of_another(
    branch_hr: Employee, agent: Employee, stranger: Employee
) -> None:
    for one in (agent, stranger):
        base(one)
    theirs = PayBase.objects.get(employee=stranger)
    for forbidden in (
        lambda: pay_bases.correct_base(base_id=theirs.pk, reason="x", by=branch_hr.account, **TOLD),
        lambda: pay_bases.change_base(employee_id=stranger.pk, since=SOON, reason="x", by=branch_hr.account, **TOLD),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    # The amounts as they are, others, and nobody at all: all three lines are put aside for the same reason.
    lines = "".join(
        f"{number},{fixed},2000,2026-01-01\n"
        for number, fixed in ((stranger.number, 5000), (stranger.number, 5200), ("K00000", 5000), (agent.number, 5100))
    )
    job = imported("工号,固定工资,绩效基数,生效日期\n" + lines, PayBases(), by=branch_hr.account)

    assert (job.changed, job.quarantined, job.duplicate, job.new) == (1, 3, 0, 0)
    assert PayBase.objects.get(pk=theirs.pk).fixed == "5000"
    assert not AuditEntry.objects.filter(actor=branch_hr.account, subject_id=stranger.pk).exists()


def test_a_file_cannot_write_what_the_form_refuses(hr: Employee, agent: Employee) -> None:
    lines = "".join(f"{agent.number},{fixed},2000,2026-0{month}-01\n" for month, fixed in ((1, "4800.005"), (2, "1e9")))
    job = imported("工号,固定工资,绩效基数,生效日期\n" + lines, PayBases(), by=hr.account)

    assert (job.new, job.quarantined) == (0, 2)


def test_the_form_of_a_correction_shows_the_amounts_and_stands_in_the_record(
    hr: Employee, agent: Employee, signed_in: Browser
) -> None:
    row = _base_of(agent)
    signed_in(hr).get(reverse("pay:correct_base", args=[row.pk]))

    assert AuditEntry.objects.filter(verb="goals.pay_base_opened", subject_id=agent.pk).count() == 1


def test_words_that_look_like_the_number_of_a_raise_are_words(hr: Employee, agent: Employee) -> None:
    base(agent)
    number = "00000000-0000-4000-8000-000000000001"
    pay_bases.change_base(employee_id=agent.pk, since=SOON, reason=number, by=hr.account, **TOLD)

    newest = bases_selectors.history_of(hr.account, agent)[0]
    assert (newest.raised_by, newest.reason) == (None, number)
