"""People in a table: who is new is hired, who is known is found again by number, then mail, then name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from dengta.domains.people import policies
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors import organisation
from dengta.domains.people.selectors.people import Directory, with_team
from dengta.domains.people.services.employment import edit_card, hire_employee
from dengta.domains.people.services.membership import move_employee
from dengta.domains.people.services.onboarding import open_onboarding
from dengta.foundation.imports import Context, Field, Key, Problem, Question, Row, Target

CARD = ("name", "email", "grade")


@dataclass
class Lookups:
    """Who and what the importing person may touch."""

    ctx: Context
    by: Account | None
    people: Directory
    numbers: dict[int, str]
    taken: frozenset[str]
    # Who imports, with the card and team of today: that one a colleague changes.
    own: Employee | None
    units: dict[str, Unit | None]


class Employees(Target[Lookups]):
    """The staff list of a centre, as HR keeps it."""

    name = "people.employees"
    order = 10
    label = _("People")
    help = _("New people are hired into their team and get the onboarding checklist; known ones are updated.")
    permission = policies.hire_into
    taking = policies.export_directory
    person = ("number", "email", "name")
    natural_key = ("number",)
    fields = (
        Field(
            "number", _("Staff number"), max_length=40, synonyms=("工号", "员工编号", "员工号", "staff_no", "agent_id")
        ),
        Field("name", _("Name"), required=True, max_length=80, synonyms=("姓名", "员工姓名", "full name")),
        Field("email", _("Work e-mail"), "email", synonyms=("邮箱", "工作邮箱", "企业邮箱", "mail")),
        Field("team", _("Team"), max_length=120, synonyms=("班组", "组别", "团队", "部门", "unit", "team code")),
        Field("grade", _("Grade"), max_length=20, synonyms=("职级", "级别", "岗级")),
        Field("hired_on", _("Hired on"), "date", synonyms=("入职日期", "入职时间", "start date")),
    )
    questions = (
        Question(
            "by_name",
            _("Rows without a number or mail that we know"),
            choices=(
                ("ask", _("Put them aside, so that I can check them")),
                ("name", _("Take the one person of this name")),
            ),
        ),
    )
    samples = (
        {"number": "K10101", "name": "李佳怡", "email": "lijiayi@example.com", "team": "QH1", "grade": "C2",
         "hired_on": "2026-03-02"},
    )  # fmt: skip

    def prepare(self, ctx: Context) -> Lookups:
        """Five queries."""
        by = cast("Account | None", ctx.by)
        units: dict[str, Unit | None] = {}
        for unit in _open_units(ctx):
            units[unit.code.casefold()] = unit
            # A name that two units carry means neither; their codes do.
            units[unit.name.casefold()] = None if unit.name.casefold() in units else unit
        numbers = dict(Employee.objects.values_list("pk", "number"))
        taken = frozenset(number.casefold() for number in numbers.values())
        seen = Employee.objects.all() if by is None else policies.see_directory.scope(by, Employee.objects.all())
        own = with_team(Employee.objects.filter(account=by), ctx.today).first() if by is not None else None
        return Lookups(ctx, by, Directory(seen), numbers, taken, own, units)

    def validate(self, row: Row, lookups: Lookups) -> Iterator[Problem]:
        """Finds who is meant, and leaves their number in the row as its key."""
        known = _known(row, lookups)
        if known is not None:
            row.values["number"] = lookups.numbers[known]
        elif not row.get("number"):
            yield Problem("people.import_who", field="number", facts={"name": row["name"]})
        elif row["number"].casefold() in lookups.taken:
            yield Problem("people.number_taken", field="number", facts={"number": row["number"]})
        if row.get("team") and lookups.units.get(row["team"].casefold()) is None:
            yield Problem("people.import_team", field="team", facts={"team": row["team"]})
        if lookups.own is not None and known == lookups.own.pk and _differs(self.record(row, lookups), lookups.own):
            yield Problem("people.not_about_yourself", field="number")
        if known is None and not row.get("team"):
            yield Problem("people.import_team_missing", field="team", facts={"name": row["name"]})

    def record(self, row: Row, lookups: Lookups) -> Mapping[str, Any]:
        """What the row says; an empty cell says nothing."""
        said = {name: row.get(name) for name in CARD if row.get(name)}
        unit = lookups.units.get((row.get("team") or "").casefold())
        return said | ({"team": unit.pk} if unit else {})

    def existing(self, rows: Sequence[Row], lookups: Lookups) -> Mapping[Key, Mapping[str, Any]]:
        """The cards and teams of today. One query."""
        people = Employee.objects.filter(number__in=[row["number"] for row in rows])
        return {
            (person.number,): {
                "name": person.name,
                "email": person.email,
                "grade": person.grade,
                "team": person.team_id,
            }
            for person in with_team(people, lookups.ctx.today)
        }

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Lookups) -> None:
        """Through the services, each row with its entry in the record."""
        for row in new:
            self._hire(row, lookups)
        people = {person.number: person for person in with_team(
            Employee.objects.filter(number__in=[row["number"] for row in changed]), lookups.ctx.today
        )}  # fmt: skip
        for row in changed:
            self._update(people[row["number"]], row, lookups)

    def _hire(self, row: Row, lookups: Lookups) -> None:
        on = row.get("hired_on") or lookups.ctx.today
        employee = hire_employee(
            number=row["number"], name=row["name"], email=row.get("email") or "", grade=row.get("grade") or "",
            team=lookups.units[row["team"].casefold()], on=on, by=lookups.by,
        )  # fmt: skip
        # Whoever has been here for long has the first weeks behind them.
        if on >= lookups.ctx.today:
            open_onboarding(employee_id=employee.pk, on=on, by=lookups.by)

    def _update(self, employee: Any, row: Row, lookups: Lookups) -> None:
        said = dict(self.record(row, lookups))
        team = said.pop("team", None)
        card = {name: value for name, value in said.items() if getattr(employee, name) != value}
        if card:
            edit_card(employee_id=employee.pk, by=lookups.by, **card)
        if team is not None and team != employee.team_id:
            to = Unit.objects.get(pk=team)
            reason = lookups.ctx.source
            move_employee(employee_id=employee.pk, to=to, on=lookups.ctx.today, reason=reason, by=lookups.by)


def _open_units(ctx: Context) -> Sequence[Unit]:
    if ctx.by is None:
        return list(Unit.objects.filter(closed_on=None))
    return list(policies.hire_into.scope(ctx.by, organisation.visible_units(ctx.by, ctx.today)))


def _differs(said: Mapping[str, Any], person: Any) -> bool:
    """Whether a row would change this person."""
    today = {**{name: getattr(person, name) for name in CARD}, "team": person.team_id}
    return any(today[name] != value for name, value in said.items())


def _known(row: Row, lookups: Lookups) -> int | None:
    """By number, then mail; by name only when the importing person said so and one person carries it."""
    for field in ("number", "email"):
        if row.get(field) and (found := lookups.people.find(row[field]).only) is not None:
            return found
    if row.get("number") or lookups.ctx.answers.get("by_name") != "name":
        return None
    return lookups.people.find(row["name"]).only
