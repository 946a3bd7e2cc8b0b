"""What the house itself wrote down as changed about rewards and measures, besides the rule book (R-103, H17): criteria
and tiers of the Service Star, the loyalty plan, rules of gifts, budgets and parameters. Written anew and alike is no
change; nor is what has not begun, and may still be withdrawn."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.models import BenefitList, PolicyChange, RewardBudget, StarCriteria, TierScheme
from dengta.domains.recognition.selectors.loyalty import company, plans
from dengta.foundation.settings.models import ParameterValue
from dengta.foundation.settings.parameters import registered_parameters

Kind = PolicyChange.Kind
# A budget that moves less than this against the month before changes nothing that people would notice.
NOTICED = Decimal("0.25")
# The parameters that decide what people get or face; the others say how the policy is looked at.
REWARDING = (
    "recognition.large_bonus_above", "recognition.points_for_one", "recognition.points_hold_days",
    "recognition.reward_within_days", "recognition.star_smallest_sample",
)  # fmt: skip
MEASURING = (
    "recognition.talks_before_separation", "recognition.statement_days", "recognition.appeal_days",
    "recognition.decide_within_days", "recognition.stale_after_days", "recognition.end_breach_within_days",
)  # fmt: skip
Row = TypeVar("Row")


@dataclass(frozen=True)
class Source:
    """Something that changed; `key` names it once and for all."""

    key: str
    kind: Kind
    title: str | Promise
    unit_id: int
    since: date


def begun(today: date) -> Iterator[Source]:
    """Everything that has changed up to a day. Eight queries."""
    return chain(_stars(today), _tiers(today), _loyalty(today), _gifts(today), _budgets(today), _parameters(today))


def _differing(
    rows: Iterable[Row], *, of: Callable[[Row], Hashable], says: Callable[[Row], object]
) -> Iterator[tuple[Row, Row | None]]:
    """Those that say something else than the one before them of the same thing, with that one."""
    last: dict[Hashable, Row] = {}
    for row in rows:
        before = last.get(of(row))
        if before is None or says(before) != says(row):
            yield row, before
        last[of(row)] = row


def _newest(rows: Iterable[Any]) -> list[Any]:
    """Of what was written twice for one month, what holds."""
    return list({(row.unit_id, row.applies_from): row for row in rows}.values())


def _stars(today: date) -> Iterator[Source]:
    rows = StarCriteria.objects.filter(applies_from__lte=today).order_by("applies_from", "pk")
    said = attrgetter("csat_weight", "min_answers", "min_solved", "places", "vote_days", "bonus", "points")
    for row, _before in _differing(_newest(rows), of=attrgetter("unit_id"), says=said):
        yield Source(
            f"stars:{row.unit_id}:{row.applies_from}", Kind.REWARDS, _("Criteria of the Service Star"), row.unit_id,
            row.applies_from,
        )  # fmt: skip


def _tiers(today: date) -> Iterator[Source]:
    rows = TierScheme.objects.filter(applies_from__lte=today).order_by("applies_from", "pk").prefetch_related("tiers")
    for row, _before in _differing(_newest(rows), of=attrgetter("unit_id"), says=_lines_of):
        yield Source(
            f"tiers:{row.unit_id}:{row.applies_from}", Kind.REWARDS, _("Reward tiers"), row.unit_id, row.applies_from
        )


def _lines_of(scheme: TierScheme) -> list[tuple[Decimal, int]]:
    return [(one.from_score, one.points) for one in scheme.tiers.all()]


def _loyalty(today: date) -> Iterator[Source]:
    home = company()
    if home is None:
        return
    for plan in plans():
        if plan.effective_on <= today:
            title = format_lazy(_("Loyalty plan, version {number}"), number=plan.number)
            yield Source(f"loyalty:{plan.pk}", Kind.REWARDS, title, home.pk, plan.effective_on)


def _gifts(today: date) -> Iterator[Source]:
    out = (BenefitList.State.FIXED, BenefitList.State.DRAWN, BenefitList.State.CLOSED)
    rows = BenefitList.objects.filter(state__in=out, counts_on__lte=today).order_by("counts_on", "pk")
    said = attrgetter("form", "quantity", "unit_cost", "months_here")
    for row, before in _differing(rows, of=attrgetter("unit_id", "occasion"), says=said):
        # What people were given before the first list nobody knows here.
        if before is not None:
            title = format_lazy(_("Rule of gifts: {occasion}"), occasion=BenefitList.Occasion(row.occasion).label)
            yield Source(f"gifts:{row.pk}", Kind.REWARDS, title, row.unit_id, row.counts_on)


def _budgets(today: date) -> Iterator[Source]:
    rows = RewardBudget.objects.filter(month__lte=today).order_by("month", "pk")
    for row, before in _differing(rows, of=attrgetter("unit_id"), says=attrgetter("amount")):
        if before is not None and abs(row.amount - before.amount) >= NOTICED * before.amount:
            yield Source(
                f"budget:{row.unit_id}:{row.month}", Kind.REWARDS, _("Budget of rewards"), row.unit_id, row.month
            )


def _parameters(today: date) -> Iterator[Source]:
    home, known = company(), registered_parameters()
    if home is None:
        return
    rows = ParameterValue.objects.filter(name__in=(*REWARDING, *MEASURING), valid_from__lte=today)
    ordered = rows.order_by("valid_from", "pk")
    for row, before in _differing(ordered, of=attrgetter("name"), says=attrgetter("value")):
        # The first value against what the code says.
        if before is not None or known[row.name].read(row.value) != known[row.name].default:
            kind = Kind.REWARDS if row.name in REWARDING else Kind.RULES
            yield Source(f"parameter:{row.name}:{row.valid_from}", kind, known[row.name].doc, home.pk, row.valid_from)
