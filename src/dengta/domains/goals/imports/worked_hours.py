"""Hours of people who are paid by the hour, in a table: one line per person and month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.imports.pay_bases import within
from dengta.domains.goals.models import PayRun, PaySlip, WorkedHours
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.services.pay_bases import MOST_HOURS, write_hours
from dengta.domains.people.models import Account, Employee
from dengta.foundation.imports import Context, Field, Key, Problem, Row, Target

Month = tuple[int, date]
HUNDREDTH = Decimal("0.01")


@dataclass
class Lookups:
    """Whom the file may name, the hours on record, and the months that are released to somebody already."""

    by: Account | None
    people: Mapping[str, int]
    known: Mapping[Month, Decimal]
    released: frozenset[Month]
    own: int | None
    number: int | None


class HoursOfMonth(Target[Lookups]):
    """Hours of a month, from which the minimum wage of who is paid by the hour is reckoned."""

    name = "goals.worked_hours"
    order = 81
    label = _("Hours of a month")
    help = _(
        "How many hours people who are paid by the hour worked in a month. Their minimum wage is held against them."
    )
    permission = policies.write_hours
    taking = policies.take_hours
    person = ("number",)
    natural_key = ("number", "month")
    fields = (
        Field("number", _("Staff number"), required=True, max_length=40, synonyms=("工号", "员工编号", "staff_no")),
        Field("month", _("A day of the month"), "date", required=True, synonyms=("月份", "所属月份", "month")),
        Field("hours", _("Hours"), "decimal", required=True, synonyms=("工时", "实际工时", "hours worked")),
        Field("reason", _("Reason"), max_length=200, synonyms=("原因", "备注", "reason")),
    )
    samples = ({"number": "K10101", "month": "2026-11-01", "hours": "82.5"},)

    def prepare(self, ctx: Context) -> Lookups:
        """Four queries."""
        by = cast("Account | None", ctx.by)
        people = within(policies.write_hours_of, by)
        rows = WorkedHours.objects.values_list("employee_id", "month", "hours")
        slips = PaySlip.objects.filter(run__status=PayRun.Status.RELEASED).values_list("employee_id", "run__month")
        own = Employee.objects.filter(account=by).values_list("pk", flat=True).first() if by is not None else None
        known = {(who, month): hours for who, month, hours in rows}
        return Lookups(by, people, known, frozenset(slips), own, ctx.number)

    def validate(self, row: Row, lookups: Lookups) -> Iterator[Problem]:
        """A known person, not oneself, hours that a month can have, a month that is not released."""
        who, month = lookups.people.get(row["number"]), row["month"].replace(day=1)
        if who is None:
            yield Problem("goals.import_who", field="number", facts={"number": row["number"]})
            return
        if who == lookups.own:
            yield Problem("goals.not_about_yourself", field="number")
        if not 0 <= row["hours"] <= MOST_HOURS or row["hours"] != row["hours"].quantize(HUNDREDTH):
            yield Problem("goals.hours_out_of_range", field="hours", facts={"most": MOST_HOURS})
        if (who, month) in lookups.released and lookups.known.get((who, month)) != row["hours"]:
            yield Problem("goals.pay_released_already", field="month", facts={"month": f"{month:%Y-%m}"})

    def key_of(self, row: Row) -> Key:
        """The person and the month, whichever day of it the file names."""
        return (row["number"], row["month"].replace(day=1))

    def record(self, row: Row, lookups: Lookups) -> Mapping[str, Any]:
        """The hours as a number, however they were written."""
        return {"hours": Decimal(row["hours"])}

    def existing(self, rows: Sequence[Row], lookups: Lookups) -> Mapping[Key, Mapping[str, Any]]:
        """What is on record for the same people and months. No query: it was read with the rest."""
        found: dict[Key, Mapping[str, Any]] = {}
        for row in rows:
            key = self.key_of(row)
            hours = lookups.known.get((lookups.people[key[0]], key[1]))
            if hours is not None:
                found[key] = {"hours": hours}
        return found

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Lookups) -> None:
        """Each through its service, so that it stands in the record."""
        for row in [*new, *changed]:
            write_hours(
                employee_id=lookups.people[row["number"]], month=row["month"], hours=row["hours"],
                reason=row.get("reason") or "", by=lookups.by, now=timezone.now(), import_number=lookups.number,
            )  # fmt: skip
