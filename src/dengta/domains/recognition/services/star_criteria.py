"""Criteria and tiers are fixed before the month they hold for; what is written in a month holds from the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Unit
from dengta.domains.recognition.models import Reward, StarCriteria, Tier, TierScheme
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors.judged_days import month_after
from dengta.domains.recognition.selectors.stars import ONE_DAY, SMALL_SAMPLE
from dengta.domains.recognition.services.notices import TIERS
from dengta.domains.recognition.services.proportion import R_093, promises_much
from dengta.domains.recognition.services.star_people import entitled
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
    """Publish the tiers of a client from the next month on: lines that rise, without a quota. What promises each person
    more than one person promises alone holds once a second one has confirmed it."""
    policies.write_for.require(by, unit)
    _insist_on_client(unit)
    today = day_of(now)
    month = _month(applies_from, today)
    scores = [line.from_score for line in lines]
    if not lines or scores != sorted(set(scores)):
        raise RuleViolation("recognition.tiers_rise")
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    row = TierScheme.objects.create(
        unit=unit, applies_from=month, why=why.strip(), written_on=today, written_by=by,
        needs_second=any(promises_much(Reward.Form.POINTS, Decimal(line.points), today) for line in lines),
    )  # fmt: skip
    Tier.objects.bulk_create(
        Tier(
            scheme=row, place=place, name=line.name.strip(), name_en=line.name_en.strip(), from_score=line.from_score,
            points=line.points,
        )
        for place, line in enumerate(lines, start=1)
    )  # fmt: skip
    if row.needs_second:
        people = entitled(unit.pk, today, policies.decide_tiers, row)
        title = format_lazy(_("Tiers of {unit} need a second person"), unit=unit.name)
        todos.put(
            kind=TIERS, key=row.pk, to=[one.pk for one in people if one.account_id != by.pk], title=title, now=now,
            url=reverse("stars:tiers"), due_at=end_of(month - ONE_DAY),
        )  # fmt: skip
    record(by, "recognition.tiers_set", row, applies_from=month, tiers=len(lines))
    return row


@transaction.atomic
def confirm_tiers(*, scheme_id: int, by: Account, now: datetime) -> TierScheme:
    """A second person agrees to tiers that promise much, before the month they hold for (R-079, R-093)."""
    row = TierScheme.objects.select_for_update(of=("self",)).select_related("unit").get(pk=scheme_id)
    policies.decide_tiers.require(by, row)
    if not row.waits:
        raise RuleViolation("recognition.tiers_wait_for_nobody")
    R_093.refuse(when=row.written_by_id == by.pk, code="recognition.tiers_confirmed_by_the_writer")
    today = day_of(now)
    following = month_after(today)
    R_079.refuse(
        when=row.applies_from <= today, code="recognition.criteria_in_the_month", month=row.applies_from,
        following=following,
    )  # fmt: skip
    row.confirmed_by, row.confirmed_on = by, today
    row.save(update_fields=["confirmed_by", "confirmed_on"])
    todos.settle(kind=TIERS, key=row.pk)
    record(by, "recognition.tiers_confirmed", row, applies_from=row.applies_from)
    return row


@transaction.atomic
def let_tiers_lapse(*, now: datetime) -> int:
    """Tiers whose month has begun unconfirmed wait for nobody any more: those before them hold on."""
    rows = TierScheme.objects.filter(needs_second=True, confirmed_by=None, applies_from__lte=day_of(now))
    return sum(todos.settle(kind=TIERS, key=pk) for pk in rows.values_list("pk", flat=True))


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
