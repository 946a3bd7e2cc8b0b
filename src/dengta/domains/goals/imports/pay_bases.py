"""What pay is reckoned on, in a table: one line per person and first day. Amounts are encrypted where they are kept;
the file itself is not, and goes as every imported file does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import FixedPer, PayBase
from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.services.pay_bases import correct_base, write_base
from dengta.domains.people.models import Account, Employee
from dengta.foundation.access import Permission
from dengta.foundation.imports import Context, Field, Key, Problem, Row, Target

# As the form takes them: whole cents, of nine digits.
CENT, MOST = Decimal("0.01"), 10_000_000


def within(right: Permission[Employee], by: Account | None) -> dict[str, int]:
    """Staff number → person, for all about whom somebody may write; everybody else is as unknown as nobody."""
    staff = Employee.objects.all()
    return dict((staff if by is None else right.scope(by, staff)).values_list("number", "pk"))


@dataclass
class Lookups:
    """Whom the file may name, from which day on each has amounts already, and whether these are by the hour."""

    by: Account | None
    people: Mapping[str, int]
    last: Mapping[int, date]
    per: Mapping[int, str]
    own: int | None
    source: str
    number: int | None

    def per_of(self, row: Row) -> str:
        """For what the fixed wage is agreed: as the file says, else as it was."""
        return row.get("per") or self.per.get(self.people[row["number"]], FixedPer.MONTH)


class PayBases(Target[Lookups]):
    """Fixed wage and performance pay at coefficient 1, as HR keeps them."""

    name = "goals.pay_base"
    order = 80
    label = _("Pay bases")
    help = _("Fixed wage and the performance pay at coefficient 1 of each person, from a day on.")
    permission = policies.write_base
    taking = policies.take_base
    person = ("number",)
    natural_key = ("number", "since")
    fields = (
        Field("number", _("Staff number"), required=True, max_length=40, synonyms=("工号", "员工编号", "staff_no")),
        Field("fixed", _("Fixed wage"), "decimal", required=True, synonyms=("固定工资", "基本工资", "base salary")),
        Field(
            "per", _("Fixed wage for"), "choice", synonyms=("计薪方式", "固定工资单位", "paid by"),
            choices={"month": ("月", "每月", "按月", "月薪"), "hour": ("小时", "每小时", "按小时", "时薪")},
        ),
        Field("variable", _("Base"), "decimal", required=True, synonyms=("绩效基数", "绩效工资", "variable pay")),
        Field("since", _("From which day"), "date", required=True, synonyms=("生效日期", "valid from")),
        Field("reason", _("Reason"), max_length=200, synonyms=("原因", "调整原因", "reason")),
    )  # fmt: skip
    samples = ({"number": "K10101", "fixed": "4800.00", "variable": "1800.00", "since": "2026-12-01"},)

    def prepare(self, ctx: Context) -> Lookups:
        """Two queries."""
        by = cast("Account | None", ctx.by)
        people = within(policies.write_bases_of, by)
        last: dict[int, date] = {}
        per: dict[int, str] = {}
        rows = PayBase.objects.order_by("valid_from").values_list("employee_id", "valid_from", "fixed_per")
        for who, since, agreed in rows:
            last[who], per[who] = since, agreed
        own = Employee.objects.filter(account=by).values_list("pk", flat=True).first() if by is not None else None
        return Lookups(by, people, last, per, own, ctx.source, ctx.number)

    def validate(self, row: Row, lookups: Lookups) -> Iterator[Problem]:
        """A known person, not oneself, no amount below zero, a day after the last one on record."""
        who = lookups.people.get(row["number"])
        if who is None:
            yield Problem("goals.import_who", field="number", facts={"number": row["number"]})
            return
        if who == lookups.own:
            yield Problem("goals.not_about_yourself", field="number")
        for name in ("fixed", "variable"):
            if row[name] < 0:
                yield Problem("goals.pay_below_zero", field=name)
            elif row[name] >= MOST or row[name] != row[name].quantize(CENT):
                yield Problem("goals.amount_unreadable", field=name, facts={"most": MOST})
        last = lookups.last.get(who)
        if last is not None and row["since"] < last:
            yield Problem("goals.base_overlaps", field="since", facts={"day": last.isoformat()})

    def record(self, row: Row, lookups: Lookups) -> Mapping[str, Any]:
        """The amounts as numbers, however they were written."""
        return {**{name: Decimal(row[name]) for name in ("fixed", "variable")}, "per": lookups.per_of(row)}

    def existing(self, rows: Sequence[Row], lookups: Lookups) -> Mapping[Key, Mapping[str, Any]]:
        """What is stored for the same person and day. One query."""
        numbers = {lookups.people[row["number"]]: row["number"] for row in rows if row["number"] in lookups.people}
        stored = PayBase.objects.filter(employee__in=numbers)
        return {
            (numbers[one.employee_id], one.valid_from): {
                "fixed": Decimal(one.fixed), "variable": Decimal(one.variable), "per": one.fixed_per,
            }
            for one in stored
        }  # fmt: skip

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Lookups) -> None:
        """New days and corrected ones through their services: each in the record with the number of the import."""
        now = timezone.now()
        for row in sorted(new, key=lambda one: one["since"]):
            write_base(
                employee_id=lookups.people[row["number"]], since=row["since"], by=lookups.by, at=now,
                reason=row.get("reason") or "", import_number=lookups.number, **_amounts(row, lookups),
            )  # fmt: skip
        for row in changed:
            base = PayBase.objects.get(employee=lookups.people[row["number"]], valid_from=row["since"])
            correct_base(
                base_id=base.pk, reason=row.get("reason") or lookups.source, by=lookups.by, now=now,
                import_number=lookups.number, **_amounts(row, lookups),
            )  # fmt: skip


def _amounts(row: Row, lookups: Lookups) -> dict[str, Any]:
    return {"fixed": row["fixed"], "variable": row["variable"], "fixed_per": lookups.per_of(row)}
