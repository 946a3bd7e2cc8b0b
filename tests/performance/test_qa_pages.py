"""Pages of quality reviews: what they cost, and how short the way to a lost point is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaForm, QaPlan, QaSession
from dengta.domains.performance.services import qa_coaching, qa_sampling
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.performance.reviewing import TODAY, Desk, Hire

Browser = Callable[[Employee], Client]


def cost(browser: Client, address: str) -> int:
    """Queries of a page that answers."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
    assert answer.status_code == 200
    return len(asked)


def test_the_list_of_reviews_costs_the_same_for_one_and_many(desk: Desk, signed_in: Browser) -> None:
    counts = []
    for rows in one_and_many():
        for number in range(rows):
            desk.reviewed(f"L{number}")
        counts.append(cost(signed_in(desk.leader), reverse("qa:list")))
    assert counts[0] == counts[1]


def test_the_list_of_forms_costs_the_same_for_one_and_many(desk: Desk, signed_in: Browser) -> None:
    counts = []
    for rows in one_and_many():
        for number in range(rows):
            QaForm.objects.create(unit=desk.tree.qinghe, name=f"F{number}", created_at=NOW)
        counts.append(cost(signed_in(desk.first), reverse("qa:forms")))
    assert counts[0] == counts[1]


def test_the_list_of_plans_costs_the_same_for_one_and_many(desk: Desk, signed_in: Browser) -> None:
    counts = []
    for rows in one_and_many():
        for number in range(rows):
            QaPlan.objects.create(
                unit=desk.tree.qinghe, form=desk.form, name=f"P{number}", method="random", period="week", per_agent=1,
                created_at=NOW,
            )  # fmt: skip
        counts.append(cost(signed_in(desk.first), reverse("qa:plans")))
    assert counts[0] == counts[1]


def test_the_list_of_calibrations_costs_the_same_for_one_and_many(desk: Desk, signed_in: Browser) -> None:
    counts = []
    contact = desk.contact("K")
    for rows in one_and_many():
        for number in range(rows):
            QaSession.objects.create(
                title=f"S{number}", unit=desk.tree.qinghe, contact=contact, version=desk.form.versions.get(),
                moderator=desk.first, opened_at=NOW, closes_on=TODAY,
            )  # fmt: skip
        counts.append(cost(signed_in(desk.first), reverse("qa:sessions")))
    assert counts[0] == counts[1]


def test_the_list_of_coaching_costs_the_same_for_one_and_many(desk: Desk, signed_in: Browser) -> None:
    counts = []
    for rows in one_and_many():
        for number in range(rows):
            row = desk.reviewed(f"L{number}")
            qa_coaching.start_coaching(
                review_id=row.pk, item=desk.keys[1], coach=desk.leader.pk, steps="练", due_on=TODAY,
                by=desk.leader.account, now=NOW,
            )  # fmt: skip
        counts.append(cost(signed_in(desk.leader), reverse("qa:coaching")))
    assert counts[0] == counts[1]


def test_the_list_of_reviewers_costs_the_same_for_one_and_many(desk: Desk, hire: Hire, signed_in: Browser) -> None:
    lead = hire("秦朗", None, number="K70009", role=Role.QUALITY, at=desk.tree.company)
    counts = []
    for rows in one_and_many():
        for number in range(rows):
            hire(f"质检{number}", desk.tree.aftersales_2, number=f"K8{number:04}", role=Role.QUALITY)
        counts.append(cost(signed_in(lead), reverse("qa:reviewers")))
    assert counts[0] == counts[1]


@pytest.mark.covers("G3", "G15")
def test_an_agent_finds_why_a_point_was_lost_in_two_clicks_from_home(desk: Desk, signed_in: Browser) -> None:
    from dengta.domains.performance.services.qa_reviews import keep_words

    row = desk.begin()
    keep_words(review_id=row.pk, words="0:00 您好\n1:00 我要退款", recording_url="", by=desk.first.account)
    desk.submit(row)
    browser = signed_in(desk.agent)
    address = reverse("qa:review", args=[row.pk])

    assert address in browser.get(reverse("service:waiting")).content.decode() + browser.get("/").content.decode()
    page = browser.get(address).content.decode()
    for said in ("一次说清方案", "原因", "原话", "1:05", 'href="#s60"', 'id="s60"', "我要退款"):
        assert said in page
    row.refresh_from_db()
    assert row.seen_at is not None


