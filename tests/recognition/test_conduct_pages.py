"""The pages around the formal case: what their lists cost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import (
    Breach,
    Case,
    ClauseVersion,
    CoachingTalk,
    DeclaredTie,
    Lesson,
    Reflection,
    Reminder,
    Trial,
)
from tests.cast import Tree
from tests.conftest import NOW
from tests.costs import one_and_many
from tests.recognition.adopting import account
from tests.recognition.conducting import DAY, TODAY

pytestmark = pytest.mark.django_db


def test_every_list_costs_the_same_for_one_row_and_for_twenty_five(
    published: ClauseVersion, tree: Tree, agent: Employee, leaders: dict[str, Employee],
    signed_in: Callable[[Employee], Client],
) -> None:  # fmt: skip
    leader, supervisor, hr = leaders["leader"], leaders["supervisor"], leaders["hr"]
    readers = {
        "conduct:breaches": supervisor, "conduct:reminders": leader, "conduct:talks": supervisor,
        "conduct:trials": supervisor, "conduct:ties": hr,
        "conduct:lessons": supervisor, "conduct:reflections": leader,
    }  # fmt: skip
    browsers = {name: signed_in(reader) for name, reader in readers.items()}
    costs: dict[str, set[int]] = {name: set() for name in readers}
    for rows in one_and_many():
        for number in range(rows):
            _row_each(published, tree, (agent, leader, supervisor), number)
        for name, browser in browsers.items():
            browser.get(reverse(name))
            with CaptureQueriesContext(connection) as queries:
                page = browser.get(reverse(name))
            assert len(page.context["page"].rows) == rows, name
            costs[name].add(len(queries))
    assert all(len(found) == 1 for found in costs.values()), costs


def _row_each(version: ClauseVersion, tree: Tree, people: tuple[Employee, ...], number: int) -> None:
    agent, leader, supervisor = people
    team = tree.aftersales_1
    Breach(
        employee=agent, unit=team, version=version, happened_on=TODAY, known_on=TODAY, due_on=TODAY, source="report",
        registered_at=NOW, handler=supervisor,
    ).save()  # fmt: skip
    Reminder.objects.create(employee=agent, sender=leader, standard="回电", text="先回它", sent_at=NOW)
    CoachingTalk.objects.create(
        employee=agent,
        unit=team,
        clause=version.clause,
        held_on=TODAY,
        held_by=leader,
        agreed="先说一声",
        recorded_at=NOW,
    )
    Trial.objects.create(
        unit=team, name="新话术", idea="先共情", limits="投诉件不用", starts_on=TODAY, ends_on=TODAY + DAY,
        registered_by=account(leader), registered_at=NOW,
    )  # fmt: skip
    DeclaredTie.objects.create(
        one=agent, other=Employee.objects.create(number=f"T{number}", name=f"同事{number}"), kind="close",
        declared_on=TODAY,
    )  # fmt: skip
    Reflection.objects.create(leader=leader, quarter=date(2000 + number, 1, 1), opened_at=NOW, severe=3, agents=20)
    case = Case.objects.create(
        number=f"2026-{number:04}", employee=agent, unit=team, version=version, happened_on=TODAY, known_on=TODAY,
        source="report", handler=leader, state="closed", closing="no_breach", opened_at=NOW, closed_at=NOW,
    )  # fmt: skip
    Lesson.objects.create(
        case=case,
        unit=team,
        title="先核实",
        text="正文",
        advice="先核实",
        written_by=account(supervisor),
        written_at=NOW,
    )
