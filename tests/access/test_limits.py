"""Limits hold per account and across processes."""

import multiprocessing
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.synchronize import Barrier

import pytest
import time_machine
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from dengta.domains.people.models import Employee
from dengta.foundation.access.limits import hits, limited
from dengta.foundation.access.models import RateCounter
from dengta.foundation.exports.models import Export


@limited("test", times=3, seconds=600)
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def ask(employee: Employee, view: Callable[..., HttpResponse] = page) -> HttpResponse:
    request = RequestFactory().get("/")
    request.user = employee.account
    request.session = {}
    return view(request)


def test_the_fourth_request_has_to_wait_and_is_told_how_long(agent: Employee, peer: Employee) -> None:
    answers = [ask(agent) for _time in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 600
    assert ask(peer).status_code == 200


def test_in_the_next_window_everybody_may_again(agent: Employee) -> None:
    for _time in range(4):
        ask(agent)

    with time_machine.travel(timezone.now() + timedelta(seconds=600)):
        assert ask(agent).status_code == 200


def test_only_what_counts_is_counted(agent: Employee) -> None:
    view = limited("other", times=1, seconds=600, only=lambda request: request.method == "POST")(page.__wrapped__)

    assert [ask(agent, view).status_code for _time in range(3)] == [200, 200, 200]


@pytest.mark.django_db
def test_counters_of_yesterday_are_cleared_away() -> None:
    hits("old", seconds=60)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        hits("new", seconds=60)

    assert [counter.key for counter in RateCounter.objects.all()] == ["new"]


def _hit(start: Barrier) -> None:
    connection.close()
    start.wait(timeout=20)
    for _time in range(20):
        hits("race", seconds=86_400)
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_processes_do_not_count_past_each_other() -> None:
    connection.close()
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(2)
    processes = [fork.Process(target=_hit, args=(start,)) for _process in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=60)

    assert RateCounter.objects.get().count == 40


# --- where they are set ----------------------------------------------------------------------------------------


Browser = Callable[[Employee], Client]


def statuses(ask: Callable[[], HttpResponse], times: int) -> list[int]:
    return [ask().status_code for _time in range(times)]


@pytest.mark.covers("N3", "N7")
def test_the_sixth_time_in_an_hour_a_list_stays_here_but_another_list_and_another_person_may(
    hr: Employee, supervisor: Employee, signed_in: Browser
) -> None:
    browser = signed_in(hr)
    assert statuses(lambda: browser.get("/people/?format=csv"), 6) == [200] * 5 + [429]
    assert Export.objects.filter(by=hr.account).count() == 5
    assert browser.get("/people/?format=csv").headers["Retry-After"]
    assert browser.get("/people/").status_code == 200
    assert browser.get("/notices/?format=csv").status_code == 200
    assert signed_in(supervisor).get("/people/?format=csv").status_code == 200


@pytest.mark.covers("N7")
def test_whoever_may_not_export_learns_nothing_from_the_limit(agent: Employee, signed_in: Browser) -> None:
    browser = signed_in(agent)

    assert statuses(lambda: browser.get("/people/?format=csv"), 7) == [404] * 7
    assert not RateCounter.objects.exists()


@pytest.mark.covers("N3")
def test_a_minute_of_typing_names_is_no_scraping_and_a_script_is(
    agent: Employee, peer: Employee, signed_in: Browser
) -> None:
    browser, address = signed_in(agent), reverse("search")
    # Twelve names of ten letters, each letter asked for: faster than anybody types with the palette's pause.
    assert set(statuses(lambda: browser.get(f"{address}?q=l"), 120)) == {200}
    assert browser.get(f"{address}?q=l").status_code == 429
    # Opening the palette asks with nothing typed: that is never refused, and others type on.
    assert browser.get(address).status_code == 200
    assert signed_in(peer).get(f"{address}?q=l").status_code == 200


@pytest.mark.covers("C1", "N3")
def test_thirty_uploads_in_ten_minutes_are_enough(leader: Employee, other_leader: Employee, signed_in: Browser) -> None:
    address = reverse("imports:new", args=["service.contacts"])
    browser = signed_in(leader)

    assert set(statuses(lambda: browser.post(address, {"source": "x"}), 30)) == {422}
    assert browser.post(address, {"source": "x"}).status_code == 429
    assert browser.get(address).status_code == 200
    assert signed_in(other_leader).post(address, {"source": "x"}).status_code == 422
