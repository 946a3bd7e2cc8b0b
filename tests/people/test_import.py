"""People in a table: new ones are hired, known ones found by number, mail, then name."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from dengta.domains.people.imports.employees import Employees
from dengta.domains.people.models import Employee, Membership, OnboardingStep
from dengta.foundation.imports import Context, Row
from dengta.foundation.imports.compare import compare
from tests.cast import Tree

TODAY = date(2026, 11, 18)
ZONE = ZoneInfo("Asia/Shanghai")


def _take_in(by: Employee, *rows: dict[str, object], **answers: str) -> tuple[list[str], list[int]]:
    """Refusal codes, and how many rows were new, changed and unchanged."""
    target = Employees()
    ctx = Context("名册", by.account, answers, target.field_names, ZONE, TODAY)
    lookups = target.prepare(ctx)
    read = [Row(line, {"source": "名册", "number": None, **row}) for line, row in enumerate(rows, start=2)]
    problems = {row.line: list(target.validate(row, lookups)) for row in read}
    fine = [row for row in read if not problems[row.line]]
    verdict = compare(target, fine, lookups)
    target.publish(verdict.new, verdict.changed, lookups)
    codes = [problem.code for found in problems.values() for problem in found]
    return codes, [len(verdict.new), len(verdict.changed), len(verdict.unchanged)]


@pytest.mark.covers("A1", "A8")
def test_new_people_are_hired_into_their_team_and_a_second_import_changes_nothing(hr: Employee, tree: Tree) -> None:
    row = {"number": "K70001", "name": "韩梅", "team": "QH1", "grade": "C1", "email": None, "hired_on": TODAY}

    assert _take_in(hr, row) == ([], [1, 0, 0])
    assert _take_in(hr, row) == ([], [0, 0, 1])
    employee = Employee.objects.get(number="K70001")
    assert Membership.objects.on(TODAY).get(employee=employee).unit == tree.aftersales_1
    assert OnboardingStep.objects.filter(employee=employee).exists()


def test_known_people_are_found_by_number_then_mail_and_moved_from_today(
    hr: Employee, agent: Employee, tree: Tree
) -> None:
    Employee.objects.filter(pk=agent.pk).update(email="ljy@example.com")

    taken = _take_in(hr, {"name": "李佳怡", "email": "LJY@example.com", "grade": "C3", "team": "售后二组"})

    assert taken == ([], [0, 1, 0])
    agent.refresh_from_db()
    assert agent.grade == "C3"
    assert Membership.objects.on(date(2026, 11, 17)).get(employee=agent).unit == tree.aftersales_1
    assert Membership.objects.on(TODAY).get(employee=agent).unit == tree.aftersales_2


def test_by_name_only_when_the_importing_person_said_so(hr: Employee, agent: Employee) -> None:
    row = {"name": "李佳怡", "grade": "C3"}

    assert _take_in(hr, row)[0] == ["people.import_who", "people.import_team_missing"]
    assert _take_in(hr, row, by_name="name") == ([], [0, 1, 0])


def test_two_people_of_one_name_are_never_guessed(hr: Employee, agent: Employee, tree: Tree) -> None:
    Employee.objects.create(number="K10099", name="李佳怡")

    codes, counts = _take_in(hr, {"name": "李佳怡", "grade": "C3"}, by_name="name")

    assert codes[0] == "people.import_who"
    assert counts == [0, 0, 0]


@pytest.mark.covers("A2")
def test_an_unknown_team_is_refused(hr: Employee, tree: Tree) -> None:
    assert _take_in(hr, {"number": "K7", "name": "韩梅", "team": "不存在"})[0] == ["people.import_team"]
