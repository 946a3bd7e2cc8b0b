"""Buttons in chat and e-mail: signed, used once, never by looking, never by somebody else."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from dengta.domains.people.models import Account, Employee
from dengta.foundation import notify
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import RuleViolation
from dengta.foundation.events.models import Event
from dengta.foundation.notify import actions, answers, selectors
from dengta.foundation.notify.models import Notice, Question
from tests.foundation.chatting import carry_out, tell

pytestmark = [
    pytest.mark.django_db, pytest.mark.usefixtures("notice_kind", "leave_action"), pytest.mark.covers("K15"),
]  # fmt: skip
BUTTONS = [
    notify.Button("test.leave", "7", "yes", "批准"),
    notify.Button("test.leave", "7", "no", "不批准"),
]


def asked(who: Employee, **more: object) -> Question:
    """A notice with two buttons."""
    return tell(who, actions=BUTTONS, **more).question


def link(question: Question, button: int = 0) -> str:
    return reverse("notify:answer", args=[answers.token_of(question, button)])


def effects() -> list[str]:
    """What the room did, in order."""
    return [event.facts["value"] for event in Event.objects.filter(type="test.leave").order_by("pk")]


def shown(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_looking_at_a_link_shows_one_button_and_changes_nothing(leader: Employee, client: Client) -> None:
    question = asked(leader)
    for method in (client.get, client.head, client.get):
        assert method(link(question)).status_code == 200

    page = client.get(link(question))
    assert "dt-button--primary" in shown(page)
    assert "李佳怡申请请假" in shown(page)
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "same-origin")
    assert effects() == []
    assert Question.objects.get().answered_at is None


def test_pressing_does_it_as_the_person_marks_the_notice_as_read_and_stands_on_record(
    leader: Employee, client: Client
) -> None:
    question = asked(leader)

    page = client.post(link(question, 1))

    assert page.status_code == 200
    assert "已登记：不批准" in shown(page)
    assert effects() == ["no"]
    assert selectors.unread(leader.account) == 0
    entry = AuditEntry.objects.get(verb="notify.answered")
    assert entry.actor == leader.account
    assert json.loads(entry.facts) == {"action": "test.leave", "key": "7", "value": "no", "through": "link"}


def test_pressing_again_or_the_other_button_tells_whoever_answered_what_it_was_and_changes_nothing(
    leader: Employee, client: Client, signed_in: Callable[[Employee], Client]
) -> None:
    question = asked(leader)
    client.post(link(question))
    for button in (0, 1, 0):
        again = signed_in(leader).post(link(question, button))
        assert again.status_code == 422
        assert "已登记：批准" in shown(again)
    assert effects() == ["yes"]
    assert "dt-button--primary" not in shown(client.get(link(question)))

    for _press in range(3):
        actions.action_named("test.leave").handle(account=leader.account, key="7", value="yes", now=timezone.now())
    assert effects() == ["yes"] * 4, "the control: without the question each press counts"


def test_after_its_end_a_button_says_so_and_changes_nothing(leader: Employee, client: Client) -> None:
    ends = timezone.now() + timedelta(hours=1)
    question = asked(leader, until=ends)
    with time_machine.travel(ends, tick=True):
        late = client.post(link(question))
        assert late.status_code == 422
        assert "截止" in shown(late)
    assert effects() == []
    with time_machine.travel(ends - timedelta(seconds=5), tick=True):
        assert client.post(link(question)).status_code == 200


CONTENT = ("李佳怡申请请假", "11 月 20 日", "/people/1/")


def test_after_its_end_the_page_says_that_it_ended_and_not_what_the_message_said(
    leader: Employee, client: Client, signed_in: Callable[[Employee], Client]
) -> None:
    ends = timezone.now() + timedelta(hours=1)
    question = asked(leader, until=ends)
    before = shown(client.get(link(question)))
    assert all(words in before for words in CONTENT), "the control"

    with time_machine.travel(ends, tick=True):
        for page in (client.get(link(question)), client.post(link(question)), signed_in(leader).get(link(question))):
            assert "截止" in shown(page)
            assert not any(words in shown(page) for words in CONTENT)
            assert "dt-button--primary" not in shown(page)
    assert effects() == []
    assert Question.objects.get().answered_at is None


def test_a_link_that_was_used_says_so_whoever_replays_it_and_shows_the_message_no_more(
    leader: Employee, client: Client
) -> None:
    question = asked(leader)
    answered = client.post(link(question))
    assert "李佳怡申请请假" in shown(answered), "whoever presses reads what they answered"

    for again in (client.post(link(question)), client.post(link(question, 1)), client.get(link(question))):
        assert "已经答复过了" in shown(again)
        assert not any(words in shown(again) for words in (*CONTENT, "已登记"))
    assert effects() == ["yes"]
    assert AuditEntry.objects.filter(verb="notify.answered").count() == 1


def test_a_forged_link_and_one_of_a_closed_account_show_nothing_of_the_message(
    leader: Employee, client: Client
) -> None:
    question = asked(leader)
    token = answers.token_of(question, 0)
    forged = reverse("notify:answer", args=[f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"])
    pages = [client.get(forged), client.post(forged)]
    Account.objects.filter(pk=leader.account_id).update(is_active=False)
    pages += [client.get(link(question)), client.post(link(question))]

    for page in pages:
        assert "dt-alert" in shown(page), "it says what is the matter"
        assert not any(words in shown(page) for words in CONTENT)
    assert effects() == []


def test_a_matter_that_was_taken_back_ends_the_buttons_that_are_out(leader: Employee, client: Client) -> None:
    question = asked(leader)
    with transaction.atomic():
        assert notify.end_questions(kinds=["test.leave"], url="/people/2/", now=timezone.now()) == 0
        assert notify.end_questions(kinds=["test.leave"], url="/people/1/", now=timezone.now()) == 1

    assert "截止" in shown(client.post(link(question)))
    assert effects() == []


def test_without_a_day_of_its_own_a_question_is_open_for_fourteen_days(leader: Employee) -> None:
    question = asked(leader)
    assert question.expires_at - timezone.now() == pytest.approx(timedelta(days=14), abs=timedelta(minutes=1))


def test_a_forged_link_is_not_found_whatever_was_changed(leader: Employee, client: Client) -> None:
    token = answers.token_of(asked(leader), 0)
    other = answers.token_of(asked(leader), 1)
    plain, signature = token.split(".")
    swapped = ("B" if signature[0] == "A" else "A") + signature[1:]
    forged = [
        plain, f"{plain}.", f".{signature}", f"{plain[:-1]}1.{signature}", f"{plain}.{swapped}", "x" * 80, "ä",
        f"{other.split('.')[0]}.{signature}", f"{plain}.{signature}.", f"{Question.objects.first().pk}",
    ]  # fmt: skip
    for wrong in forged:
        page = client.post(reverse("notify:answer", args=[wrong]))
        assert page.status_code == 404, wrong
    assert "链接" in shown(page)
    assert effects() == []
    assert client.post(reverse("notify:answer", args=[token])).status_code == 200, "the control"


def test_a_button_that_was_never_there_cannot_be_pressed(leader: Employee, client: Client) -> None:
    assert client.post(link(asked(leader), 2)).status_code == 404
    assert effects() == []


def test_somebody_else_who_is_signed_in_is_told_so_reads_nothing_and_changes_nothing(
    leader: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    question = asked(leader)
    for page in (signed_in(peer).get(link(question)), signed_in(peer).post(link(question))):
        assert "不是发给您的" in shown(page)
        assert "李佳怡申请请假" not in shown(page)
    assert effects() == []
    assert signed_in(leader).post(link(question)).status_code == 200


def test_a_closed_account_answers_nothing(leader: Employee, client: Client) -> None:
    question = asked(leader)
    Account.objects.filter(pk=leader.account_id).update(is_active=False)

    assert client.post(link(question)).status_code == 422
    assert effects() == []


def test_a_refusal_of_the_room_is_shown_and_the_question_stays_open(leader: Employee, client: Client) -> None:
    notice = tell(leader, actions=[notify.Button("test.leave", "7", "refused", "批准")])

    assert client.post(link(notice.question)).status_code == 422
    assert effects() == []
    assert Question.objects.get().answered_at is None
    assert not AuditEntry.objects.filter(verb="notify.answered").exists()


def test_a_button_whose_action_the_installation_has_lost_says_so(
    leader: Employee, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = asked(leader)
    monkeypatch.setattr(actions, "_actions", {})

    assert client.post(link(question)).status_code == 422
    assert effects() == []


def test_an_email_says_what_each_button_does_with_its_link(leader: Employee) -> None:
    question = asked(leader)
    carry_out()

    for place, label in enumerate(("批准", "不批准")):
        assert f"{label}: http://127.0.0.1:8000{link(question, place)}" in mail.outbox[0].body


def test_the_bell_offers_the_same_buttons_until_they_are_answered(
    leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    question, browser = asked(leader), signed_in(leader)
    for place in (0, 1):
        assert link(question, place) in browser.get(reverse("notify:list")).content.decode()

    browser.post(link(question))
    assert link(question) not in browser.get(reverse("notify:list")).content.decode()


def test_the_table_alone_lets_nobody_answer(leader: Employee, settings: Settings) -> None:
    token = answers.token_of(asked(leader), 0)
    settings.SECRET_KEY = "somebody who copied the database has another key"

    with pytest.raises(RuleViolation) as refused:
        answers.found(token)
    assert refused.value.code == "notify.answer_forged"


@pytest.mark.django_db(transaction=True)
def test_three_deliveries_of_one_press_at_the_same_time_are_applied_once(leader: Employee) -> None:
    token = answers.token_of(asked(leader), 0)

    def press(_number: int) -> str:
        try:
            return answers.answer(token=token, now=timezone.now(), through="wecom", by=leader.account)
        except RuleViolation as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as presses:
        said = sorted(presses.map(press, range(3)))

    assert said == ["notify.answer_twice", "notify.answer_twice", "已登记：批准"]
    assert effects() == ["yes"]


@pytest.mark.django_db(transaction=True)
def test_the_control_without_the_guard_three_deliveries_of_one_press_are_applied_three_times(
    leader: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = answers.token_of(asked(leader), 0)
    monkeypatch.setattr(answers, "insist", lambda question, *, by, now: None)
    for _press in range(3):
        answers.answer(token=token, now=timezone.now(), through="wecom", by=leader.account)

    assert effects() == ["yes"] * 3, "these tests can see a doubled answer"


def test_many_are_asked_in_a_number_of_statements_that_does_not_grow_with_them(
    hire: Callable[..., Employee], django_assert_num_queries: Callable[..., object]
) -> None:
    for count in (2, 40):
        people = [hire(f"新人{number}", None, number=f"Z{count:02}{number:03}") for number in range(count)]
        with transaction.atomic(), django_assert_num_queries(8):  # type: ignore[attr-defined]
            notify.send_many(to=people, broadcast=False, kind="test.leave", title="一", actions=BUTTONS)
    assert Question.objects.count() == Notice.objects.count() == 42
