"""The pack of the European Union: what the working time directive settles, and what it leaves to member states."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dengta.engines.labour_law.calendar import DayKind
from dengta.engines.labour_law.decision import Decision
from dengta.engines.labour_law.european_union import hours, leave, rest, words
from dengta.engines.labour_law.european_union.roster import findings
from dengta.engines.labour_law.european_union.switches import SWITCHES
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import Finding, PackData, PaidSegment, RulePack, Shift, Terms, Worker
from dengta.engines.labour_law.params import Unknown
from dengta.engines.labour_law.rules import by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class EuropeanUnion(PackData):
    """Minimum standards only. A pack of a member state adds pay, holidays, severance and the rest."""

    def day_type(self, day: date, rest_days: Collection[int], *, law: Law) -> DayKind | Unknown:
        """Which days are holidays is national law."""
        return Unknown(words.HOLIDAYS, law.region, day)

    def classify(self, shifts: Sequence[Shift], terms: Terms, *, law: Law) -> Sequence[PaidSegment] | Unknown:
        """Rates of pay are national law."""
        day = min((shift.start.date() for shift in shifts), default=self.valid_from)
        return Unknown(words.OVERTIME, law.region, day)

    def overtime_pay(
        self, segments: Sequence[PaidSegment], terms: Terms, *, on: date, law: Law
    ) -> Decision[Decimal] | Unknown:
        """The directive limits hours and says nothing of their pay."""
        return Unknown(words.OVERTIME, law.region, on)

    def check_roster(
        self, worker: Worker, shifts: Sequence[Shift], terms: Terms, *, on: date, law: Law
    ) -> Sequence[Finding]:
        """Daily rest, breaks, weekly rest, the weekly average and night work."""
        return tuple(findings(shifts, on=on, law=law))

    def leave_entitlement(self, years: Decimal, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """Four weeks, whatever the years of work; stated for five days a week."""
        return leave.paid_leave(leave.LeaveFacts(), on=on, law=law)

    def leave_payout(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """That untaken leave is paid at the end is settled (art. 7(2)); how much is national law."""
        return Unknown(words.PAYOUT, law.region, on)

    def severance(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """National law."""
        return Unknown(words.SEVERANCE, law.region, on)

    def notice(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """National law."""
        return Unknown(words.NOTICE, law.region, on)

    def deduction_limit(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """National law."""
        return Unknown(words.DEDUCTIONS, law.region, on)

    def limitation(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """National law."""
        return Unknown(words.LIMITATION, law.region, on)

    def dispute_steps(self, filed: date, *, on: date, law: Law) -> Sequence[Decision[Any]] | Unknown:
        """National law."""
        return Unknown(words.PROCEDURE, law.region, on)

    def data_policy(self, facts: Any, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """The General Data Protection Regulation, which this pack does not hold."""
        return Unknown(words.DATA, law.region, on)


PACK: RulePack = EuropeanUnion(
    code="EU",
    version="2003/88/EC",
    valid_from=rest.IN_FORCE,
    rules=by_id([rest.RULES, hours.RULES, leave.RULES]),
    switches=SWITCHES,
)
