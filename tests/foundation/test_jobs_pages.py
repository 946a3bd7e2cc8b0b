"""The pages of long work: whose they are, and what they show."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dengta.domains.people.models import Employee
from dengta.foundation import jobs
from dengta.foundation.jobs import lease
from dengta.foundation.jobs.models import Job
from tests.foundation.conftest import Does

pytestmark = pytest.mark.django_db

State = Job.State


@pytest.fixture
def job(job_does: Callable[[Does], None], agent: Employee) -> Job:
    return jobs.enqueue("test.work", key="a", by=agent.account)


@pytest.mark.covers("N3")
def test_a_job_exists_for_its_owner_and_administrators_only(
    job: Job, agent: Employee, leader: Employee, admin: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    url = reverse("jobs:detail", args=[job.pk])

    assert signed_in(agent).get(url).status_code == 200
    assert signed_in(admin).get(url).status_code == 200
    assert signed_in(leader).get(url).status_code == 404
    assert signed_in(leader).post(reverse("jobs:cancel", args=[job.pk])).status_code == 404
    assert b"Test work" not in signed_in(leader).get(reverse("jobs:list")).content


def test_the_page_asks_for_progress_until_the_job_is_over_and_then_loads_anew(
    job: Job, agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    browser, url = signed_in(agent), reverse("jobs:progress", args=[job.pk])
    lease.claim(job.pk)
    lease.beat(job.pk, 1, lease.Progress(30, 120, "第 30 行"))
    htmx = {"HTTP_HX_REQUEST": "true"}

    running = browser.get(url, **htmx)
    assert f'hx-get="{url}"' in running.content.decode()
    assert "30 / 120" in running.content.decode()
    assert "第 30 行" in running.content.decode()

    lease.end(job.pk, 1, State.DONE, result={"url": "/where/"})
    assert browser.get(url, **htmx)["HX-Refresh"] == "true"
    assert 'href="/where/"' in browser.get(reverse("jobs:detail", args=[job.pk])).content.decode()


def test_the_owner_can_cancel_from_the_page(job: Job, agent: Employee, signed_in: Callable[[Employee], Client]) -> None:
    answer = signed_in(agent).post(reverse("jobs:cancel", args=[job.pk]))

    assert answer["Location"] == reverse("jobs:detail", args=[job.pk])
    assert Job.objects.get(pk=job.pk).state == State.CANCELLED


@pytest.mark.parametrize("page", ["jobs:list", "jobs:all"])
@pytest.mark.usefixtures("job_does")
def test_the_lists_cost_the_same_for_one_job_and_for_many(
    admin: Employee,
    signed_in: Callable[[Employee], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    page: str,
) -> None:
    browser, costs = signed_in(admin), []
    browser.get(reverse(page))
    for total in (1, 25):
        for number in range(total):
            jobs.enqueue("test.work", key=str(number), by=admin.account)
        with django_assert_max_num_queries(12) as queries:
            answer = browser.get(reverse(page))
        assert answer.content.decode().count("<tr data-href") == total
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_a_job_leads_to_what_it_is_about_while_it_runs_and_says_which(
    agent: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    job = Job.objects.create(
        kind="imports.stage", key="7", queue="heavy", state=Job.State.RUNNING, note="十一月工单.csv",
        arguments={"import_id": 7}, created_by=agent.account,
    )  # fmt: skip
    browser = signed_in(agent)

    assert reverse("imports:show", args=[7]) in browser.get(job.get_absolute_url()).content.decode()
    assert "十一月工单.csv" in browser.get(reverse("jobs:list")).content.decode()
