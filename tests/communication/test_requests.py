"""Requests up and across: what they must say, whom they reach, when the next level is called, how they end."""

import html
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.communication.models import Todo, WorkRequest
from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors.wording import UNSTATED, Part
from dengta.domains.communication.services import request_answers as answers
from dengta.domains.communication.services import requests as services
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.communication.talking import TODAY, SignedIn, account, at, inbox, told
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
Ask = Callable[..., WorkRequest]
Status = WorkRequest.Status
UP = {
    "summary": "晚班增加一个坐席", "facts": "近四周 20 点后接通率 71%，目标 85%",
    "options": ["调一人到晚班", "晚班加 2 小时加班"],
    "proposal": "先试四周调班", "urgent": False,
}  # fmt: skip
ACROSS = {
    "summary": "退款原因码与仓库一致", "department": "物流部", "addressee_id": None,
    "authority": "我们可以先行垫付 200 元以内",
    "their_need": "减少重复核对", "facts": "本周 31 单退款超 48 小时", "cause": "签收状态晚一天同步",
    "cause_code": "process",
    "proposal": "每天 10 点前同步一次", "options": ["每天同步一次", "开放只读查询"], "needed_by": date(2026, 11, 30),
    "concerns_customer": True, "urgent": False,
}  # fmt: skip
PROMISE = {"promised": "每天 10 点前同步", "owner": "李工", "promised_until": date(2026, 11, 25), "text": ""}


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


def refused(code: str, call: Callable[[], Any]) -> None:
    with pytest.raises(RuleViolation) as refusal:
        call()
    assert refusal.value.code == f"communication.{code}"


def yes(request: WorkRequest, by: Employee, **changed: Any) -> WorkRequest:
    said: dict[str, Any] = {"verdict": "yes", **PROMISE, **changed}
    return answers.answer(request_id=request.pk, by=account(by), now=NOW, **said)


@pytest.mark.covers("R-146", "K20")
def test_an_upward_request_needs_at_least_one_option(up: Ask) -> None:
    refused("request_no_option", lambda: up(options=[]))
    refused("request_no_option", lambda: up(options=["  ", ""]))
    assert up(options=["调一人到晚班"]).options.count() == 1


@pytest.mark.covers("R-146", "K20")
@pytest.mark.parametrize("missing", ["summary", "facts", "proposal"])
def test_an_upward_request_says_everything(up: Ask, missing: str) -> None:
    refused("request_incomplete", lambda: up(**{missing: " "}))


@pytest.mark.covers("R-146", "K20")
def test_the_channel_follows_the_urgency(up: Ask, supervisor: Employee) -> None:
    up()
    assert (inbox(supervisor), told(supervisor)) == ([("request.answer", UP["summary"])], [])

    up(urgent=True, summary="系统停机，需要备用话术")
    notice = Notice.objects.get(account=supervisor.account)
    assert notice.urgent
    assert len(inbox(supervisor)) == 2


@pytest.mark.covers("R-146", "K20")
def test_day_three_is_in_time_and_day_four_goes_to_the_next_level_once(
    up: Ask, leader: Employee, agent: Employee, supervisor: Employee, tree: Tree
) -> None:
    request = up(by=account(agent))
    assert (request.addressee, request.answer_by) == (leader, date(2026, 11, 23))
    assert services.escalate_unanswered(now=at(23, hour=23)) == 0

    assert services.escalate_unanswered(now=at(24, hour=0)) == 1
    assert services.escalate_unanswered(now=at(24)) == services.escalate_unanswered(now=at(25)) == 0

    request.refresh_from_db()
    assert (request.addressee, request.escalated_to) == (leader, supervisor)
    assert inbox(supervisor) == [("request.answer", UP["summary"])]
    assert (len(told(supervisor)), len(told(agent))) == (1, 1)
    entry = AuditEntry.objects.get(verb="communication.request_escalated")
    assert (entry.actor_id, entry.subject_id) == (None, agent.pk)
    yes(request, supervisor)
    assert inbox(leader) == []
    assert inbox(supervisor) == [("request.keep", UP["summary"])]


@pytest.mark.covers("R-146")
def test_a_rest_day_is_not_the_fourth_day(up: Ask, agent: Employee) -> None:
    request = up(by=account(agent), now=at(17))
    assert request.answer_by == date(2026, 11, 20)

    assert services.escalate_unanswered(now=at(21)) == services.escalate_unanswered(now=at(22)) == 0
    assert services.escalate_unanswered(now=at(23)) == 1


def test_what_was_answered_in_time_is_not_escalated(up: Ask, supervisor: Employee) -> None:
    yes(up(), supervisor)

    assert services.escalate_unanswered(now=at(30)) == 0


def test_who_has_nobody_above_is_told_so(other_leader: Employee) -> None:
    refused("request_no_level", lambda: services.ask_up(**UP, by=account(other_leader), now=NOW))


