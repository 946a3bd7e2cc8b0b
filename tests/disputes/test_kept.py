"""What somebody keeps of a calculation: unchanged, encrypted, for them alone; and nothing else is kept of one."""

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.disputes.models import Calculation
from dengta.domains.disputes.services.calculations import discard_calculation, keep_calculation
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.disputes import reckoning
from tests.disputes.reckoning import post

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Employee], Client]


@pytest.fixture
def browser(agent: Employee, signed_in: SignedIn) -> Client:
    return signed_in(agent)


def test_what_is_reckoned_leaves_no_trace(browser: Client) -> None:
    before = AuditEntry.objects.count()

    post(browser, "severance", reckoning.severance())

    assert AuditEntry.objects.count() == before
    assert not Calculation.objects.exists()


@pytest.mark.covers("R-126")
def test_what_is_kept_holds_version_inputs_and_result_and_never_changes(browser: Client, agent: Employee) -> None:
    answer = post(browser, "severance", reckoning.severance(do="keep"))

    kept = Calculation.objects.get()
    assert answer.status_code == 302
    assert (kept.version, kept.on, kept.region, kept.kind) == ("CN 2026.11", NOW.date(), "CN-BJ", "severance")
    assert json.loads(kept.inputs)["avg_wage_12m"] == "8000"
    assert json.loads(kept.result)["decisions"][2]["value"] == {
        "N": "24000.00", "notice_pay": "8600.00", "total": "32600.00",
    }  # fmt: skip
    page = browser.get(reverse("calculators:kept", args=[kept.pk]), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Why this number?" in page
    assert "Severance N = 3 × 8,000.00 = 24,000.00" in page
    assert "Last day of work" in page


def test_what_is_kept_lies_encrypted_its_kind_too(browser: Client) -> None:
    post(browser, "severance", reckoning.severance(do="keep"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, inputs, result FROM disputes_calculation")
        stored = str(cursor.fetchone())
    assert "severance" not in stored
    assert "8000" not in stored


def test_the_record_says_that_something_was_kept_and_not_what(browser: Client, agent: Employee) -> None:
    post(browser, "severance", reckoning.severance(do="keep"))

    entry = AuditEntry.objects.get(verb="disputes.calculation_kept")
    assert entry.actor_id == agent.account_id
    assert "severance" not in json.dumps(entry.facts)


def test_nobody_else_opens_or_discards_what_somebody_kept(
    browser: Client, leader: Employee, hr: Employee, signed_in: SignedIn
) -> None:
    post(browser, "severance", reckoning.severance(do="keep"))
    kept = Calculation.objects.get()

    for other in (leader, hr):
        assert signed_in(other).get(reverse("calculators:kept", args=[kept.pk])).status_code == 404
        assert signed_in(other).post(reverse("calculators:discard", args=[kept.pk])).status_code == 404
        assert other.account is not None
        with pytest.raises(NotAllowed):
            discard_calculation(calculation_id=kept.pk, by=other.account)


def test_one_may_throw_away_what_one_kept(browser: Client) -> None:
    post(browser, "severance", reckoning.severance(do="keep"))

    browser.post(reverse("calculators:discard", args=[Calculation.objects.get().pk]))

    assert not Calculation.objects.exists()
    assert AuditEntry.objects.filter(verb="disputes.calculation_discarded").exists()


def test_an_account_without_an_employee_keeps_nothing(tree: Tree, agent: Employee) -> None:
    account = agent.account
    assert account is not None
    Employee.objects.filter(pk=agent.pk).update(account=None)

    with pytest.raises(NotAllowed):
        keep_calculation(kind="severance", inputs={}, sheet=reckoning.sheet(), about=None, by=account, now=NOW)
    assert not Calculation.objects.exists()


def test_the_list_of_kept_calculations_costs_the_same_for_one_row_and_for_many(
    browser: Client, agent: Employee, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for rows in one_and_many():
        for _row in range(rows):
            assert agent.account is not None
            keep_calculation(
                kind="severance", inputs={}, sheet=reckoning.sheet(), about=agent, by=agent.account, now=NOW
            )
        with django_assert_max_num_queries(12):
            assert len(browser.get(reverse("calculators:calculations")).context["rows"]) == rows
