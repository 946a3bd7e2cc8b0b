"""The pages of the floor: each list in the same number of queries, each refusal said on its page, in both languages."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.communication.models import FloorReport, HelpCall, KnowledgeEntry, Suggestion
from dengta.domains.communication.services import flags, help_calls, reports, suggestions
from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee], Client]


def cost(browser: Client, address: str) -> tuple[int, str]:
    """Opens a list once to warm up, then again; how many queries that took, and what it says."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        text = browser.get(address).content.decode()
    return len(asked), text


def suggest(author: Employee, place: int, *, hidden: bool = False) -> Suggestion:
    return suggestions.submit_suggestion(title=f"建议{place}号", body="更快", hidden=hidden, by=author.account, now=NOW)


def report(reporter: Employee, place: int) -> FloorReport:
    return reports.report_problem(
        kind="process", title=f"报告{place}号", what="白屏", customers=[("C-1", "")], by=reporter.account, now=NOW
    )


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_suggestions_costs_the_same_for_one_and_for_many(
    rows: int, agent: Employee, leader: Employee, signed_in: Browse
) -> None:
    for place in range(rows):
        suggest(agent, place)

    queries, text = cost(signed_in(leader), reverse("suggestions:list"))
    assert (queries, text.count('<th scope="row">')) == (8, rows)


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_reports_costs_the_same_for_one_and_for_many(
    rows: int, agent: Employee, leader: Employee, signed_in: Browse
) -> None:
    for place in range(rows):
        report(agent, place)

    queries, text = cost(signed_in(leader), reverse("reports:list"))
    assert (queries, text.count('<th scope="row">')) == (7, rows)


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_flags_costs_the_same_for_one_and_for_many(
    rows: int, agent: Employee, leader: Employee, signed_in: Browse
) -> None:
    for place in range(rows):
        flags.raise_flag(reference=f"C-{place}", line="辱骂", by=agent.account, now=NOW)

    queries, text = cost(signed_in(leader), reverse("flags:list"))
    assert (queries, text.count('<th scope="row">')) == (7, rows)


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_calls_costs_the_same_for_one_and_for_many(
    rows: int, agent: Employee, leader: Employee, signed_in: Browse
) -> None:
    for _place in range(rows):
        call = help_calls.call_for_help(line="定金能退吗", by=agent.account, now=NOW)
        help_calls.answer_call(call_id=call.pk, answer="能", by=leader.account, now=NOW)

    queries, text = cost(signed_in(leader), reverse("help_calls:list"))
    assert (queries, text.count('<th scope="row">')) == (8, rows)


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_questions_and_answers_costs_the_same_for_one_and_for_many(
    rows: int, agent: Employee, leader: Employee, signed_in: Browse
) -> None:
    unit = leader.memberships.get().unit_id
    for place in range(rows):
        KnowledgeEntry.objects.create(
            unit_id=unit, question=f"问{place}", answer="答", written_by=leader, written_at=NOW
        )

    queries, text = cost(signed_in(agent), reverse("help_calls:knowledge"))
    assert (queries, text.count('<th scope="row">')) == (7, rows)