@pytest.mark.covers("R-147", "K21", "K10")
def test_a_horizontal_request_needs_two_different_options(across: Ask) -> None:
    for options in ([], ["每天同步一次"], ["每天同步一次", " 每天同步一次 "], ["每天同步一次", " "]):
        refused("request_two_options", lambda options=options: across(options=options))
    assert across().options.count() == 2


@pytest.mark.covers("R-147", "K21")
def test_both_sides_stand_in_it_and_the_line_has_a_hundred_characters(across: Ask) -> None:
    for missing in ("authority", "their_need"):
        refused("request_both_sides", lambda missing=missing: across(**{missing: " "}))
    refused("request_long", lambda: across(summary="字" * 101))
    assert len(across(summary="字" * 100).summary) == 100


@pytest.mark.covers("K10", "D9")
@pytest.mark.parametrize("missing", ["facts", "cause", "proposal", "department", "summary"])
def test_fact_cause_and_proposal_are_stated(across: Ask, missing: str) -> None:
    refused("request_incomplete", lambda: across(**{missing: ""}))


@pytest.mark.covers("D9")
def test_the_cause_is_a_code_that_names_no_person(across: Ask) -> None:
    assert across().cause_code == "process"
    assert set(WorkRequest.Cause.values) == {"product", "process", "policy", "supplier", "unknown"}
    with pytest.raises(ValueError, match="agent"):
        across(cause_code="agent")


def test_a_day_that_is_over_and_oneself_cannot_be_asked(across: Ask, leader: Employee) -> None:
    refused("request_past", lambda: across(needed_by=date(2026, 11, 17)))
    refused("request_to_oneself", lambda: across(addressee_id=leader.pk))
    assert across(needed_by=TODAY)


@pytest.mark.covers("K10", "R-043")
def test_a_refusal_needs_a_reason(across: Ask, supervisor: Employee) -> None:
    request = across()
    refused("request_no_reason", lambda: yes(request, supervisor, verdict="no", text=" "))
    refused("request_part", lambda: yes(request, supervisor, verdict="part", text=""))
    request.refresh_from_db()
    assert request.status == Status.OPEN

    yes(request, supervisor, verdict="no", text="系统季度冻结，12 月 10 日后可排期")

    request.refresh_from_db()
    assert (request.status, request.promised, request.promised_until) == (Status.REFUSED, "", None)


@pytest.mark.covers("R-037", "D9")
@pytest.mark.parametrize("missing", [{"promised": ""}, {"promised_until": None}])
def test_a_yes_names_what_and_until_when(across: Ask, supervisor: Employee, missing: dict[str, Any]) -> None:
    request = across()
    refused("request_no_promise", lambda: yes(request, supervisor, **missing))
    refused("request_past", lambda: yes(request, supervisor, promised_until=date(2026, 11, 17)))
    refused("request_verdict", lambda: yes(request, supervisor, verdict="maybe"))
    assert yes(request, supervisor).owner == "李工"


@pytest.mark.covers("R-037", "K10")
def test_it_is_not_taken_back_behind_the_back_of_a_customer_who_waits(
    across: Ask, leader: Employee, signed_in: SignedIn
) -> None:
    request = across(concerns_customer=True)
    refused(
        "request_customer",
        lambda: answers.withdraw(request_id=request.pk, reason="已自行解决", by=account(leader), now=NOW),
    )
    said = {"reason": "已自行解决", "customer_reply": "已电话告知退款到账"}
    assert signed_in(leader).post(reverse("requests:withdraw", args=[request.pk]), said).status_code == 302

    request.refresh_from_db()
    assert (request.status, request.customer_reply) == (Status.WITHDRAWN, "已电话告知退款到账")


@pytest.mark.covers("R-037", "D9")
@pytest.mark.parametrize("verdict", ["yes", "no"])
def test_it_cannot_be_closed_while_the_customer_was_told_nothing(
    across: Ask, leader: Employee, supervisor: Employee, verdict: str
) -> None:
    request = yes(across(), supervisor, verdict=verdict, text="因为")
    closing: dict[str, Any] = {
        "request_id": request.pk, "kept": True, "result": "已同步", "by": account(leader), "now": at(25),
    }  # fmt: skip
    refused("request_customer", lambda: answers.close(**closing))
    refused("request_customer", lambda: answers.close(**closing, customer_reply="  "))
    refused("request_result", lambda: answers.close(**{**closing, "result": " "}, customer_reply="已告知"))

    closed = answers.close(**closing, customer_reply="已电话告知退款到账日", cause_code="supplier")

    assert (closed.status, closed.cause_code, closed.kept) == (
        Status.CLOSED,
        "supplier",
        True if verdict == "yes" else None,
    )
    assert inbox(leader) == []
    refused("request_not_answered", lambda: answers.close(**closing, customer_reply="再次"))


def test_without_a_customer_it_closes_without_a_reply(across: Ask, leader: Employee, supervisor: Employee) -> None:
    request = yes(across(concerns_customer=False), supervisor)

    closed = answers.close(request_id=request.pk, kept=False, result="没有做到", by=account(leader), now=at(26))
    assert closed.kept is False


