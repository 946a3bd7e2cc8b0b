"""The bell's pages: read, choose how to be told, see what could not be sent."""

from collections.abc import Callable
from datetime import time

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.people.models import Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.notify import selectors, services
from dengta.foundation.notify.models import OutboxMessage, Preference
from tests.foundation.telling import a_message, tell

pytestmark = pytest.mark.django_db

State = OutboxMessage.State


@pytest.fixture
def browser(leader: Employee, signed_in: Callable[[Employee], Client]) -> Client:
    return signed_in(leader)


@pytest.mark.usefixtures("notice_kind")
def test_opening_a_notice_marks_it_as_read_and_leads_to_where_it_happened(leader: Employee, browser: Client) -> None:
    notice = tell(leader, url="/jobs/")
    assert notice is not None
    url = reverse("notify:open", args=[notice.pk])

    assert browser.get(url).status_code == 405
    assert browser.post(url)["Location"] == "/jobs/"
    assert selectors.unread(leader.account) == 0


@pytest.mark.usefixtures("notice_kind")
def test_nobody_can_open_the_notice_of_another(
    leader: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    notice = tell(leader)
    assert notice is not None

    assert signed_in(peer).post(reverse("notify:open", args=[notice.pk])).status_code == 404
    assert "李佳怡申请请假" not in signed_in(peer).get(reverse("notify:list")).content.decode()
    assert selectors.unread(leader.account) == 1


@pytest.mark.usefixtures("notice_kind")
def test_all_can_be_marked_as_read_at_once(leader: Employee, peer: Employee, browser: Client) -> None:
    for who in (leader, leader, peer):
        tell(who)

    browser.post(reverse("notify:read_all"))

    assert (selectors.unread(leader.account), selectors.unread(peer.account)) == (0, 1)


def test_people_choose_how_they_are_told(leader: Employee, browser: Client) -> None:
    answer = browser.post(
        reverse("notify:preferences"),
        {"email": "on", "quiet_from": "22:00", "quiet_until": "08:00", "digest": "on", "digest_at": "17:30"},
    )

    chosen = services.preference_of(leader.account)
    assert answer.status_code == 302
    assert (chosen.quiet_from, chosen.quiet_until, chosen.digest_at) == (time(22, 0), time(8, 0), time(17, 30))
    assert AuditEntry.objects.filter(verb="notify.preference_chosen", actor=leader.account).exists()


def test_quiet_hours_without_an_end_are_refused_and_the_input_is_kept(leader: Employee, browser: Client) -> None:
    answer = browser.post(reverse("notify:preferences"), {"quiet_from": "22:00", "digest_at": "17:30"})

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"quiet_until"}
    assert 'value="22:00"' in answer.content.decode()
    assert not Preference.objects.exists()


@pytest.mark.usefixtures("notice_kind")
def test_the_list_costs_the_same_for_one_notice_and_for_many(
    leader: Employee, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    costs = []
    for total in (1, 25):
        while selectors.unread(leader.account) < total:
            tell(leader)
        with django_assert_max_num_queries(12) as queries:
            answer = browser.get(reverse("notify:list"))
        assert answer.content.decode().count("李佳怡申请请假") == total
        costs.append(len(queries))

    assert costs[0] == costs[1]


@pytest.mark.usefixtures("notice_kind")
def test_the_bell_costs_one_query_and_says_how_many_are_new(
    leader: Employee, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tell(leader)
    tell(leader)
    with django_assert_num_queries(1):
        assert selectors.unread(leader.account) == 2

    page = browser.get(reverse("notify:preferences")).content.decode()
    assert f'href="{reverse("notify:list")}"' in page
    assert "dt-dot" in page


def test_the_list_of_messages_shows_what_was_given_up_but_not_what_it_says(
    admin: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    message = a_message()
    OutboxMessage.objects.update(state=State.DEAD, body="秘密", last_error="ConnectionRefusedError")

    page = signed_in(admin).get(reverse("notify:messages")).content.decode()

    assert "ConnectionRefusedError" in page
    assert reverse("notify:try_again", args=[message.pk]) in page
    assert "秘密" not in page