@pytest.mark.parametrize(
    "address", ["suggestions:list", "reports:list", "flags:list", "help_calls:list", "help_calls:knowledge"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_empty_list_says_what_to_do_next(address: str, language: str, agent: Employee, signed_in: Browse) -> None:
    browser = signed_in(agent)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    answer = browser.get(reverse(address))
    assert answer.status_code == 200
    assert "dt-empty" in answer.content.decode()


@pytest.mark.covers("R-043")
def test_a_no_without_an_alternative_comes_back_with_what_is_missing(
    agent: Employee, leader: Employee, signed_in: Browse
) -> None:
    row = suggest(agent, 1)

    answer = signed_in(leader).post(reverse("suggestions:decline", args=[row.pk]), {"answer": "没有预算"})
    assert answer.status_code == 422
    assert "没有预算" in answer.content.decode()
    assert answer.context["form"].non_field_errors()


@pytest.mark.covers("R-036")
def test_closing_an_unanswered_report_is_refused_on_a_page(
    agent: Employee, leader: Employee, signed_in: Browse
) -> None:
    row = report(agent, 1)

    answer = signed_in(leader).post(reverse("reports:close", args=[row.pk]))
    assert answer.status_code == 422
    assert row.title in answer.content.decode()


@pytest.mark.covers("K5")
def test_a_hidden_name_stands_on_no_page_of_a_peer(
    agent: Employee, peer: Employee, leader: Employee, signed_in: Browse
) -> None:
    row = suggest(agent, 1, hidden=True)
    suggestions.adopt_suggestion(
        suggestion_id=row.pk, answer="好", steps="做", doer=leader.pk, until=NOW.date() + timedelta(days=9),
        by=leader.account, now=NOW,
    )  # fmt: skip
    browser = signed_in(peer)

    pages = (
        reverse("suggestions:list"),
        f"{reverse('suggestions:list')}?q={agent.name}",
        reverse("suggestions:suggestion", args=[row.pk]),
        f"{reverse('suggestions:similar')}?title=建议1号怎么样",
    )
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200
        assert agent.name not in answer.content.decode().replace(f'value="{agent.name}"', "").replace(
            f"q={agent.name}", ""
        ), page
    assert agent.name in signed_in(leader).get(pages[2]).content.decode()


@pytest.mark.covers("D12", "K11", "M12")
@pytest.mark.parametrize("address", ["help_calls:new", "flags:new", "reports:new", "suggestions:new"])
def test_an_agent_reaches_each_form_with_one_tap_from_the_own_page(
    address: str, agent: Employee, signed_in: Browse
) -> None:
    browser = signed_in(agent)

    assert f'href="{reverse(address)}"' in browser.get(reverse("service:today")).content.decode()
    assert browser.get(reverse(address), headers={"HX-Request": "true"}).status_code == 200


def test_a_form_that_was_sent_empty_comes_back(agent: Employee, signed_in: Browse) -> None:
    browser = signed_in(agent)
    for address in ("help_calls:new", "flags:new", "reports:new", "suggestions:new"):
        assert browser.post(reverse(address), {"title": "", "line": ""}).status_code == 422
    assert not HelpCall.objects.exists()


@pytest.mark.covers("M12")
def test_a_call_is_sent_with_the_second_tap(agent: Employee, leader: Employee, signed_in: Browse) -> None:
    answer = signed_in(agent).post(reverse("help_calls:new"), {"line": "定金能退吗"})

    assert answer.status_code == 302
    assert HelpCall.objects.get().caller == agent


@pytest.mark.covers("R-035", "R-084", "R-155")
def test_the_daily_job_hands_late_answers_up_and_run_again_finds_nothing(
    agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    long_ago = NOW - timedelta(days=40)
    for submit in (
        lambda: suggestions.submit_suggestion(title="x", body="y", hidden=False, by=agent.account, now=long_ago),
        lambda: reports.report_problem(kind="problem", title="x", what="y", by=agent.account, now=long_ago),
        lambda: flags.raise_flag(reference="C-1", line="y", by=agent.account, now=long_ago),
    ):
        submit()

    results = []
    for _run in range(2):
        job = jobs.enqueue("communication.escalate_floor", key="test", by=None, arguments={})
        jobs.work_off()
        job.refresh_from_db()
        results.append(job.result)
    assert results == [
        {"suggestions": 1, "reports": 1, "flags": 1, "untold": 0},
        {"suggestions": 0, "reports": 0, "flags": 0, "untold": 0},
    ]


def test_contacts_on_the_topic_are_counted_by_the_service_room(
    agent: Employee, leader: Employee, signed_in: Browse, tree: object
) -> None:
    from dengta.domains.communication.selectors.ticket_system import contacts_since, topics
    from dengta.domains.service.models import Channel, ContactType, Queue, Source
    from dengta.domains.service.services.facts import NewContact, add_contacts

    topic = ContactType.objects.create(code="refund", name="退款")
    source = Source.objects.create(name="呼叫中心", unit=tree.company)  # type: ignore[attr-defined]
    queue = Queue.objects.create(code="QH", name="售后", unit=tree.qinghe)  # type: ignore[attr-defined]
    contacts = [
        NewContact(
            external_id=f"T-{place}", queue=queue.pk, channel=Channel.VOICE, agent=agent.pk, wait_s=5, handle_s=60,
            created_at=NOW - timedelta(days=place), type=topic.pk,
        )
        for place in range(4)
    ]  # fmt: skip
    add_contacts(source=source, origin="test", contacts=contacts)

    assert [one.name for one in topics(agent.account)] == ["退款"]
    assert contacts_since(leader.account, str(topic.pk), date(2026, 11, 17)) == 2
    assert contacts_since(leader.account, "", date(2026, 11, 17)) is None
    row = reports.report_problem(
        kind="product", title="退款白屏", what="白屏", topic=str(topic.pk), by=agent.account, now=NOW
    )
    assert "退款" in signed_in(leader).get(reverse("reports:report", args=[row.pk])).content.decode()


def test_a_form_calls_nothing_optional_that_its_service_insists_on(
    agent: Employee, leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    row = suggest(agent, 1)
    page = signed_in(leader).get(reverse("suggestions:decline", args=[row.pk])).content.decode()

    assert 'name="alternative"' in page
    assert "选填" not in page