@pytest.mark.covers("K9", "K20")
def test_a_promise_is_followed_up_in_the_inbox_of_whoever_asked(
    up: Ask, leader: Employee, supervisor: Employee
) -> None:
    yes(up(), supervisor)

    (waiting,) = Todo.objects.filter(employee=leader)
    assert waiting.kind == "request.close"
    assert waiting.due_at is not None
    assert waiting.due_at.astimezone(NOW.tzinfo).date() == date(2026, 11, 25)
    assert told(leader) == [f"已答复：{UP['summary']}"]


def test_only_those_who_are_asked_answer_and_only_once(
    up: Ask, leader: Employee, supervisor: Employee, peer: Employee, other_leader: Employee
) -> None:
    request = up()
    for other in (leader, peer, other_leader):
        with pytest.raises(NotAllowed):
            yes(request, other)
    yes(request, supervisor)
    refused("request_answered", lambda: yes(request, supervisor))
    with pytest.raises(NotAllowed):
        answers.close(request_id=request.pk, kept=True, result="x", by=account(supervisor), now=NOW)


def test_it_is_taken_back_while_nobody_has_answered(up: Ask, leader: Employee, supervisor: Employee) -> None:
    request = up()
    refused(
        "request_withdrawn_why", lambda: answers.withdraw(request_id=request.pk, reason="", by=account(leader), now=NOW)
    )
    with pytest.raises(NotAllowed):
        answers.withdraw(request_id=request.pk, reason="x", by=account(supervisor), now=NOW)

    answers.withdraw(request_id=request.pk, reason="已自行解决", by=account(leader), now=NOW)

    assert inbox(supervisor) == []
    refused("request_answered", lambda: yes(request, supervisor))


def test_colleagues_and_other_branches_do_not_see_it(  # noqa: PLR0917 - one fixture per person
    up: Ask, leader: Employee, supervisor: Employee, agent: Employee, other_leader: Employee, hr: Employee
) -> None:
    request = up()
    seen = {
        one.name: policies.see.allows(account(one), request) for one in (leader, supervisor, agent, other_leader, hr)
    }

    assert seen == {"周敏": True, "林涛": True, "李佳怡": False, "吴刚": False, "孙丽": False}


def test_the_page_shows_hints_once_and_sends_as_it_stands_on_the_second_word(
    leader: Employee, supervisor: Employee, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    form = {**{name: value for name, value in ACROSS.items() if name not in ("options", "addressee_id")},
            "facts": "你们总是晚同步", "addressee_id": supervisor.number,
            "option_1": "一", "option_2": "二"}  # fmt: skip
    first = browser.post(reverse("requests:new_across"), form)
    assert first.status_code == 200
    assert "你们总是" in first.content.decode()
    assert not WorkRequest.objects.exists()

    second = browser.post(reverse("requests:new_across"), {**form, "read_hints": "yes"})
    assert second.status_code == 302
    assert WorkRequest.objects.get().addressee == supervisor


@pytest.mark.covers("R-042")
def test_a_request_that_does_not_say_we_gets_a_hint_on_the_page_and_goes_all_the_same(
    leader: Employee, supervisor: Employee, signed_in: SignedIn
) -> None:
    browser = signed_in(leader)
    form = {**{name: value for name, value in ACROSS.items() if name not in ("options", "addressee_id")},
            "authority": "物流组应当先行处理", "addressee_id": supervisor.number,
            "option_1": "一", "option_2": "二"}  # fmt: skip
    first = browser.post(reverse("requests:new_across"), form)
    assert first.status_code == 200
    assert str(UNSTATED[Part.POSITION]) in html.unescape(first.content.decode())
    assert not WorkRequest.objects.exists()

    assert browser.post(reverse("requests:new_across"), {**form, "read_hints": "yes"}).status_code == 302
    assert WorkRequest.objects.get().authority == "物流组应当先行处理"


def test_the_page_refuses_one_option_with_422_and_keeps_what_was_written(leader: Employee, signed_in: SignedIn) -> None:
    form = {**{name: value for name, value in ACROSS.items() if name not in ("options", "addressee_id")},
            "addressee_id": "", "option_1": "每天同步一次"}  # fmt: skip
    answer = signed_in(leader).post(reverse("requests:new_across"), form)

    assert answer.status_code == 422
    assert "每天同步一次" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_the_same_for_one_row_and_for_many(  # noqa: PLR0917 - one fixture per person
    rows: int, leader: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    WorkRequest.objects.bulk_create(
        WorkRequest(direction="up", employee=leader, unit=tree.aftersales_1, addressee=supervisor, summary=f"请求 {n}",
                    facts="x", proposal="x", asked_at=NOW, answer_by=TODAY)
        for n in range(rows)
    )  # fmt: skip
    browser: Client = signed_in(leader)
    browser.get(reverse("requests:list"))
    with django_assert_num_queries(7):
        answer = browser.get(reverse("requests:list"))
    assert answer.content.decode().count("请求 ") >= rows
