"""Sampling plans that draw by themselves: on their day, once, and never what passed while they had no rhythm."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaDraw, QaPlan, QaReview
from dengta.domains.performance.selectors.qa_rhythm import due_plans, next_draw
from dengta.domains.performance.services import qa_rhythm, qa_sampling
from dengta.foundation import jobs
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.conftest import NOW
from tests.performance.reviewing import TODAY, Desk, refused

Browser = Callable[[Employee], Client]
JOB = "performance.qa_draw"
# The week of the desk's contacts, and the Monday after today.
MONDAY, NEXT = date(2026, 11, 16), NOW + timedelta(days=5)


def with_rhythm(desk: Desk, draw_day: int, *, period: str = "week", since: datetime = NOW) -> QaPlan:
    return qa_rhythm.set_rhythm(
        plan_id=desk.plan(period=period).pk, draw_day=draw_day, by=desk.first.account, now=since
    )  # fmt: skip


def draw(plan: QaPlan, now: datetime) -> QaDraw | None:
    return qa_rhythm.draw_by_rhythm(plan_id=plan.pk, now=now)


@pytest.mark.covers("G2")
def test_on_its_day_the_plan_draws_the_period_before_by_itself_and_once(desk: Desk) -> None:
    plan = with_rhythm(desk, 1)
    for number in range(9):
        desk.contact(f"N{number}", day=16 + number % 3)

    assert due_plans(now=NEXT - timedelta(days=1)) == []
    assert due_plans(now=NEXT) == [plan.pk]
    first = draw(plan, NEXT)
    assert first is not None
    assert (first.first_day, first.last_day, first.drawn, first.drawn_by) == (MONDAY, date(2026, 11, 22), 4, None)
    assert draw(plan, NEXT) is None
    assert due_plans(now=NEXT) == []
    assert QaReview.objects.filter(draw=first).count() == 4
    assert AuditEntry.objects.get(verb="performance.qa_drawn").actor_id is None


@pytest.mark.covers("G2")
def test_a_worker_that_died_in_the_middle_leaves_nothing_and_its_retry_the_same_sample(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def dies(*_told: object, **_more: object) -> None:
        raise Killed

    plan = with_rhythm(desk, 3, since=NOW)
    for number in range(30):
        desk.contact(f"N{number}", day=9 + number % 6)
    with monkeypatch.context() as patch:
        patch.setattr(qa_sampling, "_tell", dies)
        with pytest.raises(Killed):
            draw(plan, NOW)
    assert not QaDraw.objects.exists()
    assert not QaReview.objects.exists()

    jobs.enqueue(JOB, key="test")
    jobs.work_off()
    drawn = QaDraw.objects.get()
    assert (drawn.seed, drawn.drawn) == (qa_rhythm.seed_of(plan, drawn.first_day), 4)
    jobs.enqueue(JOB, key="again")
    jobs.work_off()
    assert QaReview.objects.count() == 4


@pytest.mark.covers("G2")
def test_contacts_that_come_in_late_are_drawn_the_next_morning_and_missed_mornings_are_made_up(desk: Desk) -> None:
    plan = with_rhythm(desk, 3)
    assert draw(plan, NOW) is None
    assert due_plans(now=NOW) == [plan.pk]
    desk.contact("late", day=10)

    late = draw(plan, NOW + timedelta(days=6))
    assert late is not None
    assert late.first_day == date(2026, 11, 9)


@pytest.mark.covers("G2")
def test_what_passed_before_the_rhythm_or_in_a_pause_is_not_made_up(desk: Desk) -> None:
    desk.contact("N", day=10)
    plan = with_rhythm(desk, 1)
    assert due_plans(now=NOW) == []

    qa_rhythm.pause_plan(plan_id=plan.pk, by=desk.first.account, now=NOW)
    assert due_plans(now=NEXT) == []
    with refused("qa_paused_already"):
        qa_rhythm.pause_plan(plan_id=plan.pk, by=desk.first.account, now=NOW)
    qa_rhythm.resume_plan(plan_id=plan.pk, by=desk.first.account, now=NEXT + timedelta(days=1))
    assert due_plans(now=NEXT + timedelta(days=2)) == []
    assert due_plans(now=NEXT + timedelta(days=7)) == [plan.pk]
    qa_sampling.end_plan(plan_id=plan.pk, by=desk.first.account, now=NEXT)
    assert due_plans(now=NEXT + timedelta(days=7)) == []


@pytest.mark.parametrize(
    ("period", "day", "drawn", "wanted"),
    [
        ("week", 1, [], (date(2026, 11, 23), date(2026, 11, 16), date(2026, 11, 22))),
        ("week", 3, [], (TODAY, date(2026, 11, 9), date(2026, 11, 15))),
        ("week", 3, [date(2026, 11, 9)], (date(2026, 11, 25), date(2026, 11, 16), date(2026, 11, 22))),
        ("month", 5, [], (date(2026, 12, 5), date(2026, 11, 1), date(2026, 11, 30))),
        ("month", 28, [], (date(2026, 11, 28), date(2026, 10, 1), date(2026, 10, 31))),
    ],
)
def test_the_next_draw_is_what_is_due_or_the_day_after_it(
    period: str, day: int, drawn: list[date], wanted: tuple[date, date, date]
) -> None:
    found = next_draw(QaPlan(period=period, draw_day=day, draws_since=TODAY), TODAY, drawn=drawn)

    assert found is not None
    assert (found.day, found.first, found.last) == wanted


def test_days_that_the_period_does_not_have_and_strangers_are_refused(desk: Desk) -> None:
    with refused("qa_draw_day"):
        with_rhythm(desk, 8)
    plan = with_rhythm(desk, 28, period="month")
    with refused("qa_not_paused"):
        qa_rhythm.resume_plan(plan_id=plan.pk, by=desk.first.account, now=NOW)
    with pytest.raises(NotAllowed):
        qa_rhythm.set_rhythm(plan_id=plan.pk, draw_day=1, by=desk.leader.account, now=NOW)
    qa_rhythm.set_rhythm(plan_id=plan.pk, draw_day=None, by=desk.first.account, now=NOW)
    with refused("qa_no_rhythm"):
        qa_rhythm.pause_plan(plan_id=plan.pk, by=desk.first.account, now=NOW)


@pytest.mark.covers("G2")
def test_the_page_of_a_plan_sets_its_rhythm_and_says_what_comes_next(desk: Desk, signed_in: Browser) -> None:
    plan, browser = desk.plan(), signed_in(desk.first)
    page = reverse("qa:plan", args=[plan.pk])

    assert browser.get(page).context["next"] is None
    assert browser.post(reverse("qa:plan_rhythm", args=[plan.pk]), {"draw_day": "1"}).status_code == 302
    assert browser.get(page).context["next"].day == date(2026, 11, 23)
    assert browser.post(reverse("qa:plan_pause", args=[plan.pk])).status_code == 302
    assert browser.get(page).context["next"] is None
    assert browser.post(reverse("qa:plan_resume", args=[plan.pk])).status_code == 302
    plan.refresh_from_db()
    assert (plan.draw_day, plan.paused_at) == (1, None)
