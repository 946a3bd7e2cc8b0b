"""Keeping a calculation, and throwing it away again."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dengta.domains.disputes import policies
from dengta.domains.disputes.models import Calculation
from dengta.domains.people.models import Account, Employee
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed


@transaction.atomic
def keep_calculation(
    *,
    kind: str,
    inputs: Mapping[str, Any],
    sheet: Mapping[str, Any],
    about: Employee | None,
    by: Account,
    now: datetime,
) -> Calculation:
    """Keep version, inputs and result as they are (R-126). The record names neither kind nor content."""
    maker = facts_of(by).employee_id
    if maker is None:
        raise NotAllowed("disputes.keep_calculations")
    kept = Calculation(
        made_by_id=maker,
        about=about,
        made_at=now,
        version=sheet["version"],
        on=date.fromisoformat(sheet["on"]),
        region=sheet["region"],
        due_on=sheet["due_on"] and date.fromisoformat(sheet["due_on"]),
        kind=kind,
        inputs=json.dumps(inputs, ensure_ascii=False),
        result=json.dumps(sheet, ensure_ascii=False),
    )
    kept.save(force_insert=True)
    policies.keep_calculations.require(by, kept)
    record(by, "disputes.calculation_kept", kept)
    return kept


@transaction.atomic
def discard_calculation(*, calculation_id: UUID, by: Account) -> None:
    """Throw one's own calculation away."""
    kept = Calculation.objects.select_for_update().get(pk=calculation_id)
    policies.keep_calculations.require(by, kept)
    record(by, "disputes.calculation_discarded", kept)
    kept.delete()
