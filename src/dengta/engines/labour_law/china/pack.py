"""The pack of mainland China: what other rooms ask most, in front of the rules."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dengta.engines.labour_law.calendar import DayKind
from dengta.engines.labour_law.china import annual_leave, arbitration, leave_pay, privacy, roster
from dengta.engines.labour_law.china import deductions as deduction_rules
from dengta.engines.labour_law.china import limitation as limitation_rules
from dengta.engines.labour_law.china import severance as severance_rules
from dengta.engines.labour_law.decision import Decision
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import Finding, PackData, PaidSegment, Shift, Terms, Worker
from dengta.engines.labour_law.params import Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class China(PackData):
    """National law; what a region has of its own stands in the switches and the regional figures."""

    def day_type(self, day: date, rest_days: Collection[int], *, law: Law) -> DayKind | Unknown:
        """By the yearly notice, and by the own days of rest."""
        return roster.day_type(day, rest_days, law=law)

    def classify(self, shifts: Sequence[Shift], terms: Terms, *, law: Law) -> Sequence[PaidSegment] | Unknown:
        """By calendar day, eight hours a day, statutory holidays before rest days before working days."""
        return roster.classify(shifts, terms, law=law)

    def overtime_pay(
        self, segments: Sequence[PaidSegment], terms: Terms, *, on: date, law: Law
    ) -> Decision[Decimal] | Unknown:
        """Labour Law art. 44."""
        return roster.overtime_pay(segments, terms, on=on, law=law)

    def check_roster(
        self, worker: Worker, shifts: Sequence[Shift], terms: Terms, *, on: date, law: Law
    ) -> Sequence[Finding]:
        """Rest, overtime, protected people; the rules of the house are named as such."""
        return roster.check_roster(worker, shifts, terms, on=on, law=law)

    def leave_entitlement(self, years: Decimal, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """By years of the whole career; twelve months without a gap are taken as worked."""
        facts = annual_leave.EntitlementFacts(cumulative_years=years, continuous_12_months=True)
        return annual_leave.entitlement(facts, on=on, law=law)

    def leave_payout(self, facts: leave_pay.UnusedFacts, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """Three times the daily wage, the normal pay among it."""
        return leave_pay.unused_pay(facts, on=on, law=law)

    def severance(self, facts: severance_rules.SeveranceFacts, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """A month's wage for each year."""
        return severance_rules.severance(facts, on=on, law=law)

    def notice(self, facts: severance_rules.NPlusOneFacts, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """Thirty days in writing, or a month's wage in their place."""
        return severance_rules.n_plus_one(facts, on=on, law=law)

    def deduction_limit(self, facts: deduction_rules.DeductionFacts, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """A fifth of the month's wage, never below the minimum wage; fines not at all."""
        return deduction_rules.limit(facts, on=on, law=law)

    def limitation(self, facts: limitation_rules.LimitationFacts, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """One year; for wages from the end of employment."""
        return limitation_rules.arbitration(facts, on=on, law=law)

    def dispute_steps(self, filed: date, *, on: date, law: Law) -> Sequence[Decision[Any]] | Unknown:
        """The latest dates of an arbitration: accepted, answered, decided."""
        accepted = arbitration.acceptance(arbitration.AcceptanceFacts(filed=filed), on=on, law=law)
        copy = law.calendar.working_day_after(accepted.value.deadline, arbitration.COPY_DAYS)
        answered = arbitration.answer(arbitration.AnswerFacts(copy_received=copy), on=on, law=law)
        decided = arbitration.award(arbitration.AwardFacts(accepted=accepted.value.deadline), on=on, law=law)
        return accepted, answered, decided

    def data_policy(self, facts: privacy.PrivacyFacts, *, on: date, law: Law) -> Decision[Any] | Unknown:
        """Personal Information Protection Law."""
        return privacy.check(facts, on=on, law=law)
