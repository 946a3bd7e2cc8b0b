"""A file about many people leaves the house only when a second person agrees, and then exactly that file."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dengta.domains.people import policies
from dengta.domains.people.models import Employee
from dengta.foundation.access import Action, Permission, Role
from dengta.foundation.access.matrix import RED_CLASSES, data_classes
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.exports import gate
from dengta.foundation.exports.models import Export
from dengta.foundation.notify.models import Notice
from dengta.foundation.releases import services
from dengta.foundation.releases.models import ExportRequest
from dengta.foundation.releases.selectors import HOURS, need_of
from dengta.foundation.settings.models import ParameterValue
from tests.cast import Tree

Browser = Callable[[Employee], Client]
LIST = "/people/?format=csv"
WHY = {"reason": "年度工龄盘点"}


@pytest.fixture
def other_hr(hire: Callable[..., Employee], tree: Tree) -> Employee:
    """钱芳, the second HR of the company."""
    return hire("钱芳", None, number="K90005", role=Role.HR, at=tree.company)


@pytest.fixture(autouse=True)
def _few_are_many(db: None) -> None:
    """Two people are still few, three are many."""
    ParameterValue.objects.create(name=gate.BULK.name, value=2, valid_from=date(2026, 1, 1))


@pytest.fixture
def crowd(agent: Employee, peer: Employee, hr: Employee, other_hr: Employee) -> None:
    """Four people are in the list of HR."""


def asked(browser: Client, address: str = LIST, **data: str) -> HttpResponse:
    """Click the export, and say why on the page one is sent to."""
    sent = browser.get(address)
    assert sent.status_code == 302, sent.status_code
    return browser.post(sent["Location"], data or WHY)


@pytest.mark.covers("N3", "N7")
def test_many_people_wait_for_a_second_person_and_then_leave_on_record(
    crowd: None, hr: Employee, other_hr: Employee, signed_in: Browser
) -> None:
    first, second = signed_in(hr), signed_in(other_hr)
    page = asked(first)["Location"]
    waiting = ExportRequest.objects.get()

    assert Export.objects.count() == 0
    assert first.get(LIST)["Location"] == page  # asking again leads to the request that waits
    assert Notice.objects.get(account=other_hr.account).url == page
    assert not Notice.objects.filter(account=hr.account).exists()
    assert WHY["reason"] in second.get(page).content.decode()
    assert second.post(page, {"verdict": "approve"}).status_code == 302
    assert Notice.objects.get(account=hr.account).url == page
    file = first.get("/people/?page=2&format=csv")
    assert file.headers["Content-Type"].startswith("text/csv")
    assert json.loads(AuditEntry.objects.get(verb="exports.taken").facts)["release"] == waiting.pk
    assert [entry.verb for entry in AuditEntry.objects.filter(object_type="releases.exportrequest")] == [
        "releases.asked",
        "releases.approved",
    ]


@pytest.mark.covers("N7")
def test_few_people_leave_at_once(crowd: None, hr: Employee, signed_in: Browser) -> None:
    file = signed_in(hr).get("/people/?q=K10002&format=csv")

    assert file.headers["Content-Type"].startswith("text/csv")
    assert Export.objects.get().rows == 1


@pytest.mark.covers("N3")
def test_an_approval_is_void_for_another_filter_another_person_more_people_and_after_three_days(
    *, crowd: None, hr: Employee, other_hr: Employee, signed_in: Browser, hire: Callable[..., Employee], tree: Tree
) -> None:
    first, second = signed_in(hr), signed_in(other_hr)
    page = asked(first)["Location"]
    second.post(page, {"verdict": "approve"})

    assert first.get(LIST).status_code == 200
    assert first.get("/people/?status=active&format=csv").status_code == 302
    assert first.get("/people/?format=xlsx").status_code == 302
    assert second.get(LIST).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(hours=HOURS, minutes=1)):
        assert signed_in(hr).get(LIST).status_code == 302
    hire("新人", tree.aftersales_1)
    assert first.get(LIST).status_code == 302


@pytest.mark.covers("N3")
def test_nobody_approves_an_own_export_not_even_by_hand(
    crowd: None, hr: Employee, other_hr: Employee, signed_in: Browser
) -> None:
    browser = signed_in(hr)
    page = asked(browser)["Location"]
    request = ExportRequest.objects.get()

    assert browser.post(page, {"verdict": "approve"}).status_code == 404
    with pytest.raises(RuleViolation) as refused:
        services.decide(request_id=request.pk, approve=True, note="", by=hr.account, now=timezone.now())
    assert refused.value.code == "releases.own"
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportRequest.objects.update(decided_by=hr.account)


@pytest.mark.covers("N3")
def test_only_who_could_take_the_same_people_along_decides(
    *, crowd: None, hr: Employee, other_hr: Employee, supervisor: Employee, leader: Employee, signed_in: Browser
) -> None:
    page = asked(signed_in(hr))["Location"]
    request = ExportRequest.objects.get()

    for other in (supervisor, leader):
        assert signed_in(other).get(page).status_code == 404
        with pytest.raises(NotAllowed):
            services.decide(request_id=request.pk, approve=True, note="", by=other.account, now=timezone.now())
    other_hr.account.role_grants.update(valid_to=timezone.localdate())
    with pytest.raises(NotAllowed):
        services.decide(request_id=request.pk, approve=True, note="", by=other_hr.account, now=timezone.now())


@pytest.mark.covers("N3")
def test_a_supervisor_is_approved_by_hr_above_and_where_nobody_is_the_refusal_says_whom_to_ask(
    *, agent: Employee, peer: Employee, leader: Employee, supervisor: Employee, hire: Callable[..., Employee],
    tree: Tree, signed_in: Browser,
) -> None:  # fmt: skip
    browser = signed_in(supervisor)
    refused = asked(browser)
    assert refused.status_code == 422
    assert "HR" in refused.content.decode() or "人事" in refused.content.decode()
    assert not ExportRequest.objects.exists()

    hire("孙丽", None, number="K90001", role=Role.HR, at=tree.company)
    assert asked(browser).status_code == 302
    assert ExportRequest.objects.get().told.get().username == "k90001"


@pytest.mark.covers("N3")
def test_a_refusal_needs_words_a_request_ends_after_three_days_and_a_reason_is_no_blank(
    crowd: None, hr: Employee, other_hr: Employee, signed_in: Browser
) -> None:
    first, second = signed_in(hr), signed_in(other_hr)
    assert asked(first, reason="   ").status_code == 422
    page = asked(first)["Location"]

    assert second.post(page, {"verdict": "decline", "note": ""}).status_code == 422
    with time_machine.travel(timezone.now() + timedelta(hours=HOURS)):
        request = ExportRequest.objects.get()
        with pytest.raises(RuleViolation) as refused:
            services.decide(request_id=request.pk, approve=True, note="", by=other_hr.account, now=timezone.now())
        assert refused.value.code == "releases.over"
    assert second.post(page, {"verdict": "decline", "note": "用途不清楚"}).status_code == 302
    assert "用途不清楚" in first.get(page).content.decode()
    assert first.get(LIST).status_code == 302


@pytest.mark.covers("N3")
def test_what_one_asks_for_cannot_be_forged_or_passed_on(
    crowd: None, hr: Employee, other_hr: Employee, signed_in: Browser
) -> None:
    address = signed_in(hr).get(LIST)["Location"]
    token = parse_qs(urlsplit(address).query)["of"][0]

    assert signed_in(other_hr).post(address, WHY).status_code == 404
    assert signed_in(hr).post(f"{reverse('releases:ask')}?of={token[:-3]}abc", WHY).status_code == 404
    assert signed_in(hr).get(reverse("releases:ask")).status_code == 404


@pytest.mark.covers("N3")
def test_the_most_private_classes_need_a_reason_however_few_the_people_are() -> None:
    right = Permission(
        "tests.export_file", Employee, data_class="identity_pii", action=Action.EXPORT, reach=policies.EMPLOYEE
    )

    assert data_classes() >= RED_CLASSES
    need = need_of(right, people=1, now=timezone.now())
    assert (need.reason, need.second_person) == (True, False)
    assert not need_of(policies.export_directory, people=1, now=timezone.now()).reason


@pytest.mark.covers("N3")
@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_requests_costs_the_same_for_one_and_for_many(
    rows: int, crowd: None, hr: Employee, other_hr: Employee, signed_in: Browser
) -> None:
    for number in range(rows):
        request = ExportRequest.objects.create(
            by=hr.account, name="people", label="People", right="people.export_directory",
            address=f"/people/?q={number}", rows=9, people=9, reason="盘点", asked_at=timezone.now(),
        )  # fmt: skip
        request.told.add(other_hr.account)
    browser = signed_in(other_hr)
    browser.get(reverse("releases:list"))
    with CaptureQueriesContext(connection) as captured:
        page = browser.get(reverse("releases:list")).content.decode()

    assert page.count("data-href") == rows
    assert len(captured) <= 12


def test_without_a_gate_nothing_leaves(monkeypatch: pytest.MonkeyPatch, hr: Employee, signed_in: Browser) -> None:
    monkeypatch.setattr(gate, "_gate", None)

    with pytest.raises(RuntimeError, match="gate"):
        signed_in(hr).get(LIST)
