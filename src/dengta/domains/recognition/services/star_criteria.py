"""Criteria and tiers are fixed before the month they hold for; what is written in a month holds from the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account, Unit
from dengta.domains.recognition.models import StarCriteria, Tier, TierScheme
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors.stars import SMALL_SAMPLE, month_after
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_079 = Rule("R-079", _("By what the best of a month are found is fixed before the month"))
R_080 = Rule("R-080", _("The best are reproducible from the data, and never found from a small sample"))


@dataclass(frozen=True, slots=True)
class Terms:
    """By what the best are found, and what they get."""

    csat_weight: int
    min_answers: int
    min_solved: int
    places: int
    vote_days: int
    bonus: Decimal
    points: int


@dataclass(frozen=True, slots=True)
class Line:
    """One tier."""

    name: str
    name_en: str
    from_score: Decimal
    points: int


@transaction.atomic
def set_criteria(
    *, unit: Unit, terms: Terms, why: str, by: Account, now: datetime, applies_from: date | None = None
) -> StarCriteria:  # fmt: skip
    """Write the criteria of a client. They hold from the next month on, or from a later one."""
    policies.write_for.require(by, unit)
    _insist_on_client(unit)
    today = day_of(now)
    month = _month(applies_from, today)
    least = SMALL_SAMPLE.on(today)
    R_080.refuse(when=terms.min_answers < least, code="recognition.star_sample_small", least=least)
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    row = StarCriteria.objects.create(
        unit=unit, applies_from=month, why=why.strip(), written_on=today, written_by=by, csat_weight=terms.csat_weight,
        min_answers=terms.min_answers, min_solved=terms.min_solved, places=terms.places, vote_days=terms.vote_days,
        bonus=terms.bonus, points=terms.points,
    )  # fmt: skip
    record(by, "recognition.star_criteria_set", row, applies_from=month, min_answers=terms.min_answers)
    return row


@transaction.atomic
def set_tiers(
    *, unit: Unit, lines: Sequence[Line], why: str, by: Account, now: datetime, applies_from: date | None = None
) -> TierScheme:  # fmt: skip
    """Publish the tiers of a client from the next month on: lines that rise, without a quota."""
    policies.write_for.require(by, unit)
    _insist_on_client(unit)
    today = day_of(now)
    month = _month(applies_from, today)
    scores = [line.from_score for line in lines]
    if not lines or scores != sorted(set(scores)):
        raise RuleViolation("recognition.tiers_rise")
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    row = TierScheme.objects.create(unit=unit, applies_from=month, why=why.strip(), written_on=today, written_by=by)
    Tier.objects.bulk_create(
        Tier(
            scheme=row, place=place, name=line.name.strip(), name_en=line.name_en.strip(), from_score=line.from_score,
            points=line.points,
        )
        for place, line in enumerate(lines, start=1)
    )  # fmt: skip
    record(by, "recognition.tiers_set", row, applies_from=month, tiers=len(lines))
    return row


def _insist_on_client(unit: Unit) -> None:
    """People are compared within one client, who do the same work."""
    if unit.kind != Unit.Kind.CLIENT:
        raise RuleViolation("recognition.star_of_a_client")


def _month(applies_from: date | None, today: date) -> date:
    """Not the month that runs, nor one that is over (R-079)."""
    following = month_after(today)
    month = (applies_from or following).replace(day=1)
    R_079.refuse(when=month < following, code="recognition.criteria_in_the_month", month=month, following=following)
    return month
