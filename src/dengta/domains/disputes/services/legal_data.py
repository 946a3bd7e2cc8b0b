"""Entering figures of local law, and answering questions that the law leaves open."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from dengta.domains.disputes import policies
from dengta.domains.disputes.selectors.legal_data import PARAMETER, SWITCH
from dengta.domains.people.models import Account
from dengta.domains.people.selectors.labour_law import ANSWER, FIGURE
from dengta.engines.labour_law.china import REGIONS, parameters
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.settings.models import RegionalValue

# Whole numbers, and at most so many of each unit.
LIMITS = ((parameters.DAYS, 366), (parameters.YEARS, 30), (parameters.PER_CENT, 100))
MOST = {name: most for name, one in PARAMETER.items() for unit, most in LIMITS if one.unit == unit}


@transaction.atomic
def enter_figure(
    *,
    parameter: str,
    region: str,
    value: Decimal,
    valid_from: date,
    valid_to: date | None,
    source: str,
    by: Account,
) -> RegionalValue:
    """Enter what a figure is in a region from a day on; of the same day the later entry corrects the earlier."""
    if parameter not in PARAMETER:
        raise RuleViolation("disputes.unknown_figure", name=parameter)
    if value <= 0:
        raise RuleViolation("disputes.figure_not_positive")
    most = MOST.get(parameter)
    if most is not None and (value > most or value != int(value)):
        raise RuleViolation("disputes.figure_out_of_range", most=most)
    text = f"{value.normalize():f}"
    return _set(
        name=FIGURE + parameter, region=region, value=text, valid_from=valid_from, valid_to=valid_to, source=source,
        by=by, verb="disputes.figure_entered",
    )  # fmt: skip


@transaction.atomic
def answer_question(
    *, switch: str, region: str, answer: str, valid_from: date, reason: str, by: Account
) -> RegionalValue:
    """Decide how the house reads an open question in a region, from a day on."""
    if switch not in SWITCH or answer not in {option.key for option in SWITCH[switch].options}:
        raise RuleViolation("disputes.unknown_answer", name=switch)
    return _set(
        name=ANSWER + switch, region=region, value=answer, valid_from=valid_from, valid_to=None, source=reason, by=by,
        verb="disputes.question_answered",
    )  # fmt: skip


def _set(
    *,
    name: str,
    region: str,
    value: str,
    valid_from: date,
    valid_to: date | None,
    source: str,
    by: Account,
    verb: str,
) -> RegionalValue:
    if not policies.edit_legal_data.anywhere(by):
        raise NotAllowed("disputes.edit_legal_data")
    if region not in REGIONS:
        raise RuleViolation("disputes.unknown_region", region=region)
    if valid_to is not None and valid_to <= valid_from:
        raise RuleViolation("disputes.dates_turned")
    if not source.strip():
        raise RuleViolation("disputes.source_missing")
    before = RegionalValue.objects.filter(name=name, region=region, valid_from=valid_from).values_list("value").first()
    row, _created = RegionalValue.objects.update_or_create(
        name=name,
        region=region,
        valid_from=valid_from,
        defaults={"value": value, "valid_to": valid_to, "source": source.strip()},
    )
    record(by, verb, row, before=before and before[0], after=value, valid_from=valid_from, source=row.source)
    return row
