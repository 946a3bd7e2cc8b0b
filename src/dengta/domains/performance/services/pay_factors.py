"""What a closed cycle means for pay: nothing, until whoever runs it hands the factors to a month (R-007)."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from dengta.domains.goals.selectors.pay_factors import factors_for
from dengta.domains.goals.services.pay_factors import ToHand, hand_factors
from dengta.domains.people.models import Account
from dengta.domains.performance.models import Cycle
from dengta.domains.performance.selectors.appraisals import breakdown
from dengta.domains.performance.services.cycles import held
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation


@transaction.atomic
def hand_to_pay(*, cycle_id: int, month: date, by: Account, now: datetime) -> int:
    """Hand the factors that the published table gives for the scores of a closed cycle to the pay of a month.

    Whoever has no score, or no table, has no factor. Answers for how many people it was.
    """
    cycle = held(cycle_id, by=by, states=(Cycle.State.CLOSED,))
    rows = {row.employee_id: row for row in cycle.appraisals.prefetch_related("scores", "cycle__sources")}
    results = {person: breakdown(row).result for person, row in rows.items()}
    scores = {person: (score, rows[person].unit_id) for person, score in results.items() if score is not None}
    factors = factors_for(scores, on=cycle.ends_on)
    if not factors:
        raise RuleViolation("performance.no_factors")
    people = hand_factors(
        month=month,
        factors=[
            ToHand(person, factor, cycle.title, reverse("appraisals:appraisal", args=[rows[person].pk]))
            for person, factor in factors.items()
        ],
        by=by, now=now,
    )  # fmt: skip
    record(by, "performance.factors_handed", cycle, month=month.replace(day=1), people=people)
    return people
