"""The demo's year of communication, as whoever signs in sees it: notices lead somewhere, counts agree."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from dengta.config.demo import talk
from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.talk import matters, meetings
from dengta.domains.communication.models import (
    CheckItem,
    Consultation,
    Grievance,
    Mediation,
    Meeting,
    MeetingCase,
    OneOnOne,
    Promise,
    Standup,
    Todo,
)
from dengta.domains.communication.selectors.meeting_warnings import LACK, warnings_of
from dengta.domains.communication.selectors.messages import report, span_of
from dengta.domains.people.models import Account, Employee
from dengta.foundation.notify.models import Notice
from dengta.foundation.notify.registry import kind_of
from tests.database import shared

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SignedIn = Callable[[Employee], Client]


@pytest.fixture(scope="module", autouse=True)
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The centre, and its whole year."""
    with shared(django_db_blocker):
        with time_machine.travel(NOON):
            found_organisation(today=NOON.date())
            talk.fill(NOON)
        yield


def person(number: str) -> Employee:
    return Employee.objects.select_related("account").get(number=number)


def test_the_sheet_of_todays_talk_shows_the_promises_that_were_kept(signed_in: SignedIn) -> None:
    talk_today = OneOnOne.objects.get(employee=person("K10020"), status="planned")

    page = signed_in(person("D80002")).get(reverse("one_on_ones:talk", args=[talk_today.pk])).content.decode()
    assert "个约定您都做到了" in page
    # What was promised last week waits for both of them.
    assert Promise.objects.filter(talk__employee=person("K10020"), outcome="open").count() == 2
    outcomes = dict(Promise.objects.values_list("outcome").annotate(Count("pk")))
    assert outcomes["kept"] > 4 * outcomes["not_kept"] > 0
    oldest = Promise.objects.exclude(outcome="open").earliest("judged_in__held_on").judged_in
    assert oldest is not None
    assert oldest.held_on is not None
    assert oldest.held_on < NOON.date() - timedelta(weeks=40)
    for promise in Promise.objects.exclude(judged_in=None).select_related("talk", "judged_in"):
        assert promise.judged_in is not None
        assert promise.judged_in.planned_for > promise.talk.planned_for


def test_no_count_of_a_stand_up_differs_from_its_own_n() -> None:
    counts = [figure for one in Standup.objects.all() for figure in one.figures if figure["value"].isdigit()]

    assert counts
    assert all(figure["value"] == str(figure["n"]) for figure in counts)


def test_the_supervisor_closed_one_grievance_and_has_one_in_hand(signed_in: SignedIn) -> None:
    supervisor = person("D90001")

    handled = Grievance.objects.filter(handler=supervisor)
    assert sorted(handled.values_list("status", flat=True)) == ["accepted", "open"]
    browser = signed_in(supervisor)
    for row in handled:
        page = browser.get(reverse("grievances:one", args=[row.pk]))
        assert (page.status_code, row.number in page.content.decode()) == (200, True)
    # Nobody else reads them, however high.
    assert signed_in(person("D90006")).get(reverse("grievances:one", args=[row.pk])).status_code == 404


def test_the_lead_looks_after_an_agreement_a_consultation_and_a_move(signed_in: SignedIn) -> None:
    browser, asked = signed_in(person("D80002")), Consultation.objects.get()
    agreed = Mediation.objects.exclude(status="closed").get()

    assert (agreed.status, agreed.follow_up_on) == ("agreed", NOON.date() + timedelta(days=3))
    assert agreed.agreement in browser.get(reverse("mediations:one", args=[agreed.pk])).content.decode()
    page = browser.get(reverse("consultations:one", args=[asked.pk])).content.decode()
    assert all(voice in page for voice in matters.VOICES)
    assert asked.voices.filter(answered_at=None).exists()
    assert asked.title in signed_in(person("K10020")).get(reverse("todos:inbox")).content.decode()
    assert person(matters.MOVER).name in browser.get(reverse("people:moves")).content.decode()


def test_the_lead_sees_a_stand_up_that_the_clock_ended_and_minutes_that_still_wait(signed_in: SignedIn) -> None:
    lead = person("D80002")
    forgotten = Standup.objects.get(ended_by_clock=True)
    assert (forgotten.leader, forgotten.attendance.count()) == (lead, 0)
    with time_machine.travel(NOON):
        browser = signed_in(lead)
        assert "当天没有人结束" in browser.get(reverse("standups:minutes", args=[forgotten.pk])).content.decode()

        waiting = Meeting.objects.get(state="open", held_on__lt=NOON.date())
        todo = Todo.objects.get(kind="meetings.minutes")
        assert (todo.employee, todo.key) == (lead, str(waiting.pk))
        assert todo.title in browser.get(reverse("todos:inbox")).content.decode()
        page = browser.get(reverse("meetings:meeting", args=[waiting.pk])).content.decode()
        assert meetings.CASES[0][0] in page
        assert "发布纪要" in page
        assert not warnings_of(waiting)


def test_no_month_of_the_demo_was_held_without_a_case_or_an_action() -> None:
    assert not Meeting.objects.annotate(lack=LACK).exclude(lack="").exists()


def test_a_learning_item_is_still_unread_by_some_and_a_finding_is_open() -> None:
    newest = MeetingCase.objects.filter(learning_since__isnull=False).latest("learning_since")

    assert newest.readers.filter(read_at=None).exists()
    assert newest.readers.exclude(read_at=None).exists()
    assert CheckItem.objects.filter(ok=False, fixed_at=None, check_of__unit__code="QH2").exists()


def test_every_notice_tells_of_something_its_reader_can_open(signed_in: SignedIn) -> None:
    rows = Notice.objects.select_related("account__employee")

    assert not rows.filter(url="").exists()
    assert not rows.filter(created_at__gt=NOON + timedelta(minutes=1)).exists()
    unknown = kind_of("no.such.kind")
    assert all(kind_of(kind) is not unknown for kind in rows.values_list("kind", flat=True).distinct())
    # Newest last, as the bell expects it.
    moments = list(rows.order_by("pk").values_list("created_at", flat=True))
    assert moments == sorted(moments)
    # The newest and the oldest of each sort, for everybody.
    samples = {(one.account_id, one.kind, way): one for way in (1, -1) for one in list(rows.order_by("pk"))[::way]}
    browsers: dict[int, Client] = {}
    with time_machine.travel(NOON):
        for one in samples.values():
            browser = browsers.setdefault(one.account_id, signed_in(one.account.employee))
            assert browser.get(one.url).status_code == 200, (one.account.username, one.url)


def test_the_load_of_messages_is_that_of_a_busy_house() -> None:
    with time_machine.travel(NOON):
        reader = Account.objects.get(username="d90006")
        months = [
            report(reader, span_of(None, NOON.date() - timedelta(days=back), today=NOON.date()), today=NOON.date())
            for back in (0, 28, 56)
        ]

    for one in months:
        agent = next(load for load in one.people if load.number == "K10020")
        assert 0.5 < agent.broadcasts_per_day < 5
    assert "K10020" in {load.number for one in months for load in one.over}
