"""Links for people without an account: one request, one answer, for whoever has link and code; no other way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import OutsiderLink, WorkRequest
from dengta.domains.communication.services import outsiders, request_answers
from dengta.domains.communication.services import requests as services
from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.parameters import Parameter
from tests.communication.talking import account, at, inbox, told
from tests.communication.test_requests import ACROSS
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
ANSWER = {"answering": "yes", "verdict": "yes", "text": "", "promised": "每天同步", "promised_until": "2026-11-25"}


@pytest.fixture
def request_out(leader: Employee, supervisor: Employee) -> WorkRequest:
    """周敏 asks a department without accounts."""
    return services.ask_across(**ACROSS, by=account(leader), now=NOW)


@pytest.fixture
def opened(leader: Employee, request_out: WorkRequest) -> outsiders.Opened:
    return outsiders.open_link(request_id=request_out.pk, recipient="物流部 王工", by=account(leader), now=NOW)


@pytest.fixture
def visit() -> Callable[..., Any]:
    """Opens a link as somebody without an account."""
    return lambda token, data=None, browser=None: _visit(browser or Client(), token, data)


def _visit(browser: Client, token: str, data: dict[str, str] | None) -> Any:
    address = reverse("requests:outside", args=[token])
    return browser.get(address) if data is None else browser.post(address, data)


def status(request: WorkRequest) -> str:
    request.refresh_from_db()
    return request.status


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


@pytest.mark.covers("K10", "D9")
def test_link_and_code_together_show_the_request_and_take_one_answer(
    opened: outsiders.Opened, request_out: WorkRequest, leader: Employee, visit: Callable[..., Any]
) -> None:
    closed = visit(opened.token)
    assert closed.status_code == 200
    assert ACROSS["facts"] not in closed.content.decode()

    shown = visit(opened.token, {"code": f"{opened.code[:3]} {opened.code[3:]}"}).content.decode()
    assert ACROSS["facts"] in shown
    assert ACROSS["options"][1] in shown
    thanks = visit(opened.token, {"code": opened.code, **ANSWER})

    assert thanks.status_code == 200
    request_out.refresh_from_db()
    assert (request_out.status, request_out.answered_by, request_out.owner) == (
        "promised",
        "物流部 王工",
        "物流部 王工",
    )
    assert [kind for kind, _title in inbox(leader)] == ["request.close"]
    entry = AuditEntry.objects.get(verb="communication.request_answered_outside")
    assert entry.actor_id is None


def test_the_page_names_nobody_and_gives_nothing_away(
    opened: outsiders.Opened, leader: Employee, supervisor: Employee, visit: Callable[..., Any],
    signed_in: Callable[[Employee], Client],
) -> None:  # fmt: skip
    for browser in (Client(), signed_in(supervisor)):
        answer = visit(opened.token, {"code": opened.code}, browser)
        text = answer.content.decode()
        for secret in (leader.name, leader.number, supervisor.name, supervisor.number, "K10001", "for-me"):
            assert secret not in text
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert "sessionid" not in answer.cookies


def test_neither_token_nor_code_is_kept(opened: outsiders.Opened) -> None:
    kept = " ".join(str(value) for value in OutsiderLink.objects.values_list().get())

    assert opened.token not in kept
    assert opened.code not in kept
    written = " ".join(AuditEntry.objects.values_list("facts", flat=True))
    assert opened.token not in written
    assert opened.code not in written


@pytest.mark.covers("N3")
def test_the_wrong_person_gets_a_sentence_and_after_five_tries_the_link_is_closed(
    opened: outsiders.Opened, request_out: WorkRequest, leader: Employee, visit: Callable[..., Any]
) -> None:
    for left in (4, 3, 2, 1, 0):
        answer = visit(opened.token, {"code": wrong(opened.code), **ANSWER})
        assert answer.status_code == 422
        assert str(left) in answer.content.decode()
        assert ACROSS["facts"] not in answer.content.decode()

    locked = visit(opened.token, {"code": opened.code, **ANSWER})
    assert locked.status_code == 410
    assert (status(request_out), OutsiderLink.objects.get().wrong_codes) == ("open", 5)
    assert len(told(leader)) == 1
    entry = AuditEntry.objects.get(verb="communication.link_locked")
    assert (entry.actor_id, entry.subject_id) == (None, leader.pk)
    assert '"wrong_codes":5' in entry.facts.replace(" ", "")
    assert opened.code not in entry.facts


def test_a_closed_link_says_so_on_the_page_of_its_request(
    opened: outsiders.Opened, request_out: WorkRequest, leader: Employee, visit: Callable[..., Any],
    signed_in: Callable[[Employee], Client],
) -> None:  # fmt: skip
    page, close = reverse("requests:one", args=[request_out.pk]), f"/{opened.link.pk}/revoke/"
    assert close in signed_in(leader).get(page).content.decode()
    for _time in range(5):
        visit(opened.token, {"code": wrong(opened.code)})

    shown = signed_in(leader).get(page).content.decode()
    assert "因多次输错验证码已关闭" in shown
    assert close not in shown


@pytest.mark.covers("N3")
@pytest.mark.parametrize(
    ("parameter", "most"), [(outsiders.LINK_DAYS, 90), (outsiders.WRONG_CODES, 10)], ids=["days", "codes"]
)
def test_no_house_can_leave_a_link_open_for_ever_or_let_its_code_be_tried_through(
    parameter: Parameter[int], most: int
) -> None:
    assert parameter.read(most) == most
    for beyond in (0, most + 1):
        with pytest.raises(ValueError, match="out of range"):
            parameter.read(beyond)


@pytest.mark.covers("N3")
def test_forged_tokens_open_nothing(
    opened: outsiders.Opened, request_out: WorkRequest, visit: Callable[..., Any]
) -> None:
    for token in (opened.token[:-1], opened.token + "A", outsiders.hash_of(opened.token), "x"):
        answer = visit(token, {"code": opened.code, **ANSWER})
        assert answer.status_code == 404
        assert ACROSS["facts"] not in answer.content.decode()
    assert status(request_out) == "open"


@pytest.mark.covers("N3")
def test_an_answer_replayed_changes_nothing(
    opened: outsiders.Opened, request_out: WorkRequest, visit: Callable[..., Any]
) -> None:
    visit(opened.token, {"code": opened.code, **ANSWER})
    again = visit(opened.token, {"code": opened.code, **ANSWER, "verdict": "no", "text": "改主意"})

    assert again.status_code == visit(opened.token).status_code == 410
    request_out.refresh_from_db()
    assert (request_out.verdict, request_out.answer) == ("yes", "")


@pytest.mark.covers("N3")
@pytest.mark.parametrize("how", ["expired", "revoked", "withdrawn", "answered inside", "replaced"])
def test_after_the_end_it_says_so_and_nothing_changes(  # noqa: PLR0917 - one fixture per person
    how: str, opened: outsiders.Opened, request_out: WorkRequest, leader: Employee, supervisor: Employee,
    visit: Callable[..., Any],
) -> None:  # fmt: skip
    by, moment = account(leader), NOW + timedelta(days=14 if how == "expired" else 0)
    if how == "revoked":
        outsiders.revoke_link(link_id=opened.link.pk, by=by, now=NOW)
    if how == "withdrawn":
        request_answers.withdraw(request_id=request_out.pk, reason="已解决", customer_reply="已告知", by=by, now=NOW)
    if how == "replaced":
        outsiders.open_link(request_id=request_out.pk, recipient="物流部 赵工", by=by, now=NOW)
    if how == "answered inside":
        WorkRequest.objects.filter(pk=request_out.pk).update(escalated_to=supervisor)
        request_answers.answer(
            request_id=request_out.pk, verdict="no", text="不行", by=account(supervisor), now=NOW
        )  # fmt: skip
    before = status(request_out)
    with time_machine.travel(moment):
        answers = [visit(opened.token), visit(opened.token, {"code": opened.code, **ANSWER})]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert all(ACROSS["facts"] not in answer.content.decode() for answer in answers)
    assert status(request_out) == before


def test_the_last_moment_is_in_time(opened: outsiders.Opened, visit: Callable[..., Any]) -> None:
    with time_machine.travel(NOW + timedelta(days=14) - timedelta(seconds=5)):
        assert visit(opened.token).status_code == 200


def test_an_answer_that_promises_nothing_is_shown_again_and_the_link_stays_open(
    opened: outsiders.Opened, request_out: WorkRequest, visit: Callable[..., Any]
) -> None:
    for bad in (
        {"promised": ""},
        {"promised_until": "2026-11-01"},
        {"verdict": "no"},
        {"verdict": "maybe"},
        {"verdict": ""},
    ):
        answer = visit(opened.token, {"code": opened.code, **ANSWER, **bad})
        assert answer.status_code == 422, bad
    assert status(request_out) == "open"
    assert visit(opened.token, {"code": opened.code, **ANSWER}).status_code == 200


def test_one_link_cannot_be_hammered(opened: outsiders.Opened, visit: Callable[..., Any]) -> None:
    answers = [visit(opened.token).status_code for _time in range(31)]

    assert (answers[29], answers[30]) == (200, 429)


def test_only_whoever_asked_makes_and_closes_links(
    opened: outsiders.Opened, request_out: WorkRequest, agent: Employee, supervisor: Employee
) -> None:
    for other in (agent, supervisor):
        with pytest.raises(NotAllowed):
            outsiders.open_link(request_id=request_out.pk, recipient="x", by=account(other), now=NOW)
        with pytest.raises(NotAllowed):
            outsiders.revoke_link(link_id=opened.link.pk, by=account(other), now=NOW)


def test_no_link_without_a_name_or_for_what_is_settled_or_goes_up(leader: Employee, request_out: WorkRequest) -> None:
    def code_of(call: Callable[[], object]) -> str:
        with pytest.raises(RuleViolation) as refused:
            call()
        return refused.value.code

    def link(recipient: str = "王工") -> object:
        return outsiders.open_link(request_id=request_out.pk, recipient=recipient, by=account(leader), now=NOW)

    assert code_of(lambda: link("  ")) == "communication.outsider_whom"
    request_answers.withdraw(
        request_id=request_out.pk, reason="已解决", customer_reply="已告知", by=account(leader), now=NOW
    )
    assert code_of(link) == "communication.request_answered"


def test_the_page_of_the_request_shows_link_and_code_once(
    request_out: WorkRequest, leader: Employee, signed_in: Callable[[Employee], Client], visit: Callable[..., Any]
) -> None:
    browser = signed_in(leader)
    answer = browser.post(reverse("requests:link_new", args=[request_out.pk]), {"recipient": "物流部 王工"})
    opened = answer.context["opened"]

    assert opened.code in answer.content.decode()
    assert opened.token in answer.content.decode()
    later = browser.get(reverse("requests:one", args=[request_out.pk])).content.decode()
    assert opened.token not in later
    assert "物流部 王工" in later
    browser.post(reverse("requests:link_revoke", args=[request_out.pk, opened.link.pk]))
    assert visit(opened.token).status_code == 410


def test_who_asks_may_be_called_to_the_next_level_where_nobody_outside_answers(
    request_out: WorkRequest, supervisor: Employee
) -> None:
    assert services.escalate_unanswered(now=at(24)) == 1
    assert [kind for kind, _title in inbox(supervisor)] == ["request.answer"]