def test_a_reviewer_saves_a_draft_and_hands_it_in_from_the_page(desk: Desk, signed_in: Browser) -> None:
    row = desk.begin()
    browser, address = signed_in(desk.first), reverse("qa:score", args=[row.pk])
    first, second, third = desk.keys

    browser.post(address, {f"p_{first}": "1", f"t_{first}": "1:05", "then": "save"})
    row.refresh_from_db()
    assert row.status == "draft"
    assert row.answers.get().second == 65
    refused = browser.post(address, {f"p_{first}": "1", "then": "submit"})
    assert refused.status_code == 422
    assert browser.post(address, {f"t_{first}": "abc", "then": "save"}).status_code == 422
    full = {f"p_{first}": "na", f"p_{second}": "3", f"n_{second}": "漏说时限", f"p_{third}": "1", "then": "submit"}
    assert browser.post(address, full).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.earned, row.possible) == ("submitted", 6, 10)


@pytest.mark.covers("G1")
def test_the_preview_works_the_score_out_and_keeps_nothing(desk: Desk, signed_in: Browser) -> None:
    first, second, third = desk.keys
    answers = {f"p_{first}": "1", f"p_{second}": "5", f"p_{third}": "0"}
    page = signed_in(desk.first).post(reverse("qa:preview", args=[desk.form.pk]), answers).content.decode()

    assert "0.0" in page
    assert "14" in page


@pytest.mark.covers("G2")
def test_the_page_of_a_draw_shows_that_it_is_fair_and_draws_it_again(desk: Desk, signed_in: Browser) -> None:
    for number in range(80):
        desk.contact(f"W{number}", day=9 + number % 7, channel=1 + number % 2)
    draw = qa_sampling.draw_sample(plan_id=desk.plan(per_agent=40).pk, seed=7, by=desk.first.account, now=NOW)
    page = signed_in(desk.first).get(reverse("qa:draw", args=[draw.pk]) + "?again=yes")

    assert page.status_code == 200
    assert page.context["fit"].p > 0.01
    assert page.context["again"].same_sample


def test_the_record_of_a_reviewer_and_the_course_open(desk: Desk, signed_in: Browser) -> None:
    row = desk.reviewed()
    desk.dispute(row)
    desk.decide(row, 5)
    browser = signed_in(desk.first)

    assert "1 / 3" in browser.get(reverse("qa:reviewer", args=[desk.first.pk])).content.decode()
    assert browser.get(reverse("qa:course")).status_code == 200
    assert signed_in(desk.second).get(reverse("qa:reviewer", args=[desk.first.pk])).status_code == 404


def test_the_list_shows_what_makes_a_score(desk: Desk, signed_in: Browser) -> None:
    row = desk.reviewed()
    day = row.day.isoformat()
    url = f"{reverse('qa:list')}?agent={desk.agent.pk}&since={day}&until={day}"
    browser = signed_in(desk.agent)

    assert "C1" in browser.get(url).content.decode()
    assert "C1" not in browser.get(url + "&counts=yes").content.decode()


@pytest.mark.covers("G3")
def test_the_deadline_and_the_limit_stand_on_the_page(desk: Desk, signed_in: Browser) -> None:
    import time_machine

    row = desk.reviewed()
    browser, address = signed_in(desk.agent), reverse("qa:review", args=[row.pk])
    assert browser.get(address).context["left"] == 3
    assert reverse("qa:dispute", args=[row.pk]) in browser.get(address).content.decode()
    with time_machine.travel(NOW + timedelta(days=8), tick=True):
        page = signed_in(desk.agent).get(address)
    assert not page.context["in_time"]
    assert reverse("qa:dispute", args=[row.pk]) not in page.content.decode()


@pytest.mark.covers("N7")
def test_the_file_holds_the_rows_of_the_list_and_only_for_whoever_may_take_them(
    desk: Desk, supervisor: Employee, signed_in: Browser
) -> None:
    desk.reviewed("C1")
    desk.reviewed("C2", 1, 5, 1)
    desk.begin("C3")
    address = reverse("qa:list") + "?q=C2&format=csv"
    taken = signed_in(supervisor).get(address)
    told = b"".join(taken.streaming_content).decode("utf-8-sig").splitlines()

    assert len(told) == 2
    assert "C2" in told[1]
    assert "100.0" in told[1]
    assert AuditEntry.objects.filter(verb="exports.taken", facts__contains="performance.reviews").count() == 1
    everything = b"".join(signed_in(supervisor).get(reverse("qa:list") + "?format=csv").streaming_content).decode()
    assert "C1" in everything
    assert "C3" not in everything
    for person in (desk.agent, desk.leader):
        assert signed_in(person).get(address).status_code == 404
        assert "dt-export" not in signed_in(person).get(reverse("qa:list")).content.decode()
