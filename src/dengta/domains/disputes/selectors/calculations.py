"""Calculations that were kept, as their maker reads them."""

import json
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from dengta.domains.disputes import policies
from dengta.domains.disputes.models import Calculation
from dengta.foundation.access import Actor


def calculations(by: Actor) -> QuerySet[Calculation]:
    """What the reader kept, the newest first."""
    rows = policies.see_calculations.scope(by, Calculation.objects.all())
    return rows.select_related("about").order_by("-made_at", "pk")


def sheet(kept: Calculation) -> dict[str, Any]:
    """The sheet as it was when it was kept."""
    found: dict[str, Any] = json.loads(kept.result)
    return found


def inputs(kept: Calculation) -> dict[str, Any]:
    """What was filled in."""
    found: dict[str, Any] = json.loads(kept.inputs)
    return found


def coming_up(today: date, *, within: int) -> QuerySet[Calculation]:
    """Dates that people kept and that lie at most so many days ahead, whoever kept them: for the job that reminds."""
    rows = Calculation.objects.filter(due_on__range=(today, today + timedelta(days=within)))
    return rows.select_related("made_by__account").order_by("due_on", "pk")
