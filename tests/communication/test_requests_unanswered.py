"""Requests that nobody answers, that are promised, and that come from who stands in no team."""

from datetime import date

import pytest
from django.urls import reverse

from dengta.domains.communication.models import Todo, WorkRequest
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.selectors.todos import overdue
from dengta.domains.communication.services import request_answers as answers
from dengta.domains.communication.services import requests as services
from dengta.domains.people.models import Employee
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.communication.talking import Hire, SignedIn, account, at, inbox, told
from tests.communication.test_requests import ACROSS, UP, Ask, refused, yes
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
Status = WorkRequest.Status


@pytest.fixture
def up(leader: Employee, supervisor: Employee) -> Ask:
    """周敏 asks 林涛."""
    return lambda **changed: services.ask_up(**{**UP, "by": account(leader), "now": NOW, **changed})


@pytest.fixture
def across(leader: Employee, supervisor: Employee) -> Ask:
    """周敏 asks another department, answered by 林涛."""
    return lambda **changed: services.ask_across(
        **{**ACROSS, "addressee_id": supervisor.pk, "by": account(leader), "now": NOW, **changed}
    )


@pytest.mark.covers("R-146")
def test_at_the_top_of_the_other_side_the_own_chain_is_asked_and_named(
    across: Ask, hire: Hire, tree: Tree, leader: Employee, supervisor: Employee
) -> None:
    other = hire("郑航", None, number="K30001", role=Role.QUALITY, at=tree.company)
    request = across(addressee_id=other.pk)

    assert services.escalate_unanswered(now=at(24)) == 1

    request.refresh_from_db()
    assert request.escalated_to == supervisor
    assert told(leader) == [f"已一并请{supervisor.name}答复：{ACROSS['summary']}"]


@pytest.mark.covers("R-146")
def test_where_nobody_leads_any_further_hr_is_asked_and_can_answer(
    up: Ask, leader: Employee, supervisor: Employee, hr: Employee, signed_in: SignedIn
) -> None:
    request = up()
    assert services.escalate_unanswered(now=at(24)) == 1

    assert inbox(hr) == [("request.answer", UP["summary"])]
    assert told(leader) == [f"已一并请{hr.name}答复：{UP['summary']}"]
    assert UP["facts"] in signed_in(hr).get(services.page_of(request)).content.decode()
    assert yes(request, hr).status == Status.PROMISED


@pytest.mark.covers("R-146")
def test_where_nobody_at_all_is_left_the_asker_reads_so_once_and_it_is_tried_again(
    up: Ask, leader: Employee, supervisor: Employee, hire: Hire, tree: Tree
) -> None:
    request = up()
    for day in (24, 25, 26):
        assert services.escalate_unanswered(now=at(day)) == 0

    request.refresh_from_db()
    assert (request.escalated_at, request.escalated_to) == (None, None)
    assert told(leader) == [f"没有按时答复，也找不到其他人可以问：{UP['summary']}"]
    assert AuditEntry.objects.get(verb="communication.nobody_left").subject_id == leader.pk

    somebody = hire("孙丽", None, number="K90001", role=Role.HR, at=tree.company)
    assert services.escalate_unanswered(now=at(27)) == 1
    assert inbox(somebody) == [("request.answer", UP["summary"])]


@pytest.mark.covers("R-146")
def test_what_the_next_level_lets_pass_as_well_is_overdue_after_its_own_time(
    up: Ask, agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    up(by=account(agent))
    services.escalate_unanswered(now=at(24))

    (waiting,) = Todo.objects.filter(employee=supervisor)
    assert waiting.due_at == end_of(date(2026, 11, 26))


@pytest.mark.covers("R-037", "D9")
def test_whoever_promised_has_it_before_them_until_whoever_asked_closes_it(
    across: Ask, leader: Employee, supervisor: Employee
) -> None:
    request = yes(across(), supervisor)

    (waiting,) = Todo.objects.filter(employee=supervisor)
    assert (waiting.kind, waiting.due_at) == (services.KEEP, end_of(date(2026, 11, 25)))
    assert [one.pk for one in overdue(account(leader), at(26))] == [], "nobody below sees it"

    answers.close(
        request_id=request.pk, kept=True, result="已同步", by=account(leader), now=at(26), customer_reply="已告知到账日"
    )
    assert inbox(supervisor) == inbox(leader) == []


@pytest.mark.covers("R-037")
def test_a_no_promises_nothing_to_keep(across: Ask, supervisor: Employee) -> None:
    yes(across(), supervisor, verdict="no", text="系统季度冻结")

    assert inbox(supervisor) == []


@pytest.mark.covers("K21")
@pytest.mark.parametrize("role", [Role.HR, Role.QUALITY, Role.SUPERVISOR])
def test_whoever_stands_in_no_unit_but_holds_a_role_sends_and_asks_up(
    role: Role, hire: Hire, tree: Tree, supervisor: Employee, signed_in: SignedIn
) -> None:
    someone = hire("孙丽", None, number="K90009", role=role, at=tree.qinghe)
    chief = hire("沈岚", None, number="K90010", role=Role.EXECUTIVE, at=tree.company)
    form = {**{name: value for name, value in ACROSS.items() if name not in ("options", "addressee_id")},
            "addressee_id": supervisor.number, "option_1": "一", "option_2": "二", "read_hints": "yes"}  # fmt: skip
    browser = signed_in(someone)
    assert browser.post(reverse("requests:new_across"), form).status_code == 302

    request = WorkRequest.objects.get()
    assert (request.employee, request.unit, request.addressee) == (someone, tree.qinghe, supervisor)
    assert request.summary in browser.get(reverse("requests:list")).content.decode()
    assert services.ask_up(**UP, by=account(someone), now=NOW).addressee in {supervisor, chief}


@pytest.mark.covers("K21")
def test_whoever_has_left_sends_nothing(hire: Hire, supervisor: Employee, signed_in: SignedIn) -> None:
    gone = hire("何雨", None, number="K90011")
    assert signed_in(gone).get(reverse("requests:new_across")).status_code == 404
    refused(
        "request_no_team",
        lambda: services.ask_across(**{**ACROSS, "addressee_id": supervisor.pk}, by=account(gone), now=NOW),
    )
